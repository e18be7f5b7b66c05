#include "devices/camera.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <mutex>

#include "devices/gst_owned.h"
#include "fakes/camera.h"
#include "fakes/picture_file.h"
#include "fakes/process.h"
#include "fakes/temp_folder.h"

namespace devices {
namespace {

using fakes::Picture;
using fakes::wait_until;
using testing::ElementsAre;
using testing::HasSubstr;
using Phase = CameraState::Phase;
using namespace std::chrono_literals;

constexpr const char* kCode = "K1ABCDEFGH0123456789JKMNPQRS";
constexpr const char* kEmptyRoom = "videotestsrc pattern=black is-live=true";
constexpr CameraTiming kQuick{10ms, 40ms, 300ms, 300ms};

/// What a camera told, in order.
class Told {
 public:
  CameraListener listener() {
    return {[this](std::string text) { add(codes_, std::move(text)); },
            [this](CameraState state) { add(states_, std::move(state)); },
            [this] { add(pictures_, 0); }};
  }
  std::vector<std::string> codes() const { return copy(codes_); }
  std::vector<CameraState> states() const { return copy(states_); }
  std::size_t pictures() const { return copy(pictures_).size(); }

 private:
  template <class T>
  void add(std::vector<T>& all, T one) {
    const std::lock_guard lock(mutex_);
    all.push_back(std::move(one));
  }
  template <class T>
  std::vector<T> copy(const std::vector<T>& all) const {
    const std::lock_guard lock(mutex_);
    return all;
  }
  mutable std::mutex mutex_;
  std::vector<std::string> codes_;
  std::vector<CameraState> states_;
  std::vector<int> pictures_;
};

class CameraTest : public testing::Test {
 protected:
  CameraTest() { start_gstreamer(); }

  /// A PNG of a code; its file, for a pipeline.
  std::string png(const std::string& text, double x = 320, const char* name = "code.png") {
    Picture picture(640, 480);
    if (!text.empty()) fakes::draw_code(picture, text, x, 240, 5);
    fakes::write_png(picture, folder_.path() / name);
    return (folder_.path() / name).string();
  }
  /// A camera in front of which the code stays.
  std::string still(const std::string& text) {
    return "filesrc location=" + png(text) +
           " ! pngdec ! imagefreeze is-live=true ! videoconvert ! "
           "video/x-raw,format=YUY2,framerate=30/1";
  }
  static bool plays_to_its_end(const std::string& text) {
    const Owned<GstElement> pipeline(gst_parse_launch(text.c_str(), nullptr));
    const Owned<GstBus> bus(gst_element_get_bus(pipeline.get()));
    gst_element_set_state(pipeline.get(), GST_STATE_PLAYING);
    constexpr auto kLast = static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
    const Owned<GstMessage> last(gst_bus_timed_pop_filtered(bus.get(), 30 * GST_SECOND, kLast));
    gst_element_set_state(pipeline.get(), GST_STATE_NULL);
    return last && GST_MESSAGE_TYPE(last.get()) == GST_MESSAGE_EOS;
  }
  static bool comes_to(const Camera& camera, Phase phase) {
    return wait_until([&] { return camera.state().phase == phase; });
  }
  bool reads(const std::string& text) const {
    return wait_until([&] {
      const auto codes = told_.codes();
      return std::find(codes.begin(), codes.end(), text) != codes.end();
    });
  }
  static std::optional<CameraPicture> picture_of(Camera& camera) {
    std::optional<CameraPicture> picture;
    wait_until([&] { return (picture = camera.take_picture()).has_value(); });
    return picture;
  }

