#include "badge/render.h"

#include <ZXing/ReadBarcode.h>
#include <cairo.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

#include "badge/qr.h"
#include "samples.h"

namespace {

using badge::Content;
using badge::Template;
namespace fs = std::filesystem;

std::vector<Template> forms() {
  std::vector<Template> all;
  for (const auto& entry : fs::directory_iterator(badge_samples::folder()))
    if (entry.path().extension() == ".toml")
      all.push_back(badge::load_template(entry.path()).value());
  return all;
}

Template form() { return badge::load_template(badge_samples::folder() / "62x100.toml").value(); }

std::string decode(const unsigned char* data, int width, int height, int stride,
                   ZXing::ImageFormat format) {
  const ZXing::ImageView view(data, width, height, format, stride);
  const auto hints = ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode);
  const auto result = ZXing::ReadBarcode(view, hints);
  const std::wstring wide = result.text();
  return {wide.begin(), wide.end()};
}

std::string decode(const badge::Raster& raster) {
  return decode(raster.rgba.data(), raster.width, raster.height, raster.stride,
                ZXing::ImageFormat::RGBX);
}

std::string output_of(const std::string& command) {
  std::string output;
  FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) return output;
  std::array<char, 4096> part{};
  while (const auto read = fread(part.data(), 1, part.size(), pipe))
    output.append(part.data(), read);
  pclose(pipe);
  return output;
}

