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

}  // namespace

void draw_have_code(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const auto& screen = std::get<HaveCode>(canvas.model.screen);
  const bool looking = screen.phase == HaveCode::Phase::looking;
  const std::string next = canvas.say("chrome.next");
  const std::string title = canvas.say(has_camera(canvas) ? "code.hold_to_camera" : "code.hold");
  const std::string type_instead = canvas.say("code.type_number");
  const std::string label = canvas.say("code.number");
  const std::string not_found = screen.not_found ? canvas.say("code.not_found") : "";
  const Field field = field_of(canvas, screen.number, FieldId::number, label, not_found);
  Page p = above_keyboard(canvas, draw_frame(canvas, {}, false, true), "badge_number", 1e6F);
  Rect body = p.body;
  const float gap = ui.px(ui.density().mm(body.h) > 100 ? 10 : 4);
  const bool narrow = ui.density().mm(body.w) / ui.density().text_scale() < 150;
  const float next_w = std::round(
      std::min(button_width(ui, next, Icon::arrow_right), body.w * (narrow ? 0.34F : 0.45F)));
  if (ui.tall()) {
    const float words_h = text_height(ui, Type::title, title, body.w);
    const int lines = head_lines(ui, body.w - next_w - ui.px(6), field);
    const float least = words_h + field_height(ui, lines) + ui.px(46);
    draw_viewfinder(canvas, body.take_top(std::clamp(body.h - least, ui.px(40), ui.px(170)), gap));
  } else if (not_found.empty() || ui.density().mm(body.h) / ui.density().text_scale() > 85) {
    const bool wide = ui.density().mm(body.w) > 330;
    const float side = std::round(std::min({body.h, body.w * (wide ? 0.32F : 0.2F), ui.px(150)}));
    draw_viewfinder(canvas, body.take_left(side, ui.px(12)).middle(side, side));
  }
  const int lines = head_lines(ui, body.w - next_w - ui.px(6), field);
  const float field_h = field_height(ui, lines);
  const float room = body.h - field_h - ui.px(1);
  Type type =
      text_height(ui, Type::title, title, body.w) + gap <= room ? Type::title : Type::strong;
  // Where somebody has typed a number that is not known, what to do about it is all that matters.
  const bool with_title = text_height(ui, type, title, body.w) <= room;
  if (with_title) {
    const float title_h = text_height(ui, type, title, body.w);
    const bool roomy =
        title_h + gap + text_height(ui, Type::strong, type_instead, body.w) + ui.px(12) <= room;
    text(ui, "title", body.take_top(title_h, type == Type::title ? gap : ui.px(1)), title,
         {type, ui.theme().ink});
    if (roomy) {
      body.take_top(text(ui, "instead", body, type_instead, {Type::strong, ui.theme().ink}),
                    ui.px(3));
    }
  }
  Rect line = body.take_top(field_h, ui.px(2));
  Rect at = line.take_right(next_w, ui.px(6));
  at.take_top(at.h - field_height(ui) + field_head_height(ui));
  draw_field(canvas, "number", line, FieldId::number, field);
  if (primary_button(ui, "next", at, next, {Icon::arrow_right, true, !looking})) {
    canvas.out.emplace_back(app::NextPressed{});
  }
  draw_keyboard(canvas, "badge_number", false, next);
}

}  // namespace ui
