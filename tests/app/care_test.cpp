// The organiser's Data, and what an organiser does with one person's data.
#include "crank.h"

namespace {

using app::screen::Care;
using app::screen::Find;
using Page = Care::Page;
using Phase = Care::Phase;
using Work = app::DataWork::State;

class Caring : public test::Crank {
 public:
  explicit Caring(core::Role role = core::Role::organiser) { sign_in(role); }
  Care& care() { return on<Care>(); }
  Find& find() { return on<Find>(); }
  void open(Page page) {
    happens(app::DeskScreenChosen{"care"});
    happens(app::CarePageChosen{page});
  }
  void type_passphrases(const std::string& first, const std::string& again) {
    press_next();
    type(first);
    press_next();
    type(again);
    happens(app::ConfirmPressed{});
  }
  void open_card(const std::string& number = "A-0007") {
    happens(app::DeskScreenChosen{"find"});
    type("Ozola");
    app::Person person;
    person.attendee.number = number;
    person.attendee.details.given_name = "Žanete";
    person.attendee.details.family_name = "Ozola";
    happens(app::PeopleFound{"Ozola", {person}, {}});
    happens(app::PersonOpened{number});
  }
};

TEST(CareScreen, ABackupGoesToTheStickChosenOnceBothPassphrasesAgree) {
  Caring kiosk;
  kiosk.open(Page::backup);
  EXPECT_NE(kiosk.effect<app::FindSticks>(), nullptr);
  kiosk.happens(app::SticksFound{{{"/media/a/RED", "RED"}}});
  kiosk.happens(app::TargetChosen{"/media/a/RED"});
  kiosk.type_passphrases("correct horse", "correct horse");
  ASSERT_NE(kiosk.effect<app::BackUp>(), nullptr);
  EXPECT_EQ(kiosk.effect<app::BackUp>()->passphrase, "correct horse");
  EXPECT_EQ(kiosk.effect<app::BackUp>()->stick, "/media/a/RED");
  EXPECT_EQ(kiosk.care().phase, Phase::running);
  EXPECT_TRUE(kiosk.care().passphrase.text.empty()) << "it is kept no longer than needed";
  EXPECT_TRUE(kiosk.care().again.text.empty());
  kiosk.happens(app::WorkProgressed{40});
  EXPECT_EQ(kiosk.care().percent, 40);
  kiosk.happens(app::BackedUp{"/media/a/RED/kiosk.backup"});
  EXPECT_EQ(kiosk.care().phase, Phase::done);
  EXPECT_TRUE(kiosk.model.care.last_backup);
}

TEST(CareScreen, ThePassphraseSealsTheDailyCopiesWhereTheOrganiserSaysSo) {
  Caring kiosk;
  kiosk.open(Page::backup);
  EXPECT_FALSE(kiosk.care().seal_copies) << "nothing is ticked beforehand";
  kiosk.happens(app::SealCopiesToggled{});
  kiosk.press_next();
  kiosk.happens(app::SealCopiesToggled{});
  kiosk.press_back();
  EXPECT_TRUE(kiosk.care().seal_copies) << "it is kept, and cannot change unseen";
  kiosk.type_passphrases("correct horse", "correct horse");
  ASSERT_NE(kiosk.effect<app::BackUp>(), nullptr);
  EXPECT_EQ(kiosk.effect<app::BackUp>()->seal_copies, true);
  kiosk.happens(app::BackedUp{"/kiosk.backup", true, "/daily-2019-03-12.backup", {}});
  EXPECT_TRUE(kiosk.model.care.copies_sealed);
  EXPECT_EQ(kiosk.model.care.copy, "/daily-2019-03-12.backup");
  kiosk.press_back();
  EXPECT_TRUE(kiosk.care().seal_copies) << "as it is from now on";
}

TEST(CareScreen, CopiesStayAsTheyAreWhereNobodyTouchedTheChoice) {
  Caring kiosk;
  kiosk.open(Page::backup);
  kiosk.type_passphrases("correct horse", "correct horse");
  ASSERT_NE(kiosk.effect<app::BackUp>(), nullptr);
  EXPECT_EQ(kiosk.effect<app::BackUp>()->seal_copies, std::nullopt)
      << "they may be sealed since it was looked";
}

TEST(CareScreen, CopiesThatAreNotAsWasWantedAreTold) {
  Caring kiosk;
  kiosk.open(Page::backup);
  kiosk.happens(app::SealCopiesToggled{});
  kiosk.type_passphrases("correct horse", "correct horse");
  const core::Error full{core::Failure::storage, "The disk is full.", "", {}};
  kiosk.happens(app::BackedUp{"/kiosk.backup", false, "", full});
  EXPECT_EQ(kiosk.care().phase, Phase::done);
  ASSERT_TRUE(kiosk.care().copies_failure);
  EXPECT_EQ(kiosk.care().copies_failure->what, "The disk is full.");
}

TEST(CareScreen, PassphrasesThatAreShortOrDifferMakeNoBackup) {
  Caring kiosk;
  kiosk.open(Page::backup);
  kiosk.type_passphrases("short", "short");
  EXPECT_EQ(kiosk.care().fault, Care::Fault::too_short);
  EXPECT_EQ(kiosk.how_many<app::BackUp>(), 0);
  kiosk.open(Page::overview);
  kiosk.happens(app::CarePageChosen{Page::backup});
  kiosk.type_passphrases("correct horse", "correct house");
  EXPECT_EQ(kiosk.care().fault, Care::Fault::differs);
  EXPECT_EQ(kiosk.how_many<app::BackUp>(), 0);
}

TEST(CareScreen, ABackupCanBeStopped) {
  Caring kiosk;
  kiosk.open(Page::backup);
  kiosk.type_passphrases("correct horse", "correct horse");
  kiosk.happens(app::StopPressed{});
  EXPECT_NE(kiosk.effect<app::StopWork>(), nullptr);
  EXPECT_EQ(kiosk.care().phase, Phase::stopping);
  kiosk.happens(app::WorkStopped{});
  EXPECT_EQ(kiosk.care().phase, Phase::stopped);
  kiosk.happens(app::BackPressed{});
  EXPECT_EQ(kiosk.care().phase, Phase::idle);
  kiosk.happens(app::BackPressed{});
  EXPECT_EQ(kiosk.care().page, Page::overview);
}

TEST(CareScreen, TheRecordsAreCheckedAsSoonAsThePageIsOpenAndCanBeStopped) {
  Caring kiosk;
  kiosk.open(Page::verify);
  EXPECT_NE(kiosk.effect<app::VerifyRecords>(), nullptr);
  EXPECT_EQ(kiosk.care().phase, Phase::running);
  kiosk.happens(app::WorkProgressed{40});
  EXPECT_EQ(kiosk.care().percent, 40);
  kiosk.happens(app::BackPressed{});
  EXPECT_EQ(kiosk.care().page, Page::verify) << "not while it works";
  kiosk.happens(app::StopPressed{});
  EXPECT_NE(kiosk.effect<app::StopWork>(), nullptr);
  kiosk.happens(app::WorkStopped{});
  EXPECT_EQ(kiosk.care().phase, Phase::stopped);
  kiosk.happens(app::CarePageChosen{Page::verify});
  kiosk.happens(app::RecordsVerified{{42, 3, {"a row is missing"}}});
  EXPECT_EQ(kiosk.care().phase, Phase::done);
  EXPECT_EQ(kiosk.care().verified.problems.size(), 1U);
  kiosk.happens(app::BackPressed{});
  EXPECT_EQ(kiosk.care().page, Page::overview);
}

TEST(CareScreen, WhatIsDueIsErasedAtTheSecondTouchOnly) {
  using Step = app::RetentionStep;
  Caring kiosk;
  kiosk.open(Page::retention);
  EXPECT_NE(kiosk.effect<app::PlanRetention>(), nullptr);
  kiosk.happens(app::RetentionPlanned{{{Step::What::needs, {}, 0, false}}});
  kiosk.happens(app::ConfirmPressed{});
  EXPECT_FALSE(kiosk.care().asking) << "nothing is due";
  kiosk.happens(app::RetentionPlanned{{{Step::What::contacts, core::Day{}, 3, true}}});
  kiosk.happens(app::ConfirmPressed{});
  EXPECT_EQ(kiosk.how_many<app::RunRetention>(), 0);
  kiosk.happens(app::ConfirmPressed{});
  EXPECT_EQ(kiosk.how_many<app::RunRetention>(), 1);
  kiosk.happens(app::RetentionDone{3});
  EXPECT_EQ(kiosk.care().phase, Phase::done);
  EXPECT_EQ(kiosk.care().erased, 3);
  EXPECT_NE(kiosk.effect<app::PlanRetention>(), nullptr) << "what is left is read again";
}

TEST(CareScreen, AFailedCopyOfTheDayIsKeptForTheOrganiser) {
  Caring kiosk;
  app::CareSign sign;
  sign.failure = core::Error{core::Failure::storage, "The disk is full.", "", {}};
  kiosk.happens(app::CareChanged{sign});
  ASSERT_TRUE(kiosk.model.care.failure);
  EXPECT_EQ(kiosk.model.care.failure->what, "The disk is full.");
}

TEST(Targets, AStickThatWasPulledOutIsNoTargetAnyMore) {
  Caring kiosk;
  kiosk.happens(app::DeskScreenChosen{"export"});
  kiosk.happens(app::SticksFound{{{"/media/a/RED", "RED"}}});
  kiosk.happens(app::TargetChosen{"/media/a/BLUE"});
  EXPECT_EQ(kiosk.model.desk.targets.chosen, "") << "there is no such stick";
  kiosk.happens(app::TargetChosen{"/media/a/RED"});
  kiosk.happens(app::ExportPressed{"attendees"});
  EXPECT_EQ(kiosk.effect<app::ExportData>()->stick, "/media/a/RED");
  kiosk.happens(app::LookForSticksPressed{});
  EXPECT_NE(kiosk.effect<app::FindSticks>(), nullptr);
  kiosk.happens(app::SticksFound{});
  EXPECT_EQ(kiosk.model.desk.targets.chosen, "");
}

TEST(ExportScreen, AnExportShowsHowFarItIsAndCanBeStopped) {
  using app::screen::Export;
  Caring kiosk;
  kiosk.happens(app::DeskScreenChosen{"export"});
  kiosk.happens(app::ExportPressed{"scans"});
  kiosk.happens(app::WorkProgressed{30});
  EXPECT_EQ(kiosk.on<Export>().percent, 30);
  kiosk.happens(app::StopPressed{});
  EXPECT_NE(kiosk.effect<app::StopWork>(), nullptr);
  kiosk.happens(app::ExportPressed{"scans"});
  EXPECT_EQ(kiosk.how_many<app::ExportData>(), 1) << "the first is not over";
  kiosk.happens(app::WorkStopped{});
  EXPECT_EQ(kiosk.on<Export>().phase, Export::Phase::stopped);
}

TEST(PersonData, AnOrganiserErasesAtTheSecondTouchAndNothingOfThePersonIsLeft) {
  Caring kiosk;
  kiosk.open_card();
  app::DoorEntry entry;
  entry.number = "A-0007";
  entry.name = "Žanete Ozola";
  kiosk.model.desk.last.push_front(entry);
  kiosk.happens(app::PersonDataPressed{});
  EXPECT_EQ(kiosk.find().data.state, Work::open);
  kiosk.happens(app::ErasePersonPressed{});
  EXPECT_EQ(kiosk.how_many<app::ErasePerson>(), 0);
  kiosk.happens(app::ConfirmPressed{});
  ASSERT_NE(kiosk.effect<app::ErasePerson>(), nullptr);
  EXPECT_EQ(kiosk.effect<app::ErasePerson>()->number, "A-0007");
  kiosk.happens(app::BackPressed{});
  EXPECT_EQ(kiosk.find().data.state, Work::erasing) << "it cannot be left half done";
  kiosk.happens(app::PersonErased{"A-0007", 4, std::chrono::milliseconds{700}});
  EXPECT_EQ(kiosk.find().data.state, Work::erased);
  EXPECT_FALSE(kiosk.find().chosen);
  EXPECT_TRUE(kiosk.find().found.empty());
  EXPECT_TRUE(kiosk.find().text.text.empty());
  EXPECT_TRUE(kiosk.model.desk.last.empty());
  EXPECT_NE(kiosk.effect<app::ForgetPerson>(), nullptr) << "pictures of the name";
}

TEST(PersonData, StaffHaveNoWayToIt) {
  Caring kiosk(core::Role::staff);
  kiosk.open_card();
  kiosk.happens(app::PersonDataPressed{});
  kiosk.happens(app::ErasePersonPressed{});
  kiosk.happens(app::ConfirmPressed{});
  EXPECT_EQ(kiosk.how_many<app::ErasePerson>(), 0);
  kiosk.happens(app::ExtractPressed{});
  kiosk.happens(app::TargetChosen{""});
  EXPECT_EQ(kiosk.how_many<app::ExtractPerson>(), 0);
}

TEST(PersonData, AnExtractGoesWhereItIsWanted) {
  Caring kiosk;
  kiosk.open_card();
  kiosk.happens(app::PersonDataPressed{});
  kiosk.happens(app::ExtractPressed{});
  kiosk.happens(app::SticksFound{{{"/media/a/RED", "RED"}}});
  kiosk.happens(app::TargetChosen{"/media/a/RED"});
  ASSERT_NE(kiosk.effect<app::ExtractPerson>(), nullptr);
  EXPECT_EQ(kiosk.effect<app::ExtractPerson>()->stick, "/media/a/RED");
  kiosk.happens(app::PersonExtracted{"A-0007", "/media/a/RED/extract.json"});
  EXPECT_EQ(kiosk.find().data.state, Work::extracted);
  EXPECT_EQ(kiosk.find().data.file, "/media/a/RED/extract.json");
}

TEST(PersonData, ACertificateGoesWhereItIsWanted) {
  Caring kiosk;
  kiosk.open_card();
  kiosk.happens(app::PersonDataPressed{});
  kiosk.happens(app::CertificatePressed{});
  EXPECT_NE(kiosk.effect<app::FindSticks>(), nullptr);
  kiosk.happens(app::SticksFound{{{"/media/a/RED", "RED"}}});
  kiosk.happens(app::TargetChosen{"/media/a/RED"});
  EXPECT_EQ(kiosk.how_many<app::ExtractPerson>(), 0);
  ASSERT_NE(kiosk.effect<app::CertifyPerson>(), nullptr);
  EXPECT_EQ(kiosk.effect<app::CertifyPerson>()->number, "A-0007");
  EXPECT_EQ(kiosk.effect<app::CertifyPerson>()->stick, "/media/a/RED");
  kiosk.happens(app::PersonExtracted{"A-0007", "/media/a/RED/certificate.pdf"});
  EXPECT_TRUE(kiosk.find().data.certifies);
  EXPECT_EQ(kiosk.find().data.file, "/media/a/RED/certificate.pdf");
}

TEST(PersonData, WhatFailedIsToldAndTheCardStays) {
  Caring kiosk;
  kiosk.open_card();
  kiosk.happens(app::ErasePersonPressed{});
  kiosk.happens(app::ConfirmPressed{});
  kiosk.happens(app::DataWorkFailed{{core::Failure::storage, "The disk is full.", "", {}}});
  EXPECT_EQ(kiosk.find().data.state, Work::failed);
  EXPECT_TRUE(kiosk.find().chosen);
  kiosk.happens(app::BackPressed{});
  EXPECT_EQ(kiosk.find().data.state, Work::none);
}

}  // namespace
