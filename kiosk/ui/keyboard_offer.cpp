// What a key offers above itself: the relatives of a letter, or the layouts.
#include <algorithm>
#include <cmath>

#include "ui/draw.h"
#include "ui/keyboard.h"
#include "ui/text.h"

namespace ui {

void Keyboard::offer_relatives(const Placed& key, const KeyboardView& view) {
  const auto found = view.layout->relatives.find(typed_upper_ ? key.cap->shifted : key.cap->plain);
  if (found == view.layout->relatives.end()) return;
  offer_ = Offer{key_id(*key.cap), key.cell, {}, found->second, true};
}

// As a finger's long press: the letter is typed already, and its relatives replace it.
void Keyboard::hold_by_key(Ui& ui, const Placed& key, const KeyboardView& view,
                           std::vector<KeyboardEvent>& out) {
  if (key.cap->kind == KeyCap::Kind::backspace) out.emplace_back(KeyErased{});
  if (offer_ || key.cap->kind != KeyCap::Kind::text || held_ != key_id(*key.cap)) return;
  offer_relatives(key, view);
  if (!offer_) return;
  offer_->sliding = false;
  ui.wake_at(ui.now());
}

bool Keyboard::close_offer(Ui& ui) {
  if (!offer_) return false;
  ui.focus(offer_->key);
  offer_.reset();
  held_.clear();
  return true;
}

void Keyboard::close_if_touched_elsewhere(const Ui& ui) {
  was_open_ = offer_ ? offer_->key : std::string{};
  if (!offer_ || !ui.touched_outside(offer_bounds(ui))) return;
  offer_.reset();
  held_.clear();
}

// A row above the key, or two where one is too long for the screen.
std::vector<Rect> Keyboard::offer_cells(const Ui& ui) const {
  const bool letters = !offer_->relatives.empty();
  const auto count = letters ? offer_->relatives.size() : offer_->layouts.size();
  const float wanted = letters ? std::max(offer_->anchor.w, ui.px(kCellMm)) : ui.text_px(38);
  const float room = ui.screen().w - 2 * ui.px(3);
  const auto per_row = std::min(count, static_cast<std::size_t>(room / wanted));
  const auto rows = (count + per_row - 1) / per_row;
  const float height = offer_->anchor.h;
  const float width = wanted * static_cast<float>(per_row);
  const float left = std::clamp(offer_->anchor.centre().x - wanted / 2, ui.px(3),
                                std::max(ui.px(3), ui.screen().w - ui.px(3) - width));
  const float top = offer_->anchor.y - ui.px(3) - height * static_cast<float>(rows);
  return grid({std::round(left), top, std::round(width), height * static_cast<float>(rows)},
              static_cast<int>(count), static_cast<int>(per_row), height, 0);
}

Rect Keyboard::offer_bounds(const Ui& ui) const {
  const auto cells = offer_cells(ui);
  float right = 0;
  for (const Rect& cell : cells) right = std::max(right, cell.right());
  return Rect{cells.front().x, cells.front().y, right - cells.front().x,
              cells.back().bottom() - cells.front().y}
      .inset(-ui.px(2));
}

void Keyboard::draw_offer(Ui& ui, std::vector<KeyboardEvent>& out) {
  if (!offer_) return;
  const Theme& t = ui.theme();
  const Rect bounds = offer_bounds(ui);
  const auto cells = offer_cells(ui);
  ui.reserve(bounds);
  shadow(ui, bounds);
  fill(ui, bounds, t.surface, ui.px(kCornerMm));
  outline(ui, bounds, t.high_contrast ? t.ink : t.outline, ui.px(0.4F), ui.px(kCornerMm));
  OnSurface on(ui, t.surface);
  std::optional<std::size_t> chosen;
  bool has_focus = false;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (offer_cell(ui, cells[i], i)) chosen = i;
    has_focus = has_focus || ui.focus() == offer_id(i);
  }
  if (ui.by_keys() && !has_focus) {
    ui.focus(offer_id(0));
    ui.wake_at(ui.now());
  }
  if (chosen) choose(ui, *chosen, out);
}

std::string Keyboard::offer_id(std::size_t index) const {
  return offer_->relatives.empty() ? "layout:" + offer_->layouts[index].code
                                   : "relative:" + offer_->relatives[index];
}

bool Keyboard::offer_cell(Ui& ui, const Rect& cell, std::size_t index) {
  const Theme& t = ui.theme();
  const bool letter = !offer_->relatives.empty();
  Widget w;
  w.id = offer_id(index);
  w.role = Role::key;
  w.label = letter ? offer_->relatives[index] : offer_->layouts[index].name;
  w.rect = cell;
  w.is_target = w.is_key = w.on_top = true;
  const Type type = letter ? Type::body : Type::label;
  w.text_mm = ui.em_mm(type);
  w.ink = t.ink;
  w.surface = t.surface;
  const std::string label = w.label;
  const Reaction r = ui.add(std::move(w));
  const bool under = r.pressed || (offer_->sliding && slid_to_ == index);
  if (under) fill(ui, cell.inset(ui.px(kCapGapMm)), t.primary, ui.px(2.6F));
  OnSurface on(ui, under ? t.primary : t.surface);
  draw_text(ui, cell.inset(-1, 0), label,
            {type, under ? t.on_primary : t.ink, Align::centre, true, 1});
  return r.clicked;
}

// A finger that slides may be anywhere above its key: the nearest choice in its row is meant.
void Keyboard::slide(const Ui& ui, Vec2 at) {
  slid_to_.reset();
  if (offer_->anchor.contains(at)) return;
  const auto cells = offer_cells(ui);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].inset(0, -ui.px(6)).contains(at)) slid_to_ = i;
  }
}

void Keyboard::finish_slide(Ui& ui, Vec2 at, std::vector<KeyboardEvent>& out) {
  if (slid_to_) return choose(ui, *slid_to_, out);
  if (offer_->anchor.contains(at)) {
    offer_->sliding = false;
  } else {
    offer_.reset();
  }
}

void Keyboard::choose(Ui& ui, std::size_t index, std::vector<KeyboardEvent>& out) {
  if (offer_->relatives.empty()) {
    out.emplace_back(LayoutChosen{offer_->layouts[index].code});
  } else {
    out.emplace_back(KeyReplaced{offer_->relatives[index]});
  }
  if (ui.by_keys()) ui.focus(offer_->key);
  offer_.reset();
  slid_to_.reset();
  held_.clear();
}

}  // namespace ui
