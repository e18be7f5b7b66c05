// What an organiser takes home as tables: people, attendance, scans, who was there from where, and
// the figures of the funder's event description. The columns are in docs/exports.md.
#pragma once

#include <filesystem>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/progress.h"
#include "core/result.h"
#include "db/store.h"
#include "report/table.h"

namespace report {

enum class What { attendees, attendance, scans, matrix, eds };
enum class Format { csv, xlsx, json };

std::string_view to_text(What what);
std::optional<What> parse_what(std::string_view text);
std::string_view to_text(Format format);
std::optional<Format> parse_format(std::string_view text);

/// The columns in order; their names are the keys of the JSON objects.
const std::vector<Column>& columns(What what);

/// Writes all rows and returns how many there were. People, attendance and scans take the same
/// memory however many rows there are. Errors: those of the Store, and `storage` where `out` fails.
core::Result<std::size_t> export_rows(db::Store& store, const core::MeetingId& meeting, What what,
                                      Format format, std::ostream& out,
                                      const core::Progress& progress = {});

struct Exported {
  std::filesystem::path file;
  std::size_t rows = 0;
  std::string sha256;  ///< hex; also in `FILE.sha256`
};

/// The export as a file that appears whole or not at all, with its checksum beside it, which tells
/// the heads of the journal as well (report/seal.h).
core::Result<Exported> export_file(db::Store& store, const core::MeetingId& meeting, What what,
                                   Format format, const std::filesystem::path& file,
                                   const core::Progress& progress = {});

}  // namespace report
