#include "doctor/judge.h"

#include <gtest/gtest.h>

namespace {

using core::Finding;
using core::Health;
using core::Part;
using std::chrono::days;
using std::chrono::hours;

constexpr core::Instant kNow{std::chrono::sys_days{std::chrono::year{2019} / 3 / 12}};

/// A kiosk on which all is well.
doctor::Seen healthy() {
  doctor::Seen seen;
  seen.printer = {true, true, true, ""};
  seen.camera = {true, false, "USB camera"};
  seen.scanner = {true, "/dev/ttyACM0"};
  seen.disk = {true, false, 20'000'000'000};
  seen.clock = {kNow, kNow - days{30}, true, 0};
  seen.screen = {3.78, true};
  return seen;
}

Finding of(const doctor::Seen& seen, Part part) {
  return doctor::judge(seen).at(static_cast<std::size_t>(part));
}

TEST(Doctor, EveryPartHasAFindingInItsPlace) {
  const auto findings = doctor::judge(healthy());
  ASSERT_EQ(findings.size(), static_cast<std::size_t>(core::kParts));
  for (std::size_t i = 0; i < findings.size(); ++i) {
    EXPECT_EQ(findings[i].part, static_cast<Part>(i));
    EXPECT_FALSE(findings[i].message.empty());
    EXPECT_FALSE(findings[i].unreachable);
    EXPECT_EQ(findings[i].health, findings[i].part == Part::hub ? Health::off : Health::ok) << i;
  }
}

TEST(Doctor, APrinterThatDoesNotAnswerIsMissingAndUnreachable) {
  auto seen = healthy();
  seen.printer = {true, false, false, "nothing answers"};
  const Finding found = of(seen, Part::printer);
  EXPECT_EQ(found.health, Health::missing);
  EXPECT_TRUE(found.unreachable);
  EXPECT_EQ(found.detail, "nothing answers");
}

TEST(Doctor, APrinterThatNeedsPaperNeedsALookButIsReached) {
  auto seen = healthy();
  seen.printer = {true, true, false, "paper is out"};
  const Finding found = of(seen, Part::printer);
  EXPECT_EQ(found.health, Health::look);
  EXPECT_FALSE(found.unreachable);
}

TEST(Doctor, WhatNobodySetUpIsOffAndNoFault) {
  auto seen = healthy();
  seen.printer = {};
  seen.camera = {false, false, {}};
  seen.scanner = {};
  for (const Part part : {Part::printer, Part::camera, Part::scanner, Part::hub}) {
    EXPECT_EQ(of(seen, part).health, Health::off);
    EXPECT_FALSE(of(seen, part).unreachable);
  }
}

TEST(Doctor, ACameraThatIsNamedAndGoneIsUnreachableAnyOtherOnlyMissing) {
  auto seen = healthy();
  seen.camera = {true, false, {}};
  EXPECT_EQ(of(seen, Part::camera).health, Health::missing);
  EXPECT_FALSE(of(seen, Part::camera).unreachable);
  seen.camera.is_set = true;
  EXPECT_TRUE(of(seen, Part::camera).unreachable);
}

TEST(Doctor, AFullDiskAReadOnlyOneAndOneInMemoryAreTold) {
  auto seen = healthy();
  seen.disk.free_bytes = doctor::kLittleRoom - 1;
  EXPECT_EQ(of(seen, Part::disk).message, "doctor.disk_low");
  seen.disk.in_memory = true;
  EXPECT_EQ(of(seen, Part::disk).message, "doctor.disk_memory");
  seen.disk.is_writable = false;
  EXPECT_EQ(of(seen, Part::disk).message, "doctor.disk_read_only");
}

TEST(Doctor, AClockBeforeTheProgramWasBuiltIsWrong) {
  auto seen = healthy();
  seen.clock.now = seen.clock.built - hours{1};
  EXPECT_EQ(of(seen, Part::clock).health, Health::missing);
}

TEST(Doctor, AClockThatJumpedBackBehindTheLastRecordIsTold) {
  doctor::Seen seen;
  seen.clock.now = *core::parse_instant("2026-03-12T09:00:00Z", {});
  seen.clock.last_recorded = seen.clock.now + std::chrono::hours{2};
  const auto found = doctor::judge(seen).at(static_cast<std::size_t>(core::Part::clock));
  EXPECT_EQ(found.message, "doctor.clock_back");
  EXPECT_EQ(found.health, core::Health::missing);
  EXPECT_EQ(found.values.at(0).second, "2026-03-12T11:00 UTC");
  seen.clock.last_recorded = seen.clock.now + std::chrono::seconds{40};
  EXPECT_EQ(doctor::judge(seen).at(static_cast<std::size_t>(core::Part::clock)).message,
            "doctor.clock_ok")
      << "another kiosk's clock may be a little ahead";
}

TEST(Doctor, AClockFarFromTheMeetingOrWithoutATimeServerNeedsALook) {
  auto seen = healthy();
  for (const int away : {-doctor::kFarDays - 1, doctor::kFarDays + 1}) {
    seen.clock.days_to_meeting = away;
    EXPECT_EQ(of(seen, Part::clock).message, "doctor.clock_far") << away;
  }
  seen.clock.days_to_meeting = doctor::kFarDays;
  EXPECT_EQ(of(seen, Part::clock).health, Health::ok);
  seen.clock.is_synced = false;
  EXPECT_EQ(of(seen, Part::clock).message, "doctor.clock_unsynced");
  seen.clock.is_synced.reset();
  EXPECT_EQ(of(seen, Part::clock).health, Health::ok) << "a system that does not say is no fault";
}

TEST(Doctor, LanguagesWithoutAFontAreNamed) {
  auto seen = healthy();
  seen.fonts.missing = {"zh", "th"};
  const Finding found = of(seen, Part::fonts);
  EXPECT_EQ(found.health, Health::look);
  EXPECT_EQ(found.values.at(0).second, "zh, th");
}

TEST(Doctor, DaysToTheMeetingCountFromTheNearestOfItsDays) {
  core::Meeting meeting;
  EXPECT_EQ(doctor::days_to(meeting, kNow), std::nullopt);
  const core::Day first{std::chrono::local_days{std::chrono::year{2019} / 3 / 12}};
  meeting.days = {first, first + days{1}, first + days{2}};
  EXPECT_EQ(doctor::days_to(meeting, kNow - days{5}), 5);
  EXPECT_EQ(doctor::days_to(meeting, kNow + days{1}), 0);
  EXPECT_EQ(doctor::days_to(meeting, kNow + days{9}), -7);
}

TEST(Doctor, SizesAreInUnitsPeopleRead) {
  EXPECT_EQ(doctor::size_text(320'000'000), "320 MB");
  EXPECT_EQ(doctor::size_text(1'540'000'000), "1.5 GB");
}

}  // namespace
