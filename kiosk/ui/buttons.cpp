#include <algorithm>
#include <cmath>

#include "ui/draw.h"
#include "ui/widgets.h"

namespace ui {
namespace {

struct Paint {
  Colour ground;
  Colour ink;
  Colour edge;
  float edge_px = 0;
};

Paint button_paint(const Ui& ui, ButtonKind kind, bool enabled, bool pressed) {
  const Theme& t = ui.theme();
  const float edge = ui.px(0.6F);
  if (!enabled) return {t.idle, t.on_idle, t.hairline, t.high_contrast ? edge : 0};
  switch (kind) {
    case ButtonKind::primary:
      return {pressed ? t.pressed : t.primary, t.on_primary, {}, 0};
    case ButtonKind::secondary:
      return {pressed ? t.touched : t.surface, t.high_contrast ? t.ink : t.primary,
              t.high_contrast ? t.ink : t.primary, edge};
    case ButtonKind::quiet:
      return {pressed ? t.touched : ui.surface(), t.high_contrast ? t.ink : t.primary, {}, 0};
    case ButtonKind::danger:
      return {pressed ? t.touched : t.surface, t.stop, t.stop, edge};
  }
  return {};
}

Widget as_widget(std::string_view id, Role role, std::string_view label, const Rect& rect) {
  Widget w;
  w.id = id;
  w.role = role;
  w.label = label;
  w.rect = rect;
  w.is_target = true;
  return w;
}

void with_text(Widget& w, const Ui& ui, Type type, Colour ink, Colour ground) {
  w.text_mm = ui.em_mm(type);
  w.ink = ink;
  w.surface = ground;
}

void draw_ground(Ui& ui, const Rect& rect, const Paint& paint, bool with_shadow = false) {
  const float radius = ui.px(kCornerMm);
  if (paint.ground != ui.surface() || with_shadow) plate(ui, rect, paint.ground, with_shadow);
  if (paint.edge_px > 0) outline(ui, rect, paint.edge, paint.edge_px, radius);
}

bool fits_in(const Ui& ui, Type type, std::string_view label, const Rect& room) {
  const auto lines = wrap(ui, type, label, room.w);
  const bool whole = std::all_of(lines.begin(), lines.end(), [&](std::string_view line) {
    const char* end = line.data() + line.size();
    return end == label.data() + label.size() || *end == ' ' || line.ends_with('-');
  });
  return whole && static_cast<float>(lines.size()) * ui.line_px(type) <= room.h + 1;
}

// Bold while it fits, on two lines if the button is high enough, else small.
Type label_type(const Ui& ui, std::string_view label, const Rect& room) {
  return fits_in(ui, Type::strong, label, room) ? Type::strong : Type::label;
}

float icon_side(const Ui& ui) { return ui.text_px(9); }

// Where the words need the sign's room they get it.
void draw_label(Ui& ui, const Rect& rect, std::string_view label, const ButtonOptions& options,
                Colour ink) {
  Rect room = rect.inset(ui.px(4), 0);
  const float side = icon_side(ui);
  const Rect beside{0, 0, room.w - side - ui.px(4), room.h};
  const bool with_sign =
      options.icon != Icon::none && fits_in(ui, label_type(ui, label, beside), label, beside);
  if (!with_sign) room = rect.inset(ui.px(2), 0);
  const float gap = with_sign ? ui.px(4) : 0;
  const float taken = with_sign ? side + gap : 0;
  const Type type = label_type(ui, label, {0, 0, room.w - taken, room.h});
  float text_w = 0;
  for (const auto line : wrap(ui, type, label, room.w - taken)) {
    text_w = std::max(text_w, text_width(ui, type, line));
  }
  Rect both = room.middle(std::min(room.w, std::ceil(text_w) + taken), room.h);
  if (with_sign) {
    const Rect sign = options.icon_after ? both.take_right(side, gap) : both.take_left(side, gap);
    draw_icon(ui, options.icon, sign, ink);
  }
  draw_text(ui, both.inset(-1, 0), label, {type, ink, Align::centre, true, 0});
}

// Round where one of several is chosen, square where it is on or off by itself.
void tick_mark(Ui& ui, const Rect& rect, bool on, bool square) {
  const Theme& t = ui.theme();
  const float radius = square ? ui.px(1.6F) : rect.w / 2;
  if (on) {
    fill(ui, rect, t.primary, radius);
    draw_icon(ui, Icon::check, rect.inset(rect.w * 0.2F), t.on_primary);
  } else {
    outline(ui, rect, t.outline, ui.px(0.6F), radius);
  }
}

// Ground of things that can be chosen: a tint and a thick edge once chosen.
Paint choice_paint(const Ui& ui, bool selected, bool pressed) {
  const Theme& t = ui.theme();
  Paint p{selected ? t.soft : t.surface, t.ink, selected ? t.primary : t.hairline,
          ui.px(selected ? 0.9F : 0.5F)};
  if (pressed) p.ground = t.touched;
  return p;
}

// Sign left, words, an arrow right; where it is narrow, the sign above the words and no arrow.
void draw_way_in(Ui& ui, const Rect& rect, Icon icon, std::string_view title,
                 std::string_view subtitle, Colour ink, Colour accent) {
  const bool narrow = rect.w < ui.text_px(150);
  Rect inside = rect.inset(ui.px(narrow ? 6 : 12), ui.px(narrow ? 4 : 6));
  if (!narrow) {
    const float sign = std::min(ui.px(30), inside.h);
    draw_icon(ui, icon, inside.take_left(sign, ui.px(10)), accent);
    draw_icon(ui, Icon::arrow_right, inside.take_right(ui.px(12), ui.px(8)), accent);
  }
  const Type type = std::max(Type::title, largest_fitting(ui, title, inside.w, narrow ? 1 : 2));
  const float title_h = text_height(ui, type, title, inside.w);
  const float below_h = text_height(ui, Type::body, subtitle, inside.w);
  // Cards stand beside each other: where sign and line do not both fit, each has its sign.
  const float sign_h = narrow && title_h + ui.px(17) <= inside.h ? ui.px(17) : 0;
  const bool with_below = title_h + below_h + sign_h <= inside.h;
  const float words_h = std::min(inside.h, title_h + (with_below ? below_h : 0));
  const float spare = inside.h - words_h - ui.px(3);
  if (narrow && spare >= ui.px(14)) {
    const float sign = std::min(spare, ui.px(22));
    inside = inside.middle(inside.w, words_h + ui.px(3) + sign);
    draw_icon(ui, icon, inside.take_top(sign, ui.px(3)), accent);
  }
  const Align align = narrow ? Align::centre : Align::left;
  Rect words = inside.middle(inside.w, words_h);
  draw_text(ui, words.take_top(title_h), title, {type, ink, align});
  if (with_below) draw_text(ui, words, subtitle, {Type::body, ink, align});
}

}  // namespace

bool button(Ui& ui, ButtonKind kind, std::string_view id, const Rect& rect, std::string_view label,
            const ButtonOptions& options) {
  Widget w = as_widget(id, Role::button, label, rect);
  w.disabled = !options.enabled;
  const Rect room = rect.inset(ui.px(4), 0);
  const Paint calm = button_paint(ui, kind, options.enabled, false);
  with_text(w, ui, label_type(ui, label, room), calm.ink, calm.ground);
  const Reaction r = ui.add(std::move(w));
  const Paint paint = button_paint(ui, kind, options.enabled, r.pressed);
  draw_ground(ui, rect, paint);
  draw_label(ui, rect, label, options, paint.ink);
  return r.clicked;
}

bool primary_button(Ui& ui, std::string_view id, const Rect& rect, std::string_view label,
                    const ButtonOptions& options) {
  return button(ui, ButtonKind::primary, id, rect, label, options);
}

bool secondary_button(Ui& ui, std::string_view id, const Rect& rect, std::string_view label,
                      const ButtonOptions& options) {
  return button(ui, ButtonKind::secondary, id, rect, label, options);
}

float footer_height(const Ui& ui) {
  const float lines = ui.tall() ? 2 : 1.3F;
  return std::max(ui.px(24), std::ceil(lines * ui.line_px(Type::strong)) + ui.px(1));
}

float button_width(const Ui& ui, std::string_view label, Icon icon) {
  const float sign = icon == Icon::none ? 0 : icon_side(ui) + ui.px(4);
  return std::max(ui.px(45), std::ceil(text_width(ui, Type::strong, label)) + sign + ui.px(20));
}

bool icon_button(Ui& ui, std::string_view id, const Rect& rect, Icon icon, std::string_view label,
                 std::optional<bool> switched) {
  const bool on = switched.value_or(false);
  Widget w = as_widget(id, switched ? Role::toggle : Role::button, label, rect);
  w.checked = on;
  const Reaction r = ui.add(std::move(w));
  const Theme& t = ui.theme();
  const Colour ink = t.high_contrast ? t.ink : t.primary;
  if (r.pressed || on) fill(ui, rect, r.pressed ? t.touched : t.soft, ui.px(kCornerMm));
  if (t.high_contrast || on) outline(ui, rect, ink, ui.px(0.6F), ui.px(kCornerMm));
  draw_icon(ui, icon, rect.middle(ui.px(11), ui.px(11)), ink);
  if (on) {
    const float side = ui.px(6.5F);
    tick_mark(ui, {rect.right() - side - ui.px(0.5F), rect.y + ui.px(0.5F), side, side}, true,
              false);
  }
  return r.clicked;
}

bool way_in(Ui& ui, std::string_view id, const Rect& rect, Icon icon, std::string_view title,
            std::string_view subtitle, bool primary) {
  const Theme& t = ui.theme();
  const Colour ground = primary ? t.primary : t.surface;
  const Colour ink = primary ? t.on_primary : t.ink;
  const Colour accent = primary ? t.on_primary : (t.high_contrast ? t.ink : t.primary);
  Widget w = as_widget(id, Role::button, title, rect);
  with_text(w, ui, Type::title, ink, ground);
  w.hint = subtitle;
  const Reaction r = ui.add(std::move(w));
  Paint paint{ground, ink, t.ink, t.high_contrast && !primary ? ui.px(0.9F) : 0};
  if (r.pressed) paint.ground = primary ? t.pressed : t.touched;
  draw_ground(ui, rect, paint, true);
  draw_way_in(ui, rect, icon, title, subtitle, ink, accent);
  return r.clicked;
}

bool choice_card(Ui& ui, std::string_view id, const Rect& rect, std::string_view title,
                 std::string_view subtitle, bool selected, Icon icon) {
  const Theme& t = ui.theme();
  Widget w = as_widget(id, Role::choice, title, rect);
  w.checked = selected;
  with_text(w, ui, Type::strong, t.ink, selected ? t.soft : t.surface);
  w.hint = subtitle;
  const Reaction r = ui.add(std::move(w));
  const Paint paint = choice_paint(ui, selected, r.pressed);
  draw_ground(ui, rect, paint);
  OnSurface on(ui, paint.ground);
  Rect inside = rect.inset(ui.px(6), ui.px(2));
  const float mark = ui.px(9);
  tick_mark(ui, inside.take_right(mark, ui.px(3)).middle(mark, mark), selected, false);
  const bool room = text_width(ui, Type::strong, title) <= inside.w - ui.px(14);
  if (icon != Icon::none && room) {
    draw_icon(ui, icon, inside.take_left(ui.px(10), ui.px(4)), t.high_contrast ? t.ink : t.primary);
  }
  const bool fits = text_width(ui, Type::strong, title) <= inside.w;
  const Type title_type = fits ? Type::strong : Type::label;
  const float title_h = text_height(ui, title_type, title, inside.w);
  const float sub_h = subtitle.empty() ? 0 : text_height(ui, Type::label, subtitle, inside.w);
  Rect words = inside.middle(inside.w, std::min(inside.h, title_h + sub_h));
  draw_text(ui, words.take_top(title_h), title, {title_type, t.ink, Align::left, true});
  if (sub_h > 0) draw_text(ui, words, subtitle, {Type::label, ui.muted()});
  return r.clicked;
}

bool toggle_chip(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, bool on) {
  const Theme& t = ui.theme();
  Widget w = as_widget(id, Role::toggle, label, rect);
  w.checked = on;
  const Colour ink = t.high_contrast ? t.ink : (on ? t.primary : t.ink);
  with_text(w, ui, Type::label, ink, on ? t.soft : t.surface);
  const Reaction r = ui.add(std::move(w));
  draw_ground(ui, rect, choice_paint(ui, on, r.pressed));
  Rect inside = rect.inset(ui.px(3), 0);
  if (on) {
    const float mark = ui.px(6.5F);
    const float words = text_width(ui, Type::label, label);
    inside = inside.middle(std::min(inside.w, mark + ui.px(2) + words + 2), inside.h);
    tick_mark(ui, inside.take_left(mark, ui.px(2)).middle(mark, mark), true, false);
  }
  draw_text(ui, inside, label, {Type::label, ink, Align::centre, true});
  return r.clicked;
}

bool check_row(Ui& ui, std::string_view id, const Rect& rect, std::string_view label,
               std::string_view reason, bool on, bool enabled) {
  const Theme& t = ui.theme();
  Widget w = as_widget(id, Role::toggle, label, rect);
  w.checked = on;
  w.disabled = !enabled;
  with_text(w, ui, Type::body, t.ink, on ? t.soft : t.surface);
  w.hint = reason;
  const Reaction r = ui.add(std::move(w));
  const Paint paint = choice_paint(ui, on, r.pressed);
  draw_ground(ui, rect, paint);
  OnSurface ground(ui, paint.ground);
  Rect inside = rect.inset(ui.px(6), ui.px(2));
  const float mark = ui.px(9);
  const Rect sign = inside.take_left(mark, ui.px(5)).middle(mark, mark);
  if (enabled) {
    tick_mark(ui, sign, on, true);
  } else {
    fill(ui, sign, t.hairline, ui.px(1.6F));
    fill(ui, sign.middle(mark * 0.5F, ui.px(0.8F)), ui.muted(), 0);
  }
  const float label_h = text_height(ui, Type::body, label, inside.w);
  const float reason_h = reason.empty() ? 0 : text_height(ui, Type::label, reason, inside.w);
  Rect words = inside.middle(inside.w, std::min(inside.h, label_h + reason_h));
  draw_text(ui, words.take_top(label_h), label, {Type::body, enabled ? t.ink : ui.muted()});
  if (reason_h > 0) draw_text(ui, words, reason, {Type::label, ui.muted()});
  return r.clicked;
}

}  // namespace ui
