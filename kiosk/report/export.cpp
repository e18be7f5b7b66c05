#include "report/export.h"

#include <algorithm>
#include <array>

#include "report/atomic_file.h"
#include "report/seal.h"
#include "report/tables.h"

namespace report {
namespace {

constexpr std::array<std::string_view, 5> kWhats = {"attendees", "attendance", "scans", "matrix",
                                                    "eds"};
constexpr std::array<std::string_view, 3> kFormats = {"csv", "xlsx", "json"};

core::Result<void> for_each_row(db::Store& store, const core::Meeting& meeting, What what,
                                const VisitRow& visit) {
  switch (what) {
    case What::attendees:
      return for_each_attendee_row(store, meeting.id, visit);
    case What::attendance:
      return for_each_attendance_row(store, meeting.id, visit);
    case What::scans:
      return for_each_scan_row(store, meeting.id, visit);
    case What::matrix:
      return for_each_matrix_row(store, meeting, visit);
    case What::eds:
      break;
  }
  return for_each_eds_row(store, meeting, visit);
}

std::unique_ptr<TableWriter> writer_of(Format format, const TableForm& form, std::ostream& out) {
  switch (format) {
    case Format::csv:
      return csv_writer(form, out);
    case Format::xlsx:
      return xlsx_writer(form, out);
    case Format::json:
      break;
  }
  return json_writer(form, out);
}

constexpr std::size_t kTellEvery = 1000;

/// At most so many rows; at least one.
core::Result<std::size_t> rows_expected(db::Store& store, const core::MeetingId& id, What what) {
  const bool of_scans = what == What::attendance || what == What::scans;
  if (of_scans) {
    return store.count_scans(id).map([](std::int64_t scans) {
      return static_cast<std::size_t>(std::max<std::int64_t>(scans, 1));
    });
  }
  return store.count(id, {}).map([](const core::Count& count) {
    return static_cast<std::size_t>(std::max(count.registered, 1));
  });
}

template <class Words>
std::optional<std::size_t> place_of(const Words& words, std::string_view text) {
  const auto at = std::find(words.begin(), words.end(), text);
  if (at == words.end()) return std::nullopt;
  return static_cast<std::size_t>(at - words.begin());
}

using Columns = std::vector<Column>;

const Columns kAttendees = {{"id", 16},
                            {"number", 9},
                            {"given_name", 20},
                            {"family_name", 20},
                            {"town", 20},
                            {"country", 8},
                            {"kind", 9},
                            {"partner", 16},
                            {"organisation", 28},
                            {"email", 28},
                            {"gender", 12},
                            {"sessions", 24},
                            {"photo_opt_out", 13},
                            {"language", 9},
                            {"notice_version", 14},
                            {"status", 11},
                            {"registered_at", 19}};

const Columns kAttendance = {
    {"at", 19},     {"day", 11},   {"checkpoint", 14}, {"direction", 9},    {"kiosk", 6},
    {"forced", 8},  {"number", 9}, {"given_name", 20}, {"family_name", 20}, {"town", 20},
    {"country", 8}, {"kind", 9},   {"partner", 16},    {"organisation", 28}};

const Columns kScans = {{"at", 19},        {"day", 11},        {"checkpoint", 14},
                        {"direction", 9},  {"verdict", 13},    {"reason", 12},
                        {"recorded", 9},   {"forced", 8},      {"details_pending", 15},
                        {"kiosk", 6},      {"attendee", 16},   {"badge", 16},
                        {"answers", 24},   {"nonce", 20},      {"undone", 8},
                        {"undone_by", 16}, {"undone_why", 24}, {"recorded_at", 19}};

const Columns kMatrix = {{"town", 20}, {"country", 8},  {"partner", 16}, {"kind", 9},
                         {"day", 11},  {"session", 20}, {"present", 8}};

const Columns kEds = {{"section", 14}, {"item", 24}, {"value", 60}, {"source", 14}};

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

const std::vector<Column>& columns(What what) {
  switch (what) {
    case What::attendees:
      return kAttendees;
    case What::attendance:
      return kAttendance;
    case What::scans:
      return kScans;
    case What::matrix:
      return kMatrix;
    case What::eds:
      break;
  }
  return kEds;
}

core::Result<std::size_t> export_rows(db::Store& store, const core::MeetingId& id, What what,
                                      Format format, std::ostream& out,
                                      const core::Progress& progress) {
  const auto meeting = store.meeting(id);
  if (!meeting) return tl::unexpected(meeting.error());
  const TableForm form{std::string(to_text(what)), &columns(what), (*meeting)->zone,
                       store.folder()};
  const auto writer = writer_of(format, form, out);
  const auto expected = progress ? rows_expected(store, id, what) : core::Result<std::size_t>(1);
  if (!expected) return tl::unexpected(expected.error());
  std::size_t rows = 0;
  bool going = true;
  const auto read = for_each_row(store, **meeting, what, [&](const Row& row) {
    if (going && rows % kTellEvery == 0) {
      going = core::goes_on(progress,
                            static_cast<int>(std::min(rows * 100 / *expected, std::size_t{99})));
    }
    if (!going) return;  // the rest is passed over, a million rows a second
    writer->add(row);
    ++rows;
  });
  if (!read) return tl::unexpected(read.error());
  if (!going) return core::stopped();
  if (const auto written = writer->finish(); !written) return tl::unexpected(written.error());
  return rows;
}

core::Result<Exported> export_file(db::Store& store, const core::MeetingId& meeting, What what,
                                   Format format, const std::filesystem::path& file,
                                   const core::Progress& progress) {
  Exported exported{file, 0, {}};
  const auto fill = [&](std::ostream& out) -> core::Result<void> {
    const auto rows = export_rows(store, meeting, what, format, out, progress);
    if (!rows) return tl::unexpected(rows.error());
    exported.rows = *rows;
    return {};
  };
  const auto hash = write_file(file, fill, Checksum::beside, journal_remarks(store));
  if (!hash) return tl::unexpected(hash.error());
  exported.sha256 = *hash;
  return exported;
}

}  // namespace report
