#include "doctor/try_disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstddef>
#include <string_view>

namespace doctor {
namespace {

constexpr std::size_t kBytes = 1U << 20U;

/// No two blocks of it are alike, so that none can stand in for another.
std::string sample() {
  std::string bytes(kBytes, '\0');
  std::uint32_t state = 1;
  for (char& byte : bytes) {
    state = state * 1664525 + 1013904223;
    byte = static_cast<char>(state >> 24U);
  }
  return bytes;
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool reads_back(int file, const std::string& bytes) {
  std::string read(bytes.size(), '\0');
  std::size_t at = 0;
  while (at < read.size()) {
    const ssize_t got = ::pread(file, read.data() + at, read.size() - at, static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += static_cast<std::size_t>(got);
  }
  return read == bytes;
}

/// What was read would else come from memory and say nothing about the disk.
void forget_cache(int file) { (void)::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED); }

}  // namespace

Tried try_disk(const std::filesystem::path& folder) {
  const auto begin = std::chrono::steady_clock::now();
  const std::string bytes = sample();
  std::string name = (folder / ".disk-test-XXXXXX").string();
  const int file = ::mkostemp(name.data(), O_CLOEXEC);
  if (file < 0) return {false, "doctor.try_disk_failed"};
  ::unlink(name.c_str());  // gone with the last who has it open
  bool is_good = write_all(file, bytes) && ::fsync(file) == 0;
  if (is_good) forget_cache(file);
  is_good = is_good && reads_back(file, bytes);
  ::close(file);
  if (!is_good) return {false, "doctor.try_disk_failed"};
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - begin);
  return {true, "doctor.try_disk_ok", {{"ms", std::to_string(took.count())}}};
}

}  // namespace doctor
