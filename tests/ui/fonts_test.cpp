#include "ui/fonts.h"

#include <array>

#include "i18n/names.h"
#include "ui/headless.h"
#include "ui/kiosk_files.h"

namespace {

using ui::Type;

void nothing(ui::Ui& ui) { static_cast<void>(ui); }

TEST(Fonts, BodyCapitalsAreHighEnoughToReadFromHalfAMetre) {
  for (const float px_per_mm : {3.1F, 3.6F, 5.9F}) {
    ui_test::Headless screen(nothing, {{1920, 1080}, {px_per_mm, false}});
    const ui::Face body = screen.ui().fonts().face(Type::body, "H");
    const ImFontGlyph* capital = body.font->FindGlyph('H');
    EXPECT_GE((capital->Y1 - capital->Y0) / px_per_mm, ui::kViewCapMm - 0.15F) << px_per_mm;
  }
  EXPECT_GE(ui::em_mm(Type::body) * ui::kCapPerEm, ui::kViewCapMm);
}

TEST(Fonts, LargerTextIsLarger) {
  ui_test::Headless plain(nothing);
  const float before = plain.ui().fonts().line_px(Type::body);
  ui_test::Headless larger(nothing, {{1920, 1080}, {3.6F, true}});
  EXPECT_NEAR(larger.ui().fonts().line_px(Type::body) / before, 1.3F, 0.02F);
}

TEST(Fonts, CoverTheLettersOfTheLanguagesAndMore) {
  ui_test::Headless screen(nothing);
  const ui::Fonts& fonts = screen.ui().fonts();
  for (const char* name : {"Ģirts Ķēniņš", "Łukasz Żółć", "Şükrü Iğdır", "Ștefan", "Анна Кузнецова",
                           "Їжак", "Αλέξης Παππάς", "Nguyễn Thị", "Dvořák–Ğ", "“Gauß”…"}) {
    EXPECT_TRUE(fonts.covers(name)) << name;
  }
  EXPECT_FALSE(fonts.covers("王小明"));
  EXPECT_FALSE(fonts.covers("سمير"));
  EXPECT_FALSE(fonts.covers("𝒜"));
}

TEST(Fonts, HaveTheLettersOfEveryCountryInEveryLanguage) {
  ui_test::Headless screen(nothing);
  for (const std::string& language : ui_test::words().languages()) {
    for (const std::string& code : i18n::country_codes()) {
      const std::string name = i18n::country_name(language, code);
      EXPECT_TRUE(ui_test::has_letters(screen.ui().fonts(), name)) << language << ": " << name;
    }
  }
}

TEST(Fonts, HaveEveryLetterThatCanBeTypedOnTheScreen) {
  ui_test::Headless screen(nothing);
  const ui::Fonts& fonts = screen.ui().fonts();
  for (const auto& [code, layout] : ui_test::layouts()) {
    EXPECT_TRUE(fonts.covers(layout.name)) << layout.name;
    for (const auto& row : layout.rows) {
      for (const ui::KeyCap& cap : row) {
        EXPECT_TRUE(fonts.covers(cap.plain + cap.shifted)) << code << ": " << cap.plain;
      }
    }
    for (const auto& [letter, relatives] : layout.relatives) {
      for (const std::string& relative : relatives) {
        EXPECT_TRUE(fonts.covers(relative)) << code << ": " << relative;
      }
    }
  }
}

TEST(Fonts, AHeadingWithRareLettersFallsBackToBodyInItsSize) {
  ui_test::Headless screen(nothing);
  const ui::Fonts& fonts = screen.ui().fonts();
  const ui::Face rare = fonts.face(Type::display, "Nguyễn");
  EXPECT_EQ(rare.font, fonts.face(Type::body, "a").font);
  EXPECT_EQ(rare.line_px, fonts.line_px(Type::display));
}

TEST(Fonts, SayWhatToInstallWhenTheyAreMissing) {
  const std::array<std::string, 1> nowhere = {"/nowhere"};
  const auto files = ui::find_fonts(nowhere);
  ASSERT_FALSE(files);
  EXPECT_NE(files.error().next_step.find("fonts-noto-core"), std::string::npos);
}

TEST(Fonts, ABrokenFileIsAFailureNotACrash) {
  ImFontAtlas atlas;
  const auto fonts = ui::Fonts::build(atlas, {"/nowhere/a.ttf", "/nowhere/b.ttf"}, {});
  ASSERT_FALSE(fonts);
  EXPECT_EQ(fonts.error().failure, core::Failure::storage);
}

}  // namespace
