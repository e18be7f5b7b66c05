// Backups of a kiosk: the database, the meetings' keys and the device settings. The copies that it
// keeps by itself are in db/copies.h.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/progress.h"
#include "core/result.h"
#include "core/time.h"

namespace db {

struct BackupReport {
  std::filesystem::path file;
  std::int64_t journal_rows = 0;
  std::vector<std::string> meetings;
};

/// Copies `folder`'s kiosk while it runs, checks the copy (file, hash chains) and seals it with the
/// passphrase into `file`, which appears whole or not at all, and is opened again.
core::Result<BackupReport> write_backup(const std::filesystem::path& folder,
                                        const std::filesystem::path& file,
                                        std::string_view passphrase,
                                        const core::Progress& progress = {});

struct RestoreReport {
  std::filesystem::path replaced;  ///< the folder that holds what was there before; empty: nothing
  std::int64_t journal_rows = 0;   ///< in the backup
  std::int64_t salvaged_rows = 0;  ///< that only the replaced journal held
  std::int64_t erased_again = 0;   ///< people who were erased after the backup was made
};

/// Checks a backup and puts it in the place of `folder`'s kiosk, which must not be running. What is
/// replaced is kept aside. Rows that the replaced journal holds beyond the backup, as far as they
/// can be read and their chain holds, are taken over; people erased since are erased again. The
/// restored kiosk goes on as a new kiosk with the same letter: no number of a row is ever used
/// twice, and running numbers go on after a gap. Plain copies need no passphrase. It can be stopped
/// until the backup is about to take its place; the kiosk is as it was then.
core::Result<RestoreReport> restore_backup(const std::filesystem::path& folder,
                                           const std::filesystem::path& file,
                                           std::string_view passphrase,
                                           const core::Progress& progress = {});

/// When `write_backup` last did its work on this kiosk.
core::Result<std::optional<core::Instant>> last_backup(const std::filesystem::path& folder);

}  // namespace db
