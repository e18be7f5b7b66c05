// One kiosk on one data folder. `kioskctl` may work beside it; a second kiosk may not.
#pragma once

#include <filesystem>

#include "core/result.h"

namespace shell {

/// Held for as long as it lives, and let go by the system however the program ends.
class DataLock {
 public:
  static core::Result<DataLock> take(const std::filesystem::path& folder);
  DataLock(DataLock&& other) noexcept : handle_(std::exchange(other.handle_, -1)) {}
  DataLock(const DataLock&) = delete;
  DataLock& operator=(const DataLock&) = delete;
  DataLock& operator=(DataLock&&) = delete;
  ~DataLock();

 private:
  explicit DataLock(int handle) : handle_(handle) {}
  int handle_;
};

}  // namespace shell
