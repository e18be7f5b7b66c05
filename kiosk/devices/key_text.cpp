#include "devices/key_text.h"

#include <string_view>

namespace devices {
namespace {

constexpr int kKeypadZero = 320;
constexpr int kKeypadNine = 329;
constexpr std::string_view kPlain = "0123456789`-=[]\\;',./ ";
constexpr std::string_view kShifted = ")!@#$%^&*(~_+{}|:\"<>? ";
static_assert(kPlain.size() == kShifted.size());

std::optional<char> keypad_character(int key) {
  if (key >= kKeypadZero && key <= kKeypadNine) return static_cast<char>('0' + key - kKeypadZero);
  switch (key) {
    case 330:
      return '.';
    case 331:
      return '/';
    case 332:
      return '*';
    case 333:
      return '-';
    case 334:
      return '+';
    case 336:
      return '=';
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<char> us_character(int key, bool shift) {
  if (key >= 'A' && key <= 'Z') return static_cast<char>(key);
  if (key < ' ' || key > '~') return keypad_character(key);
  const std::size_t place = kPlain.find(static_cast<char>(key));
  if (place == std::string_view::npos) return std::nullopt;
  return shift ? kShifted[place] : kPlain[place];
}

bool is_modifier(int key) {
  const bool is_lock = key >= 280 && key <= 282;
  const bool is_held = key >= 340 && key <= 348;
  return is_lock || is_held;
}

bool is_suffix(int key) { return key == kKeyEnter || key == kKeyTab || key == kKeypadEnter; }

}  // namespace devices
