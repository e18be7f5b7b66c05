// What failed is said in the language of the screen; the program's own words are English, and
// small.
#include <gmock/gmock.h>

#include "ui/desk.h"

namespace {

using app::Model;
using testing::HasSubstr;
using testing::Not;
using ui_test::Desk;

TEST(OutOfService, SaysWhatIsWrongWhereAndWhatToDoWithoutAMeeting) {
  Desk desk(desk_gallery::out_of_service("en", true));
  EXPECT_THAT(desk.label("error"), HasSubstr("3 mistakes"));
  EXPECT_THAT(desk.label("next_step"), HasSubstr("Correct them"));
  EXPECT_THAT(desk.label("mistake:1"), HasSubstr("48"));
  EXPECT_THAT(desk.label("mistake:1"), HasSubstr("checkpoint[2].opens"));
  EXPECT_TRUE(desk.press<app::RetryPressed>("retry"));
  EXPECT_EQ(desk.find("in_english"), nullptr);
}

TEST(OutOfService, SaysInTheLanguageOfTheScreenWhatCanBeSaidInIt) {
  Model model = desk_gallery::out_of_service("lv", true);
  auto& error = std::get<app::screen::OutOfService>(model.screen).error;
  error.mistakes[1].key = "mistake.missing";
  Desk desk(model, {{1080, 3600}, {}});
  EXPECT_EQ(desk.label("message"), desk.say("failure.meeting_file"));
  EXPECT_THAT(desk.label("mistake:1"), HasSubstr(desk.say("mistake.missing")));
  EXPECT_THAT(desk.label("mistake:1"), HasSubstr("48. rinda"));
  EXPECT_THAT(desk.label("mistake:1"), Not(HasSubstr("expected")));
  EXPECT_EQ(desk.label("in_english"), desk.say("failure.in_english"));
  EXPECT_LT(desk.find("in_english")->rect.bottom(), desk.find("error")->rect.y + 1);
  EXPECT_LT(desk.find("mistake:2")->rect.bottom(), desk.find("in_english")->rect.y + 1);
}

TEST(Failures, AreSaidInTheLanguageOfTheScreenAndInEnglishOnlyBelowItAndMuted) {
  const core::Error silent{core::Failure::unreachable, "GetPrinters: timed out", "Look.", {}};
  Model exported = desk_gallery::exporting("fi", app::screen::Export::Phase::failed);
  std::get<app::screen::Export>(exported.screen).failure = silent;
  Desk desk(exported, {{1080, 4800}, {}});
  EXPECT_THAT(desk.label("export_detail"), HasSubstr(desk.say("failure.of_reach")));
  EXPECT_THAT(desk.label("export_detail"), HasSubstr(silent.what));
  EXPECT_THAT(desk.label("export_detail"), Not(HasSubstr(silent.next_step)));

  Model person = desk_gallery::person_data("fi", app::DataWork::State::failed);
  std::get<app::screen::Find>(person.screen).data.failure = silent;
  Desk card(person);
  EXPECT_EQ(card.label("data_failed"),
            card.say("person_data.failed") + " " + card.say("failure.of_reach"));
  EXPECT_EQ(card.label("data_failed:detail"), silent.what);
  EXPECT_GT(card.find("data_failed:detail")->rect.y, card.find("data_failed")->rect.y);
  EXPECT_NE(card.find("data_failed:detail")->ink, card.find("data_failed")->ink);

  Model form = desk_gallery::meeting_screen("fi", "our-own", true);
  std::get<app::screen::Meeting>(form.screen).failure = silent;
  Desk meeting(form);
  EXPECT_THAT(meeting.label("form:mistakes"), HasSubstr(meeting.say("failure.of_reach")));

  Model copying =
      desk_gallery::care("fi", app::screen::Care::Page::backup, app::screen::Care::Phase::failed);
  std::get<app::screen::Care>(copying.screen).failure = silent;
  Desk care(copying);
  EXPECT_EQ(care.label("error"), care.say("failure.of_reach"));
  EXPECT_EQ(care.label("error_detail"), silent.what);
  EXPECT_EQ(care.find("next_step"), nullptr);
}

TEST(Door, WhatWasNotSavedIsSaidInTheLanguageOfTheScreenAlone) {
  Model model = desk_gallery::door("it");
  model.desk.trouble = core::Error{core::Failure::storage, "disk I/O error", "", {}};
  Desk desk(model);
  EXPECT_EQ(desk.label("trouble"), desk.say("staff.saving_failed"));
  for (const ui::Widget& widget : desk.screen.record().widgets) {
    EXPECT_THAT(widget.label, Not(HasSubstr("disk I/O error")));
  }
}

}  // namespace
