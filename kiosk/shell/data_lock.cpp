#include "shell/data_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace shell {

core::Result<DataLock> DataLock::take(const std::filesystem::path& folder) {
  std::error_code failed;
  if (std::filesystem::create_directories(folder, failed)) {
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failed);
  }
  const int handle = ::open((folder / "kiosk.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (handle < 0) {
    const std::string reason = std::generic_category().message(errno);
    return core::fail(core::Failure::storage,
                      "The data folder " + folder.string() + " cannot be used: " + reason + ".",
                      "Give this user the right to write there, or name another with --data.",
                      "failure.read_only");
  }
  ::fchmod(handle, 0600);
  if (::flock(handle, LOCK_EX | LOCK_NB) == 0) return DataLock(handle);
  ::close(handle);
  return core::fail(core::Failure::storage,
                    "A kiosk is running already on the data folder " + folder.string() + ".",
                    "Use the one that is open, or name another folder with --data.",
                    "failure.second_instance");
}

DataLock::~DataLock() {
  if (handle_ >= 0) ::close(handle_);
}

}  // namespace shell
