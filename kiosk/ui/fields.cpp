#include <algorithm>
#include <cmath>

#include "ui/draw.h"
#include "ui/utf8.h"
#include "ui/widgets.h"

namespace ui {
namespace {

constexpr double kBlinkSeconds = 0.6;

constexpr float kSideMm = 5;  ///< between a box and what is in it

float box_height(const Ui& ui, int lines) {
  const float least = std::max(ui.px(kTargetMm), ui.text_px(18));
  if (lines < 2) return least;
  return std::max(least, static_cast<float>(lines) * ui.line_px(Type::label) + ui.px(2));
}

float x_of(const Ui& ui, std::string_view text, std::size_t caret) {
  return text_width(ui, Type::body, text.substr(0, std::min(caret, text.size())));
}

// How far the text is moved to the left so that the caret is seen. Depends on nothing but the text
// and the caret, so nothing is remembered.
float slide(const Ui& ui, const Field& field, float room) {
  const float total = text_width(ui, Type::body, field.text);
  if (total <= room) return 0;
  const float caret = x_of(ui, field.text, field.caret);
  return std::round(std::clamp(caret - room * 0.75F, 0.F, total - room));
}

std::size_t caret_at(const Ui& ui, std::string_view text, float x) {
  std::size_t at = 0;
  float left = 0;
  while (at < text.size()) {
    std::size_t next = at;
    utf8::next(text, next);
    const float right = x_of(ui, text, next);
    if (x < (left + right) / 2) return at;
    left = right;
    at = next;
  }
  return at;
}

void draw_caret(Ui& ui, float x, const Rect& room) {
  const double phase = std::fmod(ui.now(), 2 * kBlinkSeconds);
  if (!ui.reduced_motion()) {
    ui.wake_at(ui.now() + kBlinkSeconds - std::fmod(phase, kBlinkSeconds));
    if (phase >= kBlinkSeconds) return;
  }
  const float height = ui.line_px(Type::body) * 0.8F;
  fill(ui, {std::round(x), std::round(room.centre().y - height / 2), ui.px(0.7F), height},
       ui.theme().primary);
}

void draw_contents(Ui& ui, const Rect& room, const Field& field) {
  const Theme& t = ui.theme();
  const float caret_w = ui.px(0.7F);
  Clip clip(ui, room);
  if (field.text.empty()) {
    Rect hint = room;
    if (field.active) hint.take_left(caret_w + ui.px(1));
    draw_text(ui, hint, field.hint, {Type::body, ui.muted(), Align::left, true});
    if (field.active) draw_caret(ui, room.x, room);
    return;
  }
  // What is not being typed is seen whole where letters that larger text left alone, or two lines
  // of them, do.
  if (!field.active && text_width(ui, Type::body, field.text) > room.w) {
    TextStyle small{Type::label, t.ink, Align::left, true};
    small.typed = true;
    draw_text(ui, room, field.text, small);
    return;
  }
  const float left = room.x - slide(ui, field, room.w - caret_w);
  {
    const float width = text_width(ui, Type::body, field.text) + 2;
    TextStyle style{Type::body, t.ink, Align::left, true, 1};
    style.typed = true;
    draw_text(ui, {left, room.y, std::max(width, room.w), room.h}, field.text, style);
  }
  if (field.active) draw_caret(ui, left + x_of(ui, field.text, field.caret), room);
}

void draw_box(Ui& ui, const Rect& box, const Field& field) {
  const Theme& t = ui.theme();
  const float radius = ui.px(kCornerMm - 1);
  Colour edge = field.active ? t.primary : t.outline;
  if (!field.error.empty()) edge = t.stop;
  fill(ui, box, t.surface, radius);
  outline(ui, box, edge, ui.px(field.active || !field.error.empty() ? 1.F : 0.5F), radius);
}

float error_sign(const Ui& ui) { return ui.text_px(6); }

/// Above the box: what is to be typed, or what is wrong with it.
void draw_head(Ui& ui, std::string_view id, Rect area, const Field& field) {
  if (field.error.empty()) {
    const float height = text_height(ui, Type::label, field.label, area.w);
    text(ui, {}, area.take_bottom(height), field.label, {Type::label, ui.muted()});
    return;
  }
  const Colour ink = ui.theme().stop;
  const float side = error_sign(ui);
  const Rect sign = area.take_left(side, ui.px(2));
  const float height = text_height(ui, Type::label, field.error, area.w);
  area = area.take_bottom(height);
  const float first = ui.line_px(Type::label);
  draw_icon(ui, Icon::warning, Rect{sign.x, area.y, side, first}.middle(side, side), ink);
  text(ui, std::string(id) + ":error", area, field.error, {Type::label, ink});
}

}  // namespace

int head_lines(const Ui& ui, float width, const Field& field) {
  const bool wrong = !field.error.empty();
  const float room = wrong ? width - error_sign(ui) - ui.px(2) : width;
  return static_cast<int>(wrap(ui, Type::label, wrong ? field.error : field.label, room).size());
}

float field_head_height(const Ui& ui, int lines) {
  return static_cast<float>(lines) * ui.line_px(Type::label) + ui.px(1.5F);
}

int box_lines(const Ui& ui, float width, const Field& field) {
  if (field.active) return 1;
  return wrap(ui, Type::label, field.text, width - 2 * ui.px(kSideMm)).size() > 1 ? 2 : 1;
}

float field_height(const Ui& ui, int lines, int box_lines) {
  return field_head_height(ui, lines) + box_height(ui, box_lines);
}

FieldTouch text_field(Ui& ui, std::string_view id, const Rect& rect, const Field& field) {
  Rect area = rect;
  const Rect box = area.take_bottom(box_height(ui, field.box_lines), ui.px(1.5F));
  draw_head(ui, id, area, field);
  Widget w;
  w.id = id;
  w.role = Role::field;
  w.label = field.label;
  w.hint = field.error;
  w.rect = box;
  w.is_target = true;
  w.focused = field.active;
  w.text_mm = ui.em_mm(Type::body);
  w.ink = ui.theme().ink;
  w.surface = ui.theme().surface;
  const Reaction r = ui.add(std::move(w));
  const Rect room = box.inset(ui.px(kSideMm), 0);
  {
    OnSurface on(ui, ui.theme().surface);
    draw_box(ui, box, field);
    draw_contents(ui, room, field);
  }
  if (r.arrived) return {r.clicked, true, field.text.size()};
  if (!r.clicked) return {};
  const float left = room.x - slide(ui, field, room.w - ui.px(0.7F));
  return {true, false, r.by_key ? field.text.size() : caret_at(ui, field.text, r.at.x - left)};
}

void pin_dots(Ui& ui, std::string_view id, const Rect& rect, int entered, int length,
              std::string_view label) {
  Widget w;
  w.id = id;
  w.role = Role::status;
  w.label = label;
  w.rect = rect;
  ui.add(std::move(w));
  const float step = ui.px(13);
  const float radius = ui.px(3.2F);
  const Vec2 middle = rect.centre();
  for (int i = 0; i < length; ++i) {
    const float x = middle.x + (static_cast<float>(i) - static_cast<float>(length - 1) / 2) * step;
    if (i < entered) {
      disc(ui, {x, middle.y}, radius, ui.theme().primary);
    } else {
      ui.draw().AddCircle({x, middle.y}, radius, ui.theme().outline.packed(), 0, ui.px(0.7F));
    }
  }
}

}  // namespace ui
