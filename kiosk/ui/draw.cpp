#include "ui/draw.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace ui {
namespace {

constexpr float kPi = 3.14159265F;

ImVec2 im(Vec2 v) { return {v.x, v.y}; }

// Where along one axis the shadow patch is cut: its corners keep their size, its middle stretches;
// and where the thing that casts it begins and ends.
struct Axis {
  std::array<float, 8> cuts;
  float low, high, corner, uv, uv_px, side;

  [[nodiscard]] float texture_at(float at) const {
    if (at <= low + corner) return uv + (at - low) * uv_px;
    if (at >= high - corner) return uv + (side - (high - at)) * uv_px;
    return uv + (corner + 0.5F) * uv_px;
  }
};

Axis axis(float low, float high, float thing_low, float thing_high, float radius, float uv,
          float uv_px, const ShadowPatch& patch) {
  const float corner = std::min(patch.corner_px, (high - low) / 2);
  Axis a{{low, low + corner, high - corner, high, thing_low, thing_low + radius,
          thing_high - radius, thing_high},
         low,
         high,
         corner,
         uv,
         uv_px,
         patch.side_px};
  for (float& cut : a.cuts) cut = std::clamp(cut, low, high);
  std::sort(a.cuts.begin(), a.cuts.end());
  return a;
}

// Is this cell under the thing itself, and not in a corner that its rounding lets be seen?
bool hidden(const Rect& cell, const Rect& thing, float radius) {
  const Vec2 c = cell.centre();
  return thing.inset(radius, 0).contains(c) || thing.inset(0, radius).contains(c);
}

void star(ImDrawList& draw, Vec2 centre, float radius, Colour colour) {
  constexpr float kInner = 0.381966F;  // of a regular pentagram
  std::array<ImVec2, 10> points;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const float angle = static_cast<float>(i) * kPi / 5 - kPi / 2;
    const float r = i % 2 == 0 ? radius : radius * kInner;
    points[i] = {centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)};
  }
  const std::array<ImVec2, 5> core = {points[1], points[3], points[5], points[7], points[9]};
  draw.AddConvexPolyFilled(core.data(), 5, colour.packed());
  for (std::size_t tip = 0; tip < points.size(); tip += 2) {
    const std::array<ImVec2, 4> arm = {points[tip], points[(tip + 1) % 10], im(centre),
                                       points[(tip + 9) % 10]};
    draw.AddConvexPolyFilled(arm.data(), 4, colour.packed());
  }
}

}  // namespace

void fill(Ui& ui, const Rect& r, Colour colour, float radius) {
  ui.note_drawn(r);
  ui.draw().AddRectFilled({r.x, r.y}, {r.right(), r.bottom()}, colour.packed(), radius);
}

void fill_rough(Ui& ui, const Rect& r, Colour colour, float radius) {
  const ImDrawListFlags before = ui.draw().Flags;
  ui.draw().Flags &= ~ImDrawListFlags_AntiAliasedFill;
  fill(ui, r, colour, radius);
  ui.draw().Flags = before;
}

void outline(Ui& ui, const Rect& r, Colour colour, float width, float radius) {
  const float half = width / 2;
  ui.draw().AddRect({r.x + half, r.y + half}, {r.right() - half, r.bottom() - half},
                    colour.packed(), std::max(0.F, radius - half), 0, width);
}

void hairline(Ui& ui, float x, float y, float width) {
  fill(ui, {x, y, width, std::max(1.F, std::round(ui.px(0.3F)))}, ui.theme().hairline);
}

void disc(Ui& ui, Vec2 centre, float radius, Colour colour) {
  ui.draw().AddCircleFilled(im(centre), radius, colour.packed());
}

void shadow(Ui& ui, const Rect& rect) {
  if (ui.theme().high_contrast) return;
  const ShadowPatch& patch = ui.fonts().shadow();
  const Rect r = rect.inset(-patch.spread_px).moved(0, ui.px(1));
  const float radius = ui.px(kCornerMm);
  const Axis x =
      axis(r.x, r.right(), rect.x, rect.right(), radius, patch.uv.x, patch.uv_px.x, patch);
  const Axis y =
      axis(r.y, r.bottom(), rect.y, rect.bottom(), radius, patch.uv.y, patch.uv_px.y, patch);
  const auto colour = ui.theme().ink.with_alpha(34).packed();
  for (std::size_t row = 0; row < 7; ++row) {
    for (std::size_t col = 0; col < 7; ++col) {
      const Rect cell{x.cuts[col], y.cuts[row], x.cuts[col + 1] - x.cuts[col],
                      y.cuts[row + 1] - y.cuts[row]};
      if (cell.w <= 0 || cell.h <= 0 || hidden(cell, rect, radius)) continue;
      ui.draw().AddImage(ui.fonts().atlas().TexID, {cell.x, cell.y}, {cell.right(), cell.bottom()},
                         {x.texture_at(cell.x), y.texture_at(cell.y)},
                         {x.texture_at(cell.right()), y.texture_at(cell.bottom())}, colour);
    }
  }
}

