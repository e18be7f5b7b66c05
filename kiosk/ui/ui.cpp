#include "ui/ui.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "ui/draw.h"

namespace ui {
namespace {

constexpr float kDragMm = 4;    ///< further than this, a touch scrolls and no longer presses
constexpr float kDrawnMm = 10;  ///< smaller things are never stood on
constexpr float kWheelMm = 25;  ///< per notch
constexpr float kFadeMm = 3;    ///< what goes on beyond the edge of a scroll area pales towards it

/// The field that one has just begun to type into, if its scroll area does not show it whole.
const Widget* just_begun(const FrameRecord& now, const FrameRecord& before) {
  const auto typed = [](const Widget& w) { return w.role == Role::field && w.focused; };
  const auto field = std::find_if(now.widgets.begin(), now.widgets.end(), typed);
  if (field == now.widgets.end() || !field->cut || field->scroller.empty()) return nullptr;
  const bool same = std::any_of(before.widgets.begin(), before.widgets.end(),
                                [&](const Widget& w) { return w.id == field->id && w.focused; });
  return same && before.screen == now.screen ? nullptr : &*field;
}

/// Beside a scroll area: how far down one is, and how much there is.
void draw_thumb(Ui& ui, const Rect& area, float most, float position) {
  const float width = ui.px(1.6F);
  const float height = std::max(ui.px(6), std::round(area.h * area.h / (area.h + most)));
  const float x = std::min(area.right() + ui.px(1), ui.screen().right() - width - 1);
  const float y = area.y + std::round((area.h - height) * position / most);
  const Theme& t = ui.theme();
  fill(ui, {std::round(x), y, width, height}, t.high_contrast ? t.ink : t.muted, width / 2);
}

void draw_edge(Ui& ui, const Rect& area, bool at_top) {
  if (ui.theme().high_contrast) {  // nothing may pale there
    const float line = ui.px(0.6F);
    return fill(ui, {area.x, at_top ? area.y : area.bottom() - line, area.w, line},
                ui.theme().outline);
  }
  const float height = std::min(ui.px(kFadeMm), area.h / 4);
  const float y = at_top ? area.y : area.bottom() - height;
  const auto bare = ui.surface().with_alpha(0).packed();
  const auto full = ui.surface().with_alpha(225).packed();
  const auto top = at_top ? full : bare;
  const auto bottom = at_top ? bare : full;
  ui.draw().AddRectFilledMultiColor({area.x, y}, {area.right(), y + height}, top, top, bottom,
                                    bottom);
}

float distance(Vec2 a, Vec2 b) { return std::hypot(a.x - b.x, a.y - b.y); }

}  // namespace

void Ui::begin_frame(const Input& input, std::string_view screen) {
  input_ = input;
  draw_ = ImGui::GetBackgroundDrawList();
  draw_->Flags &= ~ImDrawListFlags_AntiAliasedLinesUseTex;  // those lines need linear filtering
  record_ = FrameRecord{std::string(screen), {}, {}};
  surfaces_ = {theme().background};
  lowered_ = 0;
  small_labels_ = false;
  clips_ = {display()};
  grounds_ = {{display(), theme().background}};
  drawn_.clear();
  deadline_.reset();
  reserved_ = std::exchange(reserving_, {});
  arrived_.clear();
  held_.clear();
  back_ = false;
  scrollers_.clear();
  if (screen != shown_.screen) {
    screen_since_ = input.now;
    left_by_ = input.now - released_at_ < kDoubleTapSeconds ? release_ : Vec2{-1e6F, -1e6F};
    focus_.clear();
  }
  std::erase_if(presses_, [](const Press& p) { return p.released; });
  for (Press& press : presses_) press.fresh = false;
  for (const PointerEvent& event : input_.pointer) take_pointer(event);
  take_keys();
}

void Ui::end_frame() {
  add_scrollers();
  if (const Widget* field = just_begun(record_, shown_)) {
    const auto at = std::find_if(scrollers_.begin(), scrollers_.end(),
                                 [field](const Scroller& s) { return s.id == field->scroller; });
    const float above = at == scrollers_.end() ? 0 : at->area.y - field->rect.y;
    const float below = at == scrollers_.end() ? 0 : field->rect.bottom() - at->area.bottom();
    scrolls_[field->scroller] += above > 0 ? -above : below;
    wake_at(input_.now);
  }
  draw_focus_ring();
  for (const Press& press : presses_) {
    if (!press.released) continue;
    release_ = press.now;
    released_at_ = input_.now;
  }
  shown_ = std::move(record_);
  shown_grounds_.swap(grounds_);
  shown_scrollers_.swap(scrollers_);
  record_ = {};
  activated_.clear();
}

void Ui::forget() {
  presses_.clear();
  scrolls_.clear();
  focus_.clear();
  glow_.clear();
  ring_ = false;
}

bool Ui::is_double_tap(Vec2 at) const {
  return input_.now - screen_since_ < kDoubleTapSeconds &&
         distance(at, left_by_) < px(kDoubleTapMm);
}

void Ui::take_pointer(const PointerEvent& event) {
  if (event.kind == PointerEvent::Kind::down) {
    Press press;
    press.pointer = event.pointer;
    press.down = press.now = event.at;
    press.since = input_.now;
    press.stray = is_double_tap(event.at);
    presses_.push_back(std::move(press));
    ring_ = false;
    return;
  }
  for (Press& press : presses_) {
    if (press.pointer != event.pointer || press.released) continue;
    press.now = event.at;
    press.released = event.kind == PointerEvent::Kind::up;
  }
}

Reaction Ui::add(Widget widget) {
  const Rect visible = intersection(widget.rect, clips_.back());
  widget.inert = inert_ > 0;
  widget.late = late_ > 0;
  if (clips_.size() > 1) {
    widget.cut = visible.h < widget.rect.h - 1 || visible.w < widget.rect.w - 1;
    widget.hidden = visible.w <= 0 || visible.h <= 0;
    note_scroller(widget);
  }
  Reaction reaction;
  if (widget.is_target && !widget.inert && !widget.disabled) {
    reaction = react(widget, visible);
    widget.pressed = reaction.pressed;
    widget.focused = widget.focused || (ring_ && focus_ == widget.id);
  }
  if (widget.ink && !widget.surface) widget.surface = surface();
  const bool seen = visible.w > 0 && visible.h > 0;
  if (seen || !widget.scroller.empty()) record_.widgets.push_back(std::move(widget));
  return reaction;
}

void Ui::note_text(DrawnText text) {
  const Rect& clip = clips_.back();
  const Rect& at = text.rect;
  text.clipped_sideways = at.x < clip.x - 1 || at.right() > clip.right() + 1;
  text.scrolled = clips_.size() > 1 && (at.y < clip.y || at.bottom() > clip.bottom());
  if (!record_.widgets.empty()) text.owner = record_.widgets.back().id;
  record_.texts.push_back(std::move(text));
}

Reaction Ui::react(const Widget& widget, const Rect& visible) {
  Reaction r;
  r.focused = ring_ && focus_ == widget.id;
  r.arrived = r.focused && arrived_ == widget.id;
  r.by_hold = r.focused && held_ == widget.id;
  r.clicked = r.by_key = !activated_.empty() && activated_ == widget.id;
  int order = 0;
  for (Press& press : presses_) {
    ++order;
    if (may_take(press, widget.on_top) && visible.contains(press.down)) {
      press.owner = widget.id;
      ++r.touches;
      r.orders.push_back(order);
      focus_ = widget.id;
      glow_ = widget.id;
      glow_since_ = input_.now;
    }
    if (press.owner != widget.id || press.dragging) continue;
    const bool inside = visible.contains(press.now);
    r.at = press.now;
    r.since = press.since;
    r.clicked = r.clicked || (press.released && inside);
    r.pressed = r.pressed || inside;
    r.held = r.held || !press.released;
  }
  return r;
}

bool Ui::may_take(const Press& press, bool on_top) const {
  const bool free = press.fresh && press.owner.empty() && !press.stray;
  if (!free || on_top) return free;
  return std::none_of(reserved_.begin(), reserved_.end(),
                      [&press](const Rect& r) { return r.contains(press.down); });
}

bool Ui::touched_outside(const Rect& area) const {
  return std::any_of(presses_.begin(), presses_.end(), [&area](const Press& p) {
    return p.fresh && !p.stray && !area.contains(p.down);
  });
}

bool Ui::lay_ground(const Rect& area, Colour colour) {
  const bool covered = std::any_of(drawn_.begin(), drawn_.end(),
                                   [&area](const Rect& r) { return overlap(r, area); });
  if (covered) return false;
  const Rect visible = intersection(area, clips_.back());
  if (visible.w > 0 && visible.h > 0) grounds_.push_back({visible, colour});
  return true;
}

void Ui::note_drawn(const Rect& area) {
  if (std::min(area.w, area.h) > px(kDrawnMm)) drawn_.push_back(area);
}

void Ui::lower_screen() {
  const float least = px(kLowScreenMm * (look_.density.larger_text ? 1.1F : 1.F));
  const float height = std::max(std::floor(input_.display.y / 2), least);
  lowered_ = std::max(0.F, input_.display.y - height);
}

void Ui::wake_at(double when) { deadline_ = deadline_ ? std::min(*deadline_, when) : when; }

double Ui::since_touch(std::string_view id) const {
  return glow_ == id ? input_.now - glow_since_ : 1e9;
}

Colour Ui::muted() const {
  return contrast(theme().muted, surface()) >= kTextContrast ? theme().muted : theme().muted_deep;
}

float Ui::scroll(std::string_view id, const Rect& area, float content_h) {
  const float most = std::max(0.F, content_h - area.h);
  float position = std::clamp(scrolls_.contains(id) ? scrolls_.find(id)->second : 0.F, 0.F, most);
  if (inert_ == 0 && most > 0) {
    if (area.contains(input_.wheel_at)) position -= input_.wheel * px(kWheelMm);
    for (Press& press : presses_) {
      if (press.scroller.empty() && may_take(press, false) && area.contains(press.down)) {
        press.scroller = id;
        press.scroll_from = position;
      }
      if (press.scroller != id) continue;
      const float moved = press.now.y - press.down.y;
      press.dragging = press.dragging || std::abs(moved) > px(kDragMm);
      if (press.dragging) position = press.scroll_from - moved;
    }
  }
  position = std::clamp(std::round(position), 0.F, most);
  scrolls_.insert_or_assign(std::string(id), position);
  scrollers_.push_back({std::string(id), area, most, false});
  if (most >= 1 && area.h > 0) draw_thumb(*this, area, most, position);
  return position;
}

void Ui::push_clip(const Rect& area) {
  clips_.push_back(intersection(area, clips_.back()));
  const Rect& clip = clips_.back();
  draw_->PushClipRect({clip.x, clip.y}, {clip.right(), clip.bottom()});
}

void Ui::pop_clip() {
  const Rect clip = clips_.back();
  clips_.pop_back();
  draw_->PopClipRect();
  // The innermost scroll area is whole. Elsewhere than at the desk an arrow says that it goes on.
  if (!small_labels_ || scrollers_.empty()) return;
  const Scroller& last = scrollers_.back();
  const bool is_its = clip.y <= last.area.y + 1 && clip.bottom() >= last.area.bottom() - 1 &&
                      clip.x <= last.area.x + 1 && clip.right() >= last.area.right() - 1;
  if (!is_its || last.most < 1 || clip.h > last.area.h + px(kDrawnMm)) return;
  const float position = scrolls_[last.id];
  if (position > 1) draw_edge(*this, last.area, true);
  if (position < last.most - 1) draw_edge(*this, last.area, false);
}

}  // namespace ui