  fakes::TempFolder folder_;
  Told told_;
};

TEST_F(CameraTest, ACodeInFrontOfACameraIsReadOnce) {
  const fakes::Camera lens("Lens", still(kCode));
  Camera camera({}, told_.listener(), kQuick);
  camera.watch(true);
  ASSERT_TRUE(reads(kCode));
  // Many pictures later it is still the same scan.
  EXPECT_EQ(camera.state(), (CameraState{Phase::live, "Lens"}));
  camera.look_afresh();
  EXPECT_TRUE(wait_until([&] { return told_.codes().size() == 2; }));
  EXPECT_THAT(told_.codes(), ElementsAre(kCode, kCode));
}

TEST_F(CameraTest, AnyPipelineOfTheSettingsIsACamera) {
  CameraSettings settings;
  settings.pipeline = "filesrc location=" + png(kCode) + " ! pngdec ! imagefreeze";
  const Camera camera(settings, told_.listener(), kQuick);
  EXPECT_TRUE(reads(kCode));
}

TEST_F(CameraTest, EveryFormatThatCamerasGiveIsRead) {
  for (const char* format : {"GRAY8", "NV12", "I420", "YUY2", "UYVY", "Y42B"}) {
    Told told;
    CameraSettings settings;
    settings.pipeline = "filesrc location=" + png(kCode) +
                        " ! pngdec ! imagefreeze ! videoconvert ! video/x-raw,format=" + format;
    const Camera camera(settings, told.listener(), kQuick);
    EXPECT_TRUE(wait_until([&] { return told.codes() == std::vector<std::string>{kCode}; }))
        << format;
  }
}

TEST_F(CameraTest, AJpegCameraIsRead) {
  const std::string jpeg = "image/jpeg,width=640,height=480,framerate=30/1";
  const fakes::Camera lens("Lens", still(kCode) + " ! videoconvert ! jpegenc ! " + jpeg, jpeg);
  const Camera camera({}, told_.listener(), kQuick);
  EXPECT_TRUE(reads(kCode));
}

TEST_F(CameraTest, AFilmOfPeopleShowingTheirCodesIsReadInTheirOrder) {
  // Real video: each code for half a second, nothing between them.
  int frame = 0;
  const auto add = [&](const std::string& text, int times) {
    for (int i = 0; i < times; ++i) {
      char name[32];
      std::snprintf(name, sizeof name, "f%03d.png", frame++);
      png(text, 320, name);
    }
  };
  for (const char* text : {"FIRST", "", "SECOND", "", "THIRD", ""}) add(text, 10);
  const std::string film = (folder_.path() / "film.webm").string();
  ASSERT_TRUE(plays_to_its_end("multifilesrc location=" + folder_.path().string() +
                               "/f%03d.png caps=image/png,framerate=20/1 ! pngdec ! videoconvert ! "
                               "vp8enc deadline=1 ! webmmux ! filesink location=" +
                               film));
  CameraSettings settings;
  settings.pipeline = "filesrc location=" + film + " ! matroskademux ! vp8dec";
  const Camera camera(settings, told_.listener(), kQuick);
  ASSERT_TRUE(reads("THIRD"));
  const auto codes = told_.codes();
  EXPECT_THAT(std::vector(codes.begin(), codes.begin() + 3),
              ElementsAre("FIRST", "SECOND", "THIRD"));
}

TEST_F(CameraTest, WithoutACameraItIsSearchedForAndNothingWaits) {
  Camera camera({}, told_.listener(), kQuick);
  EXPECT_EQ(camera.state().phase, Phase::searching);
  EXPECT_FALSE(camera.take_picture());
}

TEST_F(CameraTest, ACameraThatIsPluggedInWhileRunningIsUsed) {
  Camera camera({}, told_.listener(), kQuick);
  const fakes::Camera lens("Lens", still(kCode));
  EXPECT_TRUE(reads(kCode));
}

TEST_F(CameraTest, ACameraThatVanishesAndReturnsIsUsedAgain) {
  fakes::Camera lens("Lens", kEmptyRoom);
  Camera camera({}, told_.listener(), kQuick);
  for (int round = 0; round < 3; ++round) {
    ASSERT_TRUE(comes_to(camera, Phase::live));
    lens.unplug();
    ASSERT_TRUE(comes_to(camera, Phase::searching));
    lens.plug_in();
  }
  EXPECT_TRUE(comes_to(camera, Phase::live));
}

TEST_F(CameraTest, TheCameraThatWasAskedForIsTaken) {
  const fakes::Camera other("Front", kEmptyRoom);
  const fakes::Camera lens("Desk camera", kEmptyRoom);
  CameraSettings settings;
  settings.device = "Desk";
  const Camera camera(settings, told_.listener(), kQuick);
  ASSERT_TRUE(comes_to(camera, Phase::live));
  EXPECT_EQ(camera.state().detail, "Desk camera");
}

TEST_F(CameraTest, ADriverThatReportsAnErrorIsTriedAgain) {
  fakes::Camera lens("Lens", kEmptyRoom);
  Camera camera({}, told_.listener(), kQuick);
  ASSERT_TRUE(comes_to(camera, Phase::live));
  lens.fail("the cable was pulled");
  ASSERT_TRUE(wait_until([&] {
    const auto states = told_.states();
    return std::find(states.begin(), states.end(),
                     CameraState{Phase::trouble, "the cable was pulled"}) != states.end();
  }));
  EXPECT_TRUE(comes_to(camera, Phase::live));
}

TEST_F(CameraTest, ACameraThatStallsIsReportedAndTriedAgain) {
  fakes::Camera lens("Lens", kEmptyRoom);
  Camera camera({}, told_.listener(), kQuick);
  ASSERT_TRUE(comes_to(camera, Phase::live));
  lens.stall(true);
  ASSERT_TRUE(wait_until([&] { return camera.state().phase != Phase::live; }));
  EXPECT_TRUE(comes_to(camera, Phase::live));
  EXPECT_THAT(told_.states(),
              testing::Contains(CameraState{Phase::trouble, "the camera sends no pictures"}));
}

TEST_F(CameraTest, ACameraThatLiesAboutItsPicturesIsTrouble) {
  const fakes::Camera lens("Lens", "audiotestsrc is-live=true");
  const Camera camera({}, told_.listener(), kQuick);
  EXPECT_TRUE(comes_to(camera, Phase::trouble));
}

TEST_F(CameraTest, BlackPicturesAreReadAsNothingAndTheCameraGoesOnLooking) {
  CameraSettings settings;
  settings.pipeline =
      "videotestsrc pattern=black num-buffers=60 is-live=true ! video/x-raw,framerate=120/1";
  Camera camera(settings, told_.listener(), kQuick);
  camera.watch(true);
  ASSERT_TRUE(comes_to(camera, Phase::live));
  const auto dark = picture_of(camera);
  ASSERT_TRUE(dark);
  EXPECT_TRUE(std::all_of(dark->luma.begin(), dark->luma.end(), [](auto l) { return l < 32; }));
  EXPECT_TRUE(told_.codes().empty());
}

TEST_F(CameraTest, APipelineThatIsNoneIsToldInGStreamersWords) {
  CameraSettings settings;
  settings.pipeline = "nosuchelement ! alas";
  const Camera camera(settings, told_.listener(), kQuick);
  ASSERT_TRUE(comes_to(camera, Phase::trouble));
  EXPECT_THAT(camera.state().detail, HasSubstr("nosuchelement"));
}

TEST_F(CameraTest, APipelineThatFailsIsTriedAgainAndAgain) {
  CameraSettings settings;
  settings.pipeline = "filesrc location=" + (folder_.path() / "absent.png").string() + " ! pngdec";
  const Camera camera(settings, told_.listener(), kQuick);
  ASSERT_TRUE(wait_until([&] { return told_.states().size() > 4; }));
  png(kCode, 320, "absent.png");  // and then the file is there
  EXPECT_TRUE(reads(kCode));
}

TEST_F(CameraTest, APipelineThatEndsIsToldAndBegunAnew) {
  CameraSettings settings;
  settings.pipeline = "videotestsrc num-buffers=3";
  const Camera camera(settings, told_.listener(), kQuick);
  const CameraState ended{Phase::trouble, "the pictures have ended"};
  EXPECT_TRUE(wait_until([&] {
    const auto states = told_.states();
    return std::count(states.begin(), states.end(), ended) > 1;
  }));
}

TEST_F(CameraTest, NobodyWatchingMeansNoPictures) {
  const fakes::Camera lens("Lens", "videotestsrc pattern=ball is-live=true");
  Camera camera({}, told_.listener(), kQuick);
  ASSERT_TRUE(comes_to(camera, Phase::live));
  EXPECT_EQ(told_.pictures(), 0U);
  camera.watch(true);
  EXPECT_TRUE(picture_of(camera));
  camera.watch(false);
  EXPECT_FALSE(camera.take_picture());
}

TEST_F(CameraTest, APictureIsSmallAndHasTheOutlineOfTheCode) {
  const fakes::Camera lens("Lens", "filesrc location=" + png(kCode, 160) +
                                       " ! pngdec ! imagefreeze is-live=true ! videoconvert ! "
                                       "video/x-raw,format=YUY2,framerate=30/1");
  CameraSettings settings;
  settings.turn.mirror = true;
  Camera camera(settings, told_.listener(), kQuick);
  camera.watch(true);
  const auto picture = picture_of(camera);
  ASSERT_TRUE(picture);
  EXPECT_LE(picture->width, 640);
  ASSERT_EQ(picture->outlines.size(), 1U);
  // 25 modules of 5 pixels around 160 of 640; in a mirror, around 480.
  EXPECT_NEAR(picture->outlines[0].x[0], 542.0 / 640, 0.02);
  EXPECT_NEAR(picture->outlines[0].x[1], 418.0 / 640, 0.02);
}

TEST_F(CameraTest, AViewThatStandsStillIsShownOnceAndThenCostsNothing) {
  const fakes::Camera lens("Lens", still(kCode));
  Camera camera({}, told_.listener(), kQuick);
  camera.watch(true);
  ASSERT_TRUE(picture_of(camera));
  for (std::size_t seen = told_.codes().size(), i = 1; i <= 10; ++i) {  // ten pictures at least
    camera.look_afresh();
    ASSERT_TRUE(wait_until([&] { return told_.codes().size() == seen + i; }));
  }
  EXPECT_LE(told_.pictures(), 2U);
}

TEST_F(CameraTest, WhileRestingACodeIsReadToo) {
  const fakes::Camera lens("Lens", still(kCode));
  Camera camera({}, told_.listener(), kQuick);
  camera.set_pace(CameraPace::resting);
  EXPECT_TRUE(reads(kCode));
}

TEST_F(CameraTest, ItsEndIsBoundedWhenTheDriverDoesNotLetGo) {
  fakes::Camera lens("Lens", kEmptyRoom);
  auto camera = std::make_unique<Camera>(CameraSettings{}, told_.listener(), kQuick);
  ASSERT_TRUE(comes_to(*camera, Phase::live));
  lens.hold_on();
  const auto before = std::chrono::steady_clock::now();
  camera.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - before, 5s);
  const auto told = told_.states().size();
  lens.let_go();
  EXPECT_TRUE(wait_until([&] { return !lens.is_open(); }));
  EXPECT_EQ(told_.states().size(), told);  // nothing was called any more
}

TEST_F(CameraTest, ManyCamerasMayComeAndGoQuickly) {
  const fakes::Camera lens("Lens", still(kCode));
  for (int round = 0; round < 10; ++round) {
    Camera camera({}, told_.listener(), kQuick);
    camera.watch(round % 2 == 0);
  }
  Camera camera({}, told_.listener(), kQuick);
  EXPECT_TRUE(comes_to(camera, Phase::live));
}

}  // namespace
}  // namespace devices
