#include "badge/text_image.h"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <memory>

namespace badge {
namespace {

constexpr double kLinePerEm = 1.362;  // Noto Sans, hhea ascender - descender
constexpr int kWidest = 4096;

struct Unref {
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

Owned<PangoLayout> layout_of(cairo_t* cairo, std::string_view text, float line_px, bool bold) {
  Owned<PangoLayout> layout(pango_cairo_create_layout(cairo));
  Owned<PangoFontDescription> font(pango_font_description_from_string("Noto Sans"));
  pango_font_description_set_absolute_size(font.get(), line_px / kLinePerEm * PANGO_SCALE);
  pango_font_description_set_weight(font.get(), bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout.get(), font.get());
  pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
  return layout;
}

}  // namespace

TextImage draw_text_image(std::string_view text, float line_px, bool bold) {
  TextImage image;
  const Owned<cairo_surface_t> probe(cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1));
  const Owned<cairo_t> measuring(cairo_create(probe.get()));
  const auto measured = layout_of(measuring.get(), text, line_px, bold);
  int width = 0;
  int height = 0;
  pango_layout_get_pixel_size(measured.get(), &width, &height);
  if (width <= 0 || height <= 0) return image;
  image.width = std::min(width, kWidest);
  image.height = static_cast<int>(std::lround(line_px));
  const Owned<cairo_surface_t> surface(
      cairo_image_surface_create(CAIRO_FORMAT_A8, image.width, image.height));
  const Owned<cairo_t> cairo(cairo_create(surface.get()));
  const auto layout = layout_of(cairo.get(), text, line_px, bold);
  // Fallback fonts have taller lines; the baseline stands where Noto Sans has it.
  constexpr double kAscentPerLine = 1.069 / kLinePerEm;
  cairo_move_to(cairo.get(), 0,
                line_px * kAscentPerLine -
                    static_cast<double>(pango_layout_get_baseline(layout.get())) / PANGO_SCALE);
  cairo_set_source_rgba(cairo.get(), 1, 1, 1, 1);
  pango_cairo_show_layout(cairo.get(), layout.get());
  cairo_surface_flush(surface.get());
  const unsigned char* data = cairo_image_surface_get_data(surface.get());
  if (data == nullptr) return {};
  const int stride = cairo_image_surface_get_stride(surface.get());
  for (int y = 0; y < image.height; ++y, data += stride) {
    image.cover.insert(image.cover.end(), data, data + image.width);
  }
  return image;
}

}  // namespace badge
