// The files that make a kiosk, and how they change places. Only for db/backup.cpp, copies.cpp,
// migrations.cpp and restore.cpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "db/backup.h"
#include "db/folder_lock.h"
#include "db/sealed_file.h"

namespace db {

/// `kiosk.db`, `kiosk.toml` or `keys/MEETING.key`: nothing else is packed, or unpacked.
bool is_kiosk_file(std::string_view name);

/// A file and what it is called where it is packed.
using NamedFile = std::pair<std::string, std::filesystem::path>;
/// Told how many bytes more were done; false stops.
using More = std::function<bool(std::uint64_t bytes)>;

/// How far work is by bytes, from one percentage to another.
class Bytes {
 public:
  /// `progress` must outlive it.
  Bytes(const core::Progress& progress, int from, int to, std::uint64_t all);
  [[nodiscard]] bool operator()(std::uint64_t more);

 private:
  const core::Progress& progress_;
  int from_;
  int to_;
  std::uint64_t all_;
  std::uint64_t done_ = 0;
};

/// Writes all of them and ends the sealed file.
core::Result<void> pack(const std::vector<NamedFile>& files, SealedWriter& sealed,
                        const More& more = {});

/// Everything of it opens.
core::Result<void> read_through(SealedReader& sealed, const More& more = {});

/// Hands over every file of a sealed backup, piece by piece in order; `first` with a file's first.
core::Result<void> each_sealed_file(
    SealedReader& sealed,
    const std::function<core::Result<void>(const std::string& name, std::string_view bytes,
                                           bool first)>& take);

/// A folder of copies, made for the owner alone, that nobody else uses while this lives: no copy
/// that is being made escapes an erasure, and what lies there half made was left by a process that
/// was killed. That goes at once.
class Backups {
 public:
  static core::Result<Backups> open(const std::filesystem::path& path);
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// How much of what was half made could not be removed.
  [[nodiscard]] std::size_t left() const { return left_; }

 private:
  Backups(std::filesystem::path path, FolderLock lock, std::size_t left)
      : path_(std::move(path)), lock_(std::move(lock)), left_(left) {}
  std::filesystem::path path_;
  FolderLock lock_;
  std::size_t left_;
};

/// Begins the name of a folder in which a backup is made ready; the number of its process follows.
inline constexpr std::string_view kWorkshop = "restoring-";
/// Removes what restores had begun in a data folder that none is at work in. Returns how many could
/// not be removed.
std::size_t remove_workshops(const std::filesystem::path& folder);

/// A name in a `Backups` for a file that is being made; it goes, with what SQLite left beside it.
class Scrap {
 public:
  explicit Scrap(const std::filesystem::path& backups);
  Scrap(const Scrap&) = delete;
  Scrap& operator=(const Scrap&) = delete;
  ~Scrap();
  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

 private:
  std::filesystem::path file_;
};

/// Puts the whole database into one file of its own, while others go on.
core::Result<void> snapshot(const std::filesystem::path& folder, const std::filesystem::path& to);

/// Fails where a copy is damaged or a chain is broken. The file may be converted from WAL.
core::Result<BackupReport> check_copy(const std::filesystem::path& database);

/// Whether an error says that a file is damaged, not that it could not be looked at.
bool is_damage(const core::Error& error);
/// The same check for a file that stays as it is; false: it is damaged. Fails where it could not be
/// looked at.
core::Result<bool> is_sound_copy(const std::filesystem::path& database);

}  // namespace db
