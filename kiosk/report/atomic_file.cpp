#include "report/atomic_file.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <streambuf>
#include <system_error>
#include <vector>

namespace report {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBuffer = 65536;

tl::unexpected<core::Error> cannot_write(const fs::path& file, int number) {
  const std::string why = std::generic_category().message(number);
  return core::fail(
      core::Failure::storage, "The file " + file.string() + " cannot be written: " + why + ".",
      "Free some space, or name a folder that exists and that this user may write to.");
}

/// Sends bytes to a file descriptor and through SHA-256. Keeps the first error.
class HashingBuffer : public std::streambuf {
 public:
  explicit HashingBuffer(int fd) : fd_(fd), buffer_(kBuffer) {
    crypto_hash_sha256_init(&hash_);
    setp(buffer_.data(), buffer_.data() + buffer_.size());
  }

  [[nodiscard]] int error() const { return error_; }

  std::string hex() {
    std::array<unsigned char, crypto_hash_sha256_BYTES> bytes{};
    crypto_hash_sha256_final(&hash_, bytes.data());
    std::string text(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
    text.pop_back();
    return text;
  }

 protected:
  int_type overflow(int_type c) override {
    if (sync() != 0) return traits_type::eof();
    if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
    return sputc(traits_type::to_char_type(c));
  }

  int sync() override {
    const auto size = static_cast<std::size_t>(pptr() - pbase());
    crypto_hash_sha256_update(&hash_, reinterpret_cast<const unsigned char*>(pbase()), size);
    for (std::size_t done = 0; done < size && error_ == 0;) {
      const ssize_t written = ::write(fd_, pbase() + done, size - done);
      if (written >= 0) done += static_cast<std::size_t>(written);
      if (written < 0 && errno != EINTR) error_ = errno;
    }
    setp(buffer_.data(), buffer_.data() + buffer_.size());
    return error_ == 0 ? 0 : -1;
  }

 private:
  int fd_;
  int error_ = 0;
  std::vector<char> buffer_;
  crypto_hash_sha256_state hash_{};
};

/// An open file that goes away with its owner until it is put in place.
class NewFile {
 public:
  explicit NewFile(const fs::path& target) : target_(target) {
    name_ = (target.parent_path() / ("." + target.filename().string() + ".XXXXXX")).string();
    fd_ = ::mkostemp(name_.data(), O_CLOEXEC);
    if (fd_ < 0) error_ = errno;
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile() {
    if (fd_ < 0) return;
    ::close(fd_);
    if (!placed_) ::unlink(name_.c_str());
  }

  [[nodiscard]] int fd() const { return fd_; }
  [[nodiscard]] int error() const { return error_; }

  core::Result<void> put_in_place() {
    if (::fsync(fd_) != 0 || ::rename(name_.c_str(), target_.c_str()) != 0) {
      return cannot_write(target_, errno);
    }
    placed_ = true;
    return keep_folder();
  }

 private:
  core::Result<void> keep_folder() {
    const fs::path folder = target_.has_parent_path() ? target_.parent_path() : fs::path(".");
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return cannot_write(target_, errno);
    const int failed = ::fsync(fd) == 0 || errno == EINVAL ? 0 : errno;
    ::close(fd);
    if (failed != 0) return cannot_write(target_, failed);
    return {};
  }

  fs::path target_;
  std::string name_;
  int fd_ = -1;
  int error_ = 0;
  bool placed_ = false;
};

core::Result<std::string> fill_descriptor(const fs::path& file, int fd, const Fill& fill) {
  HashingBuffer buffer(fd);
  std::ostream stream(&buffer);
  if (auto filled = fill(stream); !filled) return tl::unexpected(filled.error());
  stream.flush();
  if (!stream) return cannot_write(file, buffer.error() == 0 ? EIO : buffer.error());
  return buffer.hex();
}

core::Result<std::string> write_directly(const fs::path& file, const Fill& fill) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
  if (fd < 0) return cannot_write(file, errno);
  auto hash = fill_descriptor(file, fd, fill);
  ::close(fd);
  return hash;
}

/// As `sha256sum` writes it: a name with a backslash or a line break is escaped.
std::string checksum_line(const std::string& hash, const std::string& name) {
  std::string escaped;
  for (char c : name) {
    if (c == '\\')
      escaped += "\\\\";
    else if (c == '\n')
      escaped += "\\n";
    else
      escaped += c;
  }
  return (escaped == name ? "" : "\\") + hash + "  " + escaped + "\n";
}

core::Result<void> write_checksum(NewFile& into, const fs::path& file, const std::string& hash,
                                  const Remarks& remarks) {
  std::string line = checksum_line(hash, file.filename().string());
  if (remarks) {
    const auto said = remarks();
    if (!said) return tl::unexpected(said.error());
    for (const std::string& remark : *said) line += "# " + remark + "\n";
  }
  const auto written =
      fill_descriptor(file, into.fd(), [&](std::ostream& out) -> core::Result<void> {
        out << line;
        return {};
      });
  if (!written) return tl::unexpected(written.error());
  return {};
}

/// The place a link leads to, so that the link stays one.
fs::path behind_links(const fs::path& file) {
  std::error_code failed;
  const fs::path real = fs::canonical(file, failed);
  return failed ? file : real;
}

}  // namespace

core::Result<std::string> write_file(const fs::path& file, const Fill& fill, Checksum checksum,
                                     const Remarks& remarks) {
  const fs::path target = behind_links(file);
  std::error_code ignored;  // what cannot be looked at is made anew, and that tells what is wrong
  if (fs::is_directory(target, ignored)) return cannot_write(file, EISDIR);
  if (fs::exists(target, ignored) && !fs::is_regular_file(target, ignored)) {
    return write_directly(target, fill);
  }
  NewFile data(target);
  if (data.error() != 0) return cannot_write(file, data.error());
  auto hash = fill_descriptor(file, data.fd(), fill);
  if (!hash || checksum == Checksum::none) {
    if (!hash) return hash;
    if (auto placed = data.put_in_place(); !placed) return tl::unexpected(placed.error());
    return hash;
  }
  NewFile sum(target.string() + ".sha256");
  if (sum.error() != 0) return cannot_write(file, sum.error());
  if (auto noted = write_checksum(sum, target, *hash, remarks); !noted) {
    return tl::unexpected(noted.error());
  }
  if (auto placed = data.put_in_place(); !placed) return tl::unexpected(placed.error());
  if (auto placed = sum.put_in_place(); !placed) return tl::unexpected(placed.error());
  return hash;
}

}  // namespace report
