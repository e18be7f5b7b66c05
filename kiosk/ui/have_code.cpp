#include <algorithm>
#include <cmath>

#include "ui/draw.h"
#include "ui/screens.h"

namespace ui {
namespace {

using app::FieldId;
using app::screen::HaveCode;

void draw_corners(Ui& ui, const Rect& frame, Colour ink) {
  const float side = frame.w / 0.8F;
  const float arm = side * 0.2F;
  const float thick = std::max(2.F, side * 0.03F);
  for (const bool right : {false, true}) {
    for (const bool low : {false, true}) {
      const float x = right ? frame.right() : frame.x;
      const float y = low ? frame.bottom() : frame.y;
      fill(ui, {right ? x - arm : x, low ? y - thick : y, arm, thick}, ink, thick / 2);
      fill(ui, {right ? x - thick : x, low ? y - arm : y, thick, arm}, ink, thick / 2);
    }
  }
}

/// Corners of a viewfinder around what the camera sees, or around a code: this is what is to be
/// shown.
void draw_viewfinder(Canvas& canvas, const Rect& area) {
  Ui& ui = canvas.ui;
  const Theme& t = ui.theme();
  const float side = std::min(area.w, area.h);
  const Rect at = area.middle(side, side);
  const Rect frame = at.inset(side * 0.1F);
  shadow(ui, at);
  if (has_camera(canvas)) {
    draw_camera(canvas, at, ui.px(kCornerMm));
    draw_corners(ui, frame, rgb(0xFFFFFF));
  } else {
    fill(ui, at, t.surface, ui.px(kCornerMm));
    draw_corners(ui, frame, t.high_contrast ? t.ink : t.primary);
    draw_icon(ui, Icon::qr_code, at.inset(side * 0.22F), t.ink);
  }
  if (t.high_contrast) outline(ui, at, t.ink, ui.px(0.6F), ui.px(kCornerMm));
}

void draw_number_field(Canvas& canvas, const Rect& area, const HaveCode& screen) {
  const std::string label = canvas.say("code.number");
  draw_field(canvas, "number", area, FieldId::number,
             field_of(canvas, screen.number, FieldId::number, label));
}

float not_found_height(const Ui& ui, const std::string& words, float width) {
  return text_height(ui, Type::label, words, width);
}

}  // namespace

void draw_have_code(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const auto& screen = std::get<HaveCode>(canvas.model.screen);
  const bool looking = screen.phase == HaveCode::Phase::looking;
  const std::string next = canvas.say("chrome.next");
  const std::string title = canvas.say(has_camera(canvas) ? "code.hold_to_camera" : "code.hold");
  const std::string type_instead = canvas.say("code.type_number");
  const std::string not_found = screen.not_found ? canvas.say("code.not_found") : "";
  Page p = above_keyboard(canvas, draw_frame(canvas, {}, false, true), "badge_number", 1e6F);
  Rect body = p.body;
  const float gap = ui.px(ui.density().mm(body.h) > 100 ? 10 : 5);
  if (ui.tall()) {
    const float words_h = text_height(ui, Type::title, title, body.w);
    const float least = words_h + field_height(ui, false) + ui.px(70);
    draw_viewfinder(canvas, body.take_top(std::clamp(body.h - least, ui.px(60), ui.px(170)), gap));
  } else {
    const bool wide = ui.density().mm(body.w) > 330;
    const float side = std::round(std::min({body.h, body.w * (wide ? 0.32F : 0.24F), ui.px(150)}));
    draw_viewfinder(canvas, body.take_left(side, ui.px(14)).middle(side, side));
  }
  const bool roomy = ui.density().mm(body.h) / ui.density().text_scale() > 85;
  const float least = field_height(ui, false) + ui.px(2);
  const bool fits = text_height(ui, Type::title, title, body.w) + gap + least <= body.h;
  const Type type = fits ? Type::title : Type::strong;
  const float title_h = std::min(text_height(ui, type, title, body.w), body.h - least - ui.px(1));
  text(ui, "title", body.take_top(title_h, fits ? gap : ui.px(1)), title, {type, ui.theme().ink});
  if (roomy) {
    body.take_top(text(ui, "instead", body, type_instead, {Type::body, ui.muted()}), ui.px(3));
  }
  Rect line = body.take_top(field_height(ui, false), ui.px(2));
  Rect at = line.take_right(
      std::round(std::min(button_width(ui, next, Icon::arrow_right), line.w * 0.45F)), ui.px(6));
  const float label_h = ui.fonts().line_px(Type::label) + ui.px(1.5F);
  at.take_top(label_h);
  draw_number_field(canvas, line, screen);
  if (!not_found.empty()) {
    text(ui, "not_found", body.take_top(not_found_height(ui, not_found, body.w)), not_found,
         {Type::label, ui.theme().stop});
  }
  if (primary_button(ui, "next", at, next, {Icon::arrow_right, true, !looking})) {
    canvas.out.emplace_back(app::NextPressed{});
  }
  draw_keyboard(canvas, "badge_number", false, next);
}

}  // namespace ui
