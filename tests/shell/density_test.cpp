// Whom to believe about the size of the screen.
#include "shell/density.h"

#include <gtest/gtest.h>

namespace {

TEST(Density, IsWhatTheMonitorTells) {
  EXPECT_DOUBLE_EQ(*shell::reported_density({1920, 480, 270}), 4);
  EXPECT_DOUBLE_EQ(*shell::reported_density({1080, 300, 530}), 3.6) << "upright";
}

TEST(Density, AMonitorThatTellsItsShapeInPlaceOfItsSizeIsNotBelieved) {
  EXPECT_FALSE(shell::reported_density({1920, 160, 90}));
  EXPECT_FALSE(shell::reported_density({1280, 160, 90})) << "8 px/mm, and no more true";
  EXPECT_FALSE(shell::reported_density({1920, 160, 100}));
  EXPECT_FALSE(shell::reported_density({1920, 16, 9}));
  EXPECT_FALSE(shell::reported_density({1920, 1600, 900}));
}

TEST(Density, TwelvePixelsAMillimetreAreTooManyToBeTrue) {
  EXPECT_FALSE(shell::reported_density({3840, 320, 180}));
  EXPECT_TRUE(shell::reported_density({3840, 344, 194})) << "a 4K screen of 15.6 inches";
}

TEST(Density, AMonitorThatTellsNoSizeIsTakenForAUsualOne) {
  EXPECT_FALSE(shell::reported_density({1920, 0, 0}));
  EXPECT_FALSE(shell::reported_density({0, 480, 270})) << "no picture either";
  EXPECT_DOUBLE_EQ(shell::density({}, {}, {}), 3.78);
}

TEST(Density, WhoeverSetsTheKioskUpIsBelievedFirst) {
  EXPECT_DOUBLE_EQ(shell::density({}, {}, 4), 4);
  EXPECT_DOUBLE_EQ(shell::density({}, 12, 4), 12) << "kiosk.toml may say what is too much to guess";
  EXPECT_DOUBLE_EQ(shell::density(5, 12, 4), 5) << "the command line";
}

}  // namespace
