#include "badge/template.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "badge/render.h"
#include "fakes/temp_folder.h"
#include "samples.h"

namespace {

constexpr const char* kGood = R"(name = "small"
page = [62, 100]
[qr]
box = [1, 60, 34, 34]
min_module = 1.0
[[stack]]
box = [4, 4, 54, 50]
  [[stack.text]]
  fields = ["given_name"]
  size = 10
)";

std::vector<core::Mistake> mistakes_of(const std::string& toml) {
  const auto read = badge::parse_template(toml, "test.toml");
  EXPECT_FALSE(read);
  if (read) return {};
  EXPECT_EQ(read.error().failure, core::Failure::bad_input);
  return read.error().mistakes;
}

std::string with(const std::string& what, const std::string& instead) {
  std::string toml = kGood;
  toml.replace(toml.find(what), what.size(), instead);
  return toml;
}

MATCHER_P2(IsAt, line, field, "") { return arg.line == line && arg.field == field; }

TEST(BadgeTemplate, ReadsASmallOne) {
  const auto read = badge::parse_template(kGood, "test.toml");
  ASSERT_TRUE(read) << core::describe(read.error());
  EXPECT_EQ(read->name, "small");
  EXPECT_EQ(read->width, 62);
  EXPECT_EQ(read->front.stacks.at(0).texts.at(0).style.size, 10);
}

TEST(BadgeTemplate, EveryTemplateOfTheHouseLoadsUnderItsFileName) {
  for (const auto& entry : std::filesystem::directory_iterator(badge_samples::folder())) {
    const auto read = badge::load_template(entry.path());
    ASSERT_TRUE(read) << entry.path() << "\n" << core::describe(read.error());
    EXPECT_EQ(read->name, entry.path().stem().string());
  }
}

TEST(BadgeTemplate, NamesLineAndKeyOfAWrongNumber) {
  EXPECT_THAT(mistakes_of(with("size = 10", "size = \"big\"")),
              testing::ElementsAre(IsAt(10, "stack.text.size")));
}

TEST(BadgeTemplate, NamesAnUnknownKey) {
  EXPECT_THAT(mistakes_of(with("size = 10", "size = 10\n  colur = \"#000000\"")),
              testing::ElementsAre(IsAt(11, "stack.text.colur")));
}

TEST(BadgeTemplate, NamesAnUnknownField) {
  EXPECT_THAT(mistakes_of(with("\"given_name\"", "\"nationality\"")),
              testing::Contains(IsAt(9, "stack.text.fields")));
}

TEST(BadgeTemplate, RefusesABoxThatLeavesThePage) {
  EXPECT_THAT(mistakes_of(with("[4, 4, 54, 50]", "[4, 4, 60, 50]")),
              testing::ElementsAre(IsAt(7, "stack.box")));
}

TEST(BadgeTemplate, RefusesAQrTooSmallForItsModules) {
  EXPECT_THAT(mistakes_of(with("[1, 60, 34, 34]", "[1, 60, 20, 20]")),
              testing::ElementsAre(IsAt(4, "qr.box")));
}

TEST(BadgeTemplate, RefusesABadgeWithoutQr) {
  EXPECT_THAT(mistakes_of("name = \"x\"\npage = [62, 100]\n"),
              testing::ElementsAre(testing::Field(&core::Mistake::field, "qr")));
}

TEST(BadgeTemplate, TellsAllMistakesAtOnce) {
  const std::string toml = with("size = 10", "size = 0");
  EXPECT_EQ(mistakes_of("margn = 2\n" + toml).size(), 2U);
}

TEST(BadgeTemplate, NamesTheLineOfBrokenToml) {
  const auto mistakes = mistakes_of("name = \"x\"\npage = [62,\nfoo = = 1\n");
  ASSERT_EQ(mistakes.size(), 1U);
  EXPECT_GE(mistakes[0].line, 2);
}

TEST(BadgeTemplate, AMissingFileIsAStorageFailure) {
  const auto read = badge::load_template(badge_samples::folder() / "nowhere.toml");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().failure, core::Failure::storage);
}

/// A folder with a good template `small.toml` and whatever else a test puts there.
class TemplateFolder : public testing::Test {
 protected:
  TemplateFolder() { keep("small.toml", kGood); }
  void keep(const std::string& name, const std::string& bytes) {
    std::ofstream(folder_.path() / name, std::ios::binary) << bytes;
  }
  core::Result<badge::Template> load(const std::string& toml) {
    keep("test.toml", toml);
    return badge::load_template(folder_.path() / "test.toml");
  }
  std::vector<core::Mistake> mistakes(const std::string& toml) {
    const auto read = load(toml);
    EXPECT_FALSE(read) << toml;
    return read ? std::vector<core::Mistake>{} : read.error().mistakes;
  }
  static std::string with_picture(const std::string& file) {
    return std::string(kGood) + "[[picture]]\nfile = \"" + file + "\"\nbox = [40, 60, 10, 10]\n";
  }

  fakes::TempFolder folder_;
};

/// A PNG that says it is `side` pixels wide and high, and holds nothing.
std::string png_of(std::uint32_t side) {
  std::string bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
  for (int twice = 0; twice < 2; ++twice)
    for (const unsigned shift : {24U, 16U, 8U, 0U})
      bytes += static_cast<char>(side >> shift & 255U);
  return bytes + std::string(32, '\0');
}

