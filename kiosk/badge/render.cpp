#include "badge/render.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <memory>

#include "badge/draw.h"
#include "badge/impose.h"
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

/// Finishing is what writes the last of `bytes`.
core::Result<std::string> finished(const Surface& surface, std::string& bytes) {
  cairo_surface_finish(surface.get());
  const cairo_status_t status = cairo_surface_status(surface.get());
  if (status != CAIRO_STATUS_SUCCESS) return drawing_failed(status);
  return std::move(bytes);
}

void draw_marks(cairo_t* cairo, const PagePlan& plan, double scale) {
  constexpr double kLine = 0.15;                      // mm
  constexpr std::array<double, 2> kDashes{0.8, 2.4};  // mm
  cairo_save(cairo);
  cairo_scale(cairo, scale, scale);
  cairo_set_source_rgb(cairo, 0, 0, 0);
  cairo_set_line_width(cairo, kLine);
  for (const MarkLine& line : plan.marks) {
    cairo_set_dash(cairo, kDashes.data(), line.dashed ? 2 : 0, 0);
    cairo_move_to(cairo, line.x1, line.y1);
    cairo_line_to(cairo, line.x2, line.y2);
    cairo_stroke(cairo);
  }
  cairo_restore(cairo);
}

/// Paints pages on contexts of one kind: how large their unit is, and whether it is a dot.
struct PagePainter {
  const Template& form;
  std::span<const Content> contents;
  double scale = 1;  ///< the context's units in a millimetre
  bool whole_dots = false;

  core::Result<void> draw(Painter& painter, cairo_t* cairo, const PagePlan& plan) const {
    for (const Spot& spot : plan.spots)
      if (auto drawn = draw(painter, cairo, spot); !drawn) return drawn;
    draw_marks(cairo, plan, scale);
    return {};
  }

  core::Result<void> draw(Painter& painter, cairo_t* cairo, const Spot& spot) const {
    const Face& face = spot.back ? form.back_face() : form.front;
    const auto badge = painter.compose(form, face, contents[spot.badge]);
    if (!badge) return tl::unexpected(badge.error());
    if (!painter.draw(cairo, *badge, {spot.x, spot.y, spot.turned, scale, whole_dots}))
      return core::fail(core::Failure::bad_input, "The resolution is too low for the QR code.",
                        "Choose more dots per inch.");
    return {};
  }
};

struct Size {
  double width = 0;  ///< mm
  double height = 0;
};

core::Result<Surface> paint_pixels(const Template& form, const Content& content, double dpi,
                                   const PagePlan& plan, Size size) {
  if (const auto checked = check_dpi(dpi); !checked) return tl::unexpected(checked.error());
  auto painter = Painter::open();
  if (!painter) return tl::unexpected(painter.error());
  const double scale = dpi / kMmPerInch;
  Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24,
                                             static_cast<int>(std::lround(size.width * scale)),
                                             static_cast<int>(std::lround(size.height * scale))));
  const Context cairo(cairo_create(surface.get()));
  cairo_set_source_rgb(cairo.get(), 1, 1, 1);
  cairo_paint(cairo.get());
  const PagePainter pages{form, std::span(&content, 1), scale, true};
  if (auto drawn = pages.draw(*painter, cairo.get(), plan); !drawn)
    return tl::unexpected(drawn.error());
  if (const auto status = cairo_status(cairo.get()); status != CAIRO_STATUS_SUCCESS)
    return drawing_failed(status);
  cairo_surface_flush(surface.get());
  return surface;
}

core::Result<Surface> paint_front(const Template& form, const Content& content, double dpi) {
  PagePlan front;
  front.spots.push_back({});
  return paint_pixels(form, content, dpi, front, {form.width, form.height});
}

