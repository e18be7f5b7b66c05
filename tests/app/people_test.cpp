// Delegations, people who may have registered before, and registrations to be merged.
#include "staff.h"

namespace {

using core::Verdict;
using test::Crank;
using test::Finding;
using test::person;
using RowState = app::screen::Delegation::Row::State;

// ---- delegations

class Delegation : public Finding {
 public:
  Delegation() {
    happens(app::DelegationChosen{{"vanersborg"}});
    app::Person gone = person("A-0004");
    gone.attendee.status = core::Status::cancelled;
    app::Person in = person("A-0003");
    in.inside = in.present = true;
    happens(app::GuestsFound{{"vanersborg"}, {person("A-0001"), person("A-0002"), in, gone}});
  }
  app::screen::Delegation& list() { return on<app::screen::Delegation>(); }
  std::vector<core::ScanCommand> sent_scans() {
    std::vector<core::ScanCommand> scans;
    for (const app::Effect& effect : effects) {
      if (const auto* scan = effect.get<app::RecordScan>()) scans.push_back(scan->command);
    }
    return scans;
  }
};

TEST(Delegations, AllTicksThoseWhoCanCome) {
  Delegation kiosk;
  kiosk.happens(app::AllTicked{true});
  EXPECT_TRUE(kiosk.list().rows[0].ticked);
  EXPECT_TRUE(kiosk.list().rows[1].ticked);
  EXPECT_FALSE(kiosk.list().rows[2].ticked) << "in already";
  EXPECT_FALSE(kiosk.list().rows[3].ticked) << "cancelled";
  kiosk.happens(app::AllTicked{false});
  EXPECT_FALSE(kiosk.list().rows[0].ticked);
}

TEST(Delegations, EachIsCheckedInUnderANonceOfTheirOwn) {
  Delegation kiosk;
  kiosk.happens(app::AllTicked{true});
  kiosk.happens(app::DelegationCheckedIn{});
  const auto scans = kiosk.sent_scans();
  ASSERT_EQ(scans.size(), 2U);
  EXPECT_EQ(scans[0].text, "A-0001");
  EXPECT_EQ(scans[1].text, "A-0002");
  EXPECT_NE(scans[0].nonce, scans[1].nonce);
  kiosk.happens(app::DelegationCheckedIn{});
  EXPECT_TRUE(kiosk.sent_scans().empty()) << "they are on their way";
}

TEST(Delegations, EachResultStandsBesideThePersonAndTheListStays) {
  Delegation kiosk;
  kiosk.happens(app::AllTicked{true});
  kiosk.happens(app::DelegationCheckedIn{});
  const auto scans = kiosk.sent_scans();
  kiosk.store_says(scans[0].nonce, Verdict::admitted);
  EXPECT_EQ(kiosk.screen(), "delegation");
  kiosk.store_says(scans[1].nonce, Verdict::not_listed);
  EXPECT_EQ(kiosk.list().rows[0].entry.verdict, Verdict::admitted);
  EXPECT_FALSE(kiosk.list().rows[0].ticked);
  EXPECT_EQ(kiosk.list().rows[1].entry.verdict, Verdict::not_listed);
  EXPECT_TRUE(kiosk.list().rows[1].ticked);
  kiosk.expect_sound(app::Sound::look);
  kiosk.happens(app::EntryReopened{scans[1].nonce});
  EXPECT_EQ(kiosk.model.desk.shown->text, "A-0002") << "it can be forced at the door";
}

TEST(Delegations, WhatFailedIsTriedAgainUnderTheSameNonce) {
  Delegation kiosk;
  kiosk.happens(app::AllTicked{true});
  kiosk.happens(app::DelegationCheckedIn{});
  const auto first = kiosk.sent_scans();
  kiosk.store_says(first[0].nonce, Verdict::admitted);
  kiosk.happens(app::ScanFailed{first[1].nonce, {core::Failure::storage, "busy", "", {}}});
  EXPECT_EQ(kiosk.list().rows[1].state, RowState::failed);
  kiosk.happens(app::DelegationCheckedIn{});
  const auto again = kiosk.sent_scans();
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].nonce, first[1].nonce);
}

