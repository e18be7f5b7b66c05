// The organiser's Devices screen: findings, the test print, trying the scanner.
#include <gtest/gtest.h>

#include "app/crank.h"

namespace {

using app::screen::Devices;
using test::Crank;

class DevicesScreen : public testing::Test {
 protected:
  DevicesScreen() {
    kiosk.sign_in(core::Role::organiser);
    kiosk.happens(app::DeskScreenChosen{"devices"});
  }
  Devices& screen() { return kiosk.on<Devices>(); }

  Crank kiosk;
};

TEST_F(DevicesScreen, IsCheckedWhenItIsOpened) {
  EXPECT_EQ(kiosk.screen(), "devices");
  EXPECT_NE(kiosk.effect<app::CheckDevices>(), nullptr);
  EXPECT_TRUE(screen().checking);
  kiosk.happens(app::DevicesChecked{{{core::Part::disk, core::Health::ok, "doctor.disk_ok"}}});
  EXPECT_FALSE(screen().checking);
  EXPECT_EQ(screen().findings.size(), 1U);
}

TEST_F(DevicesScreen, IsCheckedAgainOnceAtATimeAndKeepsWhatItKnew) {
  kiosk.happens(app::DevicesChecked{{{core::Part::disk, core::Health::ok, "doctor.disk_ok"}}});
  kiosk.happens(app::RetryPressed{});
  EXPECT_NE(kiosk.effect<app::CheckDevices>(), nullptr);
  EXPECT_EQ(screen().findings.size(), 1U);
  kiosk.happens(app::RetryPressed{});
  EXPECT_EQ(kiosk.effect<app::CheckDevices>(), nullptr);
}

TEST_F(DevicesScreen, StaffAreAskedForTheOrganisersPin) {
  Crank other;
  other.sign_in();
  other.happens(app::DeskScreenChosen{"devices"});
  EXPECT_EQ(other.screen(), "pin");
}

TEST_F(DevicesScreen, ATestBadgeIsPrintedOnceAtATimeAndItsEndIsTold) {
  kiosk.happens(app::TestPrintPressed{});
  EXPECT_NE(kiosk.effect<app::PrintTest>(), nullptr);
  kiosk.happens(app::TestPrintPressed{});
  EXPECT_EQ(kiosk.effect<app::PrintTest>(), nullptr);
  kiosk.happens(
      app::TestPrintEnded{core::Error{core::Failure::unreachable, "nothing answers", "", {}}});
  EXPECT_EQ(screen().print, Devices::TestPrint::failed);
  kiosk.happens(app::TestPrintPressed{});
  kiosk.happens(app::TestPrintEnded{});
  EXPECT_EQ(screen().print, Devices::TestPrint::printed);
}

const app::screen::PartTry& tried(const Devices& screen, core::Part part) {
  return screen.tries.at(static_cast<std::size_t>(part));
}

TEST_F(DevicesScreen, TheDiskIsTriedOnceAtATimeAndItsAnswerTold) {
  using State = app::screen::PartTry::State;
  kiosk.happens(app::PartTestPressed{core::Part::disk});
  ASSERT_NE(kiosk.effect<app::TestPart>(), nullptr);
  EXPECT_EQ(kiosk.effect<app::TestPart>()->part, core::Part::disk);
  EXPECT_EQ(tried(screen(), core::Part::disk).state, State::running);
  kiosk.happens(app::PartTestPressed{core::Part::disk});
  EXPECT_EQ(kiosk.effect<app::TestPart>(), nullptr);
  kiosk.happens(app::PartTested{core::Part::disk, {State::bad, "doctor.try_disk_failed"}});
  EXPECT_EQ(tried(screen(), core::Part::disk).message, "doctor.try_disk_failed");
}

TEST_F(DevicesScreen, TheCameraIsTriedByWhetherPicturesCome) {
  kiosk.happens(app::PartTestPressed{core::Part::camera});
  EXPECT_EQ(tried(screen(), core::Part::camera).message, "doctor.try_camera_none");
  kiosk.happens(app::CameraChanged{{true, ""}});
  kiosk.happens(app::PartTestPressed{core::Part::camera});
  EXPECT_EQ(tried(screen(), core::Part::camera).message, "doctor.try_camera_ok");
}

TEST_F(DevicesScreen, TheClockIsShownToBeComparedInTheMeetingsZone) {
  kiosk.happens(app::PartTestPressed{core::Part::clock});
  const auto& values = tried(screen(), core::Part::clock).values;
  EXPECT_EQ(values.at(0).second, "07:00");
  EXPECT_EQ(values.at(1).second, "2019-03-12");
}

TEST_F(DevicesScreen, TheFontsAreTriedByLookingAtTheirLetters) {
  kiosk.happens(app::PartTestPressed{core::Part::fonts});
  EXPECT_NE(tried(screen(), core::Part::fonts).values.at(0).second.find("王"), std::string::npos);
}

TEST_F(DevicesScreen, ACodeThatIsScannedHereChecksNobodyIn) {
  kiosk.happens(app::BadgeScanned{std::string(39, 'x') + "ķ" + std::string(60, 'x')});
  EXPECT_EQ(kiosk.how_many<app::RecordScan>(), 0);
  EXPECT_EQ(screen().read, std::string(39, 'x') + "…");
  kiosk.expect_sound(app::Sound::admitted);
}

TEST_F(DevicesScreen, FindingsThatComeWhenTheScreenIsLeftChangeNothing) {
  kiosk.happens(app::DeskScreenChosen{"door"});
  kiosk.happens(app::DevicesChecked{});
  EXPECT_EQ(kiosk.screen(), "door");
}

}  // namespace