core::Result<Surface> paint_page(const Template& form, const Content& content, double dpi) {
  return paint_pixels(form, content, dpi, plan_page(form, 0, 1),
                      {form.page_width(), form.page_height()});
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

core::Result<std::string> render_pdf(const Template& form, const Content& content,
                                     double printer_dpi) {
  return render_all_pdf(form, std::span(&content, 1), {}, printer_dpi);
}

core::Result<std::string> render_all_pdf(const Template& form, std::span<const Content> contents,
                                         const std::function<bool(std::size_t)>& progress,
                                         double printer_dpi) {
  const bool known = printer_dpi > 0;
  if (const auto checked = check_dpi(printer_dpi); known && !checked)
    return tl::unexpected(checked.error());
  auto painter = Painter::open();
  if (!painter) return tl::unexpected(painter.error());
  const double scale = known ? printer_dpi / kMmPerInch : 1;
  // A PDF is measured from the bottom: only a page of whole dots has its top on the grid, too.
  const auto points = [&](double mm) {
    return (known ? std::round(mm * scale) / scale : mm) * kPointsPerMm;
  };
  std::string bytes;
  const Surface surface(cairo_pdf_surface_create_for_stream(
      append, &bytes, points(form.page_width()), points(form.page_height())));
  // Without a date the same badges give the same bytes.
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, "");
  const Context cairo(cairo_create(surface.get()));
  cairo_scale(cairo.get(), kPointsPerMm / scale, kPointsPerMm / scale);
  const PagePainter pages{form, contents, scale, known};
  const std::size_t count = page_count(form, contents.size());
  for (std::size_t page = 0; page < count; ++page) {
    const PagePlan plan = plan_page(form, page, contents.size());
    if (auto drawn = pages.draw(*painter, cairo.get(), plan); !drawn)
      return tl::unexpected(drawn.error());
    cairo_show_page(cairo.get());
    if (progress && !plan.spots.empty() && !progress(plan.spots.back().badge + 1))
      return core::fail(core::Failure::usage, "Stopped before all badges were drawn.");
  }
  return finished(surface, bytes);
}

core::Result<std::string> render_svg(const Template& form, const Content& content) {
  auto painter = Painter::open();
  if (!painter) return tl::unexpected(painter.error());
  std::string bytes;
  const Surface surface(
      cairo_svg_surface_create_for_stream(append, &bytes, form.page_width(), form.page_height()));
  cairo_svg_surface_set_document_unit(surface.get(), CAIRO_SVG_UNIT_MM);
  {
    const Context cairo(cairo_create(surface.get()));
    const PagePainter page{form, std::span(&content, 1)};
    const auto drawn = page.draw(*painter, cairo.get(), plan_page(form, 0, 1));
    if (!drawn) return tl::unexpected(drawn.error());
  }
  return finished(surface, bytes);
}

core::Result<std::string> render_png(const Template& form, const Content& content, double dpi) {
  const auto surface = paint_page(form, content, dpi);
  if (!surface) return tl::unexpected(surface.error());
  std::string bytes;
  const auto status = cairo_surface_write_to_png_stream(surface->get(), append, &bytes);
  if (status != CAIRO_STATUS_SUCCESS) return drawing_failed(status);
  return bytes;
}

core::Result<Raster> render_raster(const Template& form, const Content& content, double dpi) {
  const auto surface = paint_front(form, content, dpi);
  if (!surface) return tl::unexpected(surface.error());
  return to_raster(surface->get());
}

core::Result<Raster> render_page_raster(const Template& form, const Content& content, double dpi) {
  const auto surface = paint_page(form, content, dpi);
  if (!surface) return tl::unexpected(surface.error());
  return to_raster(surface->get());
}

core::Result<Layout> measured_layout(const Template& form, const Content& content) {
  const auto typesetter = Typesetter::open(content.language);
  if (!typesetter) return tl::unexpected(typesetter.error());
  return lay_out(form, content,
                 [&](const Setting& setting) { return typesetter->measure(setting); });
}

core::Result<int> missing_letters(const std::string& text) {
  const auto typesetter = Typesetter::open("en");
  if (!typesetter) return tl::unexpected(typesetter.error());
  return typesetter->measure({text, {}, Wrap::none, 0, 0}).unknown;
}

core::Result<int> missing_letters(const Content& content) {
  std::string all;
  for (const Field field :
       {Field::given_name, Field::family_name, Field::organisation, Field::town})
    all += field_text(content, field) + " ";
  return missing_letters(all);
}

core::Result<void> fonts_ready() {
  const auto typesetter = Typesetter::open("en");
  if (!typesetter) return tl::unexpected(typesetter.error());
  return {};
}

}  // namespace badge
