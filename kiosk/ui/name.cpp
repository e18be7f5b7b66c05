#include <algorithm>
#include <cmath>

#include "ui/screens.h"

namespace ui {
namespace {

using app::FieldId;

std::string error_of(const Canvas& canvas, const app::TextField& text, std::string_view key) {
  const bool tried = std::get<app::screen::Name>(canvas.model.screen).tried;
  return tried && text.is_blank() ? canvas.say(key) : std::string();
}

void draw_fields(Canvas& canvas, const Rect& first, const Rect& second) {
  const app::Draft& draft = canvas.model.draft;
  const std::string given = canvas.say("name.given");
  const std::string family = canvas.say("name.family");
  const std::string no_given = error_of(canvas, draft.given, "name.given_missing");
  const std::string no_family = error_of(canvas, draft.family, "name.family_missing");
  draw_field(canvas, "given", first, FieldId::given,
             field_of(canvas, draft.given, FieldId::given, given, no_given));
  draw_field(canvas, "family", second, FieldId::family,
             field_of(canvas, draft.family, FieldId::family, family, no_family));
}

/// Beside the fields where nothing fits below them; as high as their boxes.
Rect take_next_to_fields(Canvas& canvas, Rect& fields, const std::string& label) {
  Ui& ui = canvas.ui;
  Rect at = fields.take_right(button_width(ui, label, Icon::arrow_right), ui.px(6));
  at.take_top(ui.fonts().line_px(Type::label) + ui.px(1.5F));
  at.h = field_height(ui, false) - ui.fonts().line_px(Type::label) - ui.px(1.5F);
  return at;
}

}  // namespace

void draw_name(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const std::string title = canvas.say("name.title");
  const std::string hint = canvas.say("name.hint");
  const std::string next = canvas.say("chrome.next");
  const bool stacked = ui.tall();
  const float field_h = field_height(ui, true);
  const float fields_h = stacked ? 2 * field_h + ui.px(3) : field_h;
  const Page whole = draw_frame(canvas, {}, false, true);
  const float least = text_height(ui, Type::title, title, whole.body.w) + ui.px(2) + fields_h;
  Page p = above_keyboard(canvas, whole, {}, least);
  const float spare = p.body.h - least;
  const bool with_hint = spare > ui.text_px(22);
  const float air = std::round(std::clamp(spare * 0.2F, 0.F, ui.px(stacked ? 40 : 14)));
  if (spare > ui.text_px(30)) p.body.take_top(air);
  draw_title(canvas, p.body, title, 1,
             with_hint ? ui.px(2) : std::round(std::clamp(spare, ui.px(2), ui.px(6))));
  if (with_hint) {
    p.body.take_top(text(ui, "hint", p.body, hint, {Type::body, ui.muted()}), ui.px(2) + air);
  }
  Rect fields = p.body.take_top(fields_h);
  const bool beside = p.footer.h <= 0;
  const Rect button = beside ? take_next_to_fields(canvas, fields, next) : p.footer;
  const auto cells = stacked ? grid(fields, 2, 1, field_h, ui.px(3)) : columns(fields, 2, ui.px(8));
  draw_fields(canvas, cells[0], cells[1]);
  const ButtonOptions arrow{Icon::arrow_right, true, true};
  if (beside ? primary_button(ui, "next", button, next, arrow)
             : draw_primary(canvas, button, "next", next, arrow)) {
    canvas.out.emplace_back(app::NextPressed{});
  }
  draw_keyboard(canvas, {}, true, next);
}

}  // namespace ui
