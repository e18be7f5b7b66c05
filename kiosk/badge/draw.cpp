#include "badge/draw.h"

#include <cairo.h>

#include <algorithm>
#include <cmath>

#include "badge/emblem.h"
#include "badge/photo_mark.h"

namespace badge {
namespace {

// In heights of the stripe.
constexpr double kStripeLine = 0.085;
constexpr double kHatchLine = 0.12;
constexpr double kHatchPitch = 0.31;

void set_colour(cairo_t* cairo, Colour colour) {
  cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue);
}

void fill_box(cairo_t* cairo, const Box& box, Colour colour) {
  set_colour(cairo, colour);
  cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
  cairo_fill(cairo);
}

void draw_outline(cairo_t* cairo, const PlacedStripe& stripe) {
  const double line = kStripeLine * stripe.box.height;
  const Box inner = stripe.box.inset(line / 2);
  set_colour(cairo, stripe.colour);
  cairo_set_line_width(cairo, line);
  cairo_rectangle(cairo, inner.x, inner.y, inner.width, inner.height);
  cairo_stroke(cairo);
}

/// Slanting bars over the stripe, but not where its word stands.
void draw_hatching(cairo_t* cairo, const PlacedStripe& stripe) {
  const Box& box = stripe.box;
  cairo_save(cairo);
  cairo_rectangle(cairo, box.x, box.y, stripe.clear_from - box.x, box.height);
  cairo_rectangle(cairo, stripe.clear_to, box.y, box.right() - stripe.clear_to, box.height);
  cairo_clip(cairo);
  set_colour(cairo, stripe.colour);
  cairo_set_line_width(cairo, kHatchLine * box.height);
  for (double x = box.x - box.height; x < box.right(); x += kHatchPitch * box.height) {
    cairo_move_to(cairo, x, box.bottom());
    cairo_line_to(cairo, x + box.height, box.y);
  }
  cairo_stroke(cairo);
  cairo_restore(cairo);
}

void draw_stripe(cairo_t* cairo, const PlacedStripe& stripe) {
  switch (stripe.pattern) {
    case Pattern::solid:
      return fill_box(cairo, stripe.box, stripe.colour);
    case Pattern::hatched:
      draw_hatching(cairo, stripe);
      [[fallthrough]];
    case Pattern::outline:
      return draw_outline(cairo, stripe);
  }
}

/// One path and one fill, so that no seam shows between touching modules.
void draw_qr(cairo_t* cairo, const QrSymbol& qr, double x, double y, double module) {
  set_colour(cairo, kBlack);
  for (const DarkRun& run : qr.runs)
    cairo_rectangle(cairo, x + (kQuietModules + run.x) * module,
                    y + (kQuietModules + run.y) * module, run.length * module, module);
  cairo_fill(cairo);
}

void draw_all_but_qr(cairo_t* cairo, const Layout& layout, const Typesetter& typesetter) {
  fill_box(cairo, {0, 0, layout.width, layout.height}, kWhite);
  for (const PlacedStripe& stripe : layout.stripes) draw_stripe(cairo, stripe);
  for (const Rule& rule : layout.rules) fill_box(cairo, rule.box, rule.colour);
  if (const auto& emblem = layout.emblem)
    draw_emblem(cairo, emblem->box.x, emblem->box.y, emblem->box.height, emblem->ink);
  if (const auto& mark = layout.photo_mark) draw_photo_mark(cairo, *mark);
  for (const PlacedText& text : layout.texts) typesetter.draw(cairo, text);
}

}  // namespace

void draw_vector(cairo_t* cairo, const Composition& badge, const Typesetter& typesetter) {
  draw_all_but_qr(cairo, badge.layout, typesetter);
  const Box& box = badge.layout.qr;
  const double side = std::min(box.width, box.height);
  draw_qr(cairo, badge.qr, box.x + (box.width - side) / 2, box.y + (box.height - side) / 2,
          side / badge.qr.with_quiet_zone());
}

bool draw_pixels(cairo_t* cairo, const Composition& badge, const Typesetter& typesetter,
                 double scale) {
  const Box& box = badge.layout.qr;
  const int modules = badge.qr.with_quiet_zone();
  constexpr double kRounding = 0.05;  // mm that a box may fall short of whole pixels
  const double module = std::floor((std::min(box.width, box.height) + kRounding) * scale / modules);
  if (module < 1) return false;
  cairo_save(cairo);
  cairo_scale(cairo, scale, scale);
  draw_all_but_qr(cairo, badge.layout, typesetter);
  cairo_restore(cairo);
  const double side = module * modules;
  cairo_save(cairo);
  cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
  draw_qr(cairo, badge.qr, std::round((box.x + box.width / 2) * scale - side / 2),
          std::round((box.y + box.height / 2) * scale - side / 2), module);
  cairo_restore(cairo);
  return true;
}

}  // namespace badge
