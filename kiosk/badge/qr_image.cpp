#include "badge/qr_image.h"

#include <cairo.h>

#include <algorithm>
#include <memory>

#include "badge/qr.h"

namespace badge {
namespace {

cairo_status_t append(void* bytes, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(bytes)->append(data, data + length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

core::Result<std::string> qr_png(const std::string& code, int pixels) {
  const auto symbol = make_qr(code);
  if (!symbol) return tl::unexpected(symbol.error());
  const int module = std::clamp(pixels, 1, 64);
  const int side = symbol->with_quiet_zone() * module;
  const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, side, side), &cairo_surface_destroy);
  const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> cairo(cairo_create(surface.get()),
                                                                 &cairo_destroy);
  cairo_set_source_rgb(cairo.get(), 1, 1, 1);
  cairo_paint(cairo.get());
  cairo_set_source_rgb(cairo.get(), 0, 0, 0);
  cairo_set_antialias(cairo.get(), CAIRO_ANTIALIAS_NONE);
  for (const DarkRun& run : symbol->runs) {
    cairo_rectangle(cairo.get(), (run.x + kQuietModules) * module, (run.y + kQuietModules) * module,
                    run.length * module, module);
  }
  cairo_fill(cairo.get());
  std::string png;
  if (cairo_surface_write_to_png_stream(surface.get(), &append, &png) == CAIRO_STATUS_SUCCESS) {
    return png;
  }
  return core::fail(core::Failure::storage, "The QR picture cannot be drawn.",
                    "Free some memory and try again.");
}

}  // namespace badge
