#include "meeting/time_zone.h"

#include <date/tz.h>
#include <gmock/gmock.h>

#include "meeting/posix_rule.h"

namespace {

using core::to_rfc3339;

std::string reads(const core::Zone& zone, const char* utc) {
  return to_rfc3339(core::parse_instant(utc, core::Zone{}).value(), zone);
}

core::Zone zone(const std::string& name) {
  auto loaded = meeting::load_zone(name);
  EXPECT_TRUE(loaded) << core::describe(loaded.error());
  return loaded ? *loaded : core::Zone{};
}

TEST(TimeZone, KnowsRigasSummerTime) {
  const core::Zone riga = zone("Europe/Riga");
  EXPECT_EQ(riga.name(), "Europe/Riga");
  EXPECT_EQ(reads(riga, "2019-03-12T07:02:11"), "2019-03-12T09:02:11+02:00");
  EXPECT_EQ(reads(riga, "2019-03-31T00:59:59"), "2019-03-31T02:59:59+02:00");
  EXPECT_EQ(reads(riga, "2019-03-31T01:00:00"), "2019-03-31T04:00:00+03:00");
  EXPECT_EQ(reads(riga, "2019-10-27T00:59:59"), "2019-10-27T03:59:59+03:00");
  EXPECT_EQ(reads(riga, "2019-10-27T01:00:00"), "2019-10-27T03:00:00+02:00");
}

TEST(TimeZone, KnowsSummerTimeAfterTheYearsThatTheSystemLists) {
  const core::Zone riga = zone("Europe/Riga");
  EXPECT_EQ(reads(riga, "2038-03-28T00:59:59"), "2038-03-28T02:59:59+02:00");
  EXPECT_EQ(reads(riga, "2038-03-28T01:00:00"), "2038-03-28T04:00:00+03:00");
  EXPECT_EQ(reads(riga, "2099-07-01T00:00:00"), "2099-07-01T03:00:00+03:00");
  EXPECT_EQ(reads(riga, "2100-12-31T00:00:00"), "2100-12-31T02:00:00+02:00");
}

TEST(TimeZone, KnowsTheSouthAndOddOffsets) {
  EXPECT_EQ(reads(zone("Pacific/Auckland"), "2050-01-01T00:00:00"), "2050-01-01T13:00:00+13:00");
  EXPECT_EQ(reads(zone("Pacific/Auckland"), "2050-07-01T00:00:00"), "2050-07-01T12:00:00+12:00");
  EXPECT_EQ(reads(zone("Asia/Kathmandu"), "2060-07-01T00:00:00"), "2060-07-01T05:45:00+05:45");
  EXPECT_EQ(reads(zone("UTC"), "2060-07-01T00:00:00"), "2060-07-01T00:00:00+00:00");
}

TEST(TimeZone, AgreesWithTheSystemInEveryZoneUntil2037) {
  using std::chrono::hours;
  const core::Instant first = std::chrono::sys_days{std::chrono::year{1970} / 1 / 1};
  const core::Instant last = std::chrono::sys_days{std::chrono::year{2037} / 12 / 1};
  for (const char* name : {"Europe/Riga", "Europe/Stockholm", "Europe/Rome", "Europe/Helsinki",
                           "Europe/Dublin", "Africa/Casablanca", "Australia/Lord_Howe"}) {
    const core::Zone ours = zone(name);
    const auto* theirs = date::locate_zone(name);
    for (core::Instant at = first; at < last; at += hours{31}) {
      ASSERT_EQ(ours.offset_at(at), theirs->get_info(at).offset)
          << name << reads(ours, "2000-01-01T00:00");
    }
  }
}

TEST(TimeZone, LoadsForEveryNameOfTheSystem) {
  for (const auto& known : date::get_tzdb().zones) {
    const auto loaded = meeting::load_zone(known.name());
    ASSERT_TRUE(loaded) << core::describe(loaded.error());
  }
}

TEST(TimeZone, OfAnUnknownNameIsRefusedWithTheNearest) {
  const auto loaded = meeting::load_zone("Europe/Rigga");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().failure, core::Failure::bad_input);
  EXPECT_THAT(loaded.error().what, testing::HasSubstr("Europe/Rigga"));
  EXPECT_THAT(loaded.error().next_step, testing::HasSubstr("\"Europe/Riga\""));
}

TEST(TimeZone, OfAFilePathIsRefused) {
  for (const char* name : {"", "../../../etc/passwd", "/etc/localtime", "Europe"}) {
    EXPECT_FALSE(meeting::load_zone(name)) << name;
  }
}

std::vector<std::string> changes(const char* rule, int year) {
  const auto parsed = meeting::parse_posix_rule(rule);
  EXPECT_TRUE(parsed) << rule;
  std::vector<std::string> result;
  if (!parsed) return result;
  for (const auto& next : parsed->transitions_of(std::chrono::year{year})) {
    result.push_back(to_rfc3339(next.from, core::Zone{}).substr(0, 16) + " " +
                     std::to_string(next.offset.count()));
  }
  return result;
}

TEST(PosixRule, MayCountDaysOfTheYear) {
  EXPECT_THAT(changes("AAA0BBB,J60/0,365/0", 2024),
              testing::ElementsAre("2024-03-01T00:00 3600", "2024-12-30T23:00 0"));
  EXPECT_THAT(changes("AAA0BBB,59/0,J365/0", 2024),
              testing::ElementsAre("2024-02-29T00:00 3600", "2024-12-30T23:00 0"));
}

TEST(PosixRule, MayHaveAWinterBehindAndTimesOnOtherDays) {
  EXPECT_THAT(changes("IST-1GMT0,M10.5.0,M3.5.0/1", 2040),
              testing::ElementsAre("2040-03-25T01:00 3600", "2040-10-28T01:00 0"));
  EXPECT_THAT(changes("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2040),
              testing::ElementsAre("2040-03-25T01:00 -3600", "2040-10-28T01:00 -7200"));
  EXPECT_THAT(changes("IST-2IDT,M3.4.4/26,M10.5.0", 2040),
              testing::ElementsAre("2040-03-23T00:00 10800", "2040-10-27T23:00 7200"));
}

TEST(PosixRule, ThatIsBrokenIsNone) {
  for (const char* rule : {"", "EET", "EET-2EEST", "EET-2EEST,M3.5.0", "EET-2EEST,M13.5.0,M10.5.0",
                           "EET-2EEST,M3.6.0,M10.5.0", "EET-2EEST,M3.5.0/3,M10.5.0/4,", "<+03-3",
                           "EET-200", "EET-2EEST,J0,J1", "EET-2:"}) {
    EXPECT_FALSE(meeting::parse_posix_rule(rule)) << rule;
  }
}

}  // namespace
