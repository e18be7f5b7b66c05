// What kiosks that were apart did against each other, of all four kinds, each with its sides.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/meeting.h"
#include "report/conflicts.h"

namespace report {

enum class DisagreementKind {
  admitted_twice,    ///< one person, by two kiosks, where one entry was allowed
  over_capacity,     ///< more people inside than there are places
  registered_twice,  ///< one person, it seems, at two kiosks
  edited_twice,      ///< one field of one person, or the meeting's file
};

std::string_view to_text(DisagreementKind kind);

struct Side {
  std::string kiosk;  ///< letter
  core::Instant at;
  std::string what;  ///< nonce of the scan, number, people inside, or what the field was set to
};

struct Disagreement {
  std::string id;  ///< the same at every kiosk; another one once more comes to it
  DisagreementKind kind = DisagreementKind::admitted_twice;
  core::AttendeeId attendee;  ///< none: only the badge is known, or it is about nobody
  core::AttendeeId other;     ///< with `registered_twice`
  core::CheckpointId checkpoint;
  std::string field;        ///< with `edited_twice`; `toml` is the meeting's file
  std::vector<Side> sides;  ///< in the order they happened
  std::vector<ConflictScan> scans;
  std::string settled;  ///< how; empty: nobody has looked at it
};

/// Writes down how the one with that id was settled. Errors: `bad_input` if none has it.
core::Result<void> settle(db::Store& store, const core::MeetingId& meeting, const std::string& id,
                          const std::string& how);

/// By kind, then in the order in which they began. Goes through everything that is held.
core::Result<std::vector<Disagreement>> find_disagreements(db::Store& store,
                                                           const core::MeetingId& meeting);

/// Entries, in the order they happened, with which a checkpoint came to hold more people than it
/// may because a kiosk did not know of those another had let in; a group for each time, begun by
/// whom each other kiosk had let in last. `scans` are those of the meeting that stand.
std::vector<std::vector<core::Scan>> over_capacity(const core::Meeting& meeting,
                                                   const core::Checkpoint& checkpoint,
                                                   std::vector<core::Scan> scans);

}  // namespace report
