// What stands around the staff's and the organiser's screens: tabs, signs, the way out.
#include <gmock/gmock.h>

#include "ui/desk.h"

namespace {

using app::Model;
using testing::HasSubstr;
using ui_test::Desk;

TEST(DeskFrame, TabsAndSignOutSayTheirActions) {
  Desk desk(desk_gallery::door("en"));
  for (const std::string name : {"door", "find", "walk_in", "print_queue", "counts"}) {
    EXPECT_EQ(desk.press<app::DeskScreenChosen>("nav:" + name)->name, name);
  }
  desk.model = desk_gallery::counts("en", true);
  desk.screen.frame();
  for (const std::string name : {"door", "counts", "people", "meeting", "export", "devices"}) {
    EXPECT_EQ(desk.press<app::DeskScreenChosen>("nav:" + name)->name, name);
  }
  EXPECT_TRUE(desk.press<app::SignOutPressed>("sign_out"));
}

TEST(DeskFrame, TheOrganisersTabsStandInOneRowWhereTheScreenIsWideAndElsewhereInTwo) {
  const std::vector<ui_test::Setup> setups = {{{1024, 768}, {3.37F, false}},
                                              {{1280, 800}, {4.F, false}},
                                              {{1080, 1920}, {3.78F, false}},
                                              {{1920, 1080}, {3.78F, false}}};
  const auto meeting = desk_gallery::door("en").meeting;
  for (const ui_test::Setup& setup : setups) {
    for (const std::string& language : meeting->languages) {
      Desk desk(desk_gallery::counts(language, true), setup);
      const float first = desk.find("nav:door")->rect.y;
      const float last = desk.find("nav:devices")->rect.y;
      const float rows = setup.size.x < 1900 ? 2 : 1;
      EXPECT_LT(last - first, rows * ui::kTargetMm * setup.density.px_per_mm)
          << language << " on " << setup.size.x;
    }
  }
}

TEST(DeskFrame, TheWayOutLooksTheSameWhateverTheHubsSignSays) {
  using State = app::HubSign::State;
  Desk desk(desk_gallery::door("lv"), {{1024, 768}, {3.37F, false}});
  const ui::Rect alone = desk.find("sign_out")->rect;
  for (const State state : {State::in_step, State::behind, State::cut_off, State::refused}) {
    desk.model = desk_gallery::with_hub(desk_gallery::door("lv"), state);
    desk.screen.frame();
    ASSERT_NE(desk.find("hub"), nullptr);
    EXPECT_EQ(desk.find("sign_out")->rect, alone);
  }
}

TEST(DeskFrame, RehearsalShowsTheClockThatCountsAndPrinterTroubleASign) {
  Model model = desk_gallery::door("en");
  model.rehearsal = true;
  model.signs = {true, "", 3};
  Desk desk(model);
  EXPECT_THAT(desk.label("rehearsal"), HasSubstr("09:02"));
  EXPECT_THAT(desk.label("printer_trouble"), HasSubstr("3"));
}

TEST(Desk, WhereTheBarIsNarrowOneButtonLeadsToTextSizeContrastVoiceAndLanguage) {
  Desk desk(desk_gallery::meeting_screen("de", "62x100"), {{1024, 768}, {3.37F, true}});
  desk.model.settings.larger_text = true;
  desk.screen.frame();
  EXPECT_EQ(desk.find("larger_text"), nullptr);
  desk.screen.press("look");
  desk.screen.frame();
  ASSERT_NE(desk.find("larger_text"), nullptr);
  EXPECT_TRUE(desk.find("larger_text")->checked);
  EXPECT_TRUE(desk.press<app::HighContrastToggled>("high_contrast"));
  EXPECT_TRUE(desk.press<app::ReadAloudToggled>("read_aloud"));
  EXPECT_TRUE(desk.press<app::LargerTextToggled>("larger_text"));
  EXPECT_EQ(desk.press<app::LanguageChosen>("lang:sv")->code, "sv");
}

TEST(Hub, ASmallSignTellsHowItStandsAndNoneWhereNoHubIsSet) {
  using State = app::HubSign::State;
  Desk desk(desk_gallery::door("en"));
  EXPECT_EQ(desk.find("hub"), nullptr);
  desk.model = desk_gallery::with_hub(desk_gallery::door("en"), State::in_step);
  desk.screen.frame();
  EXPECT_EQ(desk.label("hub"), "In step");
  EXPECT_EQ(desk.find("clock_wrong"), nullptr);
  desk.model = desk_gallery::with_hub(desk_gallery::door("en"), State::cut_off);
  desk.screen.frame();
  EXPECT_EQ(desk.label("hub"), "Cut off since 08:41");
}

}  // namespace
