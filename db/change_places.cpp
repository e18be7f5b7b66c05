#include "db/change_places.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <string>
#include <system_error>

#include "core/time.h"

namespace db {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kReplaced = "replaced-";
/// The log belongs to its database alone; beside another it would be read into that.
constexpr std::array kLogs = {"kiosk.db-wal", "kiosk.db-shm"};

tl::unexpected<core::Error> cannot(const char* what, const fs::path& path, int code) {
  return core::fail(
      core::Failure::storage,
      std::string(what) + " " + path.string() + ": " + std::generic_category().message(code) + ".",
      "Free some space or give this user the right to write there. The kiosk is as "
      "it was.");
}

bool make_durable(const fs::path& path) {
  const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (handle < 0) return false;
  const bool done = ::fsync(handle) == 0;
  ::close(handle);
  return done;
}

bool is_there(const fs::path& file) {
  std::error_code failed;
  return fs::exists(file, failed);
}

fs::path free_folder(const fs::path& folder) {
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  std::string stamp = core::to_rfc3339(now, {}).substr(0, 19);
  std::replace(stamp.begin(), stamp.end(), ':', '-');
  const std::string first = std::string(kReplaced) + stamp;
  fs::path name = folder / first;
  for (int i = 2; is_there(name); ++i) name = folder / (first + "-" + std::to_string(i));
  return name;
}

/// Over what is there, file by file; what only `to` has stays.
core::Result<void> copy_settings(const fs::path& from, const fs::path& to) {
  for (const char* name : {"kiosk.toml", "keys"}) {
    if (!is_there(from / name)) continue;
    std::error_code failed;
    fs::copy(from / name, to / name,
             fs::copy_options::recursive | fs::copy_options::overwrite_existing, failed);
    if (failed) return cannot("cannot keep", from / name, failed.value());
  }
  return {};
}

/// Aside goes a second name of the database: there is never a moment without one in its place, and
/// as long as it has two, the places were not changed.
core::Result<fs::path> keep_aside(const fs::path& folder) {
  const bool has_database = is_there(folder / "kiosk.db");
  const bool has_log = std::any_of(kLogs.begin(), kLogs.end(),
                                   [&](const char* log) { return is_there(folder / log); });
  if (!has_database && !has_log) return fs::path();
  auto aside = make_aside(folder);
  if (!aside) return aside;
  if (auto copied = copy_settings(folder, *aside); !copied) return tl::unexpected(copied.error());
  if (has_database && ::link((folder / "kiosk.db").c_str(), (*aside / "kiosk.db").c_str()) != 0) {
    return cannot("cannot keep", folder / "kiosk.db", errno);
  }
  if (!make_durable(*aside)) return cannot("cannot write", *aside, errno);
  return aside;
}

core::Result<void> move_logs(const fs::path& folder, const fs::path& aside) {
  for (const char* log : kLogs) {
    if (!is_there(folder / log)) continue;
    if (::rename((folder / log).c_str(), (aside / log).c_str()) != 0) {
      return cannot("cannot move", folder / log, errno);
    }
  }
  if (!aside.empty() && !make_durable(aside)) return cannot("cannot write", aside, errno);
  if (!make_durable(folder)) return cannot("cannot write", folder, errno);
  return {};
}

core::Result<void> move_in(const fs::path& from, const fs::path& folder, const fs::path& aside) {
  std::error_code failed;
  if (is_there(from / "keys")) {
    fs::create_directories(folder / "keys", failed);
    ::chmod((folder / "keys").c_str(), 0700);
  }
  for (const auto& entry : fs::directory_iterator(from / "keys", failed)) {
    auto moved = put_in_place(entry.path(), folder / "keys" / entry.path().filename());
    if (!moved) return moved;
  }
  if (is_there(from / "kiosk.toml")) {
    if (auto moved = put_in_place(from / "kiosk.toml", folder / "kiosk.toml"); !moved) return moved;
  }
  if (auto moved = move_logs(folder, aside); !moved) return moved;
  return put_in_place(from / "kiosk.db", folder / "kiosk.db");
}

/// What was kept aside where the places were not changed; empty: there is none.
fs::path aside_of_half_restored(const fs::path& folder) {
  struct stat here {};
  if (::stat((folder / "kiosk.db").c_str(), &here) != 0 || here.st_nlink < 2) return {};
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(folder, failed)) {
    if (!entry.path().filename().string().starts_with(kReplaced)) continue;
    struct stat there {};
    const bool is_it = ::stat((entry.path() / "kiosk.db").c_str(), &there) == 0 &&
                       there.st_ino == here.st_ino && there.st_dev == here.st_dev;
    if (is_it) return entry.path();
  }
  return {};
}

}  // namespace

core::Result<fs::path> make_aside(const fs::path& folder) {
  fs::path aside = free_folder(folder);
  if (::mkdir(aside.c_str(), 0700) != 0) return cannot("cannot make", aside, errno);
  return aside;
}

core::Result<void> put_in_place(const fs::path& from, const fs::path& to) {
  if (!make_durable(from)) return cannot("cannot write", from, errno);
  if (::rename(from.c_str(), to.c_str()) != 0) return cannot("cannot write", to, errno);
  if (!make_durable(to.parent_path())) return cannot("cannot write", to.parent_path(), errno);
  return {};
}

core::Result<fs::path> change_places(const fs::path& from, const fs::path& folder) {
  auto aside = keep_aside(folder);
  if (aside) {
    const auto moved = move_in(from, folder, *aside);
    if (moved) return *aside;
    if (auto back = take_back_half_restored(folder); !back) return tl::unexpected(back.error());
    return tl::unexpected(moved.error());
  }
  if (auto back = take_back_half_restored(folder); !back) return tl::unexpected(back.error());
  return aside;
}

core::Result<void> take_back_half_restored(const fs::path& folder) {
  const fs::path aside = aside_of_half_restored(folder);
  if (aside.empty()) return {};
  if (auto copied = copy_settings(aside, folder); !copied) return copied;
  for (const char* log : kLogs) {
    if (!is_there(aside / log)) continue;
    if (::rename((aside / log).c_str(), (folder / log).c_str()) != 0) {
      return cannot("cannot move", aside / log, errno);
    }
  }
  if (!make_durable(folder)) return cannot("cannot write", folder, errno);
  std::error_code failed;
  fs::remove_all(aside, failed);
  if (failed) return cannot("cannot remove", aside, failed.value());
  return {};
}

}  // namespace db
