#include "devices/camera_mode.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "devices/gst_owned.h"

namespace devices {

void PrintTo(const CameraMode& mode, std::ostream* out) { *out << caps_text(mode); }

namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

class CameraModeTest : public testing::Test {
 protected:
  CameraModeTest() { start_gstreamer(); }

  static std::vector<CameraMode> modes(const char* text) {
    const Owned<GstCaps> caps(gst_caps_from_string(text));
    return modes_of(caps.get());
  }
  static std::string chosen(const char* text) {
    const auto mode = choose_mode(modes(text));
    return mode ? caps_text(*mode) : "none";
  }
};

TEST_F(CameraModeTest, RawPicturesComeBeforeJpegs) {
  EXPECT_EQ(chosen("image/jpeg,width=1280,height=720,framerate=30/1;"
                   "video/x-raw,format=YUY2,width=1280,height=720,framerate=15/1"),
            "video/x-raw,format=YUY2,width=1280,height=720,framerate=15/1");
}

TEST_F(CameraModeTest, AJpegInTimeIsBetterThanARawPictureThatIsLate) {
  EXPECT_EQ(chosen("video/x-raw,format=YUY2,width=1280,height=720,framerate=10/1;"
                   "video/x-raw,format=YUY2,width=640,height=480,framerate=30/1;"
                   "image/jpeg,width=1280,height=720,framerate=30/1"),
            "image/jpeg,width=1280,height=720,framerate=30/1");
}

TEST_F(CameraModeTest, OfTheSizesThatWillDoTheSmallestIsTheFastest) {
  EXPECT_EQ(chosen("video/x-raw,format=NV12,width=1920,height=1080,framerate=30/1;"
                   "video/x-raw,format=NV12,width=1280,height=720,framerate=30/1;"
                   "video/x-raw,format=NV12,width=640,height=480,framerate=60/1"),
            "video/x-raw,format=NV12,width=1280,height=720,framerate=30/1");
}

TEST_F(CameraModeTest, OfTheFormatsTheOneWhoseLuminanceLiesByItself) {
  EXPECT_EQ(chosen("video/x-raw,format={YUY2,NV12,GRAY8},width=1280,height=720,framerate=30/1"),
            "video/x-raw,format=GRAY8,width=1280,height=720,framerate=30/1");
}

TEST_F(CameraModeTest, OfTheRatesTheOneNearestToThirty) {
  EXPECT_EQ(chosen("video/x-raw,format=YUY2,width=1280,height=720,framerate={120/1,60/1,25/1,5/1}"),
            "video/x-raw,format=YUY2,width=1280,height=720,framerate=25/1");
}

TEST_F(CameraModeTest, ARangeIsAskedForWhatIsOfUse) {
  EXPECT_EQ(
      chosen("video/x-raw,format=YUY2,width=[160,3840],height=[120,2160],framerate=[1/1,60/1]"),
      "video/x-raw,format=YUY2,width=1280,height=720,framerate=30/1");
}

TEST_F(CameraModeTest, AnOldCameraIsUsedForWhatItHas) {
  EXPECT_EQ(chosen("video/x-raw,format=YUY2,width=320,height=240,framerate=30/1;"
                   "video/x-raw,format=YUY2,width=640,height=480,framerate=30/1"),
            "video/x-raw,format=YUY2,width=640,height=480,framerate=30/1");
}

TEST_F(CameraModeTest, ACameraThatDoesNotTellItsRateIsUsedAllTheSame) {
  EXPECT_EQ(chosen("video/x-raw,format=NV12,width=1280,height=720"),
            "video/x-raw,format=NV12,width=1280,height=720");
}

TEST_F(CameraModeTest, BrokenRatesKeepTheirFraction) {
  EXPECT_EQ(chosen("video/x-raw,format=NV12,width=1280,height=720,framerate=30000/1001"),
            "video/x-raw,format=NV12,width=1280,height=720,framerate=30000/1001");
}

TEST_F(CameraModeTest, WhatIsNoPictureForUsIsLeftOut) {
  EXPECT_THAT(modes("video/x-h264,width=1280,height=720,framerate=30/1;"
                    "video/x-raw,format=RGB,width=1280,height=720,framerate=30/1;"
                    "video/x-bayer,format=bggr,width=1280,height=720"),
              IsEmpty());
  EXPECT_EQ(chosen("video/x-raw,format=YUY2"), "none");
  EXPECT_THAT(modes_of(nullptr), IsEmpty());
}

TEST_F(CameraModeTest, ListsOfSizesGiveOnlySizesThatExist) {
  const auto all =
      modes("video/x-raw,format=YUY2,width={640,1280},height={480,720},framerate=30/1");
  EXPECT_THAT(all, Contains(CameraMode{"YUY2", 1280, 720, 30}));
  EXPECT_THAT(all, Not(Contains(CameraMode{"YUY2", 640, 720, 30})));
}

TEST_F(CameraModeTest, NoCameraCanClaimSoManyModesThatItMatters) {
  std::string many = "video/x-raw,format=YUY2,width=1280,height=720,framerate={1/1";
  for (int rate = 2; rate < 10'000; ++rate) many += "," + std::to_string(rate) + "/1";
  EXPECT_LE(modes((many + "}").c_str()).size(), 4096U);
}

}  // namespace
}  // namespace devices
