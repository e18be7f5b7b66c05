#include "ui/keyboard.h"

#include <algorithm>
#include <cmath>

#include "core/wipe.h"
#include "ui/draw.h"
#include "ui/icons.h"
#include "ui/text.h"
#include "ui/utf8.h"

namespace ui {
namespace {

constexpr float kMostCellMm = 25;
constexpr float kMostPadCellMm = 36;  ///< of number pads, which have few columns
constexpr float kPadColumns = 4;
constexpr float kPaddingMm = 3;
constexpr double kAfterglow = 0.12;  ///< a quick tap is seen this long
constexpr double kDoubleTapShift = 0.45;

bool stretches(const KeyCap& cap, bool row_has_space) {
  if (row_has_space) return cap.kind == KeyCap::Kind::space;
  return cap.kind == KeyCap::Kind::shift || cap.kind == KeyCap::Kind::backspace;
}

bool has_space(const std::vector<KeyCap>& row) {
  return std::any_of(row.begin(), row.end(),
                     [](const KeyCap& k) { return k.kind == KeyCap::Kind::space; });
}

float weight(const KeyCap& cap, bool row_has_space) {
  if (cap.kind == KeyCap::Kind::space) return 3;
  if (cap.kind == KeyCap::Kind::text && cap.plain.size() > 3) return 1.5F;  // ".com"
  const bool wide = cap.kind == KeyCap::Kind::next || cap.kind == KeyCap::Kind::layout;
  return row_has_space && wide ? 1.5F : 1;
}

float row_weight(const std::vector<KeyCap>& row) {
  const bool space = has_space(row);
  float sum = 0;
  for (const KeyCap& cap : row) sum += weight(cap, space);
  return sum;
}

float widest(const KeyboardLayout& layout) {
  float most = 0;
  for (const auto& row : layout.rows) most = std::max(most, row_weight(row));
  return most;
}

float cell_height(const Ui& ui, const KeyboardLayout& layout) {
  const float share =
      ui.density().mm(ui.screen().h) * 0.42F / static_cast<float>(layout.rows.size());
  return ui.px(std::clamp(share, kCellMm, widest(layout) <= kPadColumns ? 24.F : 20.F));
}

Icon key_icon(KeyCap::Kind kind) {
  switch (kind) {
    case KeyCap::Kind::shift:
      return Icon::shift;
    case KeyCap::Kind::backspace:
      return Icon::backspace;
    case KeyCap::Kind::layout:
      return Icon::globe;
    case KeyCap::Kind::next:
      return Icon::arrow_right;
    case KeyCap::Kind::text:
    case KeyCap::Kind::space:
      break;
  }
  return Icon::none;
}

std::string shown(const KeyCap& cap, bool upper) { return upper ? cap.shifted : cap.plain; }

Type cap_type(const Ui& ui, const Rect& cap, std::string_view text) {
  const bool fits =
      text_width(ui, Type::body, text) <= cap.w - ui.px(2) && ui.line_px(Type::body) <= cap.h;
  return fits ? Type::body : Type::label;
}

void draw_cap(Ui& ui, const Rect& cap, Colour ground, bool down) {
  const Theme& t = ui.theme();
  const float radius = ui.px(2.6F);
  if (t.high_contrast) {
    fill(ui, cap, ground, radius);
    outline(ui, cap, t.ink, ui.px(0.4F), radius);
    return;
  }
  if (!down) {  // the edge under the cap, and no more of it than is seen
    fill_rough(ui, {cap.x, cap.bottom() - 2 * radius, cap.w, 2 * radius + ui.px(0.5F)},
               t.ink.with_alpha(50), radius);
  }
  fill(ui, cap, ground, radius);
}

}  // namespace

std::string key_id(const KeyCap& cap) { return "key:" + cap.plain; }

bool starts_name(std::string_view before) {
  return before.empty() || before.back() == ' ' || before.back() == '-';
}

float Keyboard::height(const Ui& ui, const KeyboardLayout& layout) {
  return cell_height(ui, layout) * static_cast<float>(layout.rows.size()) + 2 * ui.px(kPaddingMm);
}

std::vector<Keyboard::Placed> Keyboard::place(const Ui& ui, const Rect& rect,
                                              const KeyboardLayout& layout) {
  std::vector<Placed> keys;
  const float units = widest(layout);
  const float most = ui.px(units <= kPadColumns ? kMostPadCellMm : kMostCellMm);
  const float cell_w = std::floor(std::min(rect.w - 2 * ui.px(1), most * units) / units);
  const float cell_h = cell_height(ui, layout);
  float y = rect.y + ui.px(kPaddingMm);
  int row_n = 0;
  for (const auto& row : layout.rows) {
    const bool space = has_space(row);
    const auto stretched = std::count_if(row.begin(), row.end(),
                                         [space](const KeyCap& k) { return stretches(k, space); });
    const float spare = units - row_weight(row);
    const float extra = stretched > 0 ? spare / static_cast<float>(stretched) : 0;
    const float used = stretched > 0 ? units : row_weight(row);
    float x = rect.x + (rect.w - used * cell_w) / 2;
    for (const KeyCap& cap : row) {
      const float width = (weight(cap, space) + (stretches(cap, space) ? extra : 0)) * cell_w;
      const float left = std::round(x);
      keys.push_back({&cap, {left, y, std::round(x + width) - left, cell_h}, row_n});
      x += width;
    }
    y += cell_h;
    ++row_n;
  }
  return keys;
}

bool Keyboard::upper(std::string_view before, bool capitals) const {
  switch (shift_) {
    case Shift::automatic:
      return capitals && starts_name(before);
    case Shift::upper_once:
    case Shift::locked:
      return true;
    case Shift::lower_once:
      return false;
  }
  return false;
}

void Keyboard::draw(Ui& ui, const Rect& rect, const KeyboardView& view,
                    std::vector<KeyboardEvent>& out) {
  if (std::string here = ui.screen_name() + '/' + view.layout->code; here != place_) {
    forget();
    place_ = std::move(here);
  }
  ground(ui, rect, ui.theme().raised);
  if (ui.theme().high_contrast) hairline(ui, rect.x, rect.y, rect.w);
  OnSurface on(ui, ui.theme().raised);
  touched_.clear();
  close_if_touched_elsewhere(ui);
  int row = -1;
  for (const Placed& key : place(ui, rect, *view.layout)) {
    if (key.row != row) record_row(ui, rect, key);
    row = key.row;
    draw_key(ui, key, view, out);
  }
  apply_touches(ui, view, out);
  draw_offer(ui, out);
}

// Nothing to see or touch; a keypad stops here.
void Keyboard::record_row(Ui& ui, const Rect& rect, const Placed& first) {
  Widget w;
  w.id = "keys:" + std::to_string(first.row);
  w.role = Role::keys;
  w.key_row = first.row;
  w.rect = {rect.x, first.cell.y, rect.w, first.cell.h};
  w.focused = ui.by_keys() && ui.focus() == w.id;
  ui.add(std::move(w));
}

void Keyboard::draw_key(Ui& ui, const Placed& key, const KeyboardView& view,
                        std::vector<KeyboardEvent>& out) {
  const KeyCap& cap = *key.cap;
  Widget w;
  w.id = key_id(cap);
  w.role = Role::key;
  w.label = cap.kind == KeyCap::Kind::next ? std::string(view.next_label)
                                           : shown(cap, upper(view.before_caret, view.capitals));
  w.rect = key.cell;
  w.is_target = w.is_key = true;
  w.key_row = key.row;
  w.checked = cap.kind == KeyCap::Kind::shift && upper(view.before_caret, view.capitals);
  if (cap.kind == KeyCap::Kind::text) {
    w.text_mm = ui.em_mm(cap_type(ui, key.cell, w.label));
    w.ink = ui.theme().ink;
    w.surface = ui.theme().surface;
  }
  const Reaction r = ui.add(std::move(w));
  for (const int order : r.orders) touched_.push_back({order, key});
  hold_key(ui, key, view, r, out);
  if (r.by_hold) hold_by_key(ui, key, view, out);
  const double glow = ui.since_touch(key_id(cap));
  if (glow < kAfterglow) ui.wake_at(ui.now() + kAfterglow - glow);
  paint_key(ui, key, view, r.pressed || glow < kAfterglow);
  if (r.by_key) touched_.push_back({0, key});
}

void Keyboard::paint_key(Ui& ui, const Placed& key, const KeyboardView& view, bool down) const {
  const Theme& t = ui.theme();
  const KeyCap& cap = *key.cap;
  const bool big = upper(view.before_caret, view.capitals);
  const bool quiet = cap.kind != KeyCap::Kind::text && cap.kind != KeyCap::Kind::space;
  const bool on = cap.kind == KeyCap::Kind::shift && big;
  Colour ground = quiet && !t.high_contrast ? rgb(0xD3DBE7) : t.surface;
  Colour ink = t.ink;
  if (cap.kind == KeyCap::Kind::next || on) ink = t.primary;
  if (on) ground = t.surface;
  if (down) {
    ground = t.primary;
    ink = t.on_primary;
  }
  const Rect shape = key.cell.inset(ui.px(kCapGapMm));
  draw_cap(ui, shape, ground, down);
  OnSurface cap_ground(ui, ground);
  if (const Icon icon = key_icon(cap.kind); icon != Icon::none) {
    draw_icon(ui, icon, shape.middle(ui.px(8), ui.px(8)), ink);
    if (cap.kind == KeyCap::Kind::shift && shift_ == Shift::locked) {
      fill(ui,
           Rect{shape.x, shape.centre().y + ui.px(5.5F), shape.w, ui.px(0.8F)}.inset(
               (shape.w - ui.px(6)) / 2, 0),
           ink);
    }
    return;
  }
  if (cap.kind == KeyCap::Kind::space) {
    fill(ui, {shape.centre().x - ui.px(12), shape.centre().y + ui.px(1.5F), ui.px(24), ui.px(0.8F)},
         ink, ui.px(0.4F));
    return;
  }
  const std::string letter = shown(cap, big);
  draw_text(ui, shape.inset(-1, 0), letter,
            {cap_type(ui, shape, letter), ink, Align::centre, true, 1});
  if (view.layout->relatives.contains(letter)) {
    const float dot = ui.px(0.9F);
    for (int i = 0; i < 3; ++i) {
      fill(ui,
           {shape.right() - ui.px(2) - static_cast<float>(i) * ui.px(1.6F) - dot / 2,
            shape.y + ui.px(1.6F), dot, dot},
           down ? ink : t.outline);
    }
  }
}

void Keyboard::hold_key(Ui& ui, const Placed& key, const KeyboardView& view, const Reaction& r,
                        std::vector<KeyboardEvent>& out) {
  const std::string id = key_id(*key.cap);
  const bool slid = offer_ && offer_->sliding && offer_->key == id;
  if (slid) {
    slide(ui, r.at);
    if (!r.held) finish_slide(ui, r.at, out);
    return;
  }
  if (!r.held || r.touches > 0) return;
  if (key.cap->kind == KeyCap::Kind::backspace) return repeat_erasing(ui, r, out);
  if (held_ != id || offer_ || key.cap->kind != KeyCap::Kind::text) return;
  if (ui.now() - r.since >= kLongPressSeconds) {
    offer_relatives(key, view);
  } else {
    ui.wake_at(r.since + kLongPressSeconds);
  }
}

void Keyboard::repeat_erasing(Ui& ui, const Reaction& r, std::vector<KeyboardEvent>& out) {
  erase_next_ = std::max(erase_next_, r.since + kRepeatAfterSeconds);
  if (r.pressed && ui.now() >= erase_next_) {
    out.emplace_back(KeyErased{});
    erase_next_ = ui.now() + kRepeatEverySeconds;
  }
  ui.wake_at(erase_next_);
}

void Keyboard::apply_touches(Ui& ui, const KeyboardView& view, std::vector<KeyboardEvent>& out) {
  std::stable_sort(touched_.begin(), touched_.end(),
                   [](const Touched& a, const Touched& b) { return a.order < b.order; });
  std::string before{view.before_caret};
  for (const Touched& touch : touched_) apply(ui, touch.key, view, before, out);
  core::wipe(before);
}

void Keyboard::apply(Ui& ui, const Placed& key, const KeyboardView& view, std::string& before,
                     std::vector<KeyboardEvent>& out) {
  const KeyCap& cap = *key.cap;
  const bool big = upper(before, view.capitals);
  held_ = key_id(cap);
  offer_.reset();
  switch (cap.kind) {
    case KeyCap::Kind::text:
      return type(shown(cap, big), big, before, out);
    case KeyCap::Kind::space:
      return type(" ", false, before, out);
    case KeyCap::Kind::shift:
      return tap_shift(ui.now(), big);
    case KeyCap::Kind::next:
      out.emplace_back(KeyNext{});
      return;
    case KeyCap::Kind::backspace:
      out.emplace_back(KeyErased{});
      before.resize(utf8::before(before, before.size()));
      erase_next_ = 0;
      return;
    case KeyCap::Kind::layout:
      if (was_open_ == held_) return;
      offer_ = Offer{held_, key.cell, {view.others.begin(), view.others.end()}, {}, false};
      return;
  }
}

void Keyboard::type(const std::string& text, bool big, std::string& before,
                    std::vector<KeyboardEvent>& out) {
  out.emplace_back(KeyTyped{text});
  before += text;
  typed_upper_ = big;
  if (shift_ != Shift::locked) shift_ = Shift::automatic;
}

void Keyboard::tap_shift(double now, bool was_upper) {
  const bool again = now - shift_tapped_ < kDoubleTapShift;
  shift_tapped_ = again ? -1e9 : now;
  if (again) {
    shift_ = Shift::locked;
  } else {
    shift_ = was_upper ? Shift::lower_once : Shift::upper_once;
  }
}

}  // namespace ui
