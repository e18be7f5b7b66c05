// People whom kiosks that were cut off from each other admitted twice.
#pragma once

#include <string>
#include <vector>

#include "core/attendee.h"
#include "core/result.h"
#include "core/scan.h"
#include "db/store.h"

namespace report {

struct ConflictScan {
  core::Scan scan;
  std::string kiosk;  ///< letter
};

/// The scans are in the order they happened; the first one let them in.
struct Conflict {
  core::AttendeeId attendee;  ///< none: only the badge is known
  core::BadgeId badge;        ///< of such a one
  core::CheckpointId checkpoint;
  std::vector<ConflictScan> scans;
};

/// What core::conflicts_among finds of everybody, in the order in which they began. Keeps in memory
/// the scans of those whom several kiosks let in.
core::Result<std::vector<Conflict>> find_conflicts(db::Store& store,
                                                   const core::MeetingId& meeting);

}  // namespace report
