// Fields whose letters are not to be seen.
#include "ui/desk.h"
#include "ui/draw.h"

namespace ui {
namespace {

/// As many dots as letters: nobody reads over a shoulder.
std::string dots_for(const app::TextField& field) {
  std::string dots;
  for (const char c : field.text) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) dots += "•";
  }
  return dots;
}

}  // namespace

void draw_secret(Canvas& canvas, std::string_view id, const Rect& rect, app::FieldId field_id,
                 const app::TextField& text, std::string_view label, std::string_view error,
                 std::string_view hint) {
  const std::string dots = dots_for(text);
  Field field = field_of(canvas, text, field_id, label, error);
  field.text = dots;
  field.hint = hint;
  field.caret = dots.size();
  const FieldTouch touch = text_field(canvas.ui, id, rect, field);
  if (touch.clicked || touch.arrived) {
    canvas.out.emplace_back(app::FieldFocused{field_id, std::nullopt});
  }
}

}  // namespace ui
