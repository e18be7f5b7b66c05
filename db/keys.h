// The meetings' badge keys: files beside the database, never in it; 0600 in a folder 0700.
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/badge_code.h"
#include "core/result.h"

namespace db {

/// Initialises libsodium once; call before anything else of it. Aborts if it cannot.
void use_sodium();

/// 64 random bits, never 0.
std::uint64_t random_bits();
/// As many, by one call of the system.
std::vector<std::uint64_t> random_bits(std::size_t count);

/// Belongs to one thread. Keys are read once and kept.
class Keys {
 public:
  explicit Keys(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Makes the meeting's key unless it is there already; durable when it returns.
  core::Result<void> ensure(const core::MeetingId& meeting);

  /// The tag that a genuine badge of the meeting carries; fails where the key is missing.
  core::Result<std::uint64_t> tag(const core::MeetingId& meeting, core::BadgeId badge);

  /// Who a row of somebody else's list is, by its id there: the same on every kiosk of the meeting,
  /// and telling nothing of that id. Never 0; fails where the key is missing.
  core::Result<core::AttendeeId> attendee_of(const core::MeetingId& meeting,
                                             std::string_view external_id);

  /// Whether the code is genuine for the meeting; false where the key is missing.
  bool is_genuine(const core::MeetingId& meeting, const core::BadgeCode& code);

  /// Encrypts and signs with a key of the meeting's own for needs (XSalsa20-Poly1305, the nonce in
  /// front), which it makes the first time.
  core::Result<std::string> seal_needs(const core::MeetingId& meeting, std::string_view text);
  /// Fails with `denied` where the key is missing, or where the text was changed.
  core::Result<std::string> open_needs(const core::MeetingId& meeting, std::string_view sealed);

 private:
  using Key = std::array<unsigned char, 32>;
  core::Result<const Key*> key(const core::MeetingId& meeting);

  std::filesystem::path folder_;
  std::map<core::MeetingId, Key> keys_;
};

}  // namespace db
