// Large cards that are buttons, in one or two columns, and where files go.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "ui/desk.h"
#include "ui/draw.h"

namespace ui {
namespace {

/// Narrow cards have no room for where they lead.
bool is_narrow(const Ui& ui, float width) {
  return ui.density().mm(width) / ui.density().text_scale() < 150;
}

/// A sign, a title, what it is about, and where it leads.
bool draw_card(Canvas& canvas, const Rect& rect, const KindCard& card, bool enabled) {
  Ui& ui = canvas.ui;
  const Theme& t = ui.theme();
  Widget w;
  w.id = card.id;
  w.role = Role::button;
  w.label = card.title;
  w.hint = card.hint;
  w.rect = rect;
  w.is_target = true;
  w.disabled = !enabled;
  w.text_mm = ui.em_mm(Type::strong);
  w.ink = t.ink;
  w.surface = t.surface;
  const Reaction r = ui.add(std::move(w));
  plate(ui, rect, r.pressed ? t.touched : t.surface, true);
  if (t.high_contrast) outline(ui, rect, t.ink, ui.px(0.6F), ui.px(kCornerMm));
  OnSurface on(ui, r.pressed ? t.touched : t.surface);
  const Colour accent = t.high_contrast ? t.ink : t.primary;
  Rect inside = rect.inset(ui.px(8), ui.px(4));
  const float sign = std::min(ui.text_px(16), inside.h);
  draw_icon(ui, card.icon, inside.take_left(sign, ui.px(8)).middle(sign, sign), accent);
  const float go = ui.text_px(10);
  if (!is_narrow(ui, rect.w)) {
    draw_icon(ui, card.leads, inside.take_right(go, ui.px(6)).middle(go, go), accent);
  }
  const float title_h = text_height(ui, Type::strong, card.title, inside.w);
  const float hint_h = text_height(ui, Type::label, card.hint, inside.w);
  Rect words = inside.middle(inside.w, std::min(inside.h, title_h + hint_h));
  draw_text(ui, words.take_top(title_h), card.title, {Type::strong, t.ink});
  draw_text(ui, words, card.hint, {Type::label, ui.muted()});
  return r.clicked;
}

float card_height(const Canvas& canvas, const std::vector<KindCard>& cards, float width) {
  const Ui& ui = canvas.ui;
  const float leads = is_narrow(ui, width) ? 0 : ui.text_px(10) + ui.px(6);
  const float room = width - ui.px(24) - ui.text_px(16) - leads;
  float height = ui.px(28);
  for (const KindCard& card : cards) {
    height = std::max(height, text_height(ui, Type::strong, card.title, room) +
                                  text_height(ui, Type::label, card.hint, room) + ui.px(10));
  }
  return height;
}

// ---- targets

std::vector<app::Stick> choices_of(const Canvas& canvas) {
  std::vector<app::Stick> all = {{"", canvas.say("target.kiosk")}};
  const auto& sticks = canvas.model.desk.targets.sticks;
  all.insert(all.end(), sticks.begin(), sticks.end());
  return all;
}

struct TargetGrid {
  int per_row = 1;
  int rows = 1;
};

TargetGrid target_grid(const Canvas& canvas, float width) {
  const Ui& ui = canvas.ui;
  float widest = text_width(ui, Type::body, canvas.say("target.look_again"));
  const auto choices = choices_of(canvas);
  for (const app::Stick& stick : choices) {
    widest = std::max(widest, text_width(ui, Type::body, stick.name));
  }
  const float cell = std::min(width, widest + ui.px(24) + ui.text_px(8));
  TargetGrid grid;
  grid.per_row = std::max(1, static_cast<int>((width + ui.px(3)) / (cell + ui.px(3))));
  const auto count = static_cast<int>(choices.size()) + 1;
  grid.per_row = std::min(grid.per_row, count);
  grid.rows = (count + grid.per_row - 1) / grid.per_row;
  return grid;
}

}  // namespace

Rect CardGrid::cell(const Rect& area, std::size_t at) const {
  const auto place = std::div(static_cast<int>(at), columns);
  return {area.x + static_cast<float>(place.rem) * (width + gap),
          area.y + static_cast<float>(place.quot) * (card_h + gap), width, card_h};
}

CardGrid card_grid(const Canvas& canvas, const std::vector<KindCard>& cards, float room) {
  const Ui& ui = canvas.ui;
  CardGrid grid;
  grid.gap = ui.px(5);
  grid.columns = ui.density().mm(room) > 420 ? 2 : 1;
  grid.count = static_cast<int>(cards.size());
  const float share = (room + grid.gap) / static_cast<float>(grid.columns) - grid.gap;
  grid.width = std::floor(std::min(share, ui.px(360)));
  grid.card_h = card_height(canvas, cards, grid.width);
  return grid;
}

std::optional<std::size_t> draw_cards(Canvas& canvas, const CardGrid& grid, const Rect& area,
                                      const std::vector<KindCard>& cards, bool enabled) {
  std::optional<std::size_t> touched;
  for (std::size_t i = 0; i < cards.size(); ++i) {
    if (draw_card(canvas, grid.cell(area, i), cards[i], enabled)) touched = i;
  }
  return touched;
}

float targets_height(const Canvas& canvas, float width) {
  const Ui& ui = canvas.ui;
  const auto rows = static_cast<float>(target_grid(canvas, width).rows);
  return ui.fonts().line_px(Type::label) + ui.px(1.5F) + rows * (chip_height(ui) + ui.px(3));
}

void draw_targets(Canvas& canvas, const Rect& rect, bool enabled) {
  Ui& ui = canvas.ui;
  const app::Targets& targets = canvas.model.desk.targets;
  Rect area = rect;
  area.take_top(text(ui, "target", area, canvas.say("target.title"),
                     {Type::label, ui.muted(), Align::left, false, 1}),
                ui.px(1.5F));
  const auto choices = choices_of(canvas);
  const Inert inert(ui, !enabled);  // files are being written there: nothing to choose
  const auto cells = grid(area, static_cast<int>(choices.size()) + 1,
                          target_grid(canvas, rect.w).per_row, chip_height(ui), ui.px(3));
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const bool chosen = choices[i].path == targets.chosen;
    const bool touched =
        toggle_chip(ui, "target:" + std::to_string(i), cells[i], choices[i].name, chosen);
    if (touched) canvas.out.emplace_back(app::TargetChosen{choices[i].path});
  }
  const std::string again = canvas.say(targets.looking ? "failure.checking" : "target.look_again");
  Rect look = cells.back();
  look.w = std::min(look.w, button_width(ui, again, Icon::search));
  if (button(ui, ButtonKind::quiet, "look_for_sticks", look, again,
             {Icon::search, false, enabled && !targets.looking})) {
    canvas.out.emplace_back(app::LookForSticksPressed{});
  }
}

}  // namespace ui
