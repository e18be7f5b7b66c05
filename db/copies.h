// The copies of its database that a kiosk keeps by itself in `folder/backups/`: one a day, and one
// from before each update of the schema. They lie in the clear beside the database, for the owner
// alone, or are sealed once an organiser gave a passphrase; nobody need be there to type it again.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/time.h"

namespace db {

/// The day's copy as `daily-2019-03-12.db`, or sealed as `.backup`, checked; of those that are
/// there the newest `keep` stay. Does nothing where the day has one.
core::Result<bool> write_daily_copy(const std::filesystem::path& folder, core::Day day, int keep);

/// Puts a checked database into `backups` as a copy called `stem`; whole, durable and sealed as the
/// organiser wants it, or not there under its name. The caller has `Backups` open.
core::Result<void> keep_copy(const std::filesystem::path& database,
                             const std::filesystem::path& backups, const std::string& stem);

/// From now on, and those that are there already: only the passphrase opens them.
core::Result<void> seal_copies(const std::filesystem::path& folder, std::string_view passphrase);
/// From now on they lie in the clear; those that are sealed stay so.
core::Result<void> leave_copies_open(const std::filesystem::path& folder);
bool copies_are_sealed(const std::filesystem::path& folder);

/// Whether a file of `folder/backups` is one of them, whole or not.
bool is_kept_copy(const std::filesystem::path& file);

struct GoodCopy {
  std::filesystem::path file;
  core::Instant at;        ///< when it was written
  bool is_sealed = false;  ///< then its checksum was looked at, and what is in it is not known
};
/// The newest that is whole.
std::optional<GoodCopy> newest_good_copy(const std::filesystem::path& folder);
/// Those that are whole, newest first.
std::vector<std::filesystem::path> good_copies(const std::filesystem::path& folder);

}  // namespace db
