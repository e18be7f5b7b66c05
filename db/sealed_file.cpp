#include "db/sealed_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "db/keys.h"

namespace db {
namespace {

constexpr std::string_view kMark = "KIOSKSEAL1\n";
constexpr std::string_view kMarkOfTwo = "KIOSKSEAL2\n";
constexpr std::size_t kChunk = std::size_t{64} << 10U;
constexpr std::size_t kOverhead = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t kChecksum = crypto_generichash_BYTES;
constexpr std::size_t kStreamKey = crypto_secretstream_xchacha20poly1305_KEYBYTES;
using Salt = std::array<unsigned char, crypto_pwhash_SALTBYTES>;
using StreamHeader = std::array<unsigned char, crypto_secretstream_xchacha20poly1305_HEADERBYTES>;
using BoxedKey = std::array<unsigned char, crypto_box_SEALBYTES + kStreamKey>;
using Checksum = std::array<unsigned char, kChecksum>;

/// The two halves that a passphrase makes; wiped when they go.
struct KeyPair {
  std::array<unsigned char, crypto_box_PUBLICKEYBYTES> half{};
  std::array<unsigned char, crypto_box_SECRETKEYBYTES> secret{};
  KeyPair() = default;
  KeyPair(const KeyPair&) = delete;
  KeyPair& operator=(const KeyPair&) = delete;
  ~KeyPair() { sodium_memzero(secret.data(), secret.size()); }
};

template <class Bytes>
std::string_view view(const Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* raw(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

template <class Bytes>
void read_into(std::ifstream& stream, Bytes& bytes) {
  stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

bool derive(std::string_view passphrase, const Salt& salt, StreamKey& key) {
  return crypto_pwhash(key.bytes.data(), key.bytes.size(), passphrase.data(), passphrase.size(),
                       salt.data(), crypto_pwhash_OPSLIMIT_MODERATE,
                       crypto_pwhash_MEMLIMIT_MODERATE, crypto_pwhash_ALG_ARGON2ID13) == 0;
}

bool derive(std::string_view passphrase, const Salt& salt, KeyPair& pair) {
  static_assert(kStreamKey == crypto_box_SEEDBYTES);
  StreamKey seed;
  if (!derive(passphrase, salt, seed)) return false;
  crypto_box_seed_keypair(pair.half.data(), pair.secret.data(), seed.bytes.data());
  return true;
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

tl::unexpected<core::Error> wrong_passphrase() {
  return core::fail(core::Failure::denied,
                    "The passphrase is wrong, or the beginning of the file is damaged.",
                    "Try the passphrase again; else use another copy.", "failure.wrong_passphrase");
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

core::Result<std::unique_ptr<SealedWriter>> SealedWriter::begin(const std::filesystem::path& file) {
  use_sodium();
  const std::string part = file.string() + ".part";
  const int handle = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (handle < 0) return unwritable(file, errno);
  std::unique_ptr<SealedWriter> writer(new SealedWriter(file, handle));
  ::fchmod(handle, 0600);
  return writer;
}

core::Result<std::unique_ptr<SealedWriter>> SealedWriter::create(const std::filesystem::path& file,
                                                                 std::string_view passphrase) {
  auto writer = begin(file);
  if (!writer) return writer;
  Salt salt{};
  randombytes_buf(salt.data(), salt.size());
  StreamKey key;
  if (!derive(passphrase, salt, key)) return no_memory();
  if (auto put = (*writer)->put_head({kMark, view(salt)}, key); !put) {
    return tl::unexpected(put.error());
  }
  return writer;
}

core::Result<std::unique_ptr<SealedWriter>> SealedWriter::create(const std::filesystem::path& file,
                                                                 const SealingKey& key,
                                                                 StreamKey& made) {
  auto writer = begin(file);
  if (!writer) return writer;
  crypto_generichash_init(&(*writer)->checksum_.emplace(), nullptr, 0, kChecksum);
  crypto_secretstream_xchacha20poly1305_keygen(made.bytes.data());
  BoxedKey boxed{};
  crypto_box_seal(boxed.data(), made.bytes.data(), made.bytes.size(), key.half.data());
  if (auto put = (*writer)->put_head({kMarkOfTwo, view(key.salt), view(boxed)}, made); !put) {
    return tl::unexpected(put.error());
  }
  return writer;
}

core::Result<void> SealedWriter::put_head(std::initializer_list<std::string_view> parts,
                                          const StreamKey& key) {
  StreamHeader header{};
  crypto_secretstream_xchacha20poly1305_init_push(&state_, header.data(), key.bytes.data());
  for (std::string_view part : parts) {
    if (auto done = put(part); !done) return done;
  }
  return put(view(header));
}

core::Result<void> SealedWriter::put(std::string_view bytes) {
  if (checksum_) crypto_generichash_update(&*checksum_, raw(bytes), bytes.size());
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
  if (checksum_) {
    Checksum checksum{};
    crypto_generichash_final(&*checksum_, checksum.data(), checksum.size());
    checksum_.reset();  // it does not cover itself
    if (auto done = put(view(checksum)); !done) return done;
  }
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

core::Result<SealingKey> make_sealing_key(std::string_view passphrase) {
  use_sodium();
  SealingKey key;
  randombytes_buf(key.salt.data(), key.salt.size());
  KeyPair pair;
  if (!derive(passphrase, key.salt, pair)) return no_memory();
  key.half = pair.half;
  return key;
}

struct SealedReader::Head {
  bool is_boxed = false;  ///< the key of the stream
  Salt salt{};
  BoxedKey boxed{};
  StreamHeader header{};
};

core::Result<std::unique_ptr<SealedReader>> SealedReader::begin(const std::filesystem::path& file,
                                                                Head& head) {
  use_sodium();
  auto reader = std::make_unique<SealedReader>();
  std::error_code ignored;
  std::ifstream& stream = reader->stream_;
  if (!std::filesystem::is_directory(file, ignored)) stream.open(file, std::ios::binary);
  if (!stream.is_open()) {
    return core::fail(core::Failure::bad_input, "The file " + file.string() + " cannot be read.",
                      "Check its name, and that this user may read it.");
  }
  std::string mark(kMark.size(), '\0');
  read_into(stream, mark);
  read_into(stream, head.salt);
  head.is_boxed = mark == kMarkOfTwo;
  if (head.is_boxed) read_into(stream, head.boxed);
  read_into(stream, head.header);
  if (!stream || (mark != kMark && !head.is_boxed)) {
    return core::fail(
        core::Failure::bad_input, "The file is none that a kiosk sealed.",
        "Name a file that `kioskctl backup`, `kioskctl journal export` or `kioskctl kiosk "
        "enrol` wrote.");
  }
  const std::uint64_t size = std::filesystem::file_size(file, ignored);
  const auto read = static_cast<std::uint64_t>(stream.tellg());
  const std::uint64_t after = read + (head.is_boxed ? kChecksum : 0);
  if (ignored || size < after) return damaged();
  reader->left_ = size - after;
  return reader;
}

core::Result<void> SealedReader::go_on(const Head& head, const StreamKey& key) {
  const bool fits = crypto_secretstream_xchacha20poly1305_init_pull(&state_, head.header.data(),
                                                                    key.bytes.data()) == 0;
  return fits ? next_chunk() : damaged();
}

core::Result<std::unique_ptr<SealedReader>> SealedReader::open(const std::filesystem::path& file,
                                                               std::string_view passphrase) {
  Head head;
  auto reader = begin(file, head);
  if (!reader) return reader;
  StreamKey key;
  if (head.is_boxed) {
    KeyPair pair;
    if (!derive(passphrase, head.salt, pair)) return no_memory();
    const bool opened = crypto_box_seal_open(key.bytes.data(), head.boxed.data(), head.boxed.size(),
                                             pair.half.data(), pair.secret.data()) == 0;
    if (!opened) return wrong_passphrase();
  } else if (!derive(passphrase, head.salt, key)) {
    return no_memory();
  }
  if (auto begun = (*reader)->go_on(head, key); !begun) return tl::unexpected(begun.error());
  return reader;
}

core::Result<std::unique_ptr<SealedReader>> SealedReader::open(const std::filesystem::path& file,
                                                               const StreamKey& key) {
  Head head;
  auto reader = begin(file, head);
  if (!reader) return reader;
  if (auto begun = (*reader)->go_on(head, key); !begun) return tl::unexpected(begun.error());
  return reader;
}

core::Result<void> SealedReader::next_chunk() {
  std::string sealed(std::min<std::uint64_t>(left_, kChunk + kOverhead), '\0');
  stream_.read(sealed.data(), static_cast<std::streamsize>(sealed.size()));
  sealed.resize(static_cast<std::size_t>(stream_.gcount()));
  left_ -= sealed.size();
  if (final_ || sealed.size() < kOverhead) return damaged();
  std::string plain(sealed.size() - kOverhead, '\0');
  unsigned char tag = 0;
  const bool opened =
      crypto_secretstream_xchacha20poly1305_pull(&state_, raw(plain), nullptr, &tag, raw(sealed),
                                                 sealed.size(), nullptr, 0) == 0;
  if (!opened && first_) return wrong_passphrase();
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
  return final_ && plain_.empty() && left_ == 0;
}

bool looks_sealed(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string mark(kMark.size(), '\0');
  read_into(stream, mark);
  return stream && (mark == kMark || mark == kMarkOfTwo);
}

bool has_its_checksum(const std::filesystem::path& file) {
  use_sodium();
  std::error_code failed;
  const std::uint64_t size = std::filesystem::file_size(file, failed);
  std::ifstream stream(file, std::ios::binary);
  if (failed || !stream || size < kChecksum || !looks_sealed(file)) return false;
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, kChecksum);
  std::string bytes;
  for (std::uint64_t left = size - kChecksum; left > 0 && stream; left -= bytes.size()) {
    bytes.resize(std::min<std::uint64_t>(left, kChunk));
    read_into(stream, bytes);
    crypto_generichash_update(&state, raw(bytes), bytes.size());
  }
  Checksum found{};
  Checksum written{};
  crypto_generichash_final(&state, found.data(), found.size());
  read_into(stream, written);
  return stream && found == written;
}

}  // namespace db
