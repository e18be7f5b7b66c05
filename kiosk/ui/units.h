// Lengths: people and SCREENS.md speak of millimetres, the screen of pixels.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace ui {

struct Vec2 {
  float x = 0;
  float y = 0;
  friend bool operator==(const Vec2&, const Vec2&) = default;
};

/// A rectangle in pixels, origin at the top left. Layout is done by taking pieces off a rectangle.
struct Rect {
  float x = 0;
  float y = 0;
  float w = 0;
  float h = 0;
  friend bool operator==(const Rect&, const Rect&) = default;

  [[nodiscard]] float right() const { return x + w; }
  [[nodiscard]] float bottom() const { return y + h; }
  [[nodiscard]] Vec2 centre() const { return {x + w / 2, y + h / 2}; }
  [[nodiscard]] bool contains(Vec2 at) const {
    return at.x >= x && at.x < right() && at.y >= y && at.y < bottom();
  }
  [[nodiscard]] Rect inset(float dx, float dy) const {
    return {x + dx, y + dy, std::max(0.F, w - 2 * dx), std::max(0.F, h - 2 * dy)};
  }
  [[nodiscard]] Rect inset(float d) const { return inset(d, d); }
  [[nodiscard]] Rect moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }
  /// `width` × `height` in the middle of this one.
  [[nodiscard]] Rect middle(float width, float height) const {
    return {std::round(x + (w - width) / 2), std::round(y + (h - height) / 2), width, height};
  }

  /// Each takes a piece off one side, then drops `gap`, and returns the piece.
  Rect take_top(float height, float gap = 0);
  Rect take_bottom(float height, float gap = 0);
  Rect take_left(float width, float gap = 0);
  Rect take_right(float width, float gap = 0);
};

Rect intersection(const Rect& a, const Rect& b);
bool overlap(const Rect& a, const Rect& b);

/// `count` equal pieces side by side, on whole pixels.
std::vector<Rect> columns(const Rect& area, int count, float gap);

/// `count` cells of `height`, row by row, `per_row` to a row; may run out of `area` at the bottom.
std::vector<Rect> grid(const Rect& area, int count, int per_row, float height, float gap);

/// How many millimetres a pixel is, and how large people want their text.
struct Density {
  float px_per_mm = 3.6F;
  bool larger_text = false;
  friend bool operator==(const Density&, const Density&) = default;

  /// A length, on whole pixels, at least one.
  [[nodiscard]] float px(float mm) const { return std::max(1.F, std::round(mm * px_per_mm)); }
  [[nodiscard]] float mm(float px) const { return px / px_per_mm; }
  /// Text and what must grow with it.
  [[nodiscard]] float text_scale() const { return larger_text ? 1.3F : 1.F; }
  [[nodiscard]] float text_px(float mm) const { return px(mm * text_scale()); }
};

inline constexpr float kTargetMm = 20;     ///< every touch target, both ways
inline constexpr float kKeyMm = 16;        ///< keys of the on-screen keyboard
inline constexpr float kCornerMm = 4;      ///< corners of cards and buttons
inline constexpr float kGapMm = 6;         ///< between neighbours
inline constexpr float kViewCapMm = 6.1F;  ///< capital height to read from 500 mm

}  // namespace ui
