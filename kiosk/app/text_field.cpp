#include "app/text_field.h"

#include <algorithm>

#include "core/wipe.h"

namespace app {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

std::size_t start_before(const std::string& text, std::size_t caret) {
  std::size_t start = caret;
  while (start > 0) {
    --start;
    if (!continues(text[start])) break;
  }
  return start;
}

}  // namespace

bool TextField::is_blank() const { return text.find_first_not_of(" \t") == std::string::npos; }

std::string TextField::trimmed() const {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

void type(TextField& field, std::string_view utf8) {
  std::string clean(utf8);
  std::erase_if(clean, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7F; });
  if (field.text.size() + clean.size() > kLongestField) return;
  // Once, so that no shorter copy is left behind where the text grows or the model is moved.
  field.text.reserve(kLongestField);
  field.text.insert(field.caret, clean);
  field.caret += clean.size();
}

void erase_left(TextField& field) {
  const std::size_t start = start_before(field.text, field.caret);
  field.text.erase(start, field.caret - start);
  field.caret = start;
}

void erase_right(TextField& field) {
  const std::size_t start = field.caret;
  move_caret(field, 1);
  field.text.erase(start, field.caret - start);
  field.caret = start;
}

void replace_left(TextField& field, std::string_view utf8) {
  TextField before = field;
  erase_left(field);
  const std::size_t length = field.text.size();
  type(field, utf8);
  if (field.text.size() == length && !utf8.empty()) field = before;
  core::wipe(before.text);
}

void move_caret(TextField& field, int by) {
  for (; by < 0; ++by) field.caret = start_before(field.text, field.caret);
  for (; by > 0 && field.caret < field.text.size(); --by) {
    do ++field.caret;
    while (field.caret < field.text.size() && continues(field.text[field.caret]));
  }
}

void set_caret(TextField& field, std::size_t at) {
  field.caret = std::min(at, field.text.size());
  while (field.caret > 0 && field.caret < field.text.size() && continues(field.text[field.caret])) {
    --field.caret;
  }
}

}  // namespace app
