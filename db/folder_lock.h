// Who may use a folder's files at the same time. Held by the folder itself (`flock`), so no file is
// left, and let go by the system however a program ends.
#pragma once

#include <chrono>
#include <filesystem>
#include <utility>

#include "core/result.h"

namespace db {

/// Of the data folder: every store shares it, a restore has it alone. Of `backups/`: whoever makes
/// copies, looks at them or removes them has it alone. Not taken twice by one caller.
class FolderLock {
 public:
  enum class Kind { shared, alone };

  /// Waits up to `patience` for others; then, or where the folder cannot be locked, fails with
  /// `storage`. Any thread.
  static core::Result<FolderLock> take(const std::filesystem::path& folder, Kind kind,
                                       std::chrono::milliseconds patience = kPatience);

  FolderLock(FolderLock&& other) noexcept : handle_(std::exchange(other.handle_, -1)) {}
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  static constexpr std::chrono::milliseconds kPatience{10'000};
  explicit FolderLock(int handle) : handle_(handle) {}
  int handle_;
};

}  // namespace db
