#include "ui/ui.h"

#include "ui/draw.h"
#include "ui/headless.h"
#include "ui/widgets.h"

namespace {

using ui::NavKey;
using ui::Rect;
using ui::Ui;
using ui_test::Headless;

const Rect kFirst{100, 100, 200, 100};
const Rect kSecond{100, 300, 200, 100};

// Two buttons, and what was clicked.
struct TwoButtons {
  std::vector<std::string> clicked;
  bool dialog = false;
  Headless screen{[this](Ui& ui) { draw(ui); }};

  void draw(Ui& ui) {
    const ui::Inert behind(ui, dialog);
    if (ui::primary_button(ui, "first", kFirst, "First")) clicked.emplace_back("first");
    if (ui::secondary_button(ui, "second", kSecond, "Second")) clicked.emplace_back("second");
  }
};

using Clicks = std::vector<std::string>;

TEST(Touch, ClicksOnReleaseAndShowsThePressInTheSameFrame) {
  TwoButtons t;
  t.screen.down("first");
  EXPECT_TRUE(t.screen.record().find("first")->pressed);
  EXPECT_TRUE(t.clicked.empty());
  t.screen.up("first");
  EXPECT_EQ(t.clicked, Clicks{"first"});
}

TEST(Touch, ReleasedElsewhereDoesNotClick) {
  TwoButtons t;
  t.screen.down("first");
  t.screen.move(kSecond.centre());
  EXPECT_FALSE(t.screen.record().find("first")->pressed);
  EXPECT_FALSE(t.screen.record().find("second")->pressed);
  t.screen.up("second");
  EXPECT_TRUE(t.clicked.empty());
}

TEST(Touch, TwoQuickTouchesWithinOneFrameBothCount) {
  TwoButtons t;
  using Kind = ui::PointerEvent::Kind;
  t.screen.frame({{Kind::down, kSecond.centre(), 0},
                  {Kind::up, kSecond.centre(), 0},
                  {Kind::down, kFirst.centre(), 0},
                  {Kind::up, kFirst.centre(), 0}});
  EXPECT_EQ(t.clicked, (Clicks{"first", "second"}));
}

TEST(Touch, TwoFingersPressTwoButtons) {
  TwoButtons t;
  t.screen.down(kFirst.centre(), 1);
  t.screen.down(kSecond.centre(), 2);
  t.screen.up(kFirst.centre(), 1);
  t.screen.up(kSecond.centre(), 2);
  EXPECT_EQ(t.clicked, (Clicks{"first", "second"}));
}

TEST(Touch, BehindADialogNothingIsTouched) {
  TwoButtons t;
  t.dialog = true;
  t.screen.frame();
  t.screen.press("first");
  EXPECT_TRUE(t.clicked.empty());
  EXPECT_TRUE(t.screen.record().find("first")->inert);
}

TEST(Touch, TheSecondTapOfADoubleTapDoesNotReachTheNextScreen) {
  TwoButtons t;
  t.screen.press("first");
  t.screen.screen = "next";
  t.screen.press("first");
  EXPECT_EQ(t.clicked, Clicks{"first"});
  t.screen.wait(ui::kDoubleTapSeconds);
  t.screen.press("first");
  EXPECT_EQ(t.clicked, (Clicks{"first", "first"}));
}

TEST(Touch, ATouchElsewhereRightAfterAScreenChangeCounts) {
  TwoButtons t;
  t.screen.press("first");
  t.screen.screen = "next";
  t.screen.press("second");
  EXPECT_EQ(t.clicked, (Clicks{"first", "second"}));
}

TEST(Focus, GoesInTheOrderDrawnAndRound) {
  TwoButtons t;
  const auto focused = [&t](std::string_view id) { return t.screen.record().find(id)->focused; };
  t.screen.key(NavKey::tab);
  EXPECT_TRUE(focused("first"));
  t.screen.key(NavKey::tab);
  EXPECT_TRUE(focused("second"));
  t.screen.key(NavKey::tab);
  EXPECT_TRUE(focused("first"));
  t.screen.key(NavKey::back_tab);
  EXPECT_TRUE(focused("second"));
  t.screen.key(NavKey::up);
  EXPECT_TRUE(focused("first"));
}

TEST(Focus, ActivatesOnlyWhereTheRingIsSeen) {
  TwoButtons t;
  t.screen.press("first");
  t.screen.key(NavKey::activate);
  EXPECT_EQ(t.clicked, Clicks{"first"}) << "a scanner's Enter must not press a button";
  t.screen.key(NavKey::tab);
  t.screen.key(NavKey::activate);
  EXPECT_EQ(t.clicked, (Clicks{"first", "second"}));
}

TEST(Focus, ATouchHidesTheRing) {
  TwoButtons t;
  t.screen.key(NavKey::tab);
  t.screen.down({1500, 900});
  EXPECT_FALSE(t.screen.record().find("first")->focused);
}

TEST(Grounds, LargePlatesAreClearedNotDrawn) {
  Headless screen([](Ui& ui) { ui::plate(ui, {100, 100, 900, 500}, ui.theme().surface); });
  const auto& grounds = screen.ui().grounds();
  ASSERT_EQ(grounds.size(), 6U) << "the screen, the plate and its four corners";
  EXPECT_EQ(grounds[0].rect, (Rect{0, 0, 1920, 1080}));
  EXPECT_EQ(grounds[1].rect, (Rect{100, 100, 900, 500}));
  EXPECT_EQ(grounds[1].colour, ui::light_theme().surface);
}

TEST(Grounds, APlateOnSomethingDrawnIsDrawnToo) {
  Headless screen([](Ui& ui) {
    ui::fill(ui, {0, 0, 1000, 1000}, ui.theme().primary);
    ui::plate(ui, {100, 100, 900, 500}, ui.theme().surface);
  });
  EXPECT_EQ(screen.ui().grounds().size(), 1U);
}

// Ten rows in a short area.
struct Scrolling {
  int clicks = 0;
  Headless screen{[this](Ui& ui) {
    const Rect area{0, 0, 500, 300};
    const float offset = ui.scroll("list", area, 1000);
    const ui::Clip clip(ui, area);
    for (int i = 0; i < 10; ++i) {
      const Rect row{0, static_cast<float>(i) * 100 - offset, 500, 100};
      if (ui::list_row(ui, "row:" + std::to_string(i), row, {"Row", "", ""})) ++clicks;
    }
  }};
};

TEST(Scroll, ADragMovesTheRowsAndClicksNone) {
  Scrolling t;
  t.screen.down({200, 250});
  t.screen.move({200, 130});
  t.screen.up({200, 100});
  EXPECT_EQ(t.screen.record().find("row:2")->rect.y, 50);
  EXPECT_EQ(t.clicks, 0);
  t.screen.press("row:2");
  EXPECT_EQ(t.clicks, 1);
}

TEST(Scroll, RowsOutsideAreNotThereAndHalfRowsAreCut) {
  Scrolling t;
  EXPECT_EQ(t.screen.record().find("row:5"), nullptr);
  t.screen.down({200, 250});
  t.screen.up({200, 200});
  EXPECT_TRUE(t.screen.record().find("row:0")->cut);
}

TEST(Scroll, TheNextPersonStartsAtTheTop) {
  Scrolling t;
  t.screen.down({200, 250});
  t.screen.up({200, 100});
  t.screen.ui().forget();
  t.screen.frame();
  EXPECT_EQ(t.screen.record().find("row:0")->rect.y, 0);
}

}  // namespace
