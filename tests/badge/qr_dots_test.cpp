// Every module of a printed QR is the same whole number of the printer's dots, with white around.
#include <ZXing/ReadBarcode.h>
#include <cairo.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>

#include "badge/impose.h"
#include "badge/render.h"
#include "fakes/temp_folder.h"
#include "samples.h"

namespace {

using badge::Raster;
using badge::Template;

/// Grey pixels as a printer of one ink sees them.
struct Page {
  int width = 0;
  int height = 0;
  std::vector<int> grey;
  [[nodiscard]] int at(int x, int y) const {
    return grey.at(static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                   static_cast<std::size_t>(x));
  }
};

Page page_of(const Raster& raster) {
  Page page{raster.width, raster.height, {}};
  for (std::size_t i = 0; i < raster.rgba.size(); i += 4) page.grey.push_back(raster.rgba[i]);
  return page;
}

/// What a printer of `dpi` makes of a PDF's first page.
Page page_of(const std::string& pdf, int dpi) {
  const fakes::TempFolder folder;
  const std::string name = (folder.path() / "badge").string();
  std::ofstream(name + ".pdf", std::ios::binary) << pdf;
  const std::string command =
      "pdftoppm -png -gray -r " + std::to_string(dpi) + " -singlefile " + name + ".pdf " + name;
  EXPECT_EQ(std::system(command.c_str()), 0);
  cairo_surface_t* surface = cairo_image_surface_create_from_png((name + ".png").c_str());
  Page page{cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface), {}};
  const bool one_byte = cairo_image_surface_get_format(surface) == CAIRO_FORMAT_A8;
  for (int y = 0; y < page.height; ++y) {
    const unsigned char* row =
        cairo_image_surface_get_data(surface) +
        static_cast<std::ptrdiff_t>(y) * cairo_image_surface_get_stride(surface);
    // Poppler counts every sixteenth of a pixel that an edge touches, rounding included: what is
    // less than half covered stays white on paper.
    for (int x = 0; x < page.width; ++x)
      page.grey.push_back(row[one_byte ? x : 4 * x] < 128 ? 0 : 255);
  }
  cairo_surface_destroy(surface);
  return page;
}

/// Dots a module, found on the page; 0 with a failed expectation where anything is wrong.
int dots_a_module(const Page& page, const badge::Box& box, double dpi, const std::string& what) {
  const auto dot = [dpi](double mm) { return static_cast<int>(std::lround(mm * dpi / 25.4)); };
  int left = page.width;
  int right = -1;
  int top = page.height;
  int bottom = -1;
  for (int y = dot(box.y) + 1; y < dot(box.bottom()) - 1; ++y)
    for (int x = dot(box.x) + 1; x < dot(box.right()) - 1; ++x) {
      const int grey = page.at(x, y);
      EXPECT_TRUE(grey == 0 || grey == 255)
          << what << ": grey " << grey << " at " << x << ", " << y;
      if (grey != 0 && grey != 255) return 0;
      if (grey == 255) continue;
      left = std::min(left, x);
      right = std::max(right, x);
      top = std::min(top, y);
      bottom = std::max(bottom, y);
    }
  const int side = right - left + 1;
  EXPECT_EQ(side, bottom - top + 1) << what;
  EXPECT_EQ(side % 25, 0) << what;
  const int module = side / 25;
  EXPECT_GE(left - dot(box.x) + 1, 4 * module) << what << ": quiet zone";
  EXPECT_GE(dot(box.bottom()) - bottom + 1, 4 * module) << what << ": quiet zone";
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x)
      if (page.at(left + x, top + y) !=
          page.at(left + x / module * module, top + y / module * module)) {
        ADD_FAILURE() << what << ": a module of another size at " << x << ", " << y;
        return 0;
      }
  return module;
}

class PrintedQr : public testing::TestWithParam<std::string> {
 protected:
  Template form = badge::load_template(badge_samples::folder() / (GetParam() + ".toml")).value();
};

TEST_P(PrintedQr, IsOfWholeDotsAndAtLeastFourOfThem) {
  for (const int dpi : {203, 300, 600}) {
    const Raster raster = badge::render_raster(form, badge_samples::guest(), dpi).value();
    const std::string what = form.name + " at " + std::to_string(dpi);
    EXPECT_GE(dots_a_module(page_of(raster), form.front.qr->box, dpi, what), 4) << what;
  }
}

TEST_P(PrintedQr, IsOfWholeDotsInAPdfMadeForThePrinter) {
  for (const int dpi : {203, 300, 600}) {
    const std::string pdf = badge::render_pdf(form, badge_samples::guest(), dpi).value();
    badge::Box box = form.front.qr->box;
    const badge::Spot front = badge::plan_page(form, 0, 1).spots.at(0);
    box.x += front.x;
    box.y += front.y;
    const std::string what = form.name + " as PDF at " + std::to_string(dpi);
    EXPECT_GE(dots_a_module(page_of(pdf, dpi), box, dpi, what), 4) << what;
  }
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const auto& entry : std::filesystem::directory_iterator(badge_samples::folder()))
    if (entry.path().extension() == ".toml") all.push_back(entry.path().stem().string());
  std::sort(all.begin(), all.end());
  return all;
}

INSTANTIATE_TEST_SUITE_P(EveryTemplate, PrintedQr, testing::ValuesIn(names()),
                         [](const auto& which) {
                           std::string name = which.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
