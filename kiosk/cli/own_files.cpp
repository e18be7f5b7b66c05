#include "cli/own_files.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <system_error>

namespace cli {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 7> kOwn = {
    "kiosk.db",   "kiosk.db-wal", "kiosk.db-shm", "kiosk.db-journal",
    "kiosk.toml", "kiosk.lock",   "erased.list"};

/// Without links and dots, as far as it is there.
fs::path real_path(const fs::path& path) {
  std::error_code failed;
  const fs::path whole = fs::absolute(path, failed);
  const fs::path real = fs::weakly_canonical(whole, failed);
  return failed ? whole.lexically_normal() : real;
}

bool is_in(const fs::path& folder, const fs::path& file) {
  return std::mismatch(folder.begin(), folder.end(), file.begin(), file.end()).first ==
         folder.end();
}

}  // namespace

bool is_own_file(const fs::path& folder, const fs::path& file) {
  const fs::path wanted = real_path(file);
  if (is_in(real_path(folder / "keys"), wanted)) return true;
  return std::any_of(kOwn.begin(), kOwn.end(), [&](std::string_view name) {
    std::error_code neither_is_there;
    const fs::path own = folder / name;
    return real_path(own) == wanted || fs::equivalent(own, file, neither_is_there);
  });
}

}  // namespace cli
