#include "shell/backoff.h"

#include <gtest/gtest.h>

#include <random>

namespace {

using shell::Backoff;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(Backoff, GrowsToItsLongestAndIsNeverHotWhateverTheSeed) {
  const std::uint32_t seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Backoff backoff(seconds{2}, seconds{60}, seed);
  milliseconds whole = seconds{2};
  for (int tries = 0; tries < 50; ++tries) {
    const milliseconds pause = backoff.next();
    EXPECT_LE(pause, whole);
    EXPECT_GE(pause, whole * 3 / 4);
    whole = std::min<milliseconds>(whole * 2, seconds{60});
  }
}

TEST(Backoff, TwoKiosksDoNotComeBackAtTheSameMoments) {
  Backoff one(seconds{2}, seconds{60}, 1);
  Backoff two(seconds{2}, seconds{60}, 2);
  int same = 0;
  for (int tries = 0; tries < 20; ++tries) same += one.next() == two.next() ? 1 : 0;
  EXPECT_LT(same, 10);
}

TEST(Backoff, BeginsAnewAfterASuccess) {
  Backoff backoff(seconds{2}, seconds{60}, 7);
  for (int tries = 0; tries < 9; ++tries) backoff.next();
  backoff.reset();
  EXPECT_LE(backoff.next(), seconds{2});
}

}  // namespace
