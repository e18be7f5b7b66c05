#include "badge/emblem.h"

#include <cairo.h>

#include <cmath>
#include <numbers>

namespace badge {
namespace {

constexpr double kRingRadius = 1.0 / 3;
constexpr double kStarRadius = 1.0 / 18;
constexpr double kOutline = 1.0 / 50;  // of the height, for the emblem in black

StarPoint polar(StarPoint centre, double radius, double turns_from_up) {
  const double angle = 2 * std::numbers::pi * turns_from_up;
  return {centre.x + radius * std::sin(angle), centre.y - radius * std::cos(angle)};
}

Star star_at(StarPoint centre) {
  // Notches of a regular pentagram: sin 18° / sin 54° of the points' radius.
  const double notch = std::sin(std::numbers::pi / 10) / std::sin(3 * std::numbers::pi / 10);
  Star star;
  for (std::size_t corner = 0; corner < star.size(); ++corner) {
    const double radius = corner % 2 == 0 ? kStarRadius : kStarRadius * notch;
    star.at(corner) = polar(centre, radius, static_cast<double>(corner) / 10);
  }
  return star;
}

void set_colour(cairo_t* cairo, Colour colour) {
  cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue);
}

void add_stars(cairo_t* cairo) {
  for (const Star& star : eu_stars()) {
    cairo_new_sub_path(cairo);
    for (const StarPoint& corner : star) cairo_line_to(cairo, corner.x, corner.y);
    cairo_close_path(cairo);
  }
}

}  // namespace

std::array<Star, 12> eu_stars() {
  std::array<Star, 12> stars;
  for (std::size_t hour = 0; hour < stars.size(); ++hour)
    stars.at(hour) = star_at(polar({0.75, 0.5}, kRingRadius, static_cast<double>(hour) / 12));
  return stars;
}

void draw_emblem(cairo_t* cairo, double x, double y, double height, EmblemInk ink) {
  cairo_save(cairo);
  cairo_translate(cairo, x, y);
  cairo_scale(cairo, height, height);
  cairo_new_path(cairo);
  if (ink == EmblemInk::colour) {
    set_colour(cairo, kEmblemBlue);
    cairo_rectangle(cairo, 0, 0, 1.5, 1);
    cairo_fill(cairo);
  } else {
    set_colour(cairo, kBlack);
    cairo_set_line_width(cairo, kOutline);
    cairo_rectangle(cairo, kOutline / 2, kOutline / 2, 1.5 - kOutline, 1 - kOutline);
    cairo_stroke(cairo);
  }
  set_colour(cairo, ink == EmblemInk::colour ? kEmblemGold : kBlack);
  add_stars(cairo);
  cairo_fill(cairo);
  cairo_restore(cairo);
}

}  // namespace badge
