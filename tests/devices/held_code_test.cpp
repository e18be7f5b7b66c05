#include "devices/held_code.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace devices {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::chrono_literals;

/// A camera with a hand-cranked clock: a picture each 40 ms.
class HeldCodeTest : public testing::Test {
 protected:
  /// What was a scan while `in_view` was shown for so long.
  std::vector<std::string> show(const std::vector<std::string>& in_view,
                                std::chrono::milliseconds time) {
    std::vector<std::string> scans;
    for (const auto until = now_ + time; now_ < until; now_ += 40ms) {
      for (auto& text : held_.look(in_view, now_)) scans.push_back(std::move(text));
    }
    return scans;
  }

  HeldCode held_{1500ms};
  HeldCode::TimePoint now_ = HeldCode::TimePoint{} + 1h;
};

TEST_F(HeldCodeTest, ACodeHeldForASecondIsOneScan) {
  EXPECT_THAT(show({"A"}, 1s), ElementsAre("A"));
}

TEST_F(HeldCodeTest, ACodeHeldForAMinuteIsOneScan) {
  EXPECT_THAT(show({"A"}, 60s), ElementsAre("A"));
}

TEST_F(HeldCodeTest, ACodeThatCannotBeReadForAMomentIsStillTheSameScan) {
  for (int round = 0; round < 10; ++round) {
    show({"A"}, 200ms);
    EXPECT_THAT(show({}, 1400ms), IsEmpty());
  }
  EXPECT_THAT(show({"A"}, 200ms), IsEmpty());
}

TEST_F(HeldCodeTest, ACodeThatWasGoneAndIsBackIsANewScan) {
  show({"A"}, 1s);
  show({}, 1600ms);
  EXPECT_THAT(show({"A"}, 1s), ElementsAre("A"));
}

TEST_F(HeldCodeTest, TwoCodesInViewTogetherAreOneScanEach) {
  EXPECT_THAT(show({"A", "B"}, 5s), ElementsAre("A", "B"));
}

TEST_F(HeldCodeTest, TwoCodesInViewByTurnsAreOneScanEach) {
  std::vector<std::string> scans;
  for (int turn = 0; turn < 50; ++turn) {
    for (auto& text : show({turn % 2 == 0 ? "A" : "B"}, 40ms)) scans.push_back(text);
  }
  EXPECT_THAT(scans, ElementsAre("A", "B"));
}

TEST_F(HeldCodeTest, TheNextPersonsCodeIsAScanAtOnce) {
  show({"A"}, 1s);
  EXPECT_THAT(show({"B"}, 40ms), ElementsAre("B"));
}

TEST_F(HeldCodeTest, ACameraThatStallsShowsNobodyLeaving) {
  show({"A"}, 200ms);
  now_ += 1h;
  EXPECT_THAT(show({"A"}, 200ms), IsEmpty());
}

TEST_F(HeldCodeTest, OnceForgottenTheCodeInViewIsANewScan) {
  show({"A"}, 200ms);
  held_.forget();
  EXPECT_THAT(show({"A"}, 200ms), ElementsAre("A"));
}

TEST_F(HeldCodeTest, TheSameCodeTwiceInOnePictureIsOneScan) {
  EXPECT_THAT(show({"A", "A"}, 40ms), ElementsAre("A"));
}

}  // namespace
}  // namespace devices
