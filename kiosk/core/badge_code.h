// The code in a badge's QR: what it says, and reading it back from whatever a scanner typed.
//
//   code  = "K1" 26*crockford          ; 28 characters of the QR alphanumeric set
//   value = 130 bits, big-endian       ; 2 zero bits, 64 random bits (badge), 64-bit tag
//   tag   = BLAKE2b-64 keyed with the meeting's key, over meeting id and badge id
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/ids.h"

namespace core {

struct BadgeCode {
  BadgeId badge;
  std::uint64_t tag = 0;
  friend bool operator==(const BadgeCode&, const BadgeCode&) = default;
};

std::string to_text(const BadgeCode& code);

/// What a scanner typed, tidied: without surrounding white space, ECI prefixes (`\000026`) and
/// AIM symbology identifiers (`]Q1`), in upper case.
std::string tidy_scan(std::string_view text);

/// Reads a code forgivingly (case, white space, `O/0`, `I/L/1`, ECI prefix). Empty if the text
/// has not our form; says nothing about whether the tag is right.
std::optional<BadgeCode> parse_badge_code(std::string_view text);

}  // namespace core
