#include "ui/utf8.h"

namespace ui::utf8 {
namespace {

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

std::size_t length_of(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

}  // namespace

char32_t next(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at]);
  const std::size_t length = length_of(first);
  if (length == 0 || at + length > text.size()) {
    ++at;
    return 0xFFFD;
  }
  char32_t point = length == 1 ? first : first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if (!continues(text[at + i])) {
      ++at;
      return 0xFFFD;
    }
    point = point << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  }
  at += length;
  return point;
}

std::size_t before(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  --at;
  while (at > 0 && continues(text[at])) --at;
  return at;
}

bool is_upper(std::string_view letter) {
  std::size_t at = 0;
  if (letter.empty()) return false;
  const char32_t c = next(letter, at);
  const auto within = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
  if (within('A', 'Z') || (within(0xC0, 0xDE) && c != 0xD7)) return true;
  if (within(0x400, 0x42F) || c == 0x178 || c == 0x1E9E) return true;
  // Latin Extended-A and the Romanian letters come in pairs, the capital first.
  if (within(0x139, 0x148) || within(0x179, 0x17E)) return c % 2 == 1;
  return (within(0x100, 0x137) || within(0x14A, 0x177) || within(0x218, 0x21B)) && c % 2 == 0;
}

std::size_t count(std::string_view text) {
  std::size_t points = 0;
  for (std::size_t at = 0; at < text.size(); ++points) next(text, at);
  return points;
}

}  // namespace ui::utf8
