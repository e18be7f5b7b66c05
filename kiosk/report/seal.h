// What an export's checksum file says beside the checksum: the heads of the journal, by which
// `kioskctl verify --export` proves that nothing was changed or removed since.
//
//   9f86d081…  attendance.csv
//   # journal A:1042:3b1c…
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"
#include "db/store.h"
#include "report/atomic_file.h"

namespace report {

/// The heads as they stand when the file is full: what it shows stands before them. `store` must
/// live until then.
Remarks journal_remarks(db::Store& store);

struct Seal {
  std::string sha256;  ///< hex, of the export
  std::vector<db::JournalHead> heads;
};

/// What stands in `FILE.sha256` beside the export. Errors: `bad_input` where there is none, or it
/// names no heads.
core::Result<Seal> read_seal(const std::filesystem::path& file);

/// Hex; `bad_input` where the file cannot be read.
core::Result<std::string> sha256_of(const std::filesystem::path& file);

}  // namespace report
