// One line of text being typed: UTF-8 and where the caret stands.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace app {

struct TextField {
  std::string text;
  std::size_t caret = 0;  ///< byte in `text`, always between code points

  [[nodiscard]] bool is_blank() const;
  /// Without white space at either end.
  [[nodiscard]] std::string trimmed() const;
  friend bool operator==(const TextField&, const TextField&) = default;
};

/// What fits a field: longer typing is not taken.
inline constexpr std::size_t kLongestField = 200;

/// Control characters are left out; what would not fit any more changes nothing.
void type(TextField& field, std::string_view utf8);
/// Removes the code point before the caret.
void erase_left(TextField& field);
/// Removes the code point after the caret.
void erase_right(TextField& field);
/// Puts `utf8` in place of the code point before the caret.
void replace_left(TextField& field, std::string_view utf8);
/// By code points; stops at either end.
void move_caret(TextField& field, int by);
/// To the code point that byte `at` belongs to.
void set_caret(TextField& field, std::size_t at);

}  // namespace app
