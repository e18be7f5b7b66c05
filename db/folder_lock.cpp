#include "db/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <thread>

namespace db {
namespace {

constexpr std::chrono::milliseconds kLookEvery{5};

}  // namespace

core::Result<FolderLock> FolderLock::take(const std::filesystem::path& folder, Kind kind,
                                          std::chrono::milliseconds patience) {
  const auto cannot = [&](int code) {
    return core::fail(
        core::Failure::storage,
        "The folder " + folder.string() +
            " cannot be locked: " + std::generic_category().message(code) + ".",
        "Keep the kiosk's data on a disk of this machine, where this user may write.");
  };
  const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return cannot(errno);
  FolderLock lock(handle);
  const int wanted = (kind == Kind::shared ? LOCK_SH : LOCK_EX) | LOCK_NB;
  for (const auto until = std::chrono::steady_clock::now() + patience;;) {
    if (::flock(handle, wanted) == 0) return lock;
    if (errno != EWOULDBLOCK && errno != EINTR) return cannot(errno);
    if (std::chrono::steady_clock::now() > until) break;
    std::this_thread::sleep_for(kLookEvery);
  }
  return core::fail(core::Failure::storage,
                    "Another program is at work in the folder " + folder.string() + ".",
                    "Wait until it has ended, or end it, then try again.");
}

FolderLock::~FolderLock() {
  if (handle_ >= 0) ::close(handle_);
}

}  // namespace db
