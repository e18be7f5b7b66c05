// A scanner's end of a serial line: a pseudo terminal behind a path that stays the same.
#pragma once

#include <fcntl.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "fakes/temp_folder.h"

namespace fakes {

class SerialLine {
 public:
  SerialLine() { plug_in(); }
  SerialLine(const SerialLine&) = delete;
  SerialLine& operator=(const SerialLine&) = delete;
  ~SerialLine() { unplug(); }

  std::filesystem::path path() const { return folder_.path() / "scanner"; }

  void plug_in() {
    scanner_ = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    ::grantpt(scanner_);
    ::unlockpt(scanner_);
    std::filesystem::create_symlink(::ptsname(scanner_), path());
  }

  void unplug() {
    if (scanner_ < 0) return;
    std::filesystem::remove(path());
    ::close(scanner_);
    scanner_ = -1;
  }

  /// Whether all of `bytes` went onto the line.
  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t sent = ::write(scanner_, bytes.data(), bytes.size());
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }

 private:
  TempFolder folder_;
  int scanner_ = -1;
};

}  // namespace fakes
