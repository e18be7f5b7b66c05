// The PIN pad: who is it, and their digits as dots.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "app/update.h"
#include "ui/draw.h"
#include "ui/screens.h"

namespace ui {
namespace {

using app::screen::Pin;

constexpr float kPadWidthMm = 132;
constexpr float kPadHeightMm = 140;

bool is_locked(const Canvas& canvas, const Pin& pin) {
  return pin.locked_until > canvas.model.now.up;
}

struct PadKey {
  std::string id;
  std::string label;
  Icon icon = Icon::none;  ///< drawn instead of the label
  bool primary = false;
  bool enabled = true;
};

/// A key of the pad; true if it was pressed.
bool pad_key(Ui& ui, const Rect& rect, const PadKey& key) {
  const Theme& t = ui.theme();
  const bool filled = key.primary && key.enabled;
  const Colour ink = !key.enabled ? t.on_idle : (filled ? t.on_primary : t.ink);
  const Colour ground = !key.enabled ? t.idle : (filled ? t.primary : t.surface);
  Widget w;
  w.id = key.id;
  w.role = Role::button;
  w.label = key.label;
  w.rect = rect;
  w.is_target = true;
  w.disabled = !key.enabled;
  w.text_mm = ui.em_mm(Type::title);
  w.ink = ink;
  w.surface = ground;
  const Reaction r = ui.add(std::move(w));
  const Colour under_finger = filled ? t.pressed : t.touched;
  plate(ui, rect, r.pressed ? under_finger : ground, key.enabled);
  OnSurface on(ui, r.pressed ? under_finger : ground);
  if (t.high_contrast && !filled) outline(ui, rect, t.ink, ui.px(0.6F), ui.px(kCornerMm));
  if (key.icon != Icon::none) {
    const float side = ui.text_px(12);
    draw_icon(ui, key.icon, rect.middle(side, side), ink);
  } else {
    draw_text(ui, rect, key.label, {Type::title, ink, Align::centre, true, 1});
  }
  return r.clicked;
}

void draw_pad(Canvas& canvas, const Rect& area, const Pin& pin) {
  Ui& ui = canvas.ui;
  const bool takes = pin.phase == Pin::Phase::entering && !is_locked(canvas, pin);
  const float gap = ui.px(4);
  const auto cells = grid(area, 12, 3, (area.h - 3 * gap) / 4, gap);
  const auto digit = [&](const Rect& cell, char d) {
    if (pad_key(ui, cell,
                {std::string("digit:") + d, std::string(1, d), Icon::none, false, takes})) {
      canvas.out.emplace_back(app::DigitPressed{d});
    }
  };
  for (std::size_t i = 0; i < 9; ++i) digit(cells[i], static_cast<char>('1' + i));
  if (pad_key(ui, cells[9],
              {"erase", canvas.say("keyboard.backspace"), Icon::backspace, false, takes})) {
    canvas.out.emplace_back(app::LetterErased{});
  }
  digit(cells[10], '0');
  const bool enough = pin.digits.size() >= app::kPinDigits;
  if (pad_key(ui, cells[11],
              {"ok", canvas.say("chrome.next"), Icon::check, true, takes && enough})) {
    canvas.out.emplace_back(app::NextPressed{});
  }
}

struct Answer {
  Tone tone = Tone::plain;
  std::string words;
};

Answer answer_of(const Canvas& canvas, const Pin& pin) {
  if (is_locked(canvas, pin)) {
    const auto left =
        std::chrono::ceil<std::chrono::seconds>(pin.locked_until - canvas.model.now.up);
    const int seconds = static_cast<int>(left.count());
    return {Tone::stop,
            canvas.say_n("staff.pin_locked", seconds, {{"seconds", std::to_string(seconds)}})};
  }
  if (pin.answer == Pin::Answer::wrong) return {Tone::stop, canvas.say("staff.pin_wrong")};
  if (pin.answer == Pin::Answer::unset) {
    return {Tone::look, canvas.say(pin.role == core::Role::organiser ? "organiser.pin_unset"
                                                                     : "staff.pin_unset")};
  }
  return {};
}

/// Beside each other while their words fit with the tick.
int roles_per_row(const Canvas& canvas, float width) {
  const Ui& ui = canvas.ui;
  const float words = std::max(text_width(ui, Type::label, canvas.say("staff.staff")),
                               text_width(ui, Type::label, canvas.say("staff.organiser")));
  return 2 * (words + ui.px(17)) + ui.px(4) <= width ? 2 : 1;
}

float role_height(const Ui& ui) { return std::max(ui.px(kTargetMm), ui.text_px(18)); }

float roles_height(const Canvas& canvas, float width) {
  const bool stacked = roles_per_row(canvas, width) == 1;
  return role_height(canvas.ui) * (stacked ? 2.F : 1.F) + (stacked ? canvas.ui.px(3) : 0);
}

void draw_roles(Canvas& canvas, const Rect& area, const Pin& pin) {
  Ui& ui = canvas.ui;
  const int per_row = roles_per_row(canvas, area.w);
  const auto cells = grid(area, 2, per_row, role_height(ui), ui.px(per_row == 2 ? 4 : 3));
  const auto role = [&](const Rect& cell, core::Role who, std::string_view id,
                        std::string_view label) {
    if (toggle_chip(ui, id, cell, canvas.say(label), pin.role == who)) {
      canvas.out.emplace_back(app::PinRoleChosen{who});
    }
  };
  role(cells[0], core::Role::staff, "role:staff", "staff.staff");
  role(cells[1], core::Role::organiser, "role:organiser", "staff.organiser");
}

void draw_dots(Canvas& canvas, Rect& area, const Pin& pin) {
  Ui& ui = canvas.ui;
  const int entered = static_cast<int>(pin.digits.size());
  const int dots = std::max(entered, static_cast<int>(app::kPinDigits));
  Rect line = area.take_top(ui.px(14), ui.px(6));
  line.w = std::min(line.w, ui.px(13) * static_cast<float>(dots));
  pin_dots(ui, "pin", line, entered, dots, canvas.say_n("staff.pin_digits", entered));
}

/// Title, role, dots, and what was wrong; from the top of `area`.
void draw_question(Canvas& canvas, Rect area, const Pin& pin) {
  Ui& ui = canvas.ui;
  const bool organiser = pin.role == core::Role::organiser;
  const std::string title = canvas.say(organiser ? "organiser.pin_title" : "staff.pin_title");
  area.take_top(text(ui, "title", area, title, {Type::title, ui.theme().ink}), ui.px(6));
  draw_roles(canvas, area.take_top(roles_height(canvas, area.w), ui.px(6)), pin);
  const Answer answer = answer_of(canvas, pin);
  const bool can_enter = !is_locked(canvas, pin) && pin.answer != Pin::Answer::unset;
  if (can_enter) draw_dots(canvas, area, pin);
  if (answer.words.empty()) return;
  const float height = notice_height(ui, area.w, answer.words, answer.tone);
  notice(ui, "answer", area.take_top(height), answer.tone, answer.words);
}

}  // namespace

void draw_pin(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const auto& pin = std::get<Pin>(canvas.model.screen);
  ui.allow_small_labels();  // for staff
  const Page p = draw_frame(canvas, "", false, true);
  if (ui.tall()) {
    Rect body = p.body.middle(std::min(p.body.w, ui.px(230)), p.body.h);
    const float share = ui.density().mm(body.h) > 300 ? 0.5F : 0.4F;
    const float pad_h = std::min(std::round(body.h * share), ui.px(200));
    const Rect pad = body.take_bottom(pad_h, ui.px(10));
    body.take_top(ui.px(ui.density().mm(body.h) > 150 ? 16 : 2));
    return draw_question(canvas, body, pin), draw_pad(canvas, pad, pin);
  }
  Rect body = p.body.middle(std::min(p.body.w, ui.px(420)), p.body.h);
  const float pad_w = std::min(ui.px(kPadWidthMm), body.w * 0.4F);
  const Rect side = body.take_right(pad_w, ui.px(14));
  const Rect pad = side.middle(pad_w, std::min(side.h, ui.px(kPadHeightMm)));
  body.y = pad.y;
  body.h = p.body.bottom() - pad.y;
  draw_question(canvas, body, pin);
  draw_pad(canvas, pad, pin);
}

}  // namespace ui
