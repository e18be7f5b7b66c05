#include "db/sealed_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "db/keys.h"

namespace db {
namespace {

constexpr std::string_view kMark = "KIOSKSEAL1\n";
constexpr std::size_t kChunk = std::size_t{64} << 10U;
constexpr std::size_t kOverhead = crypto_secretstream_xchacha20poly1305_ABYTES;
using Salt = std::array<unsigned char, crypto_pwhash_SALTBYTES>;
using StreamHeader = std::array<unsigned char, crypto_secretstream_xchacha20poly1305_HEADERBYTES>;

/// Wiped when it goes.
struct Key {
  std::array<unsigned char, crypto_secretstream_xchacha20poly1305_KEYBYTES> bytes{};
  Key() = default;
  Key(const Key&) = delete;
  Key& operator=(const Key&) = delete;
  ~Key() { sodium_memzero(bytes.data(), bytes.size()); }
};

template <class Bytes>
std::string_view view(const Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

bool derive(std::string_view passphrase, const Salt& salt, Key& key) {
  return crypto_pwhash(key.bytes.data(), key.bytes.size(), passphrase.data(), passphrase.size(),
                       salt.data(), crypto_pwhash_OPSLIMIT_MODERATE,
                       crypto_pwhash_MEMLIMIT_MODERATE, crypto_pwhash_ALG_ARGON2ID13) == 0;
}

tl::unexpected<core::Error> no_memory() {
  return core::fail(core::Failure::storage, "There is not enough memory to make the key.",
                    "Close other programs, then try again.");
}

tl::unexpected<core::Error> unwritable(const std::filesystem::path& file, int code) {
  return core::fail(core::Failure::storage,
                    "The file " + file.string() +
                        " cannot be written: " + std::generic_category().message(code) + ".",
                    "Free some space or name another place.");
}

tl::unexpected<core::Error> damaged() {
  return core::fail(core::Failure::bad_input, "The sealed file is damaged or not whole.",
                    "Use another copy of it.", "failure.sealed_damaged");
}

}  // namespace

SealedWriter::SealedWriter(std::filesystem::path file, int handle)
    : file_(std::move(file)), part_(file_.string() + ".part"), handle_(handle) {}

SealedWriter::~SealedWriter() {
  sodium_memzero(&state_, sizeof state_);
  if (handle_ < 0) return;
  ::close(handle_);
  ::unlink(part_.c_str());
}

core::Result<std::unique_ptr<SealedWriter>> SealedWriter::create(const std::filesystem::path& file,
                                                                 std::string_view passphrase) {
  use_sodium();
  const std::string part = file.string() + ".part";
  const int handle = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (handle < 0) return unwritable(file, errno);
  std::unique_ptr<SealedWriter> writer(new SealedWriter(file, handle));
  ::fchmod(handle, 0600);
  Salt salt{};
  randombytes_buf(salt.data(), salt.size());
  Key key;
  if (!derive(passphrase, salt, key)) return no_memory();
  StreamHeader header{};
  crypto_secretstream_xchacha20poly1305_init_push(&writer->state_, header.data(), key.bytes.data());
  for (std::string_view part_of_head : {kMark, view(salt), view(header)}) {
    if (auto done = writer->put(part_of_head); !done) return tl::unexpected(done.error());
  }
  return writer;
}

core::Result<void> SealedWriter::put(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t taken = ::write(handle_, bytes.data(), bytes.size());
    if (taken < 0 && errno == EINTR) continue;
    if (taken <= 0) return unwritable(file_, taken == 0 ? ENOSPC : errno);
    bytes.remove_prefix(static_cast<std::size_t>(taken));
  }
  return {};
}

core::Result<void> SealedWriter::seal_chunk(bool last) {
  std::string sealed(chunk_.size() + kOverhead, '\0');
  crypto_secretstream_xchacha20poly1305_push(
      &state_, raw(sealed), nullptr, raw(chunk_), chunk_.size(), nullptr, 0,
      last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
  chunk_.clear();
  return put(sealed);
}

core::Result<void> SealedWriter::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t room = kChunk - chunk_.size();
    chunk_.append(bytes.substr(0, room));
    bytes.remove_prefix(std::min(room, bytes.size()));
    if (chunk_.size() < kChunk) continue;
    if (auto done = seal_chunk(false); !done) return done;
  }
  return {};
}

