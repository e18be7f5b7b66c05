// Badges held up badly: our reader must read at least what zbarimg and ZXingReader read.
#include <gtest/gtest.h>

#include "devices/frame_reader.h"
#include "fakes/badge_sheet.h"
#include "fakes/other_readers.h"
#include "fakes/temp_folder.h"

namespace devices {
namespace {

using fakes::Harm;
using fakes::Picture;

LumaView view_of(const Picture& picture) {
  return {picture.luma.data(), picture.width, picture.height, picture.width};
}

/// After how many pictures of the same view the code is read; 0: never.
int looks_needed(const Picture& picture, const std::string& code) {
  FrameReader reader;
  for (int look = 1; look <= FrameReader::kTurns; ++look) {
    for (const DecodedCode& found : reader.read(view_of(picture))) {
      if (found.text == code) return look;
    }
  }
  return 0;
}

class ReadingTest : public testing::TestWithParam<Harm> {
 protected:
  fakes::TempFolder folder_;
};

TEST_P(ReadingTest, WhatOthersReadIsRead) {
  const std::string file = (folder_.path() / "picture.pgm").string();
  constexpr int kPictures = 4;
  for (int i = 0; i < kPictures; ++i) {
    const auto badge = fakes::badge_sheet(static_cast<unsigned>(i));
    const Picture picture =
        fakes::spoilt(badge.sheet, GetParam(), (i + 0.5) / kPictures, static_cast<unsigned>(i));
    fakes::write_pgm(picture, file);
    const bool others =
        fakes::zbarimg_reads(file, badge.code) || fakes::zxing_reader_reads(file, badge.code);
    const int looks = looks_needed(picture, badge.code);
    EXPECT_TRUE(looks > 0 || !others) << "picture " << i;
    EXPECT_TRUE(looks > 0 || i > 0) << "hardly harmed";
  }
}

std::string name_of(const testing::TestParamInfo<Harm>& info) {
  std::string name;
  for (const char letter : fakes::kHarms.at(info.index).second) {
    if (std::isalpha(static_cast<unsigned char>(letter)) != 0) name += letter;
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Harms, ReadingTest,
                         testing::Values(Harm::blur, Harm::noise, Harm::glare, Harm::low_light,
                                         Harm::rotation, Harm::perspective, Harm::curl, Harm::moire,
                                         Harm::distance),
                         name_of);

/// A code of 25 modules of `pixels`, in the middle of a large frame.
Picture frame_with(double pixels, double x = 960, double y = 540) {
  Picture frame(1920, 1080);
  fakes::draw_code(frame, "K1ABCDEFGH0123456789JKMNPQRS", x, y, pixels);
  return frame;
}

TEST(FrameReaderTest, WhateverLookFindsItTheCornersAreThoseOfTheFrame) {
  for (const double pixels : {1.5, 2.0, 4.0, 10.0}) {
    FrameReader reader;
    const Picture frame = frame_with(pixels);
    std::vector<DecodedCode> codes;
    for (int look = 0; look < FrameReader::kTurns && codes.empty(); ++look) {
      codes = reader.read(view_of(frame));
    }
    ASSERT_EQ(codes.size(), 1U) << pixels;
    EXPECT_NEAR(codes[0].corners[0].x, 960 - 12.5 * pixels, pixels + 4);
    EXPECT_NEAR(codes[0].corners[2].y, 540 + 12.5 * pixels, pixels + 4);
    codes = reader.read(view_of(frame));  // now where it was
    ASSERT_EQ(codes.size(), 1U) << pixels;
    EXPECT_NEAR(codes[0].corners[0].x, 960 - 12.5 * pixels, pixels + 4);
  }
}

TEST(FrameReaderTest, ACodeThatMovesIsFollowed) {
  FrameReader reader;
  for (int x = 300; x < 1600; x += 130) {
    EXPECT_EQ(reader.read(view_of(frame_with(5, x))).size(), 1U) << x;
  }
}

TEST(FrameReaderTest, ASecondCodeBesideTheFirstIsSeenSoon) {
  FrameReader reader;
  Picture frame = frame_with(5, 400);
  ASSERT_EQ(reader.read(view_of(frame)).size(), 1U);
  fakes::draw_code(frame, "SECOND", 1500, 540, 5);
  std::size_t seen = 0;
  for (int look = 0; look < 6; ++look) {
    seen = std::max(seen, reader.read(view_of(frame)).size());
  }
  EXPECT_EQ(seen, 2U);
}

TEST(FrameReaderTest, AWhiteOnBlackCodeIsReadSoon) {
  Picture frame = frame_with(5);
  fakes::invert(frame);
  EXPECT_GT(looks_needed(frame, "K1ABCDEFGH0123456789JKMNPQRS"), 0);
}

TEST(FrameReaderTest, PicturesThatChangeTheirSizeAndNoPicturesAreTaken) {
  FrameReader reader;
  EXPECT_EQ(reader.read(view_of(frame_with(5))).size(), 1U);
  for (int side = 0; side < 40; ++side) {
    EXPECT_TRUE(reader.read(view_of(Picture(side, side))).empty());
    EXPECT_TRUE(reader.read(view_of(Picture(40 - side, 1 + side))).empty());
  }
  EXPECT_TRUE(reader.read({}).empty());
  EXPECT_EQ(reader.read(view_of(frame_with(5))).size(), 1U);
}

TEST(StillViewTest, NoiseIsNoChangeAndACodeIs) {
  StillView still;
  std::mt19937 random(5);
  Picture room(1280, 720, 120);
  EXPECT_TRUE(still.has_changed(view_of(room)));
  for (int i = 0; i < 20; ++i) {
    Picture noisy = room;
    fakes::spoiling::grain(noisy, 6, random);
    EXPECT_FALSE(still.has_changed(view_of(noisy)));
  }
  fakes::draw_code(room, "K1ABCDEFGH0123456789JKMNPQRS", 300, 300, 2);
  EXPECT_TRUE(still.has_changed(view_of(room)));
  EXPECT_FALSE(still.has_changed(view_of(room)));
}

}  // namespace
}  // namespace devices
