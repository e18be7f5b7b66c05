// Keyboard files: what keys the on-screen keyboard has in a language. A new language is one file.
//
//   name = "Latviešu"                 # as the layout key offers it
//   rows  = ["q w e", "{shift} z {backspace}", "{layout} - {space} ' {next}"]
//   shift = ["Q W E", "{shift} Z {backspace}", "{layout} - {space} ' {next}"]   # optional
//   [relatives]                       # letters offered on a long press, by the key's own letter
//   e = "ē é è"
//   E = "Ē É È"
//
// Keys are parted by spaces. `{…}` are shift, backspace, space, layout and next.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace ui {

struct KeyCap {
  enum class Kind { text, shift, backspace, space, layout, next };
  Kind kind = Kind::text;
  std::string plain;    ///< what it types; for the others their name
  std::string shifted;  ///< with shift
  friend bool operator==(const KeyCap&, const KeyCap&) = default;
};

struct KeyboardLayout {
  std::string code;  ///< the file's name without `.toml`
  std::string name;
  std::vector<std::vector<KeyCap>> rows;  ///< never empty, no row empty
  std::map<std::string, std::vector<std::string>, std::less<>> relatives;  ///< by letter as shown
};

/// Every mistake with its line and key.
core::Result<KeyboardLayout> read_keyboard_layout(std::string_view toml, std::string_view code);

core::Result<KeyboardLayout> load_keyboard_layout(const std::string& path);

/// All `*.toml` in `folder`, by file name. Fails on the first file with mistakes.
core::Result<std::map<std::string, KeyboardLayout, std::less<>>> load_keyboard_layouts(
    const std::string& folder);

}  // namespace ui