core::Result<void> SealedWriter::finish() {
  if (auto done = seal_chunk(true); !done) return done;
  if (::fsync(handle_) != 0) return unwritable(file_, errno);
  if (::rename(part_.c_str(), file_.c_str()) != 0) return unwritable(file_, errno);
  ::close(handle_);
  handle_ = -1;
  const auto folder = file_.has_parent_path() ? file_.parent_path() : std::filesystem::path(".");
  const int entry = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (entry >= 0) {
    ::fsync(entry);
    ::close(entry);
  }
  return {};
}

core::Result<std::unique_ptr<SealedReader>> SealedReader::open(const std::filesystem::path& file,
                                                               std::string_view passphrase) {
  use_sodium();
  auto reader = std::make_unique<SealedReader>();
  std::error_code ignored;
  if (!std::filesystem::is_directory(file, ignored)) reader->stream_.open(file, std::ios::binary);
  if (!reader->stream_.is_open()) {
    return core::fail(core::Failure::bad_input, "The file " + file.string() + " cannot be read.",
                      "Check its name, and that this user may read it.");
  }
  std::string mark(kMark.size(), '\0');
  Salt salt{};
  StreamHeader header{};
  reader->stream_.read(mark.data(), static_cast<std::streamsize>(mark.size()));
  reader->stream_.read(reinterpret_cast<char*>(salt.data()), salt.size());
  reader->stream_.read(reinterpret_cast<char*>(header.data()), header.size());
  if (!reader->stream_ || mark != kMark) {
    return core::fail(core::Failure::bad_input, "The file is none that a kiosk sealed.",
                      "Name a file that `kioskctl backup` wrote.");
  }
  Key key;
  if (!derive(passphrase, salt, key)) return no_memory();
  const bool fits = crypto_secretstream_xchacha20poly1305_init_pull(&reader->state_, header.data(),
                                                                    key.bytes.data()) == 0;
  if (!fits) return damaged();
  if (auto done = reader->next_chunk(); !done) return tl::unexpected(done.error());
  return reader;
}

core::Result<void> SealedReader::next_chunk() {
  std::string sealed(kChunk + kOverhead, '\0');
  stream_.read(sealed.data(), static_cast<std::streamsize>(sealed.size()));
  sealed.resize(static_cast<std::size_t>(stream_.gcount()));
  if (final_ || sealed.size() < kOverhead) return damaged();
  std::string plain(sealed.size() - kOverhead, '\0');
  unsigned char tag = 0;
  const bool opened =
      crypto_secretstream_xchacha20poly1305_pull(&state_, raw(plain), nullptr, &tag, raw(sealed),
                                                 sealed.size(), nullptr, 0) == 0;
  if (!opened && first_) {
    return core::fail(
        core::Failure::denied, "The passphrase is wrong, or the beginning of the file is damaged.",
        "Try the passphrase again; else use another copy.", "failure.wrong_passphrase");
  }
  if (!opened) return damaged();
  first_ = false;
  final_ = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  plain_ += plain;
  return {};
}

core::Result<std::string> SealedReader::read(std::size_t size) {
  while (plain_.size() < size) {
    if (final_) return damaged();
    if (auto done = next_chunk(); !done) return tl::unexpected(done.error());
  }
  std::string bytes = plain_.substr(0, size);
  plain_.erase(0, size);
  return bytes;
}

core::Result<bool> SealedReader::at_end() {
  while (!final_ && plain_.empty()) {
    if (auto done = next_chunk(); !done) return tl::unexpected(done.error());
  }
  return final_ && plain_.empty() && stream_.peek() == std::ifstream::traits_type::eof();
}

bool looks_sealed(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string mark(kMark.size(), '\0');
  stream.read(mark.data(), static_cast<std::streamsize>(mark.size()));
  return stream && mark == kMark;
}

}  // namespace db
