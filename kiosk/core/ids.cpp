#include "core/ids.h"

namespace core {
namespace {
constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int kCharacters = 13;  // 13 × 5 = 65 bits; the first character carries 4
}  // namespace

std::string crockford(std::uint64_t bits) {
  std::string text(kCharacters, '0');
  for (int i = kCharacters - 1; i >= 0; --i, bits >>= 5U) {
    text[static_cast<std::size_t>(i)] = kAlphabet[bits & 31U];
  }
  return text;
}

int crockford_value(char character) {
  if (character >= 'a' && character <= 'z') character = static_cast<char>(character - 'a' + 'A');
  if (character == 'O') character = '0';
  if (character == 'I' || character == 'L') character = '1';
  const auto at = kAlphabet.find(character);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

std::optional<std::uint64_t> from_crockford(std::string_view text) {
  if (text.size() != kCharacters) return std::nullopt;
  if (crockford_value(text.front()) > 15) return std::nullopt;
  std::uint64_t bits = 0;
  for (char character : text) {
    const int value = crockford_value(character);
    if (value < 0) return std::nullopt;
    bits = (bits << 5U) | static_cast<std::uint64_t>(value);
  }
  return bits;
}

}  // namespace core
