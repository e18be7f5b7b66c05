// What is left of a person who was erased, and when the meeting file wants it.
#pragma once

#include "core/event.h"
#include "core/meeting.h"
#include "core/state.h"

namespace core {

/// What stays of `state`, whose attendee is known: figures and visits. `town_is_shared`: whether
/// others are counted under the same town; one that only they come from would tell who they were.
event::AttendeeErased figures_of(const AttendeeState& state, const Meeting& meeting,
                                 bool town_is_shared, Instant at);

/// Makes of `state` what the event says is left. Of somebody who was erased before, badges and
/// visits of both stay: kiosks that were cut off from each other each tell of those they know.
void erase(AttendeeState& state, const event::AttendeeErased& erased);

/// The same for the `owner` whom the person had become before: what is left of them is theirs.
void add_left(AttendeeState& owner, AttendeeId id, const event::AttendeeErased& erased);

/// The first day on which each is kept too long; empty where the meeting file says none.
struct RetentionDays {
  std::optional<Day> needs;
  std::optional<Day> contacts;
  std::optional<Day> people;
};
RetentionDays retention_days(const Meeting& meeting);

/// What the meeting file says is kept too long at `now`.
struct RetentionDue {
  bool needs = false;
  bool contacts = false;
  bool people = false;  ///< of evidence only counts stay
};
/// What came due before `begun` is left out: a database that was begun later holds a rehearsal, not
/// what was kept too long.
RetentionDue retention_due(const Meeting& meeting, Instant now, Instant begun = {});

}  // namespace core