const std::string kSvg =
    R"(<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>)";

TEST_F(TemplateFolder, APictureIsFoundBesideTheTemplateAndKeepsItsProportions) {
  keep("logo.svg", kSvg);
  const auto form = load(with_picture("logo.svg"));
  ASSERT_TRUE(form) << core::describe(form.error());
  ASSERT_EQ(form->front.pictures.size(), 1U);
  const auto layout = badge::measured_layout(*form, badge_samples::guest());
  ASSERT_TRUE(layout);
  EXPECT_EQ(layout->pictures.at(0).box, (badge::Box{40, 62.5, 10, 5}));
}

TEST_F(TemplateFolder, APictureIsOnThePaper) {
  keep("logo.svg", kSvg);
  const auto form = load(with_picture("logo.svg")).value();
  const auto raster = badge::render_raster(form, badge_samples::guest(), 254).value();
  EXPECT_EQ(raster.rgba.at(static_cast<std::size_t>(650 * raster.stride + 450 * 4)), 0);
  const auto plain = badge::render_raster(load(kGood).value(), badge_samples::guest(), 254).value();
  EXPECT_EQ(plain.rgba.at(static_cast<std::size_t>(650 * plain.stride + 450 * 4)), 255);
}

TEST_F(TemplateFolder, APictureOfHostileSizeIsRefusedBeforeItIsDecoded) {
  keep("huge.png", png_of(60000));
  keep("wide.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="900000" height="10"/>)");
  keep("fat.png", png_of(10) + std::string(badge::kLargestPictureFile, 'x'));
  for (const char* file : {"huge.png", "wide.svg", "fat.png"})
    EXPECT_THAT(mistakes(with_picture(file)), testing::ElementsAre(IsAt(12, "picture.file")))
        << file;
}

TEST_F(TemplateFolder, WhatIsNoPictureOrLiesElsewhereIsRefused) {
  keep("words.png", "no picture");
  keep("broken.png", png_of(10));
  std::filesystem::create_directory(folder_.path() / "folder.png");
  for (const char* file :
       {"words.png", "broken.png", "nowhere.png", "folder.png", "../x.png", "/etc/passwd", ".", ""})
    EXPECT_THAT(mistakes(with_picture(file)), testing::ElementsAre(IsAt(12, "picture.file")))
        << file;
}

TEST_F(TemplateFolder, AnSvgReachesForNoOtherFile) {
  keep("black.svg", kSvg);
  keep("thief.svg",
       R"(<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" )"
       R"(width="10" height="10"><image xlink:href="black.svg" width="10" height="10"/></svg>)");
  const auto form = load(with_picture("thief.svg")).value();
  const auto raster = badge::render_raster(form, badge_samples::guest(), 254).value();
  EXPECT_EQ(raster.rgba.at(static_cast<std::size_t>(650 * raster.stride + 450 * 4)), 255);
}

TEST_F(TemplateFolder, ASheetBorrowsTheBadgeOfAnotherTemplate) {
  const auto form = load("name = \"test\"\nbadge = \"small\"\n[sheet]\ncolumns = 3\nrows = 2\n");
  ASSERT_TRUE(form) << core::describe(form.error());
  EXPECT_EQ(form->name, "test");
  EXPECT_EQ(form->width, 62);
  EXPECT_EQ(form->badges_a_page(), 6U);
  EXPECT_DOUBLE_EQ(form->sheet->left, (210 - 3 * 62) / 2.0);
}

TEST_F(TemplateFolder, ASheetThatItsBadgesLeaveIsAMistake) {
  EXPECT_THAT(mistakes("name = \"test\"\nbadge = \"small\"\n[sheet]\ncolumns = 4\nrows = 2\n"),
              testing::ElementsAre(IsAt(3, "sheet")));
}

TEST_F(TemplateFolder, TemplatesThatBorrowInACircleAreAMistake) {
  EXPECT_THAT(mistakes("name = \"test\"\nbadge = \"test\"\n[sheet]\n"),
              testing::ElementsAre(IsAt(2, "badge")));
  EXPECT_THAT(mistakes("name = \"test\"\nbadge = \"nobody\"\n[sheet]\n"),
              testing::ElementsAre(IsAt(2, "badge")));
}

TEST_F(TemplateFolder, ABackHasElementsOfItsOwnOrNoneAreWanted) {
  const std::string back = "[back]\n[[back.rule]]\nbox = [5, 5, 50, 1]\n";
  const auto form = load("sides = \"two\"\n" + std::string(kGood) + back);
  ASSERT_TRUE(form) << core::describe(form.error());
  EXPECT_EQ(form->back_face().rules.size(), 1U);
  EXPECT_FALSE(form->back_face().qr);
  EXPECT_THAT(mistakes(kGood + back), testing::ElementsAre(IsAt(11, "back")));
  EXPECT_THAT(mistakes("sides = \"two\"\n" + std::string(kGood) + back + "colur = 1\n"),
              testing::ElementsAre(IsAt(15, "back.rule.colur")));
}

TEST_F(TemplateFolder, WithoutABackOfItsOwnTheFrontIsThereTwice) {
  const auto form = load("sides = \"fold\"\n" + std::string(kGood)).value();
  EXPECT_TRUE(form.back_face().qr);
  EXPECT_DOUBLE_EQ(form.page_height(), 200);
}

}  // namespace
