// Are you still there? Whoever goes leaves nothing; the loop sleeps until the next deadline.
#include "crank.h"

namespace {

using test::Crank;
using test::milliseconds;
using test::seconds;

TEST(Idle, AsksAfterSixtySecondsAndForgetsThirtyLater) {
  Crank kiosk;
  kiosk.go_to_optional();
  kiosk.wait(app::kAskAfter - milliseconds{1});
  EXPECT_FALSE(kiosk.is_asked());
  kiosk.wait(milliseconds{1});
  EXPECT_TRUE(kiosk.is_asked());
  EXPECT_EQ(kiosk.screen(), "optional");
  kiosk.wait(app::kAnswerWithin - milliseconds{1});
  EXPECT_TRUE(kiosk.is_asked());
  kiosk.wait(milliseconds{1});
  kiosk.expect_nobody();
}

TEST(Idle, EveryAnswerContinuesAsOftenAsWanted) {
  const app::Action answers[] = {app::StillHerePressed{}, app::Touched{},     app::TextTyped{"x"},
                                 app::NextPressed{},      app::BackPressed{}, app::LetterErased{}};
  Crank kiosk;
  kiosk.go_to_optional();
  const app::Draft before = kiosk.model.draft;
  for (const app::Action& answer : answers) {
    kiosk.wait(app::kAskAfter);
    ASSERT_TRUE(kiosk.is_asked());
    kiosk.happens(answer);
    EXPECT_FALSE(kiosk.is_asked());
    EXPECT_EQ(kiosk.screen(), "optional") << "an answer is nothing but an answer";
    EXPECT_EQ(kiosk.model.draft, before);
  }
}

TEST(Idle, AnotherLanguageOrLookAnswersAndIsTaken) {
  Crank kiosk;
  kiosk.go_to_name();
  kiosk.wait(app::kAskAfter);
  kiosk.happens(app::LanguageChosen{"sv"});
  EXPECT_FALSE(kiosk.is_asked());
  EXPECT_EQ(kiosk.model.language, "sv");
}

TEST(Idle, StartOverWhileAskedForgetsAtOnce) {
  Crank kiosk;
  kiosk.go_to_optional();
  kiosk.wait(app::kAskAfter);
  kiosk.happens(app::StartOverPressed{});
  kiosk.expect_nobody();
}

TEST(Idle, ATouchThatComesTooLateFindsNothingAnyMore) {
  Crank kiosk;
  kiosk.go_to_optional();
  kiosk.wait(app::kAskAfter);
  kiosk.up += app::kAnswerWithin;
  kiosk.happens(app::StillHerePressed{});
  kiosk.expect_nobody();
}

TEST(Idle, AScreenThatComesWhileAskedIsNotAskedOver) {
  Crank kiosk;
  kiosk.happens(app::HaveCodePressed{});
  const std::string nonce = kiosk.scan("K1CODE");
  kiosk.wait(app::kAskAfter);
  ASSERT_TRUE(kiosk.is_asked());
  kiosk.wait(seconds{29});
  kiosk.store_says(nonce, core::Verdict::admitted);
  EXPECT_EQ(kiosk.screen(), "greeting");
  EXPECT_FALSE(kiosk.is_asked());
  EXPECT_GT(*app::next_deadline(kiosk.model), kiosk.up);
}

TEST(Idle, ACodeShownWhileAskedAnswersAndIsLookedUp) {
  Crank kiosk;
  kiosk.happens(app::HaveCodePressed{});
  kiosk.wait(app::kAskAfter);
  kiosk.scan("K1CODE");
  EXPECT_FALSE(kiosk.is_asked());
  EXPECT_EQ(kiosk.how_many<app::RecordScan>(), 1);
}

TEST(Idle, SomebodyElsesBadgeDoesNotKeepAnAbandonedRegistration) {
  Crank kiosk;
  kiosk.go_to_optional();
  kiosk.wait(seconds{50});
  kiosk.happens(app::BadgeScanned{"K1CODE"});
  kiosk.wait(seconds{10});
  EXPECT_TRUE(kiosk.is_asked());
  kiosk.happens(app::BadgeScanned{"K1CODE"});
  EXPECT_TRUE(kiosk.is_asked());
}

TEST(Idle, WelcomeIsGreetedAnewAfterAMinute) {
  Crank kiosk;
  kiosk.happens(app::LanguageChosen{"sv"});
  kiosk.happens(app::HighContrastToggled{});
  kiosk.wait(app::kAskAfter);
  EXPECT_EQ(kiosk.model.language, "lv");
  EXPECT_FALSE(kiosk.model.settings.high_contrast);
}

TEST(Idle, LargerTextIsTakenBackThoughTheLanguagesTakeTurns) {
  Crank kiosk;
  kiosk.happens(app::LargerTextToggled{});
  for (int turn = 0; turn < 5; ++turn) kiosk.wait_for_deadline();
  EXPECT_FALSE(kiosk.model.settings.larger_text);
}

/// What goes by itself, how it is come to and how long it stays.
struct Leaving {
  const char* name;
  void (*go)(Crank&);
  app::Uptime stays;
};
const Leaving kLeaving[] = {
    {"done", [](Crank& k) { k.go_to_done(); }, app::kDoneFor},
    {"greeting",
     [](Crank& k) {
       k.happens(app::HaveCodePressed{});
       k.store_says(k.scan("K1CODE"), core::Verdict::admitted);
     },
     app::kGreetingFor},
    {"ask_at_desk",
     [](Crank& k) {
       k.happens(app::HaveCodePressed{});
       k.store_says(k.scan("K1CODE"), core::Verdict::revoked);
     },
     app::kAskAtDeskFor},
};

TEST(GoesByItself, FourTimesAsLateWhereItIsReadAloud) {
  for (const Leaving& leaving : kLeaving) {
    Crank kiosk;
    kiosk.happens(app::ReadAloudToggled{});
    leaving.go(kiosk);
    ASSERT_EQ(kiosk.screen(), leaving.name);
    kiosk.wait(4 * leaving.stays - milliseconds{1});
    EXPECT_EQ(kiosk.screen(), leaving.name) << "the speech is not cut short";
    kiosk.wait(milliseconds{1});
    kiosk.expect_nobody();
  }
}

TEST(GoesByItself, AsLateAgainAfterEveryTouch) {
  for (const Leaving& leaving : kLeaving) {
    Crank kiosk;
    leaving.go(kiosk);
    for (int i = 0; i < 3; ++i) {
      kiosk.wait(leaving.stays - milliseconds{1});
      EXPECT_EQ(kiosk.screen(), leaving.name);
      kiosk.happens(app::Touched{});
    }
    kiosk.wait(leaving.stays);
    kiosk.expect_nobody();
  }
}

TEST(GoesByItself, LaterWhereTheVoiceIsSwitchedOnThere) {
  for (const Leaving& leaving : kLeaving) {
    Crank kiosk;
    leaving.go(kiosk);
    kiosk.happens(app::ReadAloudToggled{});
    kiosk.wait(4 * leaving.stays - milliseconds{1});
    EXPECT_EQ(kiosk.screen(), leaving.name);
  }
}

TEST(Languages, TakeTurnsOnlyOnWelcomeAndOnlyWhileNobodyIsThere) {
  Crank kiosk;
  kiosk.wait(app::kLanguageTurn);
  EXPECT_EQ(kiosk.model.language, "en");
  kiosk.wait(app::kLanguageTurn);
  EXPECT_EQ(kiosk.model.language, "sv");
  kiosk.wait(app::kLanguageTurn);
  EXPECT_EQ(kiosk.model.language, "lv");
  kiosk.wait(seconds{10});
  kiosk.happens(app::Touched{});
  kiosk.wait(seconds{10});
  EXPECT_EQ(kiosk.model.language, "lv") << "somebody is there";
  kiosk.go_to_name();
  kiosk.wait(seconds{50});
  EXPECT_EQ(kiosk.model.language, "lv");
}

TEST(Languages, AChosenOneStays) {
  Crank kiosk;
  kiosk.happens(app::LanguageChosen{"en"});
  kiosk.wait(seconds{59});
  EXPECT_EQ(kiosk.model.language, "en");
}

TEST(Languages, OneAloneNeverWakesTheLoop) {
  Crank kiosk;
  core::Meeting one = test::town_meeting();
  one.languages = {"lv"};
  kiosk.happens(app::MeetingChanged{std::make_shared<const core::Meeting>(one)});
  EXPECT_FALSE(app::next_deadline(kiosk.model));
}

using Stretch = void (*)(Crank&);
const std::pair<const char*, Stretch> kStretches[] = {
    {"welcome", [](Crank&) {}},
    {"welcome chosen", [](Crank& k) { k.happens(app::LanguageChosen{"en"}); }},
    {"welcome larger", [](Crank& k) { k.happens(app::LargerTextToggled{}); }},
    {"name", [](Crank& k) { k.go_to_name(); }},
    {"where_from", [](Crank& k) { k.go_to_where_from(); }},
    {"optional", [](Crank& k) { k.go_to_optional(); }},
    {"check", [](Crank& k) { k.go_to_check(); }},
    {"saving",
     [](Crank& k) {
       k.go_to_check();
       k.happens(app::PrintPressed{});
     }},
    {"done", [](Crank& k) { k.go_to_done(); }},
    {"have_code", [](Crank& k) { k.happens(app::HaveCodePressed{}); }},
    {"looking", [](Crank& k) { k.scan("K1CODE"); }},
    {"greeting", [](Crank& k) { k.store_says(k.scan("K1CODE"), core::Verdict::admitted); }},
    {"ask_at_desk", [](Crank& k) { k.store_says(k.scan("K1CODE"), core::Verdict::revoked); }},
    {"pin", [](Crank& k) { k.go_to_pin(); }},
    {"locked",
     [](Crank& k) {
       k.go_to_pin();
       k.type("1111");
       k.press_next();
       k.happens(app::PinChecked{core::Role::staff, app::screen::Pin::Answer::locked, seconds{10}});
     }},
    {"organiser's pin from the desk",
     [](Crank& k) {
       k.sign_in();
       k.happens(app::DeskScreenChosen{"counts"});
     }},
    {"door", [](Crank& k) { k.sign_in(); }},
    {"counts", [](Crank& k) { k.sign_in(core::Role::organiser); }},
    {"out_of_service", [](Crank& k) { k.happens(app::StoreFailed{{}}); }},
};

TEST(Deadline, NeverLiesInThePastSoTheLoopNeverSpins) {
  for (const auto& [name, go] : kStretches) {
    SCOPED_TRACE(name);
    Crank kiosk;
    go(kiosk);
    for (int wake = 0; wake < 300; ++wake) {
      ASSERT_GT(app::next_deadline(kiosk.model).value_or(app::Uptime::max()), kiosk.up);
      if (!kiosk.wait_for_deadline()) break;
    }
  }
}

TEST(Deadline, LeftAloneEveryAttendeeScreenEndsOnWelcome) {
  for (const auto& [name, go] : kStretches) {
    Crank kiosk;
    go(kiosk);
    if (!app::is_attendee_screen(kiosk.model.screen) || app::is_saving(kiosk.model.screen))
      continue;
    if (app::is_signed_in(kiosk.model)) continue;
    SCOPED_TRACE(name);
    const milliseconds began = kiosk.up;
    while (kiosk.screen() != "welcome" && kiosk.wait_for_deadline()) {
    }
    kiosk.expect_nobody();
    EXPECT_LE(kiosk.up - began, app::kAskAfter + app::kAnswerWithin);
  }
}

}  // namespace
