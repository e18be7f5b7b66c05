// Kiosks that were cut off from each other: which of their entries are a conflict.
#include "core/conflict.h"

#include <gtest/gtest.h>

#include "core/door.h"

namespace {

using core::Direction;
using core::Policy;

class Kiosks : public testing::Test {
 protected:
  Kiosks() : meeting(test::small_meeting()) {}

  void at_policy(Policy policy) { checkpoint().policy = policy; }
  core::Checkpoint& checkpoint() { return meeting.checkpoints.front(); }

  core::Scan& tried(std::uint64_t kiosk, const std::string& when,
                    Direction direction = Direction::in) {
    core::Scan scan;
    scan.stamp = {++clock_, {kiosk}, static_cast<std::int64_t>(clock_)};
    scan.checkpoint = checkpoint().id;
    scan.direction = direction;
    scan.at = *core::parse_instant(when, meeting.zone);
    scan.attendee = {7};
    scan.verdict = direction == Direction::in ? core::Verdict::admitted : core::Verdict::exited;
    scans.push_back(scan);
    return scans.back();
  }

  /// How many entries each conflict has.
  [[nodiscard]] std::vector<std::size_t> found() const {
    std::vector<std::size_t> sizes;
    for (const auto& group : core::conflicts_among(meeting, meeting.checkpoints.front(), scans)) {
      sizes.push_back(group.size());
    }
    return sizes;
  }

  core::Meeting meeting;
  std::vector<core::Scan> scans;

 private:
  std::uint64_t clock_ = 0;
};

using Sizes = std::vector<std::size_t>;

TEST_F(Kiosks, UnderOnceAnyTwoAreOne) {
  at_policy(Policy::once);
  tried(1, "2019-03-30 09:00");
  tried(2, "2019-03-31 09:00");
  EXPECT_EQ(found(), Sizes{2});
}

TEST_F(Kiosks, EntriesOfOneKioskAreNone) {
  at_policy(Policy::once);
  tried(1, "2019-03-30 09:00");
  tried(1, "2019-03-30 10:00");
  EXPECT_EQ(found(), Sizes{});
}

TEST_F(Kiosks, ForcedUndoneAndRefusedOnesAreNone) {
  at_policy(Policy::once);
  tried(1, "2019-03-30 09:00");
  tried(2, "2019-03-30 09:01").forced = true;
  tried(2, "2019-03-30 09:02").undone = true;
  tried(2, "2019-03-30 09:03").verdict = core::Verdict::already;
  EXPECT_EQ(found(), Sizes{});
}

TEST_F(Kiosks, OncePerDayGoesByTheLocalDayThoughTheClocksChange) {
  at_policy(Policy::once_per_day);
  tried(1, "2019-03-30 23:30");
  tried(2, "2019-03-31 00:30");
  EXPECT_EQ(found(), Sizes{}) << "an hour apart, on two days";
  tried(1, "2019-03-31 23:30");
  EXPECT_EQ(found(), Sizes{2}) << "the short day is one day";
}

TEST_F(Kiosks, UnderReEntryALeavingStrictlyBetweenSettlesIt) {
  at_policy(Policy::re_entry);
  tried(1, "2019-03-30 09:00");
  tried(2, "2019-03-30 11:00");
  EXPECT_EQ(found(), Sizes{2});
  tried(3, "2019-03-30 11:00", Direction::out);
  EXPECT_EQ(found(), Sizes{2}) << "at the same moment is not in between";
  tried(3, "2019-03-30 10:00", Direction::out);
  EXPECT_EQ(found(), Sizes{});
}

TEST_F(Kiosks, UnlimitedKnowsNoneButALimitPerDayDoes) {
  at_policy(Policy::unlimited);
  tried(1, "2019-03-30 09:00");
  tried(2, "2019-03-30 10:00");
  EXPECT_EQ(found(), Sizes{});
  checkpoint().max_per_day = 1;
  EXPECT_EQ(found(), Sizes{2});
  checkpoint().max_per_day = 2;
  EXPECT_EQ(found(), Sizes{});
}

TEST_F(Kiosks, AConflictIsToldOnceThoughTwoRulesAreBroken) {
  at_policy(Policy::re_entry);
  checkpoint().max_per_day = 1;
  tried(1, "2019-03-30 09:00");
  tried(2, "2019-03-30 10:00");
  EXPECT_EQ(found(), Sizes{2});
}

TEST_F(Kiosks, TheOrderOfArrivalDoesNotMatter) {
  at_policy(Policy::re_entry);
  tried(2, "2019-03-30 11:00");
  tried(3, "2019-03-30 10:00", Direction::out);
  tried(1, "2019-03-30 09:00");
  EXPECT_EQ(found(), Sizes{});
}

}  // namespace
