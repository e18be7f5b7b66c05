#include "core/time.h"

#include <gtest/gtest.h>

namespace {

using core::Instant;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Riga around the change to summer time on 31 March 2019 and back on 27 October 2019.
core::Zone riga() {
  return {"Europe/Riga",
          {{Instant{}, hours{2}},
           {*core::parse_instant("2019-03-31T01:00:00Z", {}), hours{3}},
           {*core::parse_instant("2019-10-27T01:00:00Z", {}), hours{2}}}};
}

TEST(Time, ReadsRfc3339WithAndWithoutOffset) {
  const auto at = core::parse_instant("2019-03-12T09:02:11+02:00", {});
  ASSERT_TRUE(at);
  EXPECT_EQ(core::parse_instant("2019-03-12T09:02:11", riga()), at);
  EXPECT_EQ(core::parse_instant("2019-03-12T07:02:11Z", riga()), at);
  EXPECT_EQ(core::parse_instant("2019-03-12 09:02:11.000", riga()), at);
  EXPECT_EQ(core::to_rfc3339(*at, riga()), "2019-03-12T09:02:11+02:00");
}

TEST(Time, RefusesWhatIsNoMoment) {
  for (const char* wrong : {"", "2019-02-29T10:00", "2019-03-12", "2019-03-12T24:00",
                            "2019-03-12T10:00:60", "2019-03-12T10:00+2", "2019-03-12T10:00Zx"}) {
    EXPECT_EQ(core::parse_instant(wrong, {}), std::nullopt) << wrong;
  }
}

TEST(Time, AReadingThatHappensTwiceMeansItsFirstTime) {
  EXPECT_EQ(core::to_rfc3339(*core::parse_instant("2019-10-27T03:30", riga()), riga()),
            "2019-10-27T03:30:00+03:00");
}

TEST(Time, ASkippedReadingMeansTheMomentTheClocksJumped) {
  EXPECT_EQ(core::to_rfc3339(*core::parse_instant("2019-03-31T03:30", riga()), riga()),
            "2019-03-31T04:00:00+03:00");
}

TEST(Time, TheLocalDayChangesAtLocalMidnight) {
  EXPECT_EQ(core::to_text(riga().day_of(*core::parse_instant("2019-03-12T21:59:59Z", {}))),
            "2019-03-12");
  EXPECT_EQ(core::to_text(riga().day_of(*core::parse_instant("2019-03-12T22:00:00Z", {}))),
            "2019-03-13");
  EXPECT_EQ(core::to_text(riga().day_of(*core::parse_instant("2019-07-12T21:00:00Z", {}))),
            "2019-07-13");
}

}  // namespace
