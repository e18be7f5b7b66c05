#include "report/export.h"

#include <algorithm>
#include <array>
#include <functional>
#include <nlohmann/json.hpp>
#include <utility>

#include "report/atomic_file.h"
#include "report/csv.h"

namespace report {
namespace {

using nlohmann::ordered_json;

constexpr std::array<std::string_view, 3> kWhats = {"attendees", "attendance", "scans"};
constexpr std::array<std::string_view, 2> kFormats = {"csv", "json"};

/// One row: texts, flags or null, in the order of `columns`.
using Row = std::vector<ordered_json>;
using Visit = std::function<void(const Row&)>;

template <class Tag>
ordered_json id_or_null(core::RandomId<Tag> id) {
  return id ? ordered_json(core::to_text(id)) : ordered_json(nullptr);
}

Row attendee_row(const core::Attendee& attendee, const core::Zone& zone) {
  const core::Details& details = attendee.details;
  return {core::to_text(attendee.id),
          attendee.number,
          details.given_name,
          details.family_name,
          details.town,
          details.country,
          core::to_text(details.kind),
          details.partner.text,
          details.organisation,
          details.email,
          core::to_text(details.gender),
          core::get_field(details, "sessions"),
          details.photo_opt_out,
          details.language,
          details.notice_version,
          core::to_text(attendee.status),
          core::to_rfc3339(attendee.registered_at, zone)};
}

Row attendance_row(const db::AttendanceRow& row, const core::Zone& zone) {
  return {core::to_rfc3339(row.at, zone),
          core::to_text(zone.day_of(row.at)),
          row.checkpoint.text,
          core::to_text(row.direction),
          row.kiosk,
          row.forced,
          row.number,
          row.given_name,
          row.family_name,
          row.town,
          row.country,
          row.kind,
          row.partner,
          row.organisation};
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

Row scan_row(const core::Scan& scan, const std::string& kiosk, const core::Zone& zone) {
  const core::Instant recorded_at{std::chrono::milliseconds{scan.stamp.clock >> 16U}};
  return {core::to_rfc3339(scan.at, zone),
          core::to_text(zone.day_of(scan.at)),
          scan.checkpoint.text,
          core::to_text(scan.direction),
          core::to_text(scan.verdict),
          scan.reason,
          core::is_attendance(scan.verdict),
          scan.forced,
          scan.details_pending,
          kiosk,
          id_or_null(scan.attendee),
          id_or_null(scan.badge),
          answers_text(scan.answers),
          scan.nonce,
          scan.undone,
          scan.undone_by,
          scan.undone_why,
          core::to_rfc3339(recorded_at, zone)};
}

core::Result<void> for_each_row(db::Store& store, const core::MeetingId& id, What what,
                                const Visit& visit) {
  const auto meeting = store.meeting(id);
  if (!meeting) return tl::unexpected(meeting.error());
  const core::Zone& zone = (*meeting)->zone;
  switch (what) {
    case What::attendees:
      return store.for_each_attendee(
          id, [&](const auto& person) { visit(attendee_row(person, zone)); });
    case What::attendance:
      return store.for_each_attendance(id,
                                       [&](const auto& row) { visit(attendance_row(row, zone)); });
    case What::scans:
      break;
  }
  return store.for_each_scan(
      id, [&](const auto& scan, const auto& kiosk) { visit(scan_row(scan, kiosk, zone)); });
}

std::string cell_text(const ordered_json& cell) {
  if (cell.is_null()) return {};
  if (cell.is_boolean()) return cell.get<bool>() ? "true" : "false";
  return csv_cell(cell.get_ref<const std::string&>());
}

template <class Cells, class Text>
void put_csv_line(std::ostream& out, const Cells& cells, Text text) {
  const char* comma = "";
  for (const auto& cell : cells) {
    out << comma << text(cell);
    comma = ",";
  }
  out << "\r\n";
}

std::string json_object(const std::vector<std::string>& names, const Row& row) {
  ordered_json object = ordered_json::object();
  for (std::size_t i = 0; i < names.size(); ++i) object[names[i]] = row[i];
  return object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

core::Result<std::size_t> put_csv(db::Store& store, const core::MeetingId& meeting, What what,
                                  std::ostream& out) {
  std::size_t rows = 0;
  put_csv_line(out, columns(what), csv_cell);
  const auto done = for_each_row(store, meeting, what, [&](const Row& row) {
    if (out) put_csv_line(out, row, cell_text);
    ++rows;
  });
  if (!done) return tl::unexpected(done.error());
  return rows;
}

core::Result<std::size_t> put_json(db::Store& store, const core::MeetingId& meeting, What what,
                                   std::ostream& out) {
  std::size_t rows = 0;
  out << '[';
  const auto done = for_each_row(store, meeting, what, [&](const Row& row) {
    if (out) out << (rows == 0 ? "\n" : ",\n") << json_object(columns(what), row);
    ++rows;
  });
  if (!done) return tl::unexpected(done.error());
  out << "\n]\n";
  return rows;
}

core::Result<void> checked(const core::Result<std::size_t>& rows, std::ostream& out) {
  if (!rows) return tl::unexpected(rows.error());
  if (out.flush()) return {};
  return core::fail(core::Failure::storage, "The export could not be written to its end.",
                    "Free some space or choose another place, then export again.");
}

template <class Words, class Word = std::string_view>
std::optional<std::size_t> place_of(const Words& words, Word text) {
  const auto at = std::find(words.begin(), words.end(), text);
  if (at == words.end()) return std::nullopt;
  return static_cast<std::size_t>(at - words.begin());
}

}  // namespace

std::string_view to_text(What what) { return kWhats.at(static_cast<std::size_t>(what)); }
std::string_view to_text(Format format) { return kFormats.at(static_cast<std::size_t>(format)); }

std::optional<What> parse_what(std::string_view text) {
  const auto at = place_of(kWhats, text);
  return at ? std::optional(static_cast<What>(*at)) : std::nullopt;
}

std::optional<Format> parse_format(std::string_view text) {
  const auto at = place_of(kFormats, text);
  return at ? std::optional(static_cast<Format>(*at)) : std::nullopt;
}

const std::vector<std::string>& columns(What what) {
  static const std::array<std::vector<std::string>, 3> names = {
      std::vector<std::string>{"id", "number", "given_name", "family_name", "town", "country",
                               "kind", "partner", "organisation", "email", "gender", "sessions",
                               "photo_opt_out", "language", "notice_version", "status",
                               "registered_at"},
      std::vector<std::string>{"at", "day", "checkpoint", "direction", "kiosk", "forced", "number",
                               "given_name", "family_name", "town", "country", "kind", "partner",
                               "organisation"},
      std::vector<std::string>{"at", "day", "checkpoint", "direction", "verdict", "reason",
                               "recorded", "forced", "details_pending", "kiosk", "attendee",
                               "badge", "answers", "nonce", "undone", "undone_by", "undone_why",
                               "recorded_at"}};
  return names.at(static_cast<std::size_t>(what));
}

core::Result<void> export_csv(db::Store& store, const core::MeetingId& meeting, What what,
                              std::ostream& out) {
  return checked(put_csv(store, meeting, what, out), out);
}

core::Result<void> export_json(db::Store& store, const core::MeetingId& meeting, What what,
                               std::ostream& out) {
  return checked(put_json(store, meeting, what, out), out);
}

core::Result<Exported> export_file(db::Store& store, const core::MeetingId& meeting, What what,
                                   Format format, const std::filesystem::path& file) {
  Exported exported{file, 0, {}};
  const auto fill = [&](std::ostream& out) -> core::Result<void> {
    const auto rows = format == Format::csv ? put_csv(store, meeting, what, out)
                                            : put_json(store, meeting, what, out);
    if (!rows) return tl::unexpected(rows.error());
    exported.rows = *rows;
    return {};
  };
  const auto hash = write_file(file, fill, Checksum::beside);
  if (!hash) return tl::unexpected(hash.error());
  exported.sha256 = *hash;
  return exported;
}

}  // namespace report
