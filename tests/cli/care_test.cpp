// Erasing, retention, backup and restore from the command line.
#include <cstdlib>
#include <fstream>

#include "cli/kioskctl.h"

namespace {

using test::KioskctlTest;

class Care : public KioskctlTest {
 protected:
  void SetUp() override {
    ::setenv("KIOSK_PASSPHRASE", "correct horse", 1);
    add_meeting();
    register_local("Xyzgiven", "Xyzfamily");
    register_local("Anna", "Ozola");
  }
  void TearDown() override { ::unsetenv("KIOSK_PASSPHRASE"); }
};

TEST_F(Care, EraseLeavesCountsAndAGoodChain) {
  scan("A-0001", "09:00");
  const auto before = done(at({"counts", "--by", "country"}));
  const auto json = done(at({"erase", "A-0001"}));
  EXPECT_EQ(json["erased"], true);
  EXPECT_EQ(json["number"], "A-0001");
  EXPECT_EQ(done(at({"counts", "--by", "country"})), before);
  EXPECT_EQ(done(run({"verify"}))["ok"], true);
  EXPECT_EQ(done(at({"attendee", "show", "A-0001"}))["status"], "erased");
  EXPECT_EQ(done(at({"search", "xyzfam"})).size(), 0U);
  done(run({"rebuild"}));
  EXPECT_EQ(done(at({"counts", "--by", "country"})), before);
  EXPECT_EQ(at({"erase", "A-0099"}).status, 3);
}

TEST_F(Care, AnExtractIsWrittenToAFile) {
  const auto json = done(at({"attendee", "extract", "A-0001", "-o", file("extract.json")}));
  EXPECT_EQ(json["file"], file("extract.json"));
  const auto text = fakes::read_bytes(file("extract.json"));
  EXPECT_NE(text.find("Xyzfamily"), std::string::npos);
  EXPECT_EQ(text.find("Ozola"), std::string::npos);
}

TEST_F(Care, RetentionRunsAtAMomentAndCountsInADryRun) {
  const auto dry = done(run({"retention", "run", "--at", "2024-10-16T09:00", "--dry-run"}));
  EXPECT_EQ(dry["meetings"][0]["people"], 2);
  EXPECT_EQ(done(run({"retention", "run", "--at", "2024-10-16T09:00"}))["meetings"][0]["people"],
            2);
  EXPECT_EQ(done(run({"retention", "run", "--at", "2024-10-17T09:00"}))["meetings"][0]["people"],
            0);
  EXPECT_EQ(done(at({"counts"}))["registered"], 2);
  EXPECT_EQ(done(run({"verify"}))["ok"], true);
}

TEST_F(Care, BackupAndRestore) {
  EXPECT_EQ(done(run({"backup", file("kiosk.backup")}))["verified"], true);
  register_local("Later", "Guest");
  const auto json = done(run({"restore", file("kiosk.backup")}));
  EXPECT_EQ(json["restored"], true);
  EXPECT_EQ(json["salvaged_rows"], 2);
  EXPECT_EQ(done(at({"counts"}))["registered"], 3);
  EXPECT_EQ(done(run({"verify"}))["ok"], true);
  ::setenv("KIOSK_PASSPHRASE", "wrong", 1);
  EXPECT_EQ(run({"restore", file("kiosk.backup")}).status, 6);
  EXPECT_EQ(run({"restore", file("nowhere")}).status, 3);
}

}  // namespace
