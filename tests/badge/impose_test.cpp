#include "badge/impose.h"

#include <gtest/gtest.h>

#include "samples.h"

namespace {

using badge::PagePlan;
using badge::Spot;
using badge::Template;

Template sheet(const std::string& name = "A4-CR80") {
  return badge::load_template(badge_samples::folder() / (name + ".toml")).value();
}

badge::Box box_of(const Template& form, const Spot& spot) {
  return {spot.x, spot.y, form.width, form.height};
}

TEST(Imposing, ASheetIsFilledRowByRowAndTheLastOneWithWhatIsLeft) {
  const Template form = sheet();
  EXPECT_EQ(badge::page_count(form, 23), 3U);
  EXPECT_EQ(badge::page_count(form, 0), 0U);
  const PagePlan second = badge::plan_page(form, 1, 23);
  ASSERT_EQ(second.spots.size(), 10U);
  EXPECT_EQ(second.spots[0].badge, 10U);
  EXPECT_EQ(second.spots[1].badge, 11U);
  EXPECT_GT(second.spots[1].x, second.spots[0].x);
  EXPECT_GT(second.spots[2].y, second.spots[0].y);
  EXPECT_EQ(badge::plan_page(form, 2, 23).spots.size(), 3U);
}

TEST(Imposing, NoBadgeStandsOnAnotherOrLeavesThePage) {
  for (const char* name : {"A4-CR80", "A4-A7-fold"}) {
    const Template form = sheet(name);
    const PagePlan plan = badge::plan_page(form, 0, form.badges_a_page());
    const badge::Box page{0, 0, form.page_width(), form.page_height()};
    for (std::size_t i = 0; i < plan.spots.size(); ++i) {
      const badge::Box at = box_of(form, plan.spots[i]);
      EXPECT_TRUE(page.contains(at));
      for (std::size_t other = 0; other < i; ++other)
        EXPECT_FALSE(at.inset(0.01).overlaps(box_of(form, plan.spots[other]))) << name;
    }
  }
}

TEST(Imposing, CutMarksStandOutsideOfAllBadgesAtEveryEdge) {
  const Template form = sheet();
  const PagePlan plan = badge::plan_page(form, 0, 10);
  const badge::Box page{0, 0, form.page_width(), form.page_height()};
  EXPECT_EQ(plan.marks.size(), 2U * 4 + 5U * 4);
  for (const badge::MarkLine& mark : plan.marks) {
    const badge::Box line{std::min(mark.x1, mark.x2), std::min(mark.y1, mark.y2),
                          std::abs(mark.x2 - mark.x1) + 1e-3, std::abs(mark.y2 - mark.y1) + 1e-3};
    EXPECT_TRUE(page.contains(line));
    for (const Spot& spot : plan.spots) EXPECT_FALSE(box_of(form, spot).overlaps(line));
  }
}

TEST(Imposing, WithoutMarksNothingIsPrintedBesideTheBadges) {
  Template form = sheet();
  form.sheet->marks = false;
  EXPECT_TRUE(badge::plan_page(form, 0, 10).marks.empty());
}

/// What stands at x on a front is seen at page − x − width on the back when the sheet turns.
TEST(Imposing, EveryBackStandsBehindItsFrontWhenThePrinterTurnsTheSheet) {
  Template form = sheet();
  form.sides = badge::Sides::two;
  form.sheet->left = 5;  // not in the middle, so that a mistake shows
  form.sheet->top = 3;
  for (const badge::Flip flip : {badge::Flip::long_edge, badge::Flip::short_edge}) {
    form.sheet->flip = flip;
    EXPECT_EQ(badge::page_count(form, 13), 4U);
    const PagePlan front = badge::plan_page(form, 2, 13);
    const PagePlan back = badge::plan_page(form, 3, 13);
    ASSERT_EQ(front.spots.size(), 3U);
    ASSERT_EQ(back.spots.size(), 3U);
    const bool book = flip == badge::Flip::long_edge;
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_TRUE(back.spots[i].back);
      EXPECT_EQ(back.spots[i].badge, front.spots[i].badge);
      const double x = form.page_width() - back.spots[i].x - form.width;
      const double y = form.page_height() - back.spots[i].y - form.height;
      EXPECT_DOUBLE_EQ(book ? x : back.spots[i].x, front.spots[i].x);
      EXPECT_DOUBLE_EQ(book ? back.spots[i].y : y, front.spots[i].y);
      EXPECT_EQ(back.spots[i].turned, !book) << "upright when the badge turns about its string";
    }
  }
}

TEST(Imposing, AFoldedBadgeHasItsBackAboveAndUpsideDownAndALineBetween) {
  const Template form = sheet("A4-A7-fold");
  const PagePlan plan = badge::plan_page(form, 0, 1);
  ASSERT_EQ(plan.spots.size(), 2U);
  const Spot& front = plan.spots[0];
  const Spot& back = plan.spots[1];
  EXPECT_FALSE(front.turned);
  EXPECT_TRUE(back.turned);
  EXPECT_DOUBLE_EQ(back.x, front.x);
  EXPECT_DOUBLE_EQ(back.y + form.height, front.y);
  const auto fold = std::find_if(plan.marks.begin(), plan.marks.end(),
                                 [](const badge::MarkLine& mark) { return mark.dashed; });
  ASSERT_NE(fold, plan.marks.end());
  EXPECT_DOUBLE_EQ(fold->y1, front.y);
  EXPECT_DOUBLE_EQ(fold->y2, front.y);
}

TEST(Imposing, ASingleBadgeIsItsPage) {
  const Template form = sheet("62x100");
  const PagePlan plan = badge::plan_page(form, 0, 1);
  ASSERT_EQ(plan.spots.size(), 1U);
  EXPECT_EQ(plan.spots[0].x, 0);
  EXPECT_TRUE(plan.marks.empty());
}

}  // namespace
