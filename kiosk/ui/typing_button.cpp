#include "ui/typing_button.h"

#include <algorithm>
#include <cmath>

namespace ui {

TypingButton place_typing_button(const Ui& ui, const Page& page, Rect& fields,
                                 const std::string& label) {
  if (page.footer.h > 0) return {page.footer, false};
  const Rect at = fields.take_right(std::min(button_width(ui, label), fields.w * 0.34F), ui.px(6));
  return {{std::ceil(at.x), at.y + ui.line_px(Type::label) + ui.px(1.5F), std::floor(at.w) - 1,
           ui.px(kTargetMm)},
          true};
}

void draw_typing_button(Canvas& canvas, const TypingButton& button, const Deed& deed) {
  const ButtonOptions options{deed.icon, false, deed.enabled};
  const bool touched = button.beside
                           ? primary_button(canvas.ui, deed.id, button.at, deed.label, options)
                           : draw_primary(canvas, button.at, deed.id, deed.label, options);
  if (touched) canvas.out.push_back(deed.action);
  if (!button.beside &&
      draw_secondary(canvas, button.at, "back", canvas.say("chrome.back"), {Icon::arrow_left})) {
    canvas.out.emplace_back(app::BackPressed{});
  }
}

}  // namespace ui
