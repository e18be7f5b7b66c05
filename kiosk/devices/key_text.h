// What a physical key prints on a US keyboard, which is what USB scanners pretend to be.
#pragma once

#include <optional>

namespace devices {

/// GLFW's numbers for the keys that end a scan.
inline constexpr int kKeyEnter = 257;
inline constexpr int kKeyTab = 258;
inline constexpr int kKeypadEnter = 335;

/// `key` is a GLFW physical key code. Letters are upper case with or without Shift, so a Caps Lock
/// that is on, or a scanner that plays with it, changes nothing. Empty: the key prints nothing.
std::optional<char> us_character(int key, bool shift);

/// Shift, Control, Alt, Super, Menu and the three locks: they print nothing and move nothing.
bool is_modifier(int key);

/// Enter, keypad Enter or Tab: what scanners are set to send after a code.
bool is_suffix(int key);

}  // namespace devices
