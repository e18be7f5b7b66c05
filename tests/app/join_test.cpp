// Several kiosks on screen: the file for another one, and joining with it.
#include "crank.h"

namespace {

using app::screen::Care;
using app::screen::Join;
using test::Crank;

class Enrolling : public Crank {
 public:
  Enrolling() {
    sign_in(core::Role::organiser);
    happens(app::DeskScreenChosen{"care"});
    happens(app::CarePageChosen{Care::Page::enrol});
  }
  Care& care() { return on<Care>(); }
};

TEST(Enrol, ALetterATargetAndAPassphraseMakeTheFile) {
  Enrolling kiosk;
  EXPECT_NE(kiosk.effect<app::FindLetters>(), nullptr);
  EXPECT_NE(kiosk.effect<app::FindSticks>(), nullptr);
  kiosk.happens(app::SticksFound{{{"/media/a/RED", "RED"}}});
  kiosk.happens(app::LettersFound{"BCD"});
  EXPECT_EQ(kiosk.care().letter, 'B');
  kiosk.happens(app::LetterChosen{'A'});
  EXPECT_EQ(kiosk.care().letter, 'B') << "that one is taken";
  kiosk.happens(app::LetterChosen{'D'});
  kiosk.happens(app::TargetChosen{"/media/a/RED"});
  kiosk.press_next();
  kiosk.type("correct horse");
  kiosk.press_next();
  kiosk.type("correct horse");
  kiosk.happens(app::ConfirmPressed{});
  ASSERT_NE(kiosk.effect<app::EnrolKiosk>(), nullptr);
  EXPECT_EQ(kiosk.effect<app::EnrolKiosk>()->letter, 'D');
  EXPECT_EQ(kiosk.effect<app::EnrolKiosk>()->passphrase, "correct horse");
  EXPECT_EQ(kiosk.effect<app::EnrolKiosk>()->stick, "/media/a/RED");
  EXPECT_EQ(kiosk.how_many<app::BackUp>(), 0);
  EXPECT_TRUE(kiosk.care().passphrase.text.empty()) << "it is kept no longer than needed";
  kiosk.happens(app::KioskEnrolled{"/media/a/RED/kiosk-D.enrol"});
  EXPECT_EQ(kiosk.care().phase, Care::Phase::done);
}

TEST(Enrol, AKioskThatMayGiveNoLettersGoesNoFurther) {
  Enrolling kiosk;
  kiosk.happens(app::LettersFound{""});
  kiosk.press_next();
  EXPECT_FALSE(kiosk.care().typing);
}

TEST(Enrol, WhatFailedIsToldAndCanBeTriedAgain) {
  Enrolling kiosk;
  kiosk.happens(app::LettersFound{"B"});
  kiosk.happens(app::EnrolFailed{{core::Failure::bad_input, "given before", "", {}}});
  EXPECT_EQ(kiosk.care().phase, Care::Phase::failed);
  kiosk.press_back();
  EXPECT_EQ(kiosk.care().page, Care::Page::enrol);
  EXPECT_EQ(kiosk.care().phase, Care::Phase::idle);
  EXPECT_EQ(kiosk.how_many<app::FindLetters>(), 2);
}

/// A kiosk that has no meeting.
class New : public Crank {
 public:
  New() {
    happens(
        app::StoreFailed{{core::Failure::bad_input, "no meeting", "", {}, "failure.no_meeting"}});
  }
  Join& join() { return on<Join>(); }
  void find() {
    happens(app::JoinPressed{});
    happens(app::EnrolmentsFound{{{"/media/a/RED/b.enrol", "b.enrol", "RED"}}});
  }
};

TEST(Join, TheFileOfAStickAndItsPassphraseMakeItAnotherKiosk) {
  New kiosk;
  kiosk.happens(app::JoinPressed{});
  EXPECT_EQ(kiosk.screen(), "join");
  EXPECT_NE(kiosk.effect<app::FindEnrolments>(), nullptr);
  kiosk.happens(app::EnrolmentsFound{{{"/media/a/RED/b.enrol", "b.enrol", "RED"}}});
  kiosk.happens(app::ListChosen{1});
  EXPECT_EQ(kiosk.join().phase, Join::Phase::choosing) << "there is only one";
  kiosk.happens(app::ListChosen{0});
  kiosk.press_next();
  EXPECT_EQ(kiosk.how_many<app::JoinKiosk>(), 0) << "nothing was typed";
  kiosk.type("correct horse");
  kiosk.press_next();
  kiosk.press_next();
  ASSERT_EQ(kiosk.how_many<app::JoinKiosk>(), 1);
  const auto& sent = *kiosk.all_effects.back().get<app::JoinKiosk>();
  EXPECT_EQ(sent.path, "/media/a/RED/b.enrol");
  EXPECT_EQ(sent.passphrase, "correct horse");
  EXPECT_TRUE(kiosk.join().passphrase.text.empty()) << "it is kept no longer than needed";
  kiosk.happens(app::KioskJoined{"B"});
  EXPECT_EQ(kiosk.join().phase, Join::Phase::joined);
  kiosk.press_next();
  EXPECT_NE(kiosk.effect<app::ReopenStore>(), nullptr);
  kiosk.happens(app::StoreReopened{});
  EXPECT_EQ(kiosk.screen(), "welcome");
}

TEST(Join, AWrongPassphraseIsToldAndTypedAgain) {
  New kiosk;
  kiosk.find();
  kiosk.happens(app::ListChosen{0});
  kiosk.type("wrong horse");
  kiosk.press_next();
  kiosk.happens(app::JoinFailed{{core::Failure::denied, "wrong", "", {}}});
  EXPECT_EQ(kiosk.join().phase, Join::Phase::typing);
  EXPECT_TRUE(kiosk.join().failure);
  kiosk.press_back();
  EXPECT_EQ(kiosk.join().phase, Join::Phase::choosing);
  kiosk.press_back();
  EXPECT_EQ(kiosk.screen(), "out_of_service");
}

TEST(Join, AKioskThatIsBrokenOffersNothing) {
  Crank kiosk;
  kiosk.happens(app::StoreFailed{{core::Failure::storage, "The disk is full.", "", {}}});
  kiosk.happens(app::JoinPressed{});
  EXPECT_EQ(kiosk.screen(), "out_of_service");
}

}  // namespace
