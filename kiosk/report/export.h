// A meeting's people, attendance and scans as CSV and JSON; the columns are in docs/exports.md.
#pragma once

#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/result.h"
#include "db/store.h"

namespace report {

enum class What { attendees, attendance, scans };
enum class Format { csv, json };

std::string_view to_text(What what);
std::optional<What> parse_what(std::string_view text);
std::string_view to_text(Format format);
std::optional<Format> parse_format(std::string_view text);

/// Names of the columns, in order; keys of the JSON objects.
const std::vector<std::string>& columns(What what);

/// CSV per RFC 4180 (UTF-8 without a mark, CRLF, first row the column names). Takes the same memory
/// however many rows there are. Errors: those of the Store, and `storage` where `out` fails.
core::Result<void> export_csv(db::Store& store, const core::MeetingId& meeting, What what,
                              std::ostream& out);

/// The same rows as one JSON array, a row a line.
core::Result<void> export_json(db::Store& store, const core::MeetingId& meeting, What what,
                               std::ostream& out);

struct Exported {
  std::filesystem::path file;
  std::size_t rows = 0;
  std::string sha256;  ///< hex; also in `FILE.sha256`
};

/// The export as a file that appears whole or not at all, with its checksum beside it.
core::Result<Exported> export_file(db::Store& store, const core::MeetingId& meeting, What what,
                                   Format format, const std::filesystem::path& file);

}  // namespace report
