#include <algorithm>
#include <cmath>

#include "ui/draw.h"
#include "ui/widgets.h"

namespace ui {
namespace {

void record_status(Ui& ui, std::string_view id, const Rect& rect, std::string_view label) {
  Widget w;
  w.id = id;
  w.role = Role::status;
  w.label = label;
  w.rect = rect;
  ui.add(std::move(w));
}

Colour tone_bar(const Theme& theme, Tone tone) {
  switch (tone) {
    case Tone::plain:
      return theme.primary;
    case Tone::admitted:
      return theme.admitted;
    case Tone::stop:
      return theme.stop;
    case Tone::look:
      return theme.look;
  }
  return theme.primary;
}

void draw_bar(Ui& ui, const Rect& track, float fraction, Tone tone) {
  const float radius = track.h / 2;
  fill(ui, track, ui.theme().track, radius);
  const float width = track.w * std::clamp(fraction, 0.F, 1.F);
  if (width <= 0) return;
  fill(ui, {track.x, track.y, std::max(width, track.h), track.h}, tone_bar(ui.theme(), tone),
       radius);
}

float notice_sign(const Ui& ui) { return ui.text_px(9); }

}  // namespace

Icon tone_icon(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return Icon::none;
    case Tone::admitted:
      return Icon::check;
    case Tone::stop:
      return Icon::cross;
    case Tone::look:
      return Icon::warning;
  }
  return Icon::none;
}

Colour tone_fill(const Theme& theme, Tone tone) {
  switch (tone) {
    case Tone::plain:
      return theme.high_contrast ? theme.surface : theme.primary;
    case Tone::admitted:
      return theme.admitted_fill;
    case Tone::stop:
      return theme.stop_fill;
    case Tone::look:
      return theme.look_fill;
  }
  return theme.surface;
}

Colour tone_text(const Theme& theme, Tone tone) {
  switch (tone) {
    case Tone::plain:
      return theme.ink;
    case Tone::admitted:
      return theme.admitted_text;
    case Tone::stop:
      return theme.stop;
    case Tone::look:
      return theme.look_text;
  }
  return theme.ink;
}

float notice_height(const Ui& ui, float width, std::string_view words, Tone tone) {
  const float sign = tone == Tone::plain ? 0 : notice_sign(ui) + ui.px(5);
  const float room = width - 2 * ui.px(6) - sign;
  return std::max(notice_sign(ui), text_height(ui, Type::body, words, room)) + ui.px(6);
}

void notice(Ui& ui, std::string_view id, const Rect& rect, Tone tone, std::string_view words) {
  const Theme& t = ui.theme();
  const Colour ink = tone_text(t, tone);
  fill(ui, rect, t.surface, ui.px(kCornerMm));
  outline(ui, rect, tone == Tone::plain ? t.outline : ink, ui.px(0.6F), ui.px(kCornerMm));
  OnSurface on(ui, t.surface);
  Rect inside = rect.inset(ui.px(6), 0);
  if (tone != Tone::plain) {
    const float side = notice_sign(ui);
    draw_icon(ui, tone_icon(tone), inside.take_left(side, ui.px(5)).middle(side, side), ink);
  }
  text(ui, id, inside, words, {Type::body, t.ink, Align::left, true, 0});
}

float pill_height(const Ui& ui) { return ui.line_px(Type::label) + ui.px(3); }

float pill(Ui& ui, std::string_view id, Vec2 at, Tone tone, Icon icon, std::string_view words) {
  const Theme& t = ui.theme();
  const Colour ink = tone_text(t, tone);
  const float side = icon == Icon::none ? 0 : ui.text_px(5.5F);
  const float sign = icon == Icon::none ? 0 : side + ui.px(2);
  const Rect rect{at.x, at.y, std::ceil(text_width(ui, Type::label, words)) + sign + ui.px(9) + 2,
                  pill_height(ui)};
  fill(ui, rect, t.surface, rect.h / 2);
  outline(ui, rect, ink, ui.px(0.5F), rect.h / 2);
  Rect inside = rect.inset(ui.px(4.5F), 0);
  OnSurface on(ui, t.surface);
  if (sign > 0) {
    draw_icon(ui, icon, inside.take_left(side, ui.px(2)).middle(side, side), ink);
  }
  text(ui, id, inside, words, {Type::label, ink, Align::left, true, 1});
  return rect.w;
}

void big_number(Ui& ui, std::string_view id, const Rect& rect, std::string_view number,
                std::string_view caption, std::string_view widest) {
  const float width =
      std::max(text_width(ui, Type::number, number), text_width(ui, Type::number, widest));
  const Type type = width <= rect.w ? Type::number : Type::display;
  const float number_h = ui.line_px(type) * 0.86F;
  const float caption_h = text_height(ui, Type::label, caption, rect.w);
  Rect both = rect.middle(rect.w, std::min(rect.h, number_h + caption_h));
  text(ui, id, both.take_top(number_h), number, {type, ui.theme().ink, Align::left, true, 1});
  text(ui, {}, both.inset(0, -1), caption, {Type::label, ui.muted(), Align::left});
}

