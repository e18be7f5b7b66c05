#include <algorithm>
#include <cmath>

#include "ui/draw.h"
#include "ui/widgets.h"

namespace ui {
namespace {

float chip_width(const Ui& ui, const LanguageName& language) {
  return std::max(ui.px(kTargetMm),
                  std::ceil(text_width(ui, Type::label, language.name)) + ui.px(18));
}

float chip_height(const Ui& ui) { return std::max(ui.px(kTargetMm), ui.text_px(kTargetMm * 0.8F)); }

using ChipRows = std::vector<std::vector<std::size_t>>;

ChipRows split(std::size_t count, std::size_t per_row) {
  ChipRows rows;
  for (std::size_t i = 0; i < count; ++i) {
    if (i % per_row == 0) rows.emplace_back();
    rows.back().push_back(i);
  }
  return rows;
}

float row_width(const Ui& ui, const std::vector<std::size_t>& row,
                std::span<const LanguageName> languages) {
  float width = ui.px(3) * static_cast<float>(row.size() - 1);
  for (const std::size_t i : row) width += chip_width(ui, languages[i]);
  return width;
}

// Which languages stand in which row: as few rows as fit into `width`, about equally long.
ChipRows chip_rows(const Ui& ui, float width, std::span<const LanguageName> languages) {
  const std::size_t count = languages.size();
  for (std::size_t rows = 1; rows < count; ++rows) {
    ChipRows split_up = split(count, (count + rows - 1) / rows);
    const bool fits = std::all_of(split_up.begin(), split_up.end(), [&](const auto& row) {
      return row_width(ui, row, languages) <= width;
    });
    if (fits) return split_up;
  }
  return split(count, 1);
}

std::optional<std::string> header_actions(Ui& ui, Rect& bar, const Header& header) {
  std::optional<std::string> clicked;
  const float side = ui.px(kTargetMm);
  for (auto action = header.actions.rbegin(); action != header.actions.rend(); ++action) {
    const Rect at = bar.take_right(side, ui.px(2)).middle(side, side);
    if (icon_button(ui, action->id, at, action->icon, action->label, action->on)) {
      clicked = action->id;
    }
  }
  return clicked;
}

// With its words where there is room, else the sign alone; `rest` pixels are left for the others.
bool header_button(Ui& ui, Rect& bar, std::string_view id, std::string_view label, Icon icon,
                   float rest = 0) {
  const float width = button_width(ui, label, icon) - ui.px(4);
  const float side = ui.px(kTargetMm);
  if (width + rest > bar.w) {
    return icon_button(ui, id, bar.take_left(side, ui.px(2)).middle(side, side), icon, label);
  }
  const Rect at = bar.take_left(width, ui.px(2)).middle(width, side);
  return button(ui, ButtonKind::quiet, id, at, label, {icon, false, true});
}

}  // namespace

Page page(Ui& ui, bool with_footer) {
  const float margin = ui.px(std::min(ui.density().mm(ui.screen().w), 400.F) > 280 ? 14 : 8);
  Rect area = ui.screen();
  Page p;
  p.header = area.take_top(ui.px(kTargetMm + 6)).inset(ui.px(6), ui.px(3));
  area = area.inset(margin, 0);
  if (with_footer) {
    area.take_bottom(ui.px(8));
    p.footer = area.take_bottom(footer_height(ui), ui.px(6));
  } else {
    area.take_bottom(ui.px(8));
  }
  p.body = area;
  return p;
}

std::optional<std::string> header_bar(Ui& ui, const Rect& rect, const Header& header) {
  Rect bar = rect;
  std::optional<std::string> clicked = header_actions(ui, bar, header);
  bar.take_right(header.kept_free);
  const float rest = header.start_over.empty() ? 0 : ui.px(kTargetMm + 2);
  if (!header.back.empty() && header_button(ui, bar, "back", header.back, Icon::arrow_left, rest)) {
    clicked = "back";
  }
  if (!header.start_over.empty() &&
      header_button(ui, bar, "start_over", header.start_over, Icon::home)) {
    clicked = "start_over";
  }
  if (!header.title.empty()) {
    const Rect title = bar.inset(ui.px(4), 0);
    text(ui, "title", title, header.title, {Type::strong, ui.muted(), Align::right, true, 1});
  }
  return clicked;
}

float language_bar_height(const Ui& ui, float width, std::span<const LanguageName> languages) {
  const auto rows = static_cast<float>(chip_rows(ui, width, languages).size());
  return rows * chip_height(ui) + (rows - 1) * ui.px(3);
}

std::optional<std::string> language_bar(Ui& ui, const Rect& rect,
                                        std::span<const LanguageName> languages,
                                        std::string_view current) {
  std::optional<std::string> chosen;
  float y = rect.y;
  for (const auto& row : chip_rows(ui, rect.w, languages)) {
    float x = std::round(rect.x + (rect.w - row_width(ui, row, languages)) / 2);
    for (const std::size_t i : row) {
      const LanguageName& language = languages[i];
      const float width = chip_width(ui, language);
      if (toggle_chip(ui, "language:" + language.code, {x, y, width, chip_height(ui)},
                      language.name, language.code == current)) {
        chosen = language.code;
      }
      x += width + ui.px(3);
    }
    y += chip_height(ui) + ui.px(3);
  }
  return chosen;
}

Rect card(Ui& ui, const Rect& rect) {
  const Theme& t = ui.theme();
  plate(ui, rect, t.surface, true);
  if (t.high_contrast) outline(ui, rect, t.ink, ui.px(0.6F), ui.px(kCornerMm));
  return rect.inset(ui.px(8));
}

Rect dialog(Ui& ui, std::string_view id, Vec2 size_mm, std::string_view title) {
  ground(ui, ui.display(), ui.theme().veil);
  OnSurface veiled(ui, ui.theme().veil);
  const Rect room = ui.screen().inset(ui.px(6));
  const Rect box =
      room.middle(std::min(room.w, ui.px(size_mm.x)), std::min(room.h, ui.text_px(size_mm.y)));
  Rect inside = card(ui, box).inset(ui.px(4));
  const float height = text_height(ui, Type::title, title, inside.w);
  OnSurface on(ui, ui.theme().surface);
  text(ui, id, inside.take_top(height, ui.px(5)), title, {Type::title, ui.theme().ink});
  return inside;
}

void steps(Ui& ui, const Rect& rect, int current, int count, std::string_view label) {
  Widget w;
  w.id = "steps";
  w.role = Role::status;
  w.label = label;
  w.rect = rect;
  ui.add(std::move(w));
  const float thick = ui.px(2);
  const float gap = ui.px(2.5F);
  for (int i = 1; i <= count; ++i) {
    const float each = (rect.w - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
    const Rect bar{rect.x + static_cast<float>(i - 1) * (each + gap), rect.y + (rect.h - thick) / 2,
                   each, thick};
    fill(ui, bar, i <= current ? ui.theme().primary : ui.theme().outline.with_alpha(90), thick / 2);
  }
}

}  // namespace ui
