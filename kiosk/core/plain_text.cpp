#include "core/plain_text.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace core {
namespace {

constexpr int kMostMarks = 8;

struct Range {
  char32_t first;
  char32_t last;
};

/// Blanks, and what Unicode calls default-ignorable; ascending.
constexpr std::array kUnseen = {
    Range{0x00, 0x20},       Range{0x7F, 0xA0},       Range{0xAD, 0xAD},
    Range{0x34F, 0x34F},     Range{0x61C, 0x61C},     Range{0x115F, 0x1160},
    Range{0x1680, 0x1680},   Range{0x17B4, 0x17B5},   Range{0x180B, 0x180F},
    Range{0x2000, 0x200F},   Range{0x2028, 0x202F},   Range{0x205F, 0x206F},
    Range{0x2800, 0x2800},   Range{0x3000, 0x3000},   Range{0x3164, 0x3164},
    Range{0xFE00, 0xFE0F},   Range{0xFEFF, 0xFEFF},   Range{0xFFA0, 0xFFA0},
    Range{0xFFF0, 0xFFFB},   Range{0x1BCA0, 0x1BCA3}, Range{0x1D173, 0x1D17A},
    Range{0xE0000, 0xE0FFF},
};

/// Blocks of marks that combine, and the marks of the scripts whose fonts pile them up; ascending.
constexpr std::array kMarks = {
    Range{0x300, 0x36F},   Range{0x483, 0x489},   Range{0x591, 0x5BD},   Range{0x610, 0x61A},
    Range{0x64B, 0x65F},   Range{0x6D6, 0x6DC},   Range{0x6DF, 0x6E4},   Range{0x730, 0x74A},
    Range{0x7EB, 0x7F3},   Range{0x8E3, 0x902},   Range{0x941, 0x948},   Range{0x951, 0x957},
    Range{0xE31, 0xE31},   Range{0xE34, 0xE3A},   Range{0xE47, 0xE4E},   Range{0xEB4, 0xEBC},
    Range{0xEC8, 0xECD},   Range{0xF71, 0xF7E},   Range{0x1AB0, 0x1AFF}, Range{0x1DC0, 0x1DFF},
    Range{0x20D0, 0x20F0}, Range{0x2DE0, 0x2DFF}, Range{0x302A, 0x302D}, Range{0x3099, 0x309A},
    Range{0xA66F, 0xA672}, Range{0xA674, 0xA67D}, Range{0xFE20, 0xFE2F},
};

template <std::size_t N>
bool is_in(const std::array<Range, N>& ranges, char32_t point) {
  if (point < ranges.front().first) return false;
  const auto* at =
      std::lower_bound(ranges.begin(), ranges.end(), point,
                       [](const Range& range, char32_t wanted) { return range.last < wanted; });
  return at != ranges.end() && at->first <= point;
}

/// How many bytes the character takes that begins here; 0 where none does.
std::size_t length_at(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto lead = byte(0);
  const std::size_t length = lead < 0x80                   ? 1
                             : lead >= 0xC2 && lead < 0xE0 ? 2
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xF0 && lead < 0xF5 ? 4
                                                           : 0;
  if (length == 0 || length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
  }
  const unsigned second = length > 1 ? byte(1) : 0;
  const bool wrong = (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
                     (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F);
  return wrong ? 0 : length;
}

char32_t point_of(std::string_view character) {
  constexpr std::array<unsigned, 5> kPayload = {0, 0x7F, 0x1F, 0x0F, 0x07};
  char32_t point = static_cast<unsigned char>(character[0]) & kPayload.at(character.size());
  for (const char c : character.substr(1)) {
    point = (point << 6U) | (static_cast<unsigned char>(c) & 0x3FU);
  }
  return point;
}

/// Until `see` returns false. Whether all of the text was seen.
template <class See>
bool each_point(std::string_view text, See see) {
  while (!text.empty()) {
    if (const auto byte = static_cast<unsigned char>(text.front()); byte < 0x80) {
      if (!see(char32_t{byte})) return false;  // most letters of most names
      text.remove_prefix(1);
      continue;
    }
    const std::size_t length = length_at(text);
    if (length == 0 || !see(point_of(text.substr(0, length)))) return false;
    text.remove_prefix(length);
  }
  return true;
}

template <class Wanted>
bool any_point(std::string_view text, Wanted wanted) {
  bool found = false;
  each_point(text, [&](char32_t point) { return !(found = wanted(point)); });
  return found;
}

/// As most texts are: nothing in them can be wrong.
bool is_printable_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7F; });
}

}  // namespace

bool is_utf8(std::string_view text) {
  return is_printable_ascii(text) || each_point(text, [](char32_t) { return true; });
}

bool has_control(std::string_view text) {
  return !is_printable_ascii(text) && any_point(text, [](char32_t point) {
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029;
  });
}

bool turns_direction(std::string_view text) {
  return !is_printable_ascii(text) && any_point(text, [](char32_t point) {
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
  });
}

bool piles_up_marks(std::string_view text) {
  if (is_printable_ascii(text)) return false;
  int marks = 0;
  return any_point(text, [&](char32_t point) {
    marks = is_in(kMarks, point) ? marks + 1 : 0;
    return marks > kMostMarks;
  });
}

bool is_visible(std::string_view text) {
  return any_point(text, [](char32_t point) { return !is_in(kUnseen, point); });
}

}  // namespace core