TEST(Delegations, AScanInBetweenIsShownAndTheListGoesOnBehindIt) {
  Delegation kiosk;
  kiosk.happens(app::PersonTicked{"A-0001"});
  kiosk.happens(app::DelegationCheckedIn{});
  const auto scans = kiosk.sent_scans();
  kiosk.store_says(kiosk.scan("K1OTHER"), Verdict::admitted);
  ASSERT_EQ(kiosk.screen(), "door");
  kiosk.store_says(scans[0].nonce, Verdict::admitted);
  EXPECT_EQ(kiosk.screen(), "door");
  kiosk.press_back();
  ASSERT_EQ(kiosk.screen(), "delegation");
  EXPECT_EQ(kiosk.list().rows[0].state, RowState::decided);
  kiosk.press_back();
  EXPECT_EQ(kiosk.on<app::screen::Find>().text.text, "Oz");
}

TEST(Delegations, AnEntryTakenBackIsShownInTheList) {
  Delegation kiosk;
  kiosk.happens(app::PersonTicked{"A-0001"});
  kiosk.happens(app::DelegationCheckedIn{});
  const std::string nonce = kiosk.sent_scans()[0].nonce;
  kiosk.store_says(nonce, Verdict::admitted);
  kiosk.happens(app::UndoPressed{nonce});
  EXPECT_EQ(kiosk.effect<app::UndoScan>()->nonce, nonce);
  kiosk.happens(app::ScanUndone{nonce});
  EXPECT_TRUE(kiosk.list().rows[0].entry.undone);
  kiosk.happens(app::PersonTicked{"A-0001"});
  EXPECT_TRUE(kiosk.list().rows[0].ticked) << "and may come again";
}

// ---- have you registered before?

TEST(BeenBefore, IsAskedWithoutAnybodysDataAndNoRegisters) {
  Crank kiosk;
  kiosk.go_to_check();
  kiosk.happens(app::PrintPressed{});
  EXPECT_EQ(kiosk.effect<app::RegisterAttendee>()->alike, app::Alike::ask);
  kiosk.happens(app::AlikeFound{{}});
  ASSERT_EQ(kiosk.screen(), "been_before");
  kiosk.happens(app::BeenBeforeAnswered{false});
  EXPECT_EQ(kiosk.effect<app::RegisterAttendee>()->alike, app::Alike::ignore);
  EXPECT_EQ(kiosk.screen(), "check");
  kiosk.happens(app::Registered{"A-0002", "K1", "job"});
  EXPECT_EQ(kiosk.screen(), "done");
}

TEST(BeenBefore, YesLeadsToTheCodeAndForgetsWhatWasTyped) {
  Crank kiosk;
  kiosk.go_to_check();
  kiosk.happens(app::PrintPressed{});
  kiosk.happens(app::AlikeFound{{}});
  kiosk.happens(app::BeenBeforeAnswered{true});
  EXPECT_TRUE(kiosk.on<app::screen::BeenBefore>().said_yes);
  kiosk.happens(app::HaveCodePressed{});
  EXPECT_EQ(kiosk.screen(), "have_code");
  EXPECT_EQ(kiosk.model.draft, app::Draft{});
  EXPECT_EQ(kiosk.how_many<app::RegisterAttendee>(), 1);
}

TEST(BeenBefore, WhoeverGoesToTheDeskLeavesNothing) {
  Crank kiosk;
  kiosk.go_to_check();
  kiosk.happens(app::PrintPressed{});
  kiosk.happens(app::AlikeFound{{}});
  kiosk.happens(app::BeenBeforeAnswered{true});
  kiosk.happens(app::DonePressed{});
  kiosk.expect_nobody();
}

