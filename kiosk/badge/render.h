// Renders badges to PDF, SVG, PNG and pixels: one layout, the same on paper and on screen.
//
// Every function may be called from any thread, also at once from several; each thread keeps its
// own fonts. The same badge gives the same pixels and the same PDF every time.
//
// Failures: storage if "Noto Sans" is missing, bad_input if the code does not fit its QR symbol,
// a name fits at no size, or the resolution is out of range.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "badge/content.h"
#include "badge/layout.h"
#include "badge/template.h"
#include "core/result.h"

namespace badge {

inline constexpr double kLowestDpi = 40;
inline constexpr double kHighestDpi = 1200;

/// Rows from the top, pixels from the left, four bytes each: red, green, blue, 255.
struct Raster {
  int width = 0;   ///< pixels
  int height = 0;  ///< pixels
  int stride = 0;  ///< bytes from row to row
  std::vector<unsigned char> rgba;
};

/// The bytes of a PDF: outlines for text and QR, fonts in it. One page in the size the template
/// prints on, two where the back is a page of its own. `printer_dpi` (0: not known) puts the QR's
/// modules on the grid of a printer, each the same whole number of its dots, and rounds the page to
/// whole dots.
core::Result<std::string> render_pdf(const Template& form, const Content& content,
                                     double printer_dpi = 0);

/// A page for each badge, or sheets of many. `progress` is told how many are done; when it returns
/// false, rendering stops and fails with Failure::usage.
core::Result<std::string> render_all_pdf(const Template& form, std::span<const Content> contents,
                                         const std::function<bool(std::size_t)>& progress = {},
                                         double printer_dpi = 0);

/// The first page, as it is printed.
core::Result<std::string> render_svg(const Template& form, const Content& content);

/// The bytes of a PNG of the first page; `dpi` from kLowestDpi to kHighestDpi.
core::Result<std::string> render_png(const Template& form, const Content& content, double dpi);

/// The front of the badge alone, for the screen, and for reading the QR back before it is printed.
/// Every QR module is the same whole number of pixels.
core::Result<Raster> render_raster(const Template& form, const Content& content, double dpi);

/// The first page, as it is printed.
core::Result<Raster> render_page_raster(const Template& form, const Content& content, double dpi);

/// Where everything stands, measured with the real fonts.
core::Result<Layout> measured_layout(const Template& form, const Content& content);

/// Letters of what a person is called and where they come from that no installed font has: boxes
/// on paper, which staff should know of before somebody wears them.
core::Result<int> missing_letters(const Content& content);

/// The same of any text.
core::Result<int> missing_letters(const std::string& text);

/// Whether text can be set at all.
core::Result<void> fonts_ready();

}  // namespace badge
