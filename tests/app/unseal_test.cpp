// Sealed files on screen: the one for another kiosk, joining with it, going back to a backup.
#include "core/progress.h"
#include "crank.h"

namespace {

using app::screen::Care;
using app::screen::Unseal;
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
  Unseal& file() { return on<Unseal>(); }
  void find() {
    happens(app::JoinPressed{});
    happens(app::SealedFilesFound{{{"/media/a/RED/b.enrol", "b.enrol", "RED"}}});
  }
};

TEST(Join, TheFileOfAStickAndItsPassphraseMakeItAnotherKiosk) {
  New kiosk;
  kiosk.happens(app::JoinPressed{});
  EXPECT_EQ(kiosk.screen(), "unseal");
  EXPECT_NE(kiosk.effect<app::FindEnrolments>(), nullptr);
  kiosk.happens(app::SealedFilesFound{{{"/media/a/RED/b.enrol", "b.enrol", "RED"}}});
  kiosk.happens(app::ListChosen{1});
  EXPECT_EQ(kiosk.file().phase, Unseal::Phase::choosing) << "there is only one";
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
  EXPECT_TRUE(kiosk.file().passphrase.text.empty()) << "it is kept no longer than needed";
  kiosk.happens(app::KioskJoined{"B"});
  EXPECT_EQ(kiosk.file().phase, Unseal::Phase::opened);
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
  EXPECT_EQ(kiosk.file().phase, Unseal::Phase::typing);
  EXPECT_TRUE(kiosk.file().failure);
  kiosk.press_back();
  EXPECT_EQ(kiosk.file().phase, Unseal::Phase::choosing);
  kiosk.press_back();
  EXPECT_EQ(kiosk.screen(), "out_of_service");
}

TEST(Join, AKioskThatIsBrokenOffersNothing) {
  Crank kiosk;
  kiosk.happens(app::StoreFailed{{core::Failure::storage, "The disk is full.", "", {}}});
  kiosk.happens(app::JoinPressed{});
  EXPECT_EQ(kiosk.screen(), "out_of_service");
}

/// A backup that stands in front of the passphrase.
class GoingBack : public Crank {
 public:
  Unseal& file() { return on<Unseal>(); }
  void is_damaged() {
    happens(app::StoreFailed{
        {core::Failure::storage, "The database file is damaged.", "", {}, "failure.damaged"}});
    happens(app::UnsealBackupPressed{});
  }
  void open_from_data() {
    sign_in(core::Role::organiser);
    happens(app::DeskScreenChosen{"care"});
    happens(app::CarePageChosen{Care::Page::restore});
    happens(app::UnsealBackupPressed{});
  }
  void choose() {
    happens(app::SealedFilesFound{{{"/media/a/RED/a.backup", "a.backup", "RED"}}});
    happens(app::ListChosen{0});
  }
  void open_with(const char* passphrase) {
    type(passphrase);
    press_next();
  }
};

TEST(GoingBack, ADamagedKioskTakesASealedBackupAndSaysWhatCameAfterIt) {
  GoingBack kiosk;
  kiosk.is_damaged();
  EXPECT_EQ(kiosk.screen(), "unseal");
  EXPECT_EQ(kiosk.how_many<app::FindBackups>(), 1);
  kiosk.choose();
  kiosk.open_with("correct horse");
  ASSERT_EQ(kiosk.how_many<app::RestoreBackup>(), 1);
  EXPECT_EQ(kiosk.all_effects.back().get<app::RestoreBackup>()->path, "/media/a/RED/a.backup");
  kiosk.press_back();
  EXPECT_EQ(kiosk.file().phase, Unseal::Phase::opening) << "it is under way";
  kiosk.happens(app::CopyRestored{17});
  EXPECT_EQ(kiosk.file().taken_over, 17);
  EXPECT_EQ(kiosk.how_many<app::ReopenStore>(), 1);
  kiosk.happens(app::StoreReopened{});
  EXPECT_EQ(kiosk.file().phase, Unseal::Phase::opened);
  kiosk.press_next();
  kiosk.expect_nobody();
}

TEST(GoingBack, TellsHowFarItIsAndIsStoppedOnce) {
  GoingBack kiosk;
  kiosk.open_from_data();
  kiosk.choose();
  kiosk.happens(app::StopPressed{});
  EXPECT_EQ(kiosk.how_many<app::StopRestoring>(), 0) << "nothing was begun";
  kiosk.open_with("correct horse");
  kiosk.happens(app::WorkProgressed{42});
  EXPECT_EQ(kiosk.file().percent, 42);
  kiosk.happens(app::StopPressed{});
  kiosk.happens(app::StopPressed{});
  EXPECT_EQ(kiosk.how_many<app::StopRestoring>(), 1);
  kiosk.happens(app::RestoreFailed{core::stopped().value()});
  EXPECT_EQ(kiosk.file().phase, Unseal::Phase::typing);
  EXPECT_EQ(kiosk.file().failure->message, "work.stopped");
  EXPECT_EQ(kiosk.how_many<app::ReopenStore>(), 1) << "in service again";
  kiosk.open_with("correct horse");
  EXPECT_EQ(kiosk.file().percent, 0);
  EXPECT_FALSE(kiosk.file().stopping);
}

