#include "badge/photo_mark.h"

#include <cairo.h>

#include <cmath>
#include <numbers>

namespace badge {
namespace {

// All in sides of the mark.
constexpr double kLine = 0.075;
constexpr double kRing = (1 - kLine) / 2;

void rounded_box(cairo_t* cairo, const Box& box, double radius) {
  constexpr double kQuarter = std::numbers::pi / 2;
  cairo_new_sub_path(cairo);
  cairo_arc(cairo, box.right() - radius, box.y + radius, radius, -kQuarter, 0);
  cairo_arc(cairo, box.right() - radius, box.bottom() - radius, radius, 0, kQuarter);
  cairo_arc(cairo, box.x + radius, box.bottom() - radius, radius, kQuarter, 2 * kQuarter);
  cairo_arc(cairo, box.x + radius, box.y + radius, radius, 2 * kQuarter, 3 * kQuarter);
  cairo_close_path(cairo);
}

void draw_camera(cairo_t* cairo) {
  cairo_set_source_rgb(cairo, 0, 0, 0);
  rounded_box(cairo, {0.24, 0.36, 0.52, 0.34}, 0.05);
  rounded_box(cairo, {0.40, 0.29, 0.20, 0.12}, 0.04);
  cairo_fill(cairo);
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_arc(cairo, 0.5, 0.53, 0.115, 0, 2 * std::numbers::pi);
  cairo_fill(cairo);
  cairo_set_source_rgb(cairo, 0, 0, 0);
  cairo_arc(cairo, 0.5, 0.53, 0.065, 0, 2 * std::numbers::pi);
  cairo_fill(cairo);
}

void draw_bar(cairo_t* cairo, double line, double grey) {
  const double reach = kRing * std::sqrt(0.5);
  cairo_set_source_rgb(cairo, grey, grey, grey);
  cairo_set_line_width(cairo, line);
  cairo_move_to(cairo, 0.5 - reach, 0.5 - reach);
  cairo_line_to(cairo, 0.5 + reach, 0.5 + reach);
  cairo_stroke(cairo);
}

}  // namespace

void draw_photo_mark(cairo_t* cairo, const Box& box) {
  cairo_save(cairo);
  cairo_translate(cairo, box.x, box.y);
  cairo_scale(cairo, box.width, box.height);
  cairo_new_path(cairo);
  draw_camera(cairo);
  draw_bar(cairo, 3 * kLine, 1);
  draw_bar(cairo, kLine, 0);
  cairo_set_line_width(cairo, kLine);
  cairo_arc(cairo, 0.5, 0.5, kRing, 0, 2 * std::numbers::pi);
  cairo_stroke(cairo);
  cairo_restore(cairo);
}

}  // namespace badge
