#include "devices/decoder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <climits>
#include <random>

#include "fakes/picture.h"

namespace devices {
namespace {

using fakes::draw_code;
using fakes::Picture;

constexpr const char* kCode = "K1ABCDEFGH0123456789JKMNPQRS";

std::vector<DecodedCode> decode(const Picture& picture, Effort effort = Effort::quick) {
  return decode_luma(picture.luma.data(), picture.width, picture.height, picture.width, effort);
}

std::vector<std::string> texts(const std::vector<DecodedCode>& codes) {
  std::vector<std::string> all;
  for (const auto& code : codes) all.push_back(code.text);
  std::sort(all.begin(), all.end());
  return all;
}

TEST(DecoderTest, ReadsABadgeCodeInACameraFrame) {
  Picture frame(640, 480);
  draw_code(frame, kCode, 320, 240, 5);
  EXPECT_EQ(texts(decode(frame)), std::vector<std::string>{kCode});
}

TEST(DecoderTest, TellsTheCornersOfTheCodeInPixels) {
  Picture frame(640, 480);
  draw_code(frame, kCode, 320, 240, 4);  // 25 modules of 4 pixels: 270 to 370, 190 to 290
  const auto codes = decode(frame);
  ASSERT_EQ(codes.size(), 1u);
  const std::array<PixelPoint, 4> expected = {{{270, 190}, {370, 190}, {370, 290}, {270, 290}}};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(codes[0].corners[i].x, expected[i].x, 4);
    EXPECT_NEAR(codes[0].corners[i].y, expected[i].y, 4);
  }
}

TEST(DecoderTest, ReadsSeveralCodesInOnePicture) {
  Picture frame(800, 400);
  draw_code(frame, "FIRST", 200, 200, 5);
  draw_code(frame, "SECOND", 600, 200, 5);
  EXPECT_EQ(texts(decode(frame)), (std::vector<std::string>{"FIRST", "SECOND"}));
}

TEST(DecoderTest, ReadsACodeTurnedByAnyAngle) {
  for (int degrees = 0; degrees < 360; degrees += 15) {
    Picture frame(640, 480);
    draw_code(frame, kCode, 320, 240, 6, degrees);
    EXPECT_EQ(texts(decode(frame, Effort::thorough)), std::vector<std::string>{kCode}) << degrees;
  }
}

TEST(DecoderTest, ReadsThroughNoiseAndWeakLightFromOneSide) {
  Picture frame(640, 480);
  draw_code(frame, kCode, 300, 220, 6, 7);
  fakes::spoil(frame, 25, 1);
  EXPECT_EQ(texts(decode(frame)), std::vector<std::string>{kCode});
}

TEST(DecoderTest, ReadsAWhiteOnBlackCodeOfAPhoneInDarkMode) {
  Picture frame(640, 480);
  draw_code(frame, kCode, 320, 240, 5);
  fakes::invert(frame);
  EXPECT_EQ(texts(decode(frame, Effort::thorough)), std::vector<std::string>{kCode});
}

TEST(DecoderTest, KeepsTextOfAnyScriptAsUtf8) {
  Picture frame(640, 480);
  draw_code(frame, "Žanna Ozoliņa, Даугавпилс", 320, 240, 5);
  EXPECT_EQ(texts(decode(frame)), std::vector<std::string>{"Žanna Ozoliņa, Даугавпилс"});
}

TEST(DecoderTest, ReadsRowsThatArePadded) {
  Picture frame(640, 480);
  draw_code(frame, kCode, 200, 240, 5);
  const auto codes = decode_luma(frame.luma.data(), 400, 480, 640, Effort::quick);
  EXPECT_EQ(texts(codes), std::vector<std::string>{kCode});
}

TEST(DecoderTest, FindsNothingInAnEmptyPicture) {
  EXPECT_TRUE(decode(Picture(640, 480)).empty());
  EXPECT_TRUE(decode(Picture(640, 480, 0), Effort::thorough).empty());
  EXPECT_TRUE(decode(Picture(1, 1), Effort::thorough).empty());
}

TEST(DecoderTest, FindsNothingWhereTheMeasuresMakeNoPicture) {
  const Picture frame(16, 16);
  const std::uint8_t* data = frame.luma.data();
  EXPECT_TRUE(decode_luma(nullptr, 16, 16, 16, Effort::quick).empty());
  EXPECT_TRUE(decode_luma(data, 0, 16, 16, Effort::quick).empty());
  EXPECT_TRUE(decode_luma(data, 16, -1, 16, Effort::quick).empty());
  EXPECT_TRUE(decode_luma(data, 16, 16, 15, Effort::quick).empty());
  EXPECT_TRUE(decode_luma(data, INT_MIN, INT_MAX, INT_MAX, Effort::thorough).empty());
}

TEST(DecoderTest, NeverThrowsOnNoise) {
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    Picture frame(1 + static_cast<int>(random() % 200), 1 + static_cast<int>(random() % 200));
    for (auto& luma : frame.luma) luma = static_cast<std::uint8_t>(random() % 2 * 255);
    decode(frame, Effort::thorough);
  }
}

}  // namespace
}  // namespace devices