TEST(GoingBack, AWrongPassphraseLeavesADamagedKioskWhereItWas) {
  GoingBack kiosk;
  kiosk.is_damaged();
  kiosk.choose();
  kiosk.open_with("wrong horse");
  kiosk.happens(app::RestoreFailed{{core::Failure::denied, "wrong", "", {}}});
  EXPECT_EQ(kiosk.how_many<app::ReopenStore>(), 0);
  kiosk.press_back();
  kiosk.press_back();
  EXPECT_EQ(kiosk.screen(), "out_of_service");
  EXPECT_EQ(kiosk.on<app::screen::OutOfService>().error.message, "failure.damaged");
  EXPECT_EQ(kiosk.how_many<app::FindCopy>(), 2) << "its own copy is offered again";
}

TEST(GoingBack, ADamagedKioskAsksForThePassphraseOfItsOwnSealedCopy) {
  GoingBack kiosk;
  kiosk.happens(app::StoreFailed{
      {core::Failure::storage, "The database file is damaged.", "", {}, "failure.damaged"}});
  kiosk.happens(app::CopyFound{{}, "/data/backups/daily-2019-03-12.backup"});
  kiosk.happens(app::RestorePressed{});
  ASSERT_EQ(kiosk.screen(), "unseal");
  EXPECT_EQ(kiosk.file().phase, Unseal::Phase::typing);
  EXPECT_EQ(kiosk.file().files.front().name, "daily-2019-03-12.backup");
  EXPECT_EQ(kiosk.how_many<app::RestoreCopy>(), 0);
  kiosk.open_with("correct horse");
  ASSERT_EQ(kiosk.how_many<app::RestoreBackup>(), 1);
  EXPECT_EQ(kiosk.all_effects.back().get<app::RestoreBackup>()->path,
            "/data/backups/daily-2019-03-12.backup");
}

TEST(GoingBack, FromDataSignsTheDeskOutAndAWrongPassphraseLeavesTheKioskInService) {
  GoingBack kiosk;
  kiosk.open_from_data();
  EXPECT_EQ(kiosk.screen(), "unseal");
  EXPECT_EQ(kiosk.model.desk.role, core::Role::attendee);
  kiosk.choose();
  kiosk.open_with("wrong horse");
  kiosk.happens(app::RestoreFailed{{core::Failure::denied, "wrong", "", {}}});
  EXPECT_EQ(kiosk.how_many<app::ReopenStore>(), 1) << "its file was let go";
  kiosk.happens(app::StoreReopened{});
  kiosk.press_back();
  kiosk.press_back();
  kiosk.expect_nobody();
}

TEST(GoingBack, WhoWalksOffGivesTheKioskBackToEverybody) {
  GoingBack kiosk;
  kiosk.open_from_data();
  kiosk.choose();
  kiosk.type("half a pass");
  ASSERT_TRUE(kiosk.wait_for_deadline());
  EXPECT_TRUE(kiosk.model.ask_still_there_until);
  kiosk.wait(app::kAnswerWithin);
  kiosk.expect_nobody();
}

TEST(GoingBack, APassphraseTypedWhereTheKioskIsOutOfServiceWaitsForNobodyElse) {
  GoingBack kiosk;
  kiosk.is_damaged();
  kiosk.choose();
  kiosk.type("correct horse");
  ASSERT_TRUE(kiosk.wait_for_deadline());
  EXPECT_TRUE(kiosk.file().passphrase.text.empty());
  kiosk.press_next();
  EXPECT_EQ(kiosk.how_many<app::RestoreBackup>(), 0);
  EXPECT_FALSE(kiosk.wait_for_deadline()) << "there is nothing more to wait for";
}

TEST(GoingBack, IsOpenedByNobodyElse) {
  GoingBack kiosk;
  kiosk.happens(app::UnsealBackupPressed{});
  EXPECT_EQ(kiosk.screen(), "welcome");
  kiosk.sign_in(core::Role::staff);
  kiosk.happens(app::DeskScreenChosen{"care"});
  kiosk.happens(app::UnsealBackupPressed{});
  EXPECT_NE(kiosk.screen(), "unseal");
  kiosk.happens(
      app::StoreFailed{{core::Failure::storage, "The disk is full.", "", {}, "failure.disk_full"}});
  kiosk.happens(app::UnsealBackupPressed{});
  EXPECT_EQ(kiosk.screen(), "out_of_service") << "a full disk is no reason to go back";
}

}  // namespace
