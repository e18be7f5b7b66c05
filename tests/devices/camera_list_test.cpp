// Which camera is there, as the doctor asks.
#include "devices/camera_list.h"

#include <gtest/gtest.h>

#include "devices/gst_owned.h"
#include "fakes/camera.h"

namespace devices {
namespace {

constexpr const char* kRoom = "videotestsrc pattern=black is-live=true";

TEST(CameraList, ACameraIsThereWhileItIsPluggedIn) {
  ASSERT_EQ(start_gstreamer(), "");
  EXPECT_FALSE(find_camera("Test Cam"));
  {
    const fakes::Camera camera("Test Cam One", kRoom);
    EXPECT_EQ(find_camera("Test Cam"), "Test Cam One");
    EXPECT_FALSE(find_camera("Test Cam Two")) << "only the one that is asked for counts";
  }
  EXPECT_FALSE(find_camera("Test Cam"));
}

TEST(CameraList, OneWhosePicturesNobodyReadsIsNone) {
  ASSERT_EQ(start_gstreamer(), "");
  const fakes::Camera camera("Test Heat Camera", kRoom, "application/x-heat");
  EXPECT_FALSE(find_camera("Test Heat"));
}

}  // namespace
}  // namespace devices
