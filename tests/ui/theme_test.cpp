#include "ui/theme.h"

#include <gtest/gtest.h>

namespace {

using ui::contrast;

TEST(Contrast, BlackOnWhiteIsTwentyOne) {
  EXPECT_NEAR(contrast(ui::rgb(0x000000), ui::rgb(0xFFFFFF)), 21.0, 0.01);
  EXPECT_NEAR(contrast(ui::rgb(0x777777), ui::rgb(0xFFFFFF)), 4.48, 0.01);
}

class EveryTheme : public testing::TestWithParam<const ui::Theme*> {};

TEST_P(EveryTheme, HasReadableTextOnEveryGround) {
  const ui::Theme& t = *GetParam();
  for (const ui::Colour ground : {t.background, t.surface, t.raised, t.soft}) {
    for (const ui::Colour ink :
         {t.ink, t.muted_deep, t.primary, t.admitted_text, t.stop, t.look_text}) {
      EXPECT_GE(contrast(ink, ground), ui::kTextContrast)
          << to_text(ink) << " on " << to_text(ground);
    }
  }
  EXPECT_GE(contrast(t.muted, t.surface), ui::kTextContrast);
}

TEST_P(EveryTheme, HasReadableTextOnFilledGrounds) {
  const ui::Theme& t = *GetParam();
  EXPECT_GE(contrast(t.on_primary, t.primary), ui::kTextContrast);
  EXPECT_GE(contrast(t.on_primary, t.pressed), ui::kTextContrast);
  EXPECT_GE(contrast(t.ink, t.touched), ui::kTextContrast);
  EXPECT_GE(contrast(t.on_idle, t.idle), ui::kTextContrast);
  for (const ui::Colour fill : {t.admitted_fill, t.stop_fill, t.look_fill}) {
    EXPECT_GE(contrast(t.on_tone, fill), ui::kTextContrast) << to_text(fill);
  }
}

TEST_P(EveryTheme, ShowsTheEdgesOfFieldsAndMarks) {
  const ui::Theme& t = *GetParam();
  for (const ui::Colour ground : {t.background, t.surface}) {
    EXPECT_GE(contrast(t.outline, ground), 3.0);
    EXPECT_GE(contrast(t.focus, ground), 3.0);
  }
}

INSTANTIATE_TEST_SUITE_P(Themes, EveryTheme,
                         testing::Values(&ui::light_theme(), &ui::high_contrast_theme()));

}  // namespace
