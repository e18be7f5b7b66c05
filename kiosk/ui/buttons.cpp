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
  if (!enabled && kind == ButtonKind::quiet) return {ui.surface(), t.on_idle, {}, 0};
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
  return whole_words(label, lines) &&
         static_cast<float>(lines.size()) * ui.line_px(type) <= room.h + 1;
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

/// Of what cannot be chosen. Where a grey ground would be white it has an edge alone: a bright box
/// would look ticked.
void closed_mark(Ui& ui, const Rect& rect) {
  const Theme& t = ui.theme();
  const float radius = ui.px(1.6F);
  if (t.high_contrast) {
    outline(ui, rect, t.hairline, ui.px(0.6F), radius);
  } else {
    fill(ui, rect, t.hairline, radius);
  }
  fill(ui, rect.middle(rect.w * 0.5F, ui.px(0.8F)), ui.muted(), 0);
}

// Ground of things that can be chosen: a tint and a thick edge once chosen.
Paint choice_paint(const Ui& ui, bool selected, bool pressed) {
  const Theme& t = ui.theme();
  Paint p{selected ? t.soft : t.surface, t.ink, selected ? t.primary : t.outline,
          ui.px(selected ? 0.9F : 0.5F)};
  if (pressed) p.ground = t.touched;
  return p;
}

// How ways in beside each other are drawn, all alike: their signs and titles in one line.
struct WaysLook {
  bool narrow = false;  ///< the sign above the words and no arrow; else sign left, arrow right
  Type type = Type::title;
  float title_h = 0;
  float below_h = 0;  ///< 0: no room for the lines below
};

Rect inside_of(const Ui& ui, const Rect& rect, bool narrow) {
  const float spare = std::max(0.F, (rect.h - ui.line_px(Type::title)) / 2);
  return rect.inset(ui.px(narrow ? 6 : 12), std::min(spare, ui.px(narrow ? 4 : 6)));
}

WaysLook look_of(const Ui& ui, const std::vector<Rect>& cells, const std::vector<WayIn>& ways) {
  WaysLook look;
  look.narrow = cells.front().w < ui.text_px(150);
  Rect inside = inside_of(ui, cells.front(), look.narrow);
  if (!look.narrow) inside.w -= std::min(ui.px(30), inside.h) + ui.px(10) + ui.px(12) + ui.px(8);
  for (const WayIn& way : ways) {
    look.type = std::max(look.type, largest_fitting(ui, way.title, inside.w, look.narrow ? 1 : 2));
  }
  for (const WayIn& way : ways) {
    look.title_h = std::max(look.title_h, text_height(ui, look.type, way.title, inside.w));
    look.below_h = std::max(look.below_h, text_height(ui, Type::body, way.subtitle, inside.w));
  }
  // Where sign and line do not both fit, it is the sign that stays.
  const float sign_h = look.narrow && look.title_h + ui.px(17) <= inside.h ? ui.px(17) : 0;
  if (look.title_h + look.below_h + sign_h > inside.h) look.below_h = 0;
  return look;
}

void draw_way_in(Ui& ui, const Rect& rect, const WayIn& way, const WaysLook& look, Colour ink,
                 Colour accent) {
  Rect inside = inside_of(ui, rect, look.narrow);
  if (!look.narrow) {
    const float sign = std::min(ui.px(30), inside.h);
    draw_icon(ui, way.icon, inside.take_left(sign, ui.px(10)), accent);
    draw_icon(ui, Icon::arrow_right, inside.take_right(ui.px(12), ui.px(8)), accent);
  }
  const float title_h = text_height(ui, look.type, way.title, inside.w);
  const float below_h = look.below_h > 0 ? text_height(ui, Type::body, way.subtitle, inside.w) : 0;
  // Beside their sign the words share its middle; below it, the titles of neighbours begin level.
  const float all_h = look.narrow ? look.title_h + look.below_h : title_h + below_h;
  const float words_h = std::min(inside.h, all_h);
  const float spare = inside.h - words_h - ui.px(3);
  if (look.narrow && spare >= ui.px(14)) {
    const float sign = std::min(spare, ui.px(22));
    inside = inside.middle(inside.w, words_h + ui.px(3) + sign);
    draw_icon(ui, way.icon, inside.take_top(sign, ui.px(3)), accent);
  }
  const Align align = look.narrow ? Align::centre : Align::left;
  Rect words = inside.middle(inside.w, words_h);
  draw_text(ui, words.take_top(title_h), way.title, {look.type, ink, align});
  if (below_h > 0) draw_text(ui, words, way.subtitle, {Type::body, ink, align});
}

bool add_way_in(Ui& ui, const Rect& rect, const WayIn& way, const WaysLook& look) {
  const Theme& t = ui.theme();
  const Colour ground = way.primary ? t.primary : t.surface;
  const Colour ink = way.primary ? t.on_primary : t.ink;
  const Colour accent = way.primary ? t.on_primary : (t.high_contrast ? t.ink : t.primary);
  Widget w = as_widget(way.id, Role::button, way.title, rect);
  with_text(w, ui, look.type, ink, ground);
  w.hint = way.subtitle;
  const Reaction r = ui.add(std::move(w));
  Paint paint{ground, ink, t.ink, t.high_contrast && !way.primary ? ui.px(0.9F) : 0};
  if (r.pressed) paint.ground = way.primary ? t.pressed : t.touched;
  draw_ground(ui, rect, paint, true);
  OnSurface on(ui, paint.ground);
  draw_way_in(ui, rect, way, look, ink, accent);
  return r.clicked;
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
  OnSurface on(ui, paint.ground);
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

std::optional<std::size_t> ways_in(Ui& ui, const std::vector<Rect>& cells,
                                   const std::vector<WayIn>& ways) {
  const WaysLook look = look_of(ui, cells, ways);
  std::optional<std::size_t> taken;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    if (add_way_in(ui, cells[i], ways[i], look)) taken = i;
  }
  return taken;
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
  const Paint paint = choice_paint(ui, on, r.pressed);
  draw_ground(ui, rect, paint);
  OnSurface ground(ui, paint.ground);
  Rect inside = rect.inset(ui.px(2), 0);
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
    closed_mark(ui, sign);
  }
  const float label_h = text_height(ui, Type::body, label, inside.w);
  const float reason_h = reason.empty() ? 0 : text_height(ui, Type::label, reason, inside.w);
  Rect words = inside.middle(inside.w, std::min(inside.h, label_h + reason_h));
  draw_text(ui, words.take_top(label_h), label, {Type::body, enabled ? t.ink : ui.muted()});
  if (reason_h > 0) draw_text(ui, words, reason, {Type::label, ui.muted()});
  return r.clicked;
}

float check_row_height(const Ui& ui, float width, std::string_view label, std::string_view reason) {
  const float room = width - 2 * ui.px(6) - ui.px(9) - ui.px(5);
  return std::max(ui.px(kTargetMm + 2), text_height(ui, Type::body, label, room) +
                                            text_height(ui, Type::label, reason, room) + ui.px(6));
}

}  // namespace ui
