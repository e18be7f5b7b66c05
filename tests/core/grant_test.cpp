#include "core/grant.h"

#include <gtest/gtest.h>

namespace {

TEST(Grant, EachThresholdTellsWhatIsMissing) {
  core::Grant grant;
  grant.min_participants = 50;
  grant.min_invited = 25;
  grant.min_invited_percent = 30;
  grant.min_countries = 4;
  const auto all = core::thresholds(grant, {77, 23, 5});
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].missing(), 0);
  EXPECT_EQ(all[1].name, "invited");
  EXPECT_EQ(all[1].reached, 23);
  EXPECT_EQ(all[1].missing(), 2);
  EXPECT_EQ(all[2].reached, 29) << "29.87 % is not 30 %";
  EXPECT_EQ(all[3].missing(), 0);
}

TEST(Grant, AsksForNothingThatItDoesNotName) {
  EXPECT_TRUE(core::thresholds({}, {10, 5, 2}).empty());
}

TEST(Grant, NobodyPresentIsNoShare) {
  core::Grant grant;
  grant.min_invited_percent = 30;
  EXPECT_EQ(core::thresholds(grant, {}).front().reached, 0);
}

TEST(Grant, TheLastDayIsTheMeetings) {
  core::Meeting meeting;
  meeting.days = {*core::parse_day("2019-03-12"), *core::parse_day("2019-03-14")};
  EXPECT_FALSE(core::is_last_day(meeting, *core::parse_instant("2019-03-13T23:59:59Z", {})));
  EXPECT_TRUE(core::is_last_day(meeting, *core::parse_instant("2019-03-14T00:00:00Z", {})));
  EXPECT_FALSE(core::is_last_day(meeting, *core::parse_instant("2019-03-15T00:00:00Z", {})));
}

}  // namespace
