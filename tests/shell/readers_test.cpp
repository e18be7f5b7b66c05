#include "shell/readers.h"

#include <gtest/gtest.h>

#include <atomic>

#include "fakes/process.h"
#include "fakes/serial_line.h"

namespace {

using devices::CameraPace;
using namespace std::chrono_literals;

app::Model on(app::Screen screen) {
  app::Model model;
  model.meeting = std::make_shared<const core::Meeting>();
  model.screen = std::move(screen);
  return model;
}

/// A mailbox that the test reads instead of a loop.
class ReadersTest : public testing::Test {
 protected:
  /// An action of the kind that fits comes within the usual bound.
  template <class Wanted, class Fits>
  bool gets(Fits fits) {
    return fakes::wait_until([&] {
      for (const app::Action& action : mailbox_.drain()) {
        const auto* wanted = action.template get<Wanted>();
        if (wanted != nullptr && fits(*wanted)) return true;
      }
      return false;
    });
  }
  shell::Mailbox mailbox_{[] {}};
  shell::Configuration configuration_;
};

TEST_F(ReadersTest, TheCamerasStateIsTold) {
  configuration_.camera.pipeline = "videotestsrc is-live=true";
  const shell::Readers readers(configuration_, mailbox_, [] {});
  EXPECT_TRUE(gets<app::CameraChanged>([](const auto& news) { return news.camera.is_live; }));
}

TEST_F(ReadersTest, WhatIsWrongWithTheCameraIsTold) {
  configuration_.camera.pipeline = "nosuchelement";
  const shell::Readers readers(configuration_, mailbox_, [] {});
  EXPECT_TRUE(gets<app::CameraChanged>(
      [](const auto& news) { return !news.camera.is_live && !news.camera.trouble.empty(); }));
}

TEST_F(ReadersTest, PicturesAreTakenOnlyWhileAScreenShowsThem) {
  configuration_.camera.pipeline = "videotestsrc pattern=ball is-live=true";
  std::atomic<int> wakes{0};
  shell::Readers readers(configuration_, mailbox_, [&] { ++wakes; });
  readers.attend(on(app::screen::Welcome{}));
  EXPECT_TRUE(gets<app::CameraChanged>([](const auto& news) { return news.camera.is_live; }));
  EXPECT_EQ(wakes, 0);
  readers.attend(on(app::screen::HaveCode{}));
  EXPECT_TRUE(fakes::wait_until([&] { return readers.take_picture().has_value(); }));
  EXPECT_GT(wakes, 0);
  readers.attend(on(app::screen::Welcome{}));
  EXPECT_FALSE(readers.take_picture());
}

TEST_F(ReadersTest, ASerialScannerIsRead) {
  const fakes::SerialLine line;
  configuration_.has_camera = false;
  configuration_.serial_scanner = line.path().string();
  shell::Readers readers(configuration_, mailbox_, [] {});
  readers.attend(on(app::screen::Door{}));  // no camera: nothing to look through
  EXPECT_FALSE(readers.take_picture());
  ASSERT_TRUE(line.send("K1ABC\r"));
  EXPECT_TRUE(gets<app::BadgeScanned>([](const auto& scan) { return scan.text == "K1ABC"; }));
}

TEST_F(ReadersTest, OnlyScreensForCodesShowTheCamera) {
  EXPECT_TRUE(shell::shows_camera(on(app::screen::HaveCode{})));
  EXPECT_TRUE(shell::shows_camera(on(app::screen::Door{})));
  EXPECT_FALSE(shell::shows_camera(on(app::screen::Welcome{})));
  EXPECT_FALSE(shell::shows_camera(on(app::screen::Name{})));
  app::Model asked = on(app::screen::HaveCode{});
  asked.ask_still_there_until = 1s;
  EXPECT_FALSE(shell::shows_camera(asked));
}

TEST_F(ReadersTest, ItRestsWhereNobodyIsOrNoCodeIsTaken) {
  app::Model welcome = on(app::screen::Welcome{});
  EXPECT_EQ(shell::pace_for(welcome), CameraPace::attentive);
  welcome.now.up = 61s;
  EXPECT_EQ(shell::pace_for(welcome), CameraPace::resting);
  EXPECT_EQ(shell::pace_for(on(app::screen::Name{})), CameraPace::resting);
  EXPECT_EQ(shell::pace_for(on(app::screen::HaveCode{})), CameraPace::attentive);
  app::Model door = on(app::screen::Door{});
  door.now.up = 3600s;
  EXPECT_EQ(shell::pace_for(door), CameraPace::attentive);
}

}  // namespace
