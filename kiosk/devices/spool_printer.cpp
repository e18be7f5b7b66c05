#include "devices/spool_printer.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace devices {
namespace {

/// Owns an open file or folder.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  /// False with errno set if the system could not keep what was written.
  bool close() { return ::close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

std::string next_step(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return "The disk is full: free some space, then print again.";
    case ENOENT:
    case ENOTDIR:
      return "Make the folder, or name another one in kiosk.toml.";
    case EACCES:
    case EPERM:
    case EROFS:
      return "Let the kiosk's user write into the folder.";
    default:
      return "Check the disk, then print again.";
  }
}

tl::unexpected<core::Error> spool_failed(const std::filesystem::path& path, int error) {
  const std::string reason = std::generic_category().message(error);
  return core::fail(core::Failure::storage,
                    "Cannot spool the print job to " + path.string() + ": " + reason + ".",
                    next_step(error));
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Writes, syncs and names the file; errno, with nothing left behind, if any step fails.
int write_durably(int folder, const std::string& name, const std::string& bytes) {
  const std::string unfinished = "." + name + "." + std::to_string(::getpid());
  Descriptor file(::openat(folder, unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC,
                           S_IRUSR | S_IWUSR));
  if (!file) return errno;
  const bool is_done = write_all(file.get(), bytes) && ::fsync(file.get()) == 0 && file.close() &&
                       ::renameat(folder, unfinished.c_str(), folder, name.c_str()) == 0 &&
                       ::fsync(folder) == 0;
  const int error = is_done ? 0 : errno;
  if (error != 0) ::unlinkat(folder, unfinished.c_str(), 0);
  return error;
}

}  // namespace

core::Result<PrintReceipt> SpoolPrinter::print(const PrintJob& job) {
  if (auto checked = check_job(job); !checked) return tl::unexpected(checked.error());
  const std::string name = job.id + ".pdf";
  const auto path = folder_ / name;
  const Descriptor folder(::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder) return spool_failed(folder_, errno);
  // A folder of somebody else's stays as they made it.
  ::fchmod(folder.get(), S_IRWXU);
  if (::faccessat(folder.get(), name.c_str(), F_OK, 0) == 0) return PrintReceipt{path, true};
  if (const int error = write_durably(folder.get(), name, job.pdf); error != 0) {
    return spool_failed(path, error);
  }
  return PrintReceipt{path, false};
}

core::Result<JobReport> SpoolPrinter::look_up(const std::string& id) {
  const auto path = folder_ / (id + ".pdf");
  const bool is_there = ::access(path.c_str(), F_OK) == 0;
  return JobReport{is_there ? JobPhase::printed : JobPhase::absent, is_there ? path : "", true};
}

PrinterState SpoolPrinter::state() {
  if (::access(folder_.c_str(), W_OK | X_OK) == 0) return {};
  return {false, {Trouble::no_room}, std::generic_category().message(errno)};
}

}  // namespace devices