void progress_bar(Ui& ui, std::string_view id, const Rect& rect, float fraction,
                  std::string_view label, Tone tone) {
  record_status(ui, id, rect, label);
  draw_bar(ui, rect.middle(rect.w, ui.px(5)), fraction, tone);
}

float bar_row_height(const Ui& ui) { return ui.line_px(Type::body) + ui.px(1); }

void bar_row(Ui& ui, std::string_view id, const Rect& rect, const Bar& bar, float label_w) {
  const Theme& t = ui.theme();
  Rect row = rect;
  const Rect label = row.take_left(label_w, ui.px(4));
  const Rect value = row.take_right(ui.text_px(20), ui.px(2));
  text(ui, id, label, bar.label, {Type::body, t.ink, Align::left, true, 1});
  text(ui, std::string(id) + ":value", value, bar.value,
       {Type::strong, t.ink, Align::right, true, 1});
  draw_bar(ui, row.middle(row.w, ui.px(5)), bar.fraction, bar.tone);
}

namespace {

/// Where the parts of a list's row stand; the words are in the middle of its height.
struct RowParts {
  Rect icon;
  Rect words;
  Rect trailing;
};

RowParts parts_of(const Ui& ui, const Rect& rect, const Row& row) {
  RowParts parts;
  parts.words = rect.inset(ui.px(4), 0);
  const float side = ui.text_px(8);
  if (row.icon != Icon::none) parts.icon = parts.words.take_left(side, ui.px(4)).middle(side, side);
  if (row.trailing.empty()) return parts;
  const float width = std::ceil(text_width(ui, Type::label, row.trailing)) + 2;
  parts.trailing = parts.words.take_right(std::min(width, parts.words.w / 2), ui.px(4));
  return parts;
}

/// Smaller where a name's longest part is wider than the row, or the name takes three lines.
Type title_type(const Ui& ui, float width, const Row& row) {
  const auto lines = wrap(ui, Type::body, row.title, width);
  return whole_words(row.title, lines) && lines.size() <= 2 ? Type::body : Type::label;
}

float words_height(const Ui& ui, float width, const Row& row) {
  const float below = row.subtitle.empty() ? 0 : text_height(ui, Type::label, row.subtitle, width);
  return text_height(ui, title_type(ui, width, row), row.title, width) + below;
}

}  // namespace

float list_row_height(const Ui& ui, float width, const Row& row) {
  const RowParts parts = parts_of(ui, {0, 0, width, 0}, row);
  return std::max(ui.px(kTargetMm), words_height(ui, parts.words.w, row) + ui.px(1));
}

bool list_row(Ui& ui, std::string_view id, const Rect& rect, const Row& row) {
  const Theme& t = ui.theme();
  const Colour ground = row.selected ? t.soft : ui.surface();
  Widget w;
  w.id = id;
  w.role = Role::row;
  w.label = row.title;
  w.rect = rect;
  w.is_target = row.touchable;
  w.checked = row.selected;
  w.personal = row.personal;
  w.text_mm = ui.em_mm(Type::body);
  w.ink = t.ink;
  w.surface = ground;
  w.hint = row.subtitle;
  const Reaction r = ui.add(std::move(w));
  if (r.pressed || row.selected) {
    fill(ui, rect, r.pressed ? t.touched : ground, ui.px(kCornerMm - 1));
  }
  if (row.selected && t.high_contrast)
    outline(ui, rect, t.primary, ui.px(0.9F), ui.px(kCornerMm - 1));
  OnSurface on(ui, r.pressed ? t.touched : ground);
  const RowParts parts = parts_of(ui, rect, row);
  if (row.icon != Icon::none) {
    draw_icon(ui, row.icon, parts.icon,
              row.tone == Tone::plain && !t.high_contrast ? t.primary : tone_text(t, row.tone));
  }
  draw_text(ui, parts.trailing, row.trailing, {Type::label, ui.muted(), Align::right, true, 1});
  Rect words =
      parts.words.middle(parts.words.w, std::min(rect.h, words_height(ui, parts.words.w, row)));
  const Type type = title_type(ui, words.w, row);
  words.take_top(draw_text(ui, words, row.title, {type, t.ink}));
  if (!row.subtitle.empty()) draw_text(ui, words, row.subtitle, {Type::label, ui.muted()});
  return r.clicked;
}

Rect picture(Ui& ui, std::string_view id, const Rect& rect, ImTextureID image, Vec2 size,
             std::string_view label) {
  if (size.x <= 0 || size.y <= 0) return {};
  const float scale = std::min(rect.w / size.x, rect.h / size.y);
  const Rect at = rect.middle(std::round(size.x * scale), std::round(size.y * scale));
  shadow(ui, at);
  texture(ui, at, image, size);
  Widget w;
  w.id = id;
  w.role = Role::image;
  w.label = label;
  w.rect = at;
  ui.add(std::move(w));
  return at;
}

void qr(Ui& ui, std::string_view id, const Rect& rect, const std::vector<bool>& modules, int side,
        std::string_view label) {
  qr_symbol(ui, rect, modules, side);
  Widget w;
  w.id = id;
  w.role = Role::image;
  w.label = label;
  w.rect = rect;
  ui.add(std::move(w));
}

}  // namespace ui
