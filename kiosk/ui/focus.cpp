// The focus: where keys move it, what it brings into view, the ring around it.
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/draw.h"
#include "ui/ui.h"

namespace ui {
namespace {

constexpr float kPage = 0.8F;  ///< of a scroll area's height: how far one key moves its text

// How far `to` lies from `from` when going in `direction`; negative if it does not lie that way.
float distance_towards(const Rect& from, const Rect& to, NavKey direction) {
  const float dx = to.centre().x - from.centre().x;
  const float dy = to.centre().y - from.centre().y;
  const bool across = direction == NavKey::left || direction == NavKey::right;
  const bool backwards = direction == NavKey::left || direction == NavKey::up;
  const float along = (across ? dx : dy) * (backwards ? -1.F : 1.F);
  const float aside = std::abs(across ? dy : dx);
  return along <= 1 ? -1 : along + 2 * aside;
}

bool is_sideways(NavKey key) { return key == NavKey::left || key == NavKey::right; }

}  // namespace

void Ui::take_keys() {
  const std::string before = focus_;
  for (const NavKey key : input_.keys) take_key(key);
  if (focus_ == before) return;
  const NavKey last = input_.keys.back();
  // A keypad passes fields on its way to the keys on the screen; Tab goes to them to type.
  if (last == NavKey::tab || last == NavKey::back_tab) arrived_ = focus_;
  reveal_focus();
}

void Ui::take_key(NavKey key) {
  switch (key) {
    case NavKey::back:
      if (!leave_row()) back_ = true;
      return;
    case NavKey::activate:
      if (enter_row()) return;
      if (ring_ && focusable(focus_) != nullptr && !scroll_focused(key)) activated_ = focus_;
      return;
    case NavKey::hold:
      if (ring_) held_ = focus_;
      return;
    case NavKey::tab:
    case NavKey::back_tab:
      step_focus(key == NavKey::tab ? 1 : -1, false);
      break;
    case NavKey::previous:
    case NavKey::next:
      step_focus(key == NavKey::next ? 1 : -1, true);
      break;
    case NavKey::left:
    case NavKey::right:
    case NavKey::up:
    case NavKey::down:
      if (!scroll_focused(key)) move_focus(key);
      break;
  }
  ring_ = true;
}

const Widget* Ui::focusable(std::string_view id) const {
  for (const Widget& w : shown_.widgets) {
    if (w.id == id && can_focus(w)) return &w;
  }
  return nullptr;
}

// The keys of a row are gone into and left, so that the last letter is not forty steps away.
bool Ui::enter_row() {
  const Widget* row = ring_ ? focusable(focus_) : nullptr;
  if (row == nullptr || row->role != Role::keys) return false;
  focus_ = keys_of(row->key_row).front()->id;
  return true;
}

bool Ui::leave_row() {
  const Widget* key = ring_ ? focusable(focus_) : nullptr;
  if (key == nullptr || !key->is_key || key->key_row < 0) return false;
  focus_ = "keys:" + std::to_string(key->key_row);
  return true;
}

std::vector<const Widget*> Ui::keys_of(int row) const {
  std::vector<const Widget*> keys;
  for (const Widget* w : shown_.focus_order(true)) {
    if (w->is_key && w->key_row == row) keys.push_back(w);
  }
  return keys;
}

// Past either end of its row the focus is on the row again.
bool Ui::step_in_row(int by) {
  const Widget* key = focusable(focus_);
  if (key == nullptr || !key->is_key || key->key_row < 0) return false;
  const auto keys = keys_of(key->key_row);
  const auto here = std::find(keys.begin(), keys.end(), key) - keys.begin() + by;
  const bool inside = here >= 0 && here < static_cast<std::ptrdiff_t>(keys.size());
  focus_ =
      inside ? keys[static_cast<std::size_t>(here)]->id : "keys:" + std::to_string(key->key_row);
  return true;
}

// From what has the focus; failing that, from the field being typed into.
void Ui::step_focus(int by, bool with_keys) {
  if (with_keys && step_in_row(by)) return;
  auto order = shown_.focus_order(with_keys);
  std::erase_if(order, [](const Widget* w) { return w->is_key && w->key_row >= 0; });
  if (order.empty()) return;
  auto here =
      std::find_if(order.begin(), order.end(), [this](const Widget* w) { return w->id == focus_; });
  if (here == order.end()) {
    here = std::find_if(order.begin(), order.end(), [](const Widget* w) { return w->focused; });
  }
  const auto count = static_cast<std::ptrdiff_t>(order.size());
  std::ptrdiff_t next = by > 0 ? 0 : count - 1;
  if (here != order.end()) next = (here - order.begin() + by + count) % count;
  focus_ = order[static_cast<std::size_t>(next)]->id;
}

void Ui::move_focus(NavKey direction) {
  const Widget* from = focusable(focus_);
  if (from == nullptr) return step_focus(1, true);
  const Widget* best = nullptr;
  float nearest = std::numeric_limits<float>::max();
  for (const Widget* w : shown_.focus_order(true)) {
    if (w->id == focus_ || w->role == Role::keys) continue;
    const float far = distance_towards(from->rect, w->rect, direction);
    if (far >= 0 && far < nearest) {
      nearest = far;
      best = w;
    }
  }
  if (best != nullptr) focus_ = best->id;
}

// What a key moved the focus to is wholly seen, as far as its scroll area lets it be.
void Ui::reveal_focus() {
  const Widget* w = focusable(focus_);
  if (w == nullptr || w->scroller.empty() || w->scroller == w->id) return;
  const auto at = std::find_if(shown_scrollers_.begin(), shown_scrollers_.end(),
                               [w](const Scroller& s) { return s.id == w->scroller; });
  if (at == shown_scrollers_.end()) return;
  float& position = scrolls_[w->scroller];
  const float above = at->area.y - w->rect.y;
  const float below = w->rect.bottom() - at->area.bottom();
  if (above > 0) {
    position -= above;
  } else if (below > 0) {
    position += below;
  }
}

// A scroll area with nothing to press in it takes the focus itself: up and down move what it holds,
// and a keypad's one key goes through it and round.
bool Ui::scroll_focused(NavKey key) {
  if (!ring_ || is_sideways(key)) return false;
  const auto at = std::find_if(shown_scrollers_.begin(), shown_scrollers_.end(),
                               [this](const Scroller& s) { return s.id == focus_; });
  if (at == shown_scrollers_.end()) return false;
  float& position = scrolls_[focus_];
  const float step = std::round(at->area.h * kPage) * (key == NavKey::up ? -1.F : 1.F);
  const bool at_end = key == NavKey::up ? position <= 0 : position >= at->most;
  if (at_end && key != NavKey::activate) return false;
  position = at_end ? 0 : std::clamp(position + step, 0.F, at->most);
  return true;
}

void Ui::note_scroller(Widget& widget) {
  if (scrollers_.empty()) return;
  Scroller& last = scrollers_.back();
  if (!overlap(clips_.back(), last.area)) return;
  widget.scroller = last.id;
  last.has_targets = last.has_targets || widget.is_target;
}

void Ui::add_scrollers() {
  for (const Scroller& s : scrollers_) {
    if (s.has_targets || s.most < 1) continue;
    Widget w;
    w.id = s.id;
    w.role = Role::region;
    w.rect = s.area;
    w.is_target = true;
    w.scroller = s.id;
    w.focused = ring_ && focus_ == s.id;
    record_.widgets.push_back(std::move(w));
  }
}

// Over everything, so that no neighbour and no scroll area cuts it.
void Ui::draw_focus_ring() {
  if (!ring_) return;
  const auto at = std::find_if(record_.widgets.begin(), record_.widgets.end(),
                               [this](const Widget& w) { return w.id == focus_ && can_focus(w); });
  if (at == record_.widgets.end() || at->hidden) return;
  focus_ring(*this, intersection(at->rect, display().inset(2 * px(1))));
}

}  // namespace ui
