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

/// One path and one fill, so that no seam shows between touching modules. In modules.
void draw_modules(cairo_t* cairo, const QrSymbol& qr) {
  set_colour(cairo, kBlack);
  for (const DarkRun& run : qr.runs)
    cairo_rectangle(cairo, kQuietModules + run.x, kQuietModules + run.y, run.length, 1);
  cairo_fill(cairo);
}

/// cairo keeps paths in 256ths of a point, a tenth of a dot at 600 dpi. Recorded in modules, the
/// corners are whole numbers, and only the symbol's place and size are written, exactly.
void draw_exact_modules(cairo_t* cairo, const QrSymbol& qr) {
  const double side = qr.with_quiet_zone();
  PictureSurface(side, side, [&](cairo_t* recorder) {
    draw_modules(recorder, qr);
  }).draw(cairo, {0, 0, side, side});
}

/// Side of a module in the context's units; 0 if there is no room for it.
double module_side(const Box& box, int modules, const Placing& placing) {
  constexpr double kRounding = 0.05;  // mm that a box may fall short of whole dots
  const double side = std::min(box.width, box.height);
  if (!placing.whole_dots) return side * placing.scale / modules;
  return std::floor((side + kRounding) * placing.scale / modules);
}

bool draw_qr(cairo_t* cairo, const Layout& layout, const QrSymbol& qr, const Placing& placing) {
  const Box& box = *layout.qr;
  const double module = module_side(box, qr.with_quiet_zone(), placing);
  if (module <= 0) return false;
  const double side = module * qr.with_quiet_zone();
  const auto corner = [&](double middle, double whole, double offset) {
    const double at = offset + (placing.turned ? whole - middle : middle);
    const double begin = at * placing.scale - side / 2;
    return placing.whole_dots ? std::round(begin) : begin;
  };
  cairo_save(cairo);
  if (placing.whole_dots) cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
  cairo_translate(cairo, corner(box.x + box.width / 2, layout.width, placing.x),
                  corner(box.y + box.height / 2, layout.height, placing.y));
  if (placing.turned) cairo_translate(cairo, side, side);
  cairo_scale(cairo, placing.turned ? -module : module, placing.turned ? -module : module);
  if (cairo_surface_get_type(cairo_get_target(cairo)) == CAIRO_SURFACE_TYPE_PDF)
    draw_exact_modules(cairo, qr);
  else
    draw_modules(cairo, qr);
  cairo_restore(cairo);
  return true;
}

}  // namespace

core::Result<Painter> Painter::open() {
  auto typesetter = Typesetter::open("en");
  if (!typesetter) return tl::unexpected(typesetter.error());
  return Painter(std::move(*typesetter));
}

core::Result<void> Painter::speak(const std::string& language) {
  if (language == language_) return {};
  auto typesetter = Typesetter::open(language);
  if (!typesetter) return tl::unexpected(typesetter.error());
  typesetter_ = std::move(*typesetter);
  language_ = language;
  return {};
}

core::Result<Composition> Painter::compose(const Template& form, const Face& face,
                                           const Content& content) {
  if (auto speaks = speak(content.language); !speaks) return tl::unexpected(speaks.error());
  auto layout = lay_out(form, face, content,
                        [this](const Setting& setting) { return typesetter_.measure(setting); });
  if (!layout) return tl::unexpected(layout.error());
  Composition badge{std::move(*layout), {}};
  if (!face.qr) return badge;
  auto qr = make_qr(content.code);
  if (!qr) return tl::unexpected(qr.error());
  badge.qr = std::move(*qr);
  return badge;
}

/// Recorded once: a PDF then holds one copy for all its badges.
void Painter::draw_emblem(cairo_t* cairo, const PlacedEmblem& emblem) {
  constexpr double kRecorded = 300;  // high; where a recording must become pixels, enough of them
  const auto ready = emblems_.try_emplace(
      emblem.ink, 1.5 * kRecorded, kRecorded,
      [&](cairo_t* recorder) { badge::draw_emblem(recorder, 0, 0, kRecorded, emblem.ink); });
  ready.first->second.draw(cairo, emblem.box);
}

void Painter::draw_all_but_qr(cairo_t* cairo, const Layout& layout) {
  fill_box(cairo, {0, 0, layout.width, layout.height}, kWhite);
  for (const PlacedPicture& placed : layout.pictures) {
    const auto ready = pictures_.try_emplace(placed.picture, *placed.picture).first;
    ready->second.draw(cairo, placed.box);
  }
  for (const PlacedStripe& stripe : layout.stripes) draw_stripe(cairo, stripe);
  for (const Rule& rule : layout.rules) fill_box(cairo, rule.box, rule.colour);
  if (const auto& emblem = layout.emblem) draw_emblem(cairo, *emblem);
  if (const auto& mark = layout.photo_mark) draw_photo_mark(cairo, *mark);
  for (const PlacedText& text : layout.texts) typesetter_.draw(cairo, text);
}

bool Painter::draw(cairo_t* cairo, const Composition& badge, const Placing& placing) {
  cairo_save(cairo);
  cairo_scale(cairo, placing.scale, placing.scale);
  cairo_translate(cairo, placing.x, placing.y);
  if (placing.turned) {
    cairo_translate(cairo, badge.layout.width, badge.layout.height);
    cairo_scale(cairo, -1, -1);
  }
  draw_all_but_qr(cairo, badge.layout);
  cairo_restore(cairo);
  return !badge.qr || draw_qr(cairo, badge.layout, *badge.qr, placing);
}

}  // namespace badge
