#include "ui/units.h"

namespace ui {

Rect Rect::take_top(float height, float gap) {
  const float taken = std::min(height, h);
  const Rect piece{x, y, w, taken};
  const float dropped = std::min(taken + gap, h);
  y += dropped;
  h -= dropped;
  return piece;
}

Rect Rect::take_bottom(float height, float gap) {
  const float taken = std::min(height, h);
  const Rect piece{x, bottom() - taken, w, taken};
  h -= std::min(taken + gap, h);
  return piece;
}

Rect Rect::take_left(float width, float gap) {
  const float taken = std::min(width, w);
  const Rect piece{x, y, taken, h};
  const float dropped = std::min(taken + gap, w);
  x += dropped;
  w -= dropped;
  return piece;
}

Rect Rect::take_right(float width, float gap) {
  const float taken = std::min(width, w);
  const Rect piece{right() - taken, y, taken, h};
  w -= std::min(taken + gap, w);
  return piece;
}

Rect intersection(const Rect& a, const Rect& b) {
  const float x = std::max(a.x, b.x);
  const float y = std::max(a.y, b.y);
  return {x, y, std::max(0.F, std::min(a.right(), b.right()) - x),
          std::max(0.F, std::min(a.bottom(), b.bottom()) - y)};
}

bool overlap(const Rect& a, const Rect& b) {
  const Rect both = intersection(a, b);
  return both.w > 0.5F && both.h > 0.5F;
}

std::vector<Rect> columns(const Rect& area, int count, float gap) {
  std::vector<Rect> out;
  const float width = (area.w - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
  for (int i = 0; i < count; ++i) {
    const float left = std::round(area.x + static_cast<float>(i) * (width + gap));
    const float right = std::round(area.x + static_cast<float>(i) * (width + gap) + width);
    out.push_back({left, area.y, right - left, area.h});
  }
  return out;
}

std::vector<Rect> grid(const Rect& area, int count, int per_row, float height, float gap) {
  std::vector<Rect> out;
  for (int first = 0; first < count; first += per_row) {
    const int row = first / per_row;
    const float top = area.y + static_cast<float>(row) * (height + gap);
    const auto cells = columns({area.x, top, area.w, height}, per_row, gap);
    const int here = std::min(per_row, count - first);
    out.insert(out.end(), cells.begin(), cells.begin() + here);
  }
  return out;
}

}  // namespace ui