void plate(Ui& ui, const Rect& wanted, Colour colour, bool with_shadow) {
  const float radius = ui.px(kCornerMm);
  // Between pixels its pieces would show where they meet.
  const Rect rect{std::round(wanted.x), std::round(wanted.y),
                  std::round(wanted.right()) - std::round(wanted.x),
                  std::round(wanted.bottom()) - std::round(wanted.y)};
  if (rect.w < 2 * radius || rect.h < 2 * radius || !ui.lay_ground(rect, colour)) {
    if (with_shadow) shadow(ui, rect);
    return fill(ui, rect, colour, radius);
  }
  const float side = radius + 1;  // Dear ImGui rounds by a pixel less than the side at most
  const std::array<std::pair<Rect, ImDrawFlags>, 4> corners = {
      {{{rect.x, rect.y, side, side}, ImDrawFlags_RoundCornersTopLeft},
       {{rect.right() - side, rect.y, side, side}, ImDrawFlags_RoundCornersTopRight},
       {{rect.x, rect.bottom() - side, side, side}, ImDrawFlags_RoundCornersBottomLeft},
       {{rect.right() - side, rect.bottom() - side, side, side},
        ImDrawFlags_RoundCornersBottomRight}}};
  for (const auto& [r, flags] : corners) ui.lay_ground(r, ui.surface());
  if (with_shadow) shadow(ui, rect);
  for (const auto& [r, flags] : corners) {
    ui.draw().AddRectFilled({r.x, r.y}, {r.right(), r.bottom()}, colour.packed(), radius, flags);
  }
}

void ground(Ui& ui, const Rect& rect, Colour colour) {
  if (!ui.lay_ground(rect, colour)) fill(ui, rect, colour);
}

void focus_ring(Ui& ui, const Rect& rect) {
  const float width = ui.px(1);
  const Rect ring = rect.inset(-2 * width);
  outline(ui, rect.inset(-width), ui.theme().background, width, ui.px(kCornerMm) + width);
  outline(ui, ring, ui.theme().focus, width, ui.px(kCornerMm) + 2 * width);
}

void eu_emblem(Ui& ui, const Rect& rect) {
  const float height = std::floor(std::min(rect.h, rect.w * 2 / 3));
  const Rect flag = rect.middle(std::round(height * 1.5F), height);
  const Vec2 centre = flag.centre();
  if (ui.theme().high_contrast) fill(ui, flag.inset(-ui.px(0.5F)), rgb(0xFFFFFF));
  fill(ui, flag, rgb(0x003399));
  for (int hour = 0; hour < 12; ++hour) {
    const float angle = static_cast<float>(hour) * kPi / 6;
    star(ui.draw(),
         {centre.x + height / 3 * std::sin(angle), centre.y - height / 3 * std::cos(angle)},
         height / 18, rgb(0xFFCC00));
  }
}

void qr_symbol(Ui& ui, const Rect& rect, const std::vector<bool>& modules, int side) {
  const float pixel = std::floor(std::min(rect.w, rect.h) / static_cast<float>(side + 8));
  const auto side_size = static_cast<std::size_t>(side);
  if (pixel < 1 || modules.size() != side_size * side_size) return;
  const float whole = pixel * static_cast<float>(side + 8);
  const Rect paper = rect.middle(whole, whole);
  fill(ui, paper, rgb(0xFFFFFF));
  const auto dark = [&](int x, int y) {
    return modules[static_cast<std::size_t>(y) * side_size + static_cast<std::size_t>(x)];
  };
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      if (!dark(x, y)) continue;
      const int from = x;
      while (x < side && dark(x, y)) ++x;
      fill(ui,
           {paper.x + static_cast<float>(from + 4) * pixel,
            paper.y + static_cast<float>(y + 4) * pixel, static_cast<float>(x - from) * pixel,
            pixel},
           rgb(0x000000));
    }
  }
}

Rect texture(Ui& ui, const Rect& rect, ImTextureID id, Vec2 size, Colour tint) {
  if (size.x <= 0 || size.y <= 0) return {};
  const float scale = std::min(rect.w / size.x, rect.h / size.y);
  const Rect at = rect.middle(std::round(size.x * scale), std::round(size.y * scale));
  ui.note_drawn(at);
  ui.draw().AddImage(id, {at.x, at.y}, {at.right(), at.bottom()}, {0, 0}, {1, 1}, tint.packed());
  return at;
}

}  // namespace ui
