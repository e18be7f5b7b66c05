#include "db/keys.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

namespace db {
namespace {

std::filesystem::path file_of(const std::filesystem::path& folder, const core::MeetingId& meeting) {
  return folder / (meeting.text + ".key");
}

/// A meeting's id has no full stop, so this is nobody else's key.
core::MeetingId needs_key(const core::MeetingId& meeting) { return {meeting.text + ".needs"}; }

core::Error unwritable(const std::filesystem::path& file, int code) {
  return {core::Failure::storage,
          "The key file " + file.string() +
              " could not be written: " + std::generic_category().message(code) + ".",
          "Give this user the right to write to the data folder, or free some space.",
          {}};
}

/// Writes beside and links into place, so that a key file is whole or not there, and of two
/// processes that make one at the same time both end up with the same.
core::Result<void> write_new(const std::filesystem::path& file, std::string_view text) {
  const std::string beside = file.string() + "." + core::crockford(random_bits());
  const int handle = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (handle < 0) return tl::unexpected(unwritable(file, errno));
  const ssize_t taken = ::write(handle, text.data(), text.size());
  const bool short_of_space = taken >= 0 && taken < static_cast<ssize_t>(text.size());
  const bool written = taken >= 0 && !short_of_space && ::fsync(handle) == 0;
  const int code = short_of_space ? ENOSPC : errno;
  ::close(handle);
  const bool linked = written && (::link(beside.c_str(), file.c_str()) == 0 || errno == EEXIST);
  const int link_code = errno;
  ::unlink(beside.c_str());
  if (!written) return tl::unexpected(unwritable(file, code));
  if (!linked) return tl::unexpected(unwritable(file, link_code));
  const int folder = ::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder >= 0) {
    ::fsync(folder);
    ::close(folder);
  }
  return {};
}

}  // namespace

void use_sodium() {
  if (sodium_init() < 0) std::abort();  // no randomness: nothing here may go on
}

std::uint64_t random_bits() {
  std::uint64_t bits = 0;
  while (bits == 0) randombytes_buf(&bits, sizeof bits);
  return bits;
}

std::vector<std::uint64_t> random_bits(std::size_t count) {
  std::vector<std::uint64_t> all(count);
  if (count > 0) randombytes_buf(all.data(), count * sizeof(std::uint64_t));
  for (std::uint64_t& bits : all) {
    if (bits == 0) bits = random_bits();
  }
  return all;
}

core::Result<void> Keys::ensure(const core::MeetingId& meeting) {
  const auto file = file_of(folder_, meeting);
  std::error_code failed;
  if (std::filesystem::exists(file, failed)) return {};
  std::filesystem::create_directories(folder_, failed);
  if (failed) return tl::unexpected(unwritable(file, failed.value()));
  if (::chmod(folder_.c_str(), 0700) != 0) return tl::unexpected(unwritable(file, errno));
  Key fresh{};
  randombytes_buf(fresh.data(), fresh.size());
  std::string hex(fresh.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), fresh.data(), fresh.size());
  hex.back() = '\n';
  return write_new(file, hex);
}

core::Result<const Keys::Key*> Keys::key(const core::MeetingId& meeting) {
  if (const auto at = keys_.find(meeting); at != keys_.end()) return &at->second;
  const auto file = file_of(folder_, meeting);
  std::ifstream stream(file);
  std::string hex;
  stream >> hex;
  Key read{};
  std::size_t length = 0;
  if (sodium_hex2bin(read.data(), read.size(), hex.data(), hex.size(), nullptr, &length, nullptr) !=
          0 ||
      length != read.size()) {
    return core::fail(core::Failure::denied,
                      "The meeting's key is missing or damaged: " + file.string(),
                      "Copy it from another kiosk of the meeting or from a backup; a new key would "
                      "make every printed badge a forgery.");
  }
  return &keys_.emplace(meeting, read).first->second;
}

core::Result<std::uint64_t> Keys::tag(const core::MeetingId& meeting, core::BadgeId badge) {
  const auto found = key(meeting);
  if (!found) return tl::unexpected(found.error());
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};  // the shortest libsodium makes
  crypto_generichash_state state;
  crypto_generichash_init(&state, (*found)->data(), (*found)->size(), hash.size());
  std::array<unsigned char, 8> id{};
  for (std::size_t i = 0; i < id.size(); ++i) {
    id[i] = static_cast<unsigned char>(badge.bits >> (56 - 8 * i));
  }
  crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(meeting.text.data()),
                            meeting.text.size());
  crypto_generichash_update(&state, id.data(), id.size());
  crypto_generichash_final(&state, hash.data(), hash.size());
  std::uint64_t tag = 0;
  for (std::size_t i = 0; i < 8; ++i) tag = (tag << 8U) | hash.at(i);
  return tag;
}

core::Result<std::string> Keys::seal_needs(const core::MeetingId& meeting, std::string_view text) {
  const core::MeetingId name = needs_key(meeting);
  if (auto made = ensure(name); !made) return tl::unexpected(made.error());
  const auto found = key(name);
  if (!found) return tl::unexpected(found.error());
  std::string sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + text.size(), '\0');
  auto* bytes = reinterpret_cast<unsigned char*>(sealed.data());
  randombytes_buf(bytes, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy(bytes + crypto_secretbox_NONCEBYTES,
                        reinterpret_cast<const unsigned char*>(text.data()), text.size(), bytes,
                        (*found)->data());
  return sealed;
}

core::Result<std::string> Keys::open_needs(const core::MeetingId& meeting,
                                           std::string_view sealed) {
  const auto found = key(needs_key(meeting));
  if (!found) return tl::unexpected(found.error());
  constexpr std::size_t kAround = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  std::string text(sealed.size() < kAround ? 0 : sealed.size() - kAround, '\0');
  const auto* bytes = reinterpret_cast<const unsigned char*>(sealed.data());
  const bool opened = sealed.size() >= kAround &&
                      crypto_secretbox_open_easy(reinterpret_cast<unsigned char*>(text.data()),
                                                 bytes + crypto_secretbox_NONCEBYTES,
                                                 sealed.size() - crypto_secretbox_NONCEBYTES, bytes,
                                                 (*found)->data()) == 0;
  if (opened) return text;
  return core::fail(core::Failure::denied, "What somebody needs was changed, or sealed elsewhere.",
                    "Copy the key of the kiosk that wrote it into the folder keys.");
}

core::Result<core::AttendeeId> Keys::attendee_of(const core::MeetingId& meeting,
                                                 std::string_view external_id) {
  const auto found = key(meeting);
  if (!found) return tl::unexpected(found.error());
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash_state state;
  crypto_generichash_init(&state, (*found)->data(), (*found)->size(), hash.size());
  for (std::string_view part :
       {std::string_view("external id"), std::string_view(meeting.text), external_id}) {
    const auto size = static_cast<std::uint64_t>(part.size());
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(&size), sizeof size);
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()),
                              part.size());
  }
  crypto_generichash_final(&state, hash.data(), hash.size());
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i) bits = (bits << 8U) | hash.at(i);
  return core::AttendeeId{std::max<std::uint64_t>(bits, 1)};
}

bool Keys::is_genuine(const core::MeetingId& meeting, const core::BadgeCode& code) {
  const auto expected = tag(meeting, code.badge);
  return expected && sodium_memcmp(&*expected, &code.tag, sizeof code.tag) == 0;
}

}  // namespace db
