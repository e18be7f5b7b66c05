// The rows of each export. Only for report/*.cpp.
#pragma once

#include "core/meeting.h"
#include "db/store.h"
#include "report/table.h"

namespace report {

core::Result<void> for_each_attendee_row(db::Store& store, const core::MeetingId& meeting,
                                         const VisitRow& visit);
core::Result<void> for_each_attendance_row(db::Store& store, const core::MeetingId& meeting,
                                           const VisitRow& visit);
core::Result<void> for_each_scan_row(db::Store& store, const core::MeetingId& meeting,
                                     const VisitRow& visit);

/// People actually present, by town, partner, kind, day and session; without a session: on that
/// day at all. Keeps who was where in memory.
core::Result<void> for_each_matrix_row(db::Store& store, const core::Meeting& meeting,
                                       const VisitRow& visit);

/// The event description: what was measured, what the meeting file says, and what is missing.
core::Result<void> for_each_eds_row(db::Store& store, const core::Meeting& meeting,
                                    const VisitRow& visit);

}  // namespace report
