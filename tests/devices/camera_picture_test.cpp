#include "devices/camera_picture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes/picture.h"

namespace devices {
namespace {

using fakes::Picture;
using testing::ElementsAre;

LumaView view_of(const Picture& picture) {
  return {picture.luma.data(), picture.width, picture.height, picture.width};
}

/// 3 wide, 2 high:  1 2 3
///                  4 5 6
Picture six() {
  Picture picture(3, 2);
  picture.luma = {1, 2, 3, 4, 5, 6};
  return picture;
}

std::vector<std::uint8_t> turned(Turn turn) { return shrink(view_of(six()), {}, 640, turn).luma; }

TEST(CameraPictureTest, ASmallViewIsShownAsItIs) {
  const CameraPicture picture = shrink(view_of(six()), {}, 640, {});
  EXPECT_EQ(picture.width, 3);
  EXPECT_EQ(picture.height, 2);
  EXPECT_THAT(picture.luma, ElementsAre(1, 2, 3, 4, 5, 6));
}

TEST(CameraPictureTest, IsTurnedAsTheCameraHangs) {
  EXPECT_THAT(turned({90, false}), ElementsAre(4, 1, 5, 2, 6, 3));
  EXPECT_THAT(turned({180, false}), ElementsAre(6, 5, 4, 3, 2, 1));
  EXPECT_THAT(turned({270, false}), ElementsAre(3, 6, 2, 5, 1, 4));
}

TEST(CameraPictureTest, IsMirroredAfterTurning) {
  EXPECT_THAT(turned({0, true}), ElementsAre(3, 2, 1, 6, 5, 4));
  EXPECT_THAT(turned({90, true}), ElementsAre(1, 4, 2, 5, 3, 6));
}

TEST(CameraPictureTest, ALargeViewIsMadeSmallerByWholeBlocks) {
  Picture large(1920, 1080, 100);
  for (int y = 0; y < 3; ++y) {
    for (int x = 0; x < 3; ++x) large.at(x, y) = 10;
  }
  const CameraPicture picture = shrink(view_of(large), {}, 640, {});
  EXPECT_EQ(picture.width, 640);
  EXPECT_EQ(picture.height, 360);
  EXPECT_EQ(picture.luma.at(0), 10);
  EXPECT_EQ(picture.luma.at(1), 100);
}

TEST(CameraPictureTest, TheOutlineGoesWhereTheCodeGoes) {
  const Picture large(400, 200);
  const DecodedCode code{"A", {{{100, 50}, {200, 50}, {200, 100}, {100, 100}}}};
  for (const Turn turn : {Turn{90, false}, Turn{90, true}, Turn{270, true}, Turn{180, false}}) {
    // A dark spot in the code's first corner must lie in the outline's first corner.
    Picture spotted = large;
    for (int y = 45; y < 55; ++y) {
      for (int x = 95; x < 105; ++x) spotted.at(x, y) = 0;
    }
    const CameraPicture picture = shrink(view_of(spotted), {code}, 640, turn);
    ASSERT_EQ(picture.outlines.size(), 1U);
    const auto x = static_cast<int>(picture.outlines[0].x[0] * static_cast<float>(picture.width));
    const auto y = static_cast<int>(picture.outlines[0].y[0] * static_cast<float>(picture.height));
    EXPECT_EQ(picture.luma.at(static_cast<std::size_t>(y * picture.width + x)), 0)
        << turn.clockwise << turn.mirror;
  }
}

TEST(CameraPictureTest, CornersOutsideTheViewStayOnThePicture) {
  const DecodedCode code{"A", {{{-50, -50}, {9999, 0}, {9999, 9999}, {0, 9999}}}};
  const CameraPicture picture = shrink(view_of(Picture(40, 20)), {code}, 640, {});
  EXPECT_EQ(picture.outlines.at(0).x[0], 0);
  EXPECT_EQ(picture.outlines.at(0).x[1], 1);
}

TEST(CameraPictureTest, NoViewIsNoPicture) {
  EXPECT_TRUE(shrink({}, {}, 640, {}).luma.empty());
  EXPECT_TRUE(shrink(view_of(six()), {}, 0, {}).luma.empty());
}

TEST(CameraPictureTest, AViewOfOnePixelRowIsNoDivisionByZero) {
  const CameraPicture picture = shrink(view_of(Picture(2000, 1, 7)), {}, 640, {});
  EXPECT_EQ(picture.height, 1);
  EXPECT_EQ(picture.luma.at(0), 7);
}

}  // namespace
}  // namespace devices
