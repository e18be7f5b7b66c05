// The doctor on a machine whose device files come and go.
#include "doctor/look.h"

#include <gtest/gtest.h>

#include "fakes/temp_folder.h"

namespace {

namespace fs = std::filesystem;

class DoctorLooks : public testing::Test {
 protected:
  DoctorLooks() {
    subject.root = folder.path();
    subject.data = folder.path() / "data";
    fs::create_directories(subject.data);
  }

  void plug_camera(const std::string& node, const std::string& name) {
    const fs::path entry = folder.path() / "sys/class/video4linux" / node;
    fs::create_directories(entry);
    fakes::write_bytes(entry / "name", name + "\n");
    fakes::write_bytes(entry / "index", "0\n");
  }
  void plug(const fs::path& device) {
    fs::create_directories((folder.path() / device).parent_path());
    fakes::write_bytes(folder.path() / device, "");
  }

  fakes::TempFolder folder;
  doctor::Subject subject;
};

TEST_F(DoctorLooks, ACameraIsSeenComingAndGoing) {
  EXPECT_FALSE(doctor::look(subject).camera.name);
  plug_camera("video0", "USB camera");
  EXPECT_EQ(doctor::look(subject).camera.name, "USB camera");
  fs::remove_all(folder.path() / "sys");
  EXPECT_FALSE(doctor::look(subject).camera.name);
}

TEST_F(DoctorLooks, OnlyTheCameraOfKioskTomlCounts) {
  plug_camera("video0", "Built in");
  plug_camera("video2", "USB camera");
  subject.camera = "USB";
  EXPECT_EQ(doctor::look(subject).camera.name, "USB camera");
  subject.camera = "/dev/video0";
  EXPECT_EQ(doctor::look(subject).camera.name, "Built in");
  subject.camera = "/dev/video7";
  const auto seen = doctor::look(subject).camera;
  EXPECT_TRUE(seen.is_set);
  EXPECT_FALSE(seen.name);
}

TEST_F(DoctorLooks, AScannerIsSeenComingAndGoing) {
  EXPECT_FALSE(doctor::look(subject).scanner.name);
  subject.serial_scanner = "auto";
  EXPECT_FALSE(doctor::look(subject).scanner.name);
  plug("dev/ttyACM1");
  EXPECT_EQ(doctor::look(subject).scanner.name, "/dev/ttyACM1");
  subject.serial_scanner = "/dev/ttyACM0";
  EXPECT_FALSE(doctor::look(subject).scanner.name);
  plug("dev/ttyACM0");
  EXPECT_EQ(doctor::look(subject).scanner.name, "/dev/ttyACM0");
}

TEST_F(DoctorLooks, AScannerThatTypesIsKnownByItsName) {
  plug("dev/input/by-id/usb-Logitech_Keyboard-event-kbd");
  EXPECT_FALSE(doctor::look(subject).scanner.name);
  plug("dev/input/by-id/usb-Honeywell_HF680-event-kbd");
  EXPECT_TRUE(doctor::look(subject).scanner.name);
}

TEST_F(DoctorLooks, WithoutAPrinterTheSpoolFolderTakesTheBadges) {
  const auto seen = doctor::look(subject).printer;
  EXPECT_FALSE(seen.is_set);
  EXPECT_TRUE(seen.answers);
}

TEST_F(DoctorLooks, APrinterWhereNothingListensDoesNotAnswer) {
  subject.printer = "ipp://127.0.0.1:1/ipp/print";
  const auto seen = doctor::look(subject).printer;
  EXPECT_TRUE(seen.is_set);
  EXPECT_FALSE(seen.answers);
}

TEST_F(DoctorLooks, ADataFolderThatIsNotThereYetIsJudgedByTheOneAbove) {
  subject.data = folder.path() / "not" / "yet";
  const auto seen = doctor::look(subject).disk;
  EXPECT_TRUE(seen.is_writable);
  EXPECT_GT(seen.free_bytes, 0U);
}

TEST_F(DoctorLooks, TheMachinesOwnFontsWriteAllItsLanguages) {
  EXPECT_EQ(doctor::look(subject).fonts.missing, std::vector<std::string>{});
}

}  // namespace
