#include "report/tables.h"

#include "core/attendee.h"
#include "core/event.h"

namespace report {
namespace {

template <class Tag>
Cell id_or_nothing(core::RandomId<Tag> id) {
  if (!id) return std::monostate{};
  return core::to_text(id);
}

/// `question=answer`, separated by `;`.
std::string answers_text(const core::Answers& answers) {
  std::string text;
  for (const auto& [question, answer] : answers) {
    if (!text.empty()) text += "; ";
    text += question.text + "=" + answer;
  }
  return text;
}

std::string_view view(const std::string& text) { return text; }

}  // namespace

core::Result<void> for_each_attendee_row(db::Store& store, const core::MeetingId& meeting,
                                         const VisitRow& visit) {
  Row row;
  return store.for_each_attendee(meeting, [&](const core::Attendee& attendee) {
    const core::Details& details = attendee.details;
    row = {core::to_text(attendee.id),
           view(attendee.number),
           view(details.given_name),
           view(details.family_name),
           view(details.town),
           view(details.country),
           core::to_text(details.kind),
           view(details.partner.text),
           view(details.organisation),
           view(details.email),
           core::to_text(details.gender),
           core::get_field(details, "sessions"),
           details.photo_opt_out,
           view(details.language),
           view(details.notice_version),
           core::to_text(attendee.status),
           attendee.registered_at};
    visit(row);
  });
}

core::Result<void> for_each_attendance_row(db::Store& store, const core::MeetingId& meeting,
                                           const VisitRow& visit) {
  const auto known = store.meeting(meeting);
  if (!known) return tl::unexpected(known.error());
  const core::Zone& zone = (*known)->zone;
  Row cells(14);
  return store.for_each_attendance(meeting, [&](const db::AttendanceRow& row) {
    cells[0] = row.at;
    cells[1] = zone.day_of(row.at);
    cells[2] = view(row.checkpoint.text);
    cells[3] = core::to_text(row.direction);
    cells[4] = view(row.kiosk);
    cells[5] = row.forced;
    std::size_t at = 6;
    for (const std::string* text : {&row.number, &row.given_name, &row.family_name, &row.town,
                                    &row.country, &row.kind, &row.partner, &row.organisation}) {
      cells[at++] = view(*text);
    }
    visit(cells);
  });
}

core::Result<void> for_each_scan_row(db::Store& store, const core::MeetingId& meeting,
                                     const VisitRow& visit) {
  const auto known = store.meeting(meeting);
  if (!known) return tl::unexpected(known.error());
  const core::Zone& zone = (*known)->zone;
  Row row;
  return store.for_each_scan(meeting, [&](const core::Scan& scan, const std::string& kiosk) {
    const core::Instant recorded_at{std::chrono::milliseconds{scan.stamp.clock >> 16U}};
    row = {scan.at,
           zone.day_of(scan.at),
           view(scan.checkpoint.text),
           core::to_text(scan.direction),
           core::to_text(scan.verdict),
           view(scan.reason),
           core::is_attendance(scan.verdict),
           scan.forced,
           scan.details_pending,
           view(kiosk),
           id_or_nothing(scan.attendee),
           id_or_nothing(scan.badge),
           answers_text(scan.answers),
           view(scan.nonce),
           scan.undone,
           view(scan.undone_by),
           view(scan.undone_why),
           recorded_at};
    visit(row);
  });
}

}  // namespace report
