#include "badge/render.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>
#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <memory>

#include "badge/draw.h"
#include "badge/qr.h"
#include "badge/typeset.h"

namespace badge {
namespace {

constexpr double kPointsPerMm = 72 / 25.4;
constexpr double kMmPerInch = 25.4;

struct SurfaceDestroy {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct ContextDestroy {
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using Surface = std::unique_ptr<cairo_surface_t, SurfaceDestroy>;
using Context = std::unique_ptr<cairo_t, ContextDestroy>;

cairo_status_t append(void* bytes, const unsigned char* data, unsigned length) {
  static_cast<std::string*>(bytes)->append(data, data + length);
  return CAIRO_STATUS_SUCCESS;
}

tl::unexpected<core::Error> drawing_failed(cairo_status_t status) {
  return core::fail(core::Failure::storage,
                    fmt::format("The badge cannot be drawn: {}.", cairo_status_to_string(status)),
                    "Free some memory and try again.");
}

core::Result<void> check_dpi(double dpi) {
  if (dpi >= kLowestDpi && dpi <= kHighestDpi) return {};
  return core::fail(core::Failure::bad_input, "The resolution is out of range.",
                    fmt::format("Choose {:.0f} to {:.0f} dots per inch.", kLowestDpi, kHighestDpi));
}

core::Result<Composition> compose(const Template& form, const Content& content,
                                  const Typesetter& typesetter) {
  auto layout =
      lay_out(form, content, [&](const Setting& setting) { return typesetter.measure(setting); });
  if (!layout) return tl::unexpected(layout.error());
  auto qr = make_qr(content.code);
  if (!qr) return tl::unexpected(qr.error());
  return Composition{std::move(*layout), std::move(*qr)};
}

/// Finishing is what writes the last of `bytes`.
core::Result<std::string> finished(const Surface& surface, std::string& bytes) {
  cairo_surface_finish(surface.get());
  const cairo_status_t status = cairo_surface_status(surface.get());
  if (status != CAIRO_STATUS_SUCCESS) return drawing_failed(status);
  return std::move(bytes);
}

core::Result<Surface> paint_pixels(const Template& form, const Content& content, double dpi) {
  if (const auto checked = check_dpi(dpi); !checked) return tl::unexpected(checked.error());
  const auto typesetter = Typesetter::open(content.language);
  if (!typesetter) return tl::unexpected(typesetter.error());
  const auto badge = compose(form, content, *typesetter);
  if (!badge) return tl::unexpected(badge.error());
  const double scale = dpi / kMmPerInch;
  Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24,
                                             static_cast<int>(std::lround(form.width * scale)),
                                             static_cast<int>(std::lround(form.height * scale))));
  const Context cairo(cairo_create(surface.get()));
  cairo_set_source_rgb(cairo.get(), 1, 1, 1);
  cairo_paint(cairo.get());
  if (!draw_pixels(cairo.get(), *badge, *typesetter, scale))
    return core::fail(core::Failure::bad_input, "The resolution is too low for the QR code.",
                      "Choose more dots per inch.");
  if (const auto status = cairo_status(cairo.get()); status != CAIRO_STATUS_SUCCESS)
    return drawing_failed(status);
  cairo_surface_flush(surface.get());
  return surface;
}

/// cairo keeps a pixel as 0xXXRRGGBB in the machine's byte order.
Raster to_raster(cairo_surface_t* surface) {
  Raster raster;
  raster.width = cairo_image_surface_get_width(surface);
  raster.height = cairo_image_surface_get_height(surface);
  raster.stride = raster.width * 4;
  raster.rgba.resize(static_cast<std::size_t>(raster.stride) *
                     static_cast<std::size_t>(raster.height));
  const unsigned char* bytes = cairo_image_surface_get_data(surface);
  const int stride = cairo_image_surface_get_stride(surface);
  unsigned char* out = raster.rgba.data();
  for (int y = 0; y < raster.height; ++y) {
    const auto* row = reinterpret_cast<const std::uint32_t*>(bytes + std::ptrdiff_t{y} * stride);
    for (int x = 0; x < raster.width; ++x, out += 4) {
      out[0] = static_cast<unsigned char>((row[x] >> 16U) & 255U);
      out[1] = static_cast<unsigned char>((row[x] >> 8U) & 255U);
      out[2] = static_cast<unsigned char>(row[x] & 255U);
      out[3] = 255;
    }
  }
  return raster;
}

}  // namespace

core::Result<std::string> render_pdf(const Template& form, const Content& content) {
  return render_all_pdf(form, std::span(&content, 1));
}

core::Result<std::string> render_all_pdf(const Template& form, std::span<const Content> contents,
                                         const std::function<bool(std::size_t)>& progress) {
  std::string bytes;
  const Surface surface(cairo_pdf_surface_create_for_stream(
      append, &bytes, form.width * kPointsPerMm, form.height * kPointsPerMm));
  // Without a date the same badges give the same bytes.
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, "");
  const Context cairo(cairo_create(surface.get()));
  cairo_scale(cairo.get(), kPointsPerMm, kPointsPerMm);
  core::Result<Typesetter> typesetter = Typesetter::open("en");
  std::string language = "en";
  for (std::size_t done = 0; done < contents.size(); ++done) {
    if (contents[done].language != language) {
      language = contents[done].language;
      typesetter = Typesetter::open(language);
    }
    if (!typesetter) return tl::unexpected(typesetter.error());
    const auto badge = compose(form, contents[done], *typesetter);
    if (!badge) return tl::unexpected(badge.error());
    draw_vector(cairo.get(), *badge, *typesetter);
    cairo_show_page(cairo.get());
    if (progress && !progress(done + 1))
      return core::fail(core::Failure::usage, "Stopped before all badges were drawn.");
  }
  return finished(surface, bytes);
}

core::Result<std::string> render_svg(const Template& form, const Content& content) {
  const auto typesetter = Typesetter::open(content.language);
  if (!typesetter) return tl::unexpected(typesetter.error());
  const auto badge = compose(form, content, *typesetter);
  if (!badge) return tl::unexpected(badge.error());
  std::string bytes;
  const Surface surface(
      cairo_svg_surface_create_for_stream(append, &bytes, form.width, form.height));
  cairo_svg_surface_set_document_unit(surface.get(), CAIRO_SVG_UNIT_MM);
  {
    const Context cairo(cairo_create(surface.get()));
    draw_vector(cairo.get(), *badge, *typesetter);
  }
  return finished(surface, bytes);
}

core::Result<std::string> render_png(const Template& form, const Content& content, double dpi) {
  const auto surface = paint_pixels(form, content, dpi);
  if (!surface) return tl::unexpected(surface.error());
  std::string bytes;
  const auto status = cairo_surface_write_to_png_stream(surface->get(), append, &bytes);
  if (status != CAIRO_STATUS_SUCCESS) return drawing_failed(status);
  return bytes;
}

core::Result<Raster> render_raster(const Template& form, const Content& content, double dpi) {
  const auto surface = paint_pixels(form, content, dpi);
  if (!surface) return tl::unexpected(surface.error());
  return to_raster(surface->get());
}

core::Result<Layout> measured_layout(const Template& form, const Content& content) {
  const auto typesetter = Typesetter::open(content.language);
  if (!typesetter) return tl::unexpected(typesetter.error());
  return lay_out(form, content,
                 [&](const Setting& setting) { return typesetter->measure(setting); });
}

core::Result<void> fonts_ready() {
  const auto typesetter = Typesetter::open("en");
  if (!typesetter) return tl::unexpected(typesetter.error());
  return {};
}

}  // namespace badge
