// Ids are distinct types: a badge can never be passed where an attendee is meant.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace core {

/// An id that somebody chose: `a-z`, `0-9` and `-`.
template <class Tag>
struct NamedId {
  std::string text;
  friend auto operator<=>(const NamedId&, const NamedId&) = default;
  [[nodiscard]] bool empty() const { return text.empty(); }
};

/// An id of 64 random bits; 0 means none.
template <class Tag>
struct RandomId {
  std::uint64_t bits = 0;
  friend auto operator<=>(const RandomId&, const RandomId&) = default;
  explicit operator bool() const { return bits != 0; }
};

using MeetingId = NamedId<struct MeetingTag>;
using PartnerId = NamedId<struct PartnerTag>;
using SessionId = NamedId<struct SessionTag>;
using CheckpointId = NamedId<struct CheckpointTag>;
using QuestionId = NamedId<struct QuestionTag>;
using AttendeeId = RandomId<struct AttendeeTag>;
using BadgeId = RandomId<struct BadgeTag>;
using KioskId = RandomId<struct KioskTag>;

/// Crockford base32 of 64 bits: 13 characters, most significant first.
std::string crockford(std::uint64_t bits);

/// Reads 13 Crockford characters, forgiving case, `O` for `0` and `I`/`L` for `1`.
std::optional<std::uint64_t> from_crockford(std::string_view text);

/// The value of one Crockford character, forgiving as above; -1 if it is none.
int crockford_value(char character);

template <class Tag>
std::string to_text(RandomId<Tag> id) {
  return crockford(id.bits);
}

}  // namespace core

template <class Tag>
struct std::hash<core::RandomId<Tag>> {
  std::size_t operator()(core::RandomId<Tag> id) const noexcept {
    return static_cast<std::size_t>(id.bits);
  }
};
