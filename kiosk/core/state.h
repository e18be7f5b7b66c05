// What the journal says about one attendee: the fold of the events about them.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <vector>

#include "core/attendee.h"
#include "core/event.h"
#include "core/ids.h"
#include "core/meeting.h"
#include "core/scan.h"

namespace core {

struct BadgeState {
  BadgeId id;
  bool revoked = false;
  friend bool operator==(const BadgeState&, const BadgeState&) = default;
};

/// Everything known of one person. `attendee` is empty for a genuine badge whose registration has
/// not reached this kiosk yet.
struct AttendeeState {
  std::optional<Attendee> attendee;
  std::vector<BadgeState> badges;  ///< in order of issue
  std::vector<Scan> scans;         ///< sorted by `happened_before`; refused tries included

  /// The last that is valid, else the last; several are valid after registrations were merged.
  [[nodiscard]] const BadgeState* current_badge() const;
  [[nodiscard]] const BadgeState* badge(BadgeId id) const;
  friend bool operator==(const AttendeeState&, const AttendeeState&) = default;
};

/// Applies one event about this attendee. Events come in the order of their stamps; then per-field
/// changes are last-writer-wins and scans are never overwritten.
void apply(AttendeeState& state, const Event& event, const Stamp& stamp);

/// The fold of a whole history, in any order of arrival.
AttendeeState fold(std::vector<std::pair<Stamp, Event>> history);

/// When somebody came to one checkpoint and when they left it again, from scans that stand.
/// Being in one session's room means having left every other; leaving through a checkpoint that is
/// no session's room means having left the rooms as well.
class Timeline {
 public:
  Timeline(const Meeting& meeting, const Checkpoint& checkpoint, std::span<const Scan> scans);

  /// Entries in the order they happened; point into the scans given.
  [[nodiscard]] const std::vector<const Scan*>& entries() const { return entries_; }

  /// Whether they left strictly between the two moments. Two events at the same moment never
  /// count as having left in between.
  [[nodiscard]] bool left_between(Instant after, Instant before) const;

  /// Whether they are inside after everything that is known.
  [[nodiscard]] bool inside() const;

  /// Whether an entry at this moment, recorded now, would leave them inside: they have not left
  /// since.
  [[nodiscard]] bool inside_since(Instant entry) const;

 private:
  struct Leaving {
    const Scan* scan;
    bool moved;  ///< by entering another room rather than by an exit
  };
  std::vector<const Scan*> entries_;
  std::vector<Leaving> leavings_;
};

}  // namespace core
