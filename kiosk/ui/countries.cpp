// Countries to choose from, as chips.
#include <algorithm>
#include <cmath>

#include "ui/desk.h"

namespace ui {
namespace {

struct Chip {
  const std::string* code;
  const std::string* name;
};

/// What was searched for; else the project's countries, then all of them.
std::vector<Chip> chips(Canvas& canvas, const std::string& filter) {
  std::vector<Chip> found;
  const core::Meeting& meeting = *canvas.model.meeting;
  const std::string& language = canvas.model.language;
  if (!filter.empty()) {
    for (const CountryName& c : canvas.names.matching(language, filter)) {
      found.push_back({&c.code, &c.name});
    }
    return found;
  }
  const auto offer = [&](const std::string& code) {
    const auto same = [&](const Chip& chip) { return *chip.code == code; };
    if (std::any_of(found.begin(), found.end(), same)) return;
    found.push_back({&code, &canvas.names.country(language, code)});
  };
  offer(meeting.place.country);
  for (const core::Partner& partner : meeting.partners) offer(partner.country);
  for (const CountryName& c : canvas.names.countries(language)) offer(c.code);
  return found;
}

}  // namespace

float chip_height(const Ui& ui) { return std::max(ui.px(kTargetMm), ui.text_px(16)); }

std::vector<Rect> chip_cells(const Ui& ui, const Rect& area, const std::vector<std::string>& labels,
                             float gap_mm) {
  const float gap = ui.px(gap_mm);
  std::vector<Rect> cells;
  float x = area.x;
  float y = area.y;
  float row_h = 0;
  for (const std::string& label : labels) {
    const float words = std::ceil(text_width(ui, Type::label, label));
    const float width = std::min(area.w, std::max(ui.px(kTargetMm + 8), words + ui.px(17)));
    const float words_h = text_height(ui, Type::label, label, width - ui.px(15)) + ui.px(2);
    if (x > area.x && x + width > area.right()) {
      x = area.x;
      y += row_h + gap;
      row_h = 0;
    }
    cells.push_back({x, y, width, std::max(chip_height(ui), words_h)});
    row_h = std::max(row_h, cells.back().h);
    x += width + gap;
  }
  return cells;
}

void draw_countries(Canvas& canvas, const Rect& area, const std::string& filter,
                    const std::string& chosen) {
  Ui& ui = canvas.ui;
  const std::vector<Chip> all = chips(canvas, filter);
  if (all.empty()) {
    text(ui, "nothing_found", area, canvas.say("where.nothing_found"), {Type::body, ui.muted()});
    return;
  }
  std::vector<std::string> labels;
  for (const Chip& chip : all) labels.push_back(*chip.name);
  const auto cells = chip_cells(ui, area, labels);
  const float offset = ui.scroll("countries", area, cells.back().bottom() - area.y);
  Clip clip(ui, {area.x - ui.px(2), area.y, area.w + ui.px(4), area.h});
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Rect cell = cells[i].moved(0, -offset);
    // One row more on either side, for the focus to go on to.
    if (cell.bottom() <= area.y - cell.h || cell.y >= area.bottom() + cell.h) continue;
    if (toggle_chip(ui, "country:" + *all[i].code, cell, *all[i].name, chosen == *all[i].code)) {
      canvas.out.emplace_back(app::CountryChosen{*all[i].code});
    }
  }
}

}  // namespace ui