TEST(BeenBefore, IsForgottenWhenNobodyAnswers) {
  Crank kiosk;
  kiosk.go_to_check();
  kiosk.happens(app::PrintPressed{});
  kiosk.happens(app::AlikeFound{{}});
  kiosk.wait(app::kAskAfter);
  EXPECT_TRUE(kiosk.is_asked());
  kiosk.wait(app::kAnswerWithin);
  kiosk.expect_nobody();
}

// ---- the organiser's People

class Organising : public Crank {
 public:
  Organising() {
    sign_in(core::Role::organiser);
    happens(app::DeskScreenChosen{"people"});
    happens(app::PeopleLoaded{{{person("A-0001"), person("A-0007")}}, {}});
  }
  app::screen::People& people() { return on<app::screen::People>(); }
};

TEST(People, AreLoadedForTheOrganiserAlone) {
  Crank staff;
  staff.sign_in();
  staff.happens(app::DeskScreenChosen{"people"});
  EXPECT_EQ(staff.screen(), "pin");
  EXPECT_EQ(staff.how_many<app::LoadPeople>(), 0);
  staff.type("1357");
  staff.press_next();
  staff.happens(app::PinChecked{core::Role::organiser, app::screen::Pin::Answer::none, {}});
  EXPECT_EQ(staff.screen(), "people");
  EXPECT_EQ(staff.how_many<app::LoadPeople>(), 1);
}

TEST(People, MergingAsksOnceAndKeepsTheOneChosen) {
  Organising kiosk;
  kiosk.happens(app::PairChosen{0});
  kiosk.happens(app::KeepChosen{true});
  kiosk.happens(app::ConfirmPressed{});
  EXPECT_EQ(kiosk.how_many<app::MergeAttendees>(), 0);
  kiosk.happens(app::ConfirmPressed{});
  kiosk.happens(app::ConfirmPressed{});
  ASSERT_EQ(kiosk.how_many<app::MergeAttendees>(), 1);
  const auto& merge = *kiosk.all_effects.back().get<app::MergeAttendees>();
  EXPECT_EQ(merge.from, "A-0001");
  EXPECT_EQ(merge.into, "A-0007");
  kiosk.happens(app::PeopleMerged{"A-0007"});
  EXPECT_EQ(kiosk.people().merged, "A-0007");
  EXPECT_NE(kiosk.effect<app::LoadPeople>(), nullptr);
}

app::Disagreement registered_twice() {
  app::Disagreement conflict;
  conflict.id = "9Q3V";
  conflict.kind = app::Disagreement::Kind::registered_twice;
  conflict.pair = app::PeoplePair{person("A-0001"), person("B-0007")};
  return conflict;
}

TEST(People, AConflictIsSettledOnceAndTheListIsLoadedAgain) {
  Organising kiosk;
  kiosk.happens(app::PeopleLoaded{{}, {registered_twice()}});
  kiosk.happens(app::ConflictAnswered{"nothing is open"});
  EXPECT_EQ(kiosk.how_many<app::SettleConflict>(), 0);
  kiosk.happens(app::ConflictChosen{0});
  kiosk.happens(app::ConflictAnswered{"They are two people"});
  kiosk.happens(app::ConflictAnswered{"They are two people"});
  ASSERT_EQ(kiosk.how_many<app::SettleConflict>(), 1);
  const auto& settle = *kiosk.all_effects.back().get<app::SettleConflict>();
  EXPECT_EQ(settle.id, "9Q3V");
  EXPECT_EQ(settle.how, "They are two people");
  kiosk.happens(app::ConflictSettled{"9Q3V"});
  EXPECT_NE(kiosk.effect<app::LoadPeople>(), nullptr);
  EXPECT_FALSE(kiosk.people().conflict);
  EXPECT_TRUE(kiosk.people().settled);
}

