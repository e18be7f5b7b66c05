#include "core/badge_code.h"

#include <algorithm>
#include <array>

namespace core {
namespace {

constexpr std::string_view kPrefix = "K1";
constexpr std::size_t kCharacters = 26;
constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// `\000026`: the scanner tells the character set; only a backslash and six digits.
bool has_eci(std::string_view text) {
  return text.size() >= 7 && text[0] == '\\' && std::all_of(&text[1], &text[1] + 6, is_digit);
}

/// `]Q1`: the scanner tells the kind of code.
bool has_symbology(std::string_view text) {
  return text.size() >= 3 && text[0] == ']' && (text[1] == 'Q' || text[1] == 'q') &&
         is_digit(text[2]);
}

}  // namespace

std::string to_text(const BadgeCode& code) {
  std::string text(kCharacters, '0');
  std::uint64_t high = code.badge.bits;
  std::uint64_t low = code.tag;
  for (std::size_t i = kCharacters; i-- > 0;) {
    text[i] = kAlphabet[low & 31U];
    low = (low >> 5U) | (high << 59U);
    high >>= 5U;
  }
  return std::string(kPrefix) + text;
}

std::string tidy_scan(std::string_view text) {
  const auto is_space = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  for (bool found = true; found;) {
    found = false;
    if (has_symbology(text)) text.remove_prefix(3), found = true;
    if (has_eci(text)) text.remove_prefix(7), found = true;
  }
  std::string tidy(text);
  for (char& c : tidy) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return tidy;
}

std::optional<BadgeCode> parse_badge_code(std::string_view text) {
  const std::string tidy = tidy_scan(text);
  if (tidy.size() != kPrefix.size() + kCharacters || tidy[0] != 'K' ||
      crockford_value(tidy[1]) != 1) {
    return std::nullopt;
  }
  const std::string_view digits = std::string_view(tidy).substr(kPrefix.size());
  if (crockford_value(digits.front()) > 7) return std::nullopt;  // the two leading bits are zero
  BadgeCode code;
  for (char c : digits) {
    const int value = crockford_value(c);
    if (value < 0) return std::nullopt;
    code.badge.bits = (code.badge.bits << 5U) | (code.tag >> 59U);
    code.tag = (code.tag << 5U) | static_cast<std::uint64_t>(value);
  }
  return code;
}

}  // namespace core
