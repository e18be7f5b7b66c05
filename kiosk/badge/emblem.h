// The European emblem, drawn from its published construction (Interinstitutional style guide,
// annex A1): a rectangle of 2:3; twelve gold stars, upright, placed like the hours of a clock on a
// circle with a radius of 1/3 of the height; each star's points on a circle of 1/18 of the height.
#pragma once

#include <array>

#include "badge/template.h"

using cairo_t = struct _cairo;

namespace badge {

struct StarPoint {
  double x = 0;
  double y = 0;
};

/// Ten corners, points and notches in turn, beginning with the point straight up.
using Star = std::array<StarPoint, 10>;

/// In heights of the emblem, which is 1.5 wide and 1 high; y downwards. The first star is at
/// twelve o'clock, the others follow clockwise.
std::array<Star, 12> eu_stars();

inline constexpr Colour kEmblemBlue{0, 0x33 / 255.0, 0x99 / 255.0};
inline constexpr Colour kEmblemGold{1, 0xCC / 255.0, 0};

/// Draws at (x, y), upper left corner, `height` high, in the context's units. In black alone, as
/// the style guide has it, the rectangle is an outline and the stars are black on white.
void draw_emblem(cairo_t* cairo, double x, double y, double height,
                 EmblemInk ink = EmblemInk::colour);

}  // namespace badge