TEST(People, AConflictIsSettledInOwnWordsAndWhatFailsIsTold) {
  Organising kiosk;
  kiosk.happens(app::PeopleLoaded{{}, {registered_twice()}});
  kiosk.happens(app::ConflictChosen{0});
  kiosk.happens(app::OwnWordsPressed{});
  kiosk.press_next();
  EXPECT_EQ(kiosk.how_many<app::SettleConflict>(), 0) << "nothing was said";
  kiosk.type(" twins ");
  kiosk.press_next();
  ASSERT_NE(kiosk.effect<app::SettleConflict>(), nullptr);
  EXPECT_EQ(kiosk.effect<app::SettleConflict>()->how, "twins");
  kiosk.press_back();
  EXPECT_TRUE(kiosk.people().conflict) << "an answer is awaited";
  kiosk.happens(app::SettleFailed{{core::Failure::storage, "busy", "", {}}});
  EXPECT_EQ(kiosk.people().phase, app::screen::People::Phase::failed);
  kiosk.press_back();
  kiosk.press_back();
  EXPECT_FALSE(kiosk.people().conflict);
  EXPECT_EQ(kiosk.screen(), "people");
}

TEST(People, TwoRegistrationsOfAConflictAreMergedOrLeftAsTheyAre) {
  Organising kiosk;
  kiosk.happens(app::PeopleLoaded{{}, {registered_twice()}});
  kiosk.happens(app::ConflictChosen{0});
  kiosk.happens(app::ComparePressed{});
  ASSERT_TRUE(kiosk.people().open);
  kiosk.press_back();
  EXPECT_TRUE(kiosk.people().conflict) << "one step at a time";
  kiosk.happens(app::ComparePressed{});
  kiosk.happens(app::ConfirmPressed{});
  kiosk.happens(app::ConfirmPressed{});
  ASSERT_NE(kiosk.effect<app::MergeAttendees>(), nullptr);
  EXPECT_EQ(kiosk.effect<app::MergeAttendees>()->from, "B-0007");
}

TEST(People, WhatCannotBeReadIsNotToldAsNone) {
  const core::Error busy{core::Failure::storage, "busy", "", {}};
  Organising kiosk;
  kiosk.happens(app::PeopleLoaded{{}, {}, busy});
  EXPECT_EQ(kiosk.people().phase, app::screen::People::Phase::unread);

  Crank staff;
  staff.sign_in();
  staff.happens(app::DeskScreenChosen{"find"});
  staff.type("Oz");
  staff.happens(app::PeopleFound{"Oz", {}, busy});
  EXPECT_TRUE(staff.on<app::screen::Find>().unread);
  staff.type("o");
  EXPECT_FALSE(staff.on<app::screen::Find>().unread) << "it is asked once more";
  staff.happens(app::DelegationChosen{{"vanersborg"}});
  staff.happens(app::GuestsFound{{"vanersborg"}, {}, busy});
  EXPECT_TRUE(staff.on<app::screen::Delegation>().unread);
}

TEST(Find, EnterOnTheCardOfSomebodyInsideLetsThemOut) {
  Crank staff;
  staff.sign_in();
  staff.happens(app::DeskScreenChosen{"find"});
  staff.type("Oz");
  app::Person inside = person("A-0001");
  inside.present = inside.inside = true;
  staff.happens(app::PeopleFound{"Oz", {inside}});
  staff.happens(app::PersonOpened{"A-0001"});
  staff.press_next();
  EXPECT_EQ(staff.effect<app::RecordScan>()->command.direction, core::Direction::out);
}

TEST(People, AMergeThatFailedIsTold) {
  Organising kiosk;
  kiosk.happens(app::PairChosen{0});
  kiosk.happens(app::ConfirmPressed{});
  kiosk.happens(app::ConfirmPressed{});
  kiosk.happens(app::MergeFailed{{core::Failure::storage, "busy", "", {}}});
  EXPECT_EQ(kiosk.people().phase, app::screen::People::Phase::failed);
  EXPECT_TRUE(kiosk.people().open) << "to be tried again";
}

}  // namespace
