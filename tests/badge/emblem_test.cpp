#include "badge/emblem.h"

#include <gtest/gtest.h>

#include <cmath>

namespace {

badge::StarPoint centre_of(const badge::Star& star) {
  badge::StarPoint sum;
  for (std::size_t point = 0; point < 10; point += 2) {
    sum.x += star.at(point).x / 5;
    sum.y += star.at(point).y / 5;
  }
  return sum;
}

double distance(badge::StarPoint from, badge::StarPoint to) {
  return std::hypot(from.x - to.x, from.y - to.y);
}

TEST(EuEmblem, StarsStandLikeTheHoursOfAClock) {
  const auto stars = badge::eu_stars();
  for (const auto& star : stars) EXPECT_NEAR(distance(centre_of(star), {0.75, 0.5}), 1.0 / 3, 1e-9);
  EXPECT_NEAR(centre_of(stars[0]).y, 0.5 - 1.0 / 3, 1e-9);
  EXPECT_NEAR(centre_of(stars[3]).x, 0.75 + 1.0 / 3, 1e-9);
  EXPECT_NEAR(centre_of(stars[6]).y, 0.5 + 1.0 / 3, 1e-9);
}

TEST(EuEmblem, EveryStarHasOnePointStraightUp) {
  for (const auto& star : badge::eu_stars()) {
    EXPECT_NEAR(star[0].x, centre_of(star).x, 1e-9);
    EXPECT_NEAR(centre_of(star).y - star[0].y, 1.0 / 18, 1e-9);
  }
}

TEST(EuEmblem, PointsLieOnACircleOfAnEighteenth) {
  for (const auto& star : badge::eu_stars())
    for (std::size_t point = 0; point < 10; point += 2)
      EXPECT_NEAR(distance(star.at(point), centre_of(star)), 1.0 / 18, 1e-9);
}

TEST(EuEmblem, SidesOfAStarAreStraightFromPointToPoint) {
  for (const auto& star : badge::eu_stars()) {
    // Points 0 and 4 and the notches between them, 1 and 3, lie on one line.
    const auto cross = (star[4].x - star[0].x) * (star[1].y - star[0].y) -
                       (star[4].y - star[0].y) * (star[1].x - star[0].x);
    EXPECT_NEAR(cross, 0, 1e-9);
  }
}

}  // namespace