class RenderedBadge : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("badge_test_" + std::to_string(getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path keep(const std::string& name, const std::string& bytes) {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return folder_ / name;
  }

  /// What a printer of `dpi` would put on paper.
  std::string decode_pdf(const std::string& pdf, int dpi) {
    const fs::path file = keep("badge.pdf", pdf);
    output_of("pdftoppm -png -r " + std::to_string(dpi) + " -singlefile " + file.string() + " " +
              (folder_ / "page").string());
    cairo_surface_t* page =
        cairo_image_surface_create_from_png((folder_ / "page.png").string().c_str());
    std::string text =
        decode(cairo_image_surface_get_data(page), cairo_image_surface_get_width(page),
               cairo_image_surface_get_height(page), cairo_image_surface_get_stride(page),
               ZXing::ImageFormat::BGRX);
    cairo_surface_destroy(page);
    return text;
  }

  fs::path folder_;
};

TEST(BadgeQr, IsVersionTwo) {
  const auto qr = badge::make_qr(badge_samples::guest().code);
  ASSERT_TRUE(qr);
  EXPECT_EQ(qr->size, 25);
}

TEST(BadgeQr, RefusesWhatIsNoCode) {
  for (const std::string code :
       {"", "k1lowercase", "K1\u00e4", "K1TOOLONGFORVERSIONTWOATLEVELQUARTILE"})
    EXPECT_FALSE(badge::make_qr(code)) << code;
  EXPECT_FALSE(badge::make_qr(std::string("K1ABC\0DEF", 9)));
}

TEST_F(RenderedBadge, PdfDecodesToItsCodeWhateverThePrinter) {
  for (const Template& used : forms()) {
    const auto pdf = badge::render_pdf(used, badge_samples::guest());
    ASSERT_TRUE(pdf) << core::describe(pdf.error());
    EXPECT_EQ(decode_pdf(*pdf, 300), badge_samples::guest().code) << used.name;
  }
}

TEST_F(RenderedBadge, RasterDecodesToItsCode) {
  for (const Template& used : forms()) {
    for (const double dpi : {110.0, 203.0, 300.0, 600.0}) {
      const auto raster = badge::render_raster(used, badge_samples::crowded(), dpi);
      ASSERT_TRUE(raster) << core::describe(raster.error());
      EXPECT_EQ(decode(*raster), badge_samples::crowded().code) << used.name << " " << dpi;
    }
  }
}

TEST_F(RenderedBadge, RasterModulesAreTwelveDotsAtThreeHundredDpi) {
  const auto raster = badge::render_raster(form(), badge_samples::guest(), 300);
  ASSERT_TRUE(raster);
  const badge::Box box = form().front.qr->box;
  const int x = static_cast<int>(std::lround((box.x + 4 * 1.016) * 300 / 25.4));
  const int y = static_cast<int>(std::lround((box.y + 4 * 1.016) * 300 / 25.4));
  const auto red = [&](int column, int row) {
    const int at = row * raster->stride + column * 4;
    return raster->rgba.at(static_cast<std::size_t>(at));
  };
  int dark = 0;
  for (int column = x - 6; column < x + 7 * 12 + 6; ++column) {
    EXPECT_TRUE(red(column, y + 6) == 0 || red(column, y + 6) == 255);
    if (red(column, y + 6) == 0) ++dark;
  }
  EXPECT_EQ(dark, 7 * 12);
}

TEST_F(RenderedBadge, PdfPageHasTheTemplatesSize) {
  for (const Template& used : forms()) {
    const fs::path file =
        keep("badge.pdf", badge::render_pdf(used, badge_samples::guest()).value());
    const std::string info = output_of("pdfinfo " + file.string());
    std::istringstream size(info.substr(info.find("Page size:") + 10));
    double width = 0;
    double height = 0;
    std::string by;
    size >> width >> by >> height;
    EXPECT_NEAR(width, used.page_width() * 72 / 25.4, 0.01) << used.name;
    EXPECT_NEAR(height, used.page_height() * 72 / 25.4, 0.01) << used.name;
  }
}

TEST_F(RenderedBadge, PdfHasItsFontsInItAndItsTextAsText) {
  const fs::path file =
      keep("badge.pdf", badge::render_pdf(form(), badge_samples::guest()).value());
  const std::string fonts = output_of("pdffonts " + file.string() + " | tail -n +3");
  EXPECT_NE(fonts.find("NotoSans"), std::string::npos) << fonts;
  EXPECT_EQ(fonts.find(" no  "), std::string::npos) << fonts;
  EXPECT_EQ(output_of("pdfimages -list " + file.string() + " | tail -n +3"), "");
  EXPECT_NE(output_of("pdftotext " + file.string() + " -").find("Lindqvist"), std::string::npos);
}

TEST_F(RenderedBadge, OnePdfHoldsManyBadges) {
  const std::vector<Content> contents = badge_samples::all();
  std::size_t told = 0;
  const auto pdf = badge::render_all_pdf(form(), contents, [&](std::size_t done) {
    told = done;
    return true;
  });
  ASSERT_TRUE(pdf) << core::describe(pdf.error());
  EXPECT_EQ(told, contents.size());
  const std::string info = output_of("pdfinfo " + keep("all.pdf", *pdf).string());
  const std::string pages = info.substr(info.find("Pages:") + 6);
  EXPECT_EQ(std::stoul(pages), contents.size());
}

TEST_F(RenderedBadge, StopsWhenItsProgressSaysSo) {
  const std::vector<Content> contents = badge_samples::all();
  std::size_t told = 0;
  EXPECT_FALSE(badge::render_all_pdf(form(), contents, [&](std::size_t done) {
    told = done;
    return done < 2;
  }));
  EXPECT_EQ(told, 2U);
}

TEST_F(RenderedBadge, IsTheSameEveryTimeAndOnEveryThread) {
  const Content content = badge_samples::crowded();
  const auto first = badge::render_raster(form(), content, 203).value();
  const std::string pdf = badge::render_pdf(form(), content).value();
  std::array<badge::Raster, 3> rasters;
  std::array<std::string, 3> pdfs;
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < rasters.size(); ++i)
      threads.emplace_back([&, i] {
        rasters.at(i) = badge::render_raster(form(), content, 203).value();
        pdfs.at(i) = badge::render_pdf(form(), content).value();
      });
  }
  for (const auto& raster : rasters) EXPECT_TRUE(raster.rgba == first.rgba);
  for (const auto& other : pdfs) EXPECT_TRUE(other == pdf);
}

