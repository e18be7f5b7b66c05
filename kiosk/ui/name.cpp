#include <algorithm>
#include <cmath>

#include "ui/screens.h"

namespace ui {
namespace {

using app::FieldId;

constexpr float kFieldGapMm = 7;  ///< a label is nearer to its own field than to the one above

std::string error_of(const Canvas& canvas, const app::TextField& text, std::string_view key) {
  const bool tried = std::get<app::screen::Name>(canvas.model.screen).tried;
  return tried && text.is_blank() ? canvas.say(key) : std::string();
}

/// Both fields, and the words that they point at.
struct Fields {
  std::string given_label;
  std::string family_label;
  std::string no_given;
  std::string no_family;
  Field given;
  Field family;
};

void fill_fields(const Canvas& canvas, Fields& fields) {
  const app::Draft& draft = canvas.model.draft;
  fields.given_label = canvas.say("name.given");
  fields.family_label = canvas.say("name.family");
  fields.no_given = error_of(canvas, draft.given, "name.given_missing");
  fields.no_family = error_of(canvas, draft.family, "name.family_missing");
  fields.given = field_of(canvas, draft.given, FieldId::given, fields.given_label, fields.no_given);
  fields.family =
      field_of(canvas, draft.family, FieldId::family, fields.family_label, fields.no_family);
}

/// Beside the fields where nothing fits below them; as high as their boxes.
Rect take_next_to_fields(Canvas& canvas, Rect& fields, const std::string& label) {
  Ui& ui = canvas.ui;
  Rect at = fields.take_right(button_width(ui, label, Icon::arrow_right), ui.px(6));
  at.take_top(fields.h - field_height(ui) + field_head_height(ui));
  return at;
}

}  // namespace

void draw_name(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const std::string title = canvas.say("name.title");
  const std::string hint = canvas.say("name.hint");
  const std::string next = canvas.say("chrome.next");
  const bool stacked = ui.tall();
  const Page whole = draw_frame(canvas, {}, false, true);
  Fields fields;
  fill_fields(canvas, fields);
  const float beside_w = button_width(ui, next, Icon::arrow_right) + ui.px(6);
  const float least_w = whole.body.w - beside_w;
  const float cell_w = stacked ? least_w : (least_w - ui.px(8)) / 2;
  const int lines =
      std::max(head_lines(ui, cell_w, fields.given), head_lines(ui, cell_w, fields.family));
  const float field_h = field_height(ui, lines);
  const float fields_h = stacked ? 2 * field_h + ui.px(kFieldGapMm) : field_h;
  const float least = text_height(ui, Type::title, title, whole.body.w) + ui.px(2) + fields_h;
  Page p = above_keyboard(canvas, whole, {}, least);
  const float spare = p.body.h - least;
  const float hint_h = text_height(ui, Type::body, hint, p.body.w) + ui.px(2);
  const bool with_hint = spare > hint_h + ui.px(4);
  const float rest = with_hint ? spare - hint_h : spare;
  const float air = std::round(std::clamp(rest * 0.2F, 0.F, ui.px(stacked ? 40 : 14)));
  draw_title(canvas, p.body, title, 1,
             with_hint ? ui.px(2) : std::round(std::clamp(spare, ui.px(2), ui.px(6))));
  if (with_hint) {
    p.body.take_top(text(ui, "hint", p.body, hint, {Type::body, ui.muted()}), ui.px(2) + air);
  }
  Rect area = p.body.take_top(fields_h);
  const bool beside = p.footer.h <= 0;
  const Rect button = beside ? take_next_to_fields(canvas, area, next) : p.footer;
  const auto cells =
      stacked ? grid(area, 2, 1, field_h, ui.px(kFieldGapMm)) : columns(area, 2, ui.px(8));
  draw_field(canvas, "given", cells[0], FieldId::given, fields.given);
  draw_field(canvas, "family", cells[1], FieldId::family, fields.family);
  const ButtonOptions arrow{Icon::arrow_right, true, true};
  if (beside ? primary_button(ui, "next", button, next, arrow)
             : draw_primary(canvas, button, "next", next, arrow)) {
    canvas.out.emplace_back(app::NextPressed{});
  }
  draw_keyboard(canvas, {}, true, next);
}

}  // namespace ui
