// A laid-out document as PDF.
#include <cairo-pdf.h>
#include <cairo.h>
#include <fmt/format.h>

#include <memory>

#include "badge/emblem.h"
#include "report/document.h"

namespace report {
namespace {

constexpr double kPointsPerMm = 72 / 25.4;

struct Release {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};

cairo_status_t pass_on(void* out, const unsigned char* data, unsigned length) {
  auto& stream = *static_cast<std::ostream*>(out);
  stream.write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(length));
  return stream ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/// Draws one mark after the other.
struct Draw {
  cairo_t* cairo;
  const badge::Typesetter& typesetter;

  void operator()(const badge::PlacedText& text) const { typesetter.draw(cairo, text); }

  void operator()(const Line& line) const {
    colour(line.colour);
    cairo_set_line_width(cairo, line.width);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_move_to(cairo, line.x1, line.y1);
    cairo_line_to(cairo, line.x2, line.y2);
    cairo_stroke(cairo);
  }

  void operator()(const Filled& filled) const {
    colour(filled.colour);
    cairo_rectangle(cairo, filled.box.x, filled.box.y, filled.box.width, filled.box.height);
    cairo_fill(cairo);
  }

  void operator()(const Emblem& emblem) const {
    badge::draw_emblem(cairo, emblem.x, emblem.y, emblem.height);
  }

 private:
  void colour(const badge::Colour& c) const { cairo_set_source_rgb(cairo, c.red, c.green, c.blue); }
};

core::Result<void> result_of(cairo_status_t status) {
  if (status == CAIRO_STATUS_SUCCESS) return {};
  return core::fail(
      core::Failure::storage,
      fmt::format("The document cannot be written: {}.", cairo_status_to_string(status)),
      "Free some space or memory and try again.");
}

}  // namespace

core::Result<void> write_pdf(const Document& document, std::ostream& out,
                             const core::Progress& progress) {
  const auto typesetter = badge::Typesetter::open(document.language);
  if (!typesetter) return tl::unexpected(typesetter.error());
  const std::unique_ptr<cairo_surface_t, Release> surface(cairo_pdf_surface_create_for_stream(
      &pass_on, &out, kPageWidth * kPointsPerMm, kPageHeight * kPointsPerMm));
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, document.title.c_str());
  const std::unique_ptr<cairo_t, Release> cairo(cairo_create(surface.get()));
  cairo_scale(cairo.get(), kPointsPerMm, kPointsPerMm);
  const Draw draw{cairo.get(), *typesetter};
  std::size_t drawn_pages = 0;
  for (const Page& page : document.pages) {
    for (const Mark& mark : page) std::visit(draw, mark);
    cairo_show_page(cairo.get());
    ++drawn_pages;
    const auto percent = static_cast<int>(drawn_pages * 100 / document.pages.size());
    if (!core::goes_on(progress, percent)) return core::stopped();
  }
  const cairo_status_t drawn = cairo_status(cairo.get());
  cairo_surface_finish(surface.get());
  return result_of(drawn != CAIRO_STATUS_SUCCESS ? drawn : cairo_surface_status(surface.get()));
}

}  // namespace report