TEST_F(RenderedBadge, SvgAndPngAreWhatTheySay) {
  const std::string svg = badge::render_svg(form(), badge_samples::guest()).value();
  EXPECT_NE(svg.find("width=\"62mm\""), std::string::npos) << svg.substr(0, 300);
  EXPECT_EQ(svg.find("<image"), std::string::npos);
  const std::string png = badge::render_png(form(), badge_samples::guest(), 300).value();
  EXPECT_EQ(png.substr(1, 3), "PNG");
}

TEST_F(RenderedBadge, RefusesAResolutionOutOfRange) {
  for (const double dpi : {0.0, 10.0, 1e9, -300.0}) {
    const auto raster = badge::render_raster(form(), badge_samples::guest(), dpi);
    ASSERT_FALSE(raster) << dpi;
    EXPECT_EQ(raster.error().failure, core::Failure::bad_input);
  }
}

TEST_F(RenderedBadge, BlackLabelsHaveNoOtherInk) {
  const auto raster = badge::render_raster(form(), badge_samples::crowded(), 150).value();
  for (std::size_t at = 0; at < raster.rgba.size(); at += 4) {
    ASSERT_EQ(raster.rgba[at], raster.rgba[at + 1]);
    ASSERT_EQ(raster.rgba[at], raster.rgba[at + 2]);
  }
}

TEST_F(RenderedBadge, ALetterThatNoFontHasIsCounted) {
  Content content = badge_samples::guest();
  EXPECT_EQ(badge::missing_letters(content).value(), 0);
  content.family_name = "A\xf3\xb0\x80\x81";  // of a private use plane: no font has it
  EXPECT_EQ(badge::missing_letters(content).value(), 1);
  EXPECT_EQ(badge::measured_layout(form(), content).value().unknown_letters(), 1);
}

TEST_F(RenderedBadge, AScriptWithoutAFontIsCountedNotHidden) {
  std::string noto = output_of("fc-match -f '%{file}' 'Noto Sans:style=Regular'");
  ASSERT_NE(noto.find("NotoSans-Regular"), std::string::npos) << noto;
  const fs::path fonts = folder_ / "fonts";
  fs::create_directories(fonts);
  fs::copy(noto, fonts / "NotoSans-Regular.ttf");
  const fs::path latin_only =
      keep("latin.conf",
           "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"urn:fontconfig:fonts.dtd\">"
           "<fontconfig><dir>" +
               fonts.string() + "</dir><cachedir>" + (folder_ / "cache").string() +
               "</cachedir></fontconfig>");
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        setenv("FONTCONFIG_FILE", latin_only.string().c_str(), 1);
        const int latin = badge::missing_letters(badge_samples::guest()).value();
        const int han = badge::missing_letters(badge_samples::named("李", "小龍")).value();
        std::_Exit(latin == 0 && han == 3 ? 7 : 1);
      },
      testing::ExitedWithCode(7), "");
}

TEST_F(RenderedBadge, EveryScriptOfOurSamplesHasAFont) {
  for (const std::string name : {"Zoë", "Святослава", "محمد", "王小明", "山田 ひろし", "김민준",
                                 "สมชาย", "कृष्णा", "ნინო", "🦄"})
    EXPECT_EQ(badge::missing_letters(name).value(), 0) << name;
}

TEST_F(RenderedBadge, AMissingFontIsSaidPlainly) {
  const fs::path none = keep("none.conf",
                             "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM "
                             "\"urn:fontconfig:fonts.dtd\"><fontconfig></fontconfig>");
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  // In a process of its own: fontconfig reads its configuration once.
  EXPECT_EXIT(
      {
        setenv("FONTCONFIG_FILE", none.string().c_str(), 1);
        const auto pdf = badge::render_pdf(form(), badge_samples::guest());
        if (!pdf) std::fprintf(stderr, "%s", core::describe(pdf.error()).c_str());
        std::_Exit(pdf ? 0 : 7);
      },
      testing::ExitedWithCode(7), "fonts-noto-core");
}

}  // namespace
