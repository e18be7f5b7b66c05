// Millimetres from the badge's upper left corner, y downwards, and colours.
#pragma once

namespace badge {

struct Box {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  [[nodiscard]] double right() const { return x + width; }
  [[nodiscard]] double bottom() const { return y + height; }
  /// Whether `inner` lies inside, give or take `slack` millimetres.
  [[nodiscard]] bool contains(const Box& inner, double slack = 1e-6) const {
    return inner.x >= x - slack && inner.y >= y - slack && inner.right() <= right() + slack &&
           inner.bottom() <= bottom() + slack;
  }
  [[nodiscard]] bool overlaps(const Box& other) const {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }
  /// The same box, smaller by `by` on every side.
  [[nodiscard]] Box inset(double by) const {
    return {x + by, y + by, width - 2 * by, height - 2 * by};
  }
  friend bool operator==(const Box&, const Box&) = default;
};

/// Each part from 0 to 1.
struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;
  friend bool operator==(const Colour&, const Colour&) = default;
};

inline constexpr Colour kBlack{0, 0, 0};
inline constexpr Colour kWhite{1, 1, 1};

enum class Weight { regular, bold };
enum class Align { left, centre, right };
enum class VerticalAlign { top, middle, bottom };

}  // namespace badge
