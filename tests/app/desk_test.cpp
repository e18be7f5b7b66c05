// The door: scans, verdicts, undo, force, answers; PINs and the organiser's pages.
#include <set>

#include "crank.h"

namespace {

using core::Verdict;
using test::Crank;
using test::seconds;
using Answer = app::screen::Pin::Answer;

TEST(Door, AScanGoesToTheStoreWithTheCheckpointTheTimeAndANonceOfItsOwn) {
  Crank kiosk;
  kiosk.sign_in();
  kiosk.happens(app::CheckpointChosen{{"hall"}});
  kiosk.happens(app::DirectionChosen{core::Direction::out});
  std::set<std::string> nonces;
  for (int i = 0; i < 20; ++i) {
    const std::string text = "K1CODE" + std::to_string(i);
    kiosk.happens(app::BadgeScanned{text});
    const core::ScanCommand scan = kiosk.sent();
    EXPECT_EQ(scan.text, text);
    EXPECT_EQ(scan.meeting.text, "town");
    EXPECT_EQ(scan.checkpoint.text, "hall");
    EXPECT_EQ(scan.direction, core::Direction::out);
    EXPECT_EQ(scan.at, kiosk.moment().wall);
    EXPECT_FALSE(scan.force);
    nonces.insert(scan.nonce);
  }
  EXPECT_EQ(nonces.size(), 20U);
}

TEST(Door, SecondScanWhileTheFirstIsSavingIsNotLost) {
  Crank kiosk;
  kiosk.sign_in();
  const std::string first = kiosk.scan("K1FIRST");
  const std::string second = kiosk.scan("K1SECOND");
  kiosk.store_says(first, Verdict::admitted, "Žanete Ozola");
  EXPECT_EQ(kiosk.model.desk.shown->name, "Žanete Ozola");
  kiosk.store_says(second, Verdict::already, "Ilze Kalniņa");
  EXPECT_EQ(kiosk.model.desk.shown->name, "Ilze Kalniņa");
  EXPECT_EQ(kiosk.model.desk.shown->text, "K1SECOND");
  EXPECT_EQ(kiosk.model.desk.last.size(), 2U);
  EXPECT_TRUE(kiosk.model.pending.empty());
}

TEST(Door, EveryVerdictHasItsSound) {
  const std::pair<Verdict, app::Sound> sounds[] = {
      {Verdict::admitted, app::Sound::admitted}, {Verdict::exited, app::Sound::admitted},
      {Verdict::already, app::Sound::look},      {Verdict::needs_answer, app::Sound::look},
      {Verdict::unknown, app::Sound::stop},      {Verdict::forged, app::Sound::stop},
      {Verdict::revoked, app::Sound::stop},      {Verdict::full, app::Sound::stop}};
  for (const auto& [verdict, sound] : sounds) {
    Crank kiosk;
    kiosk.sign_in();
    kiosk.store_says(kiosk.scan("K1CODE"), verdict);
    kiosk.expect_sound(sound);
  }
}

TEST(Door, KeepsTheLastFiveNewestFirst) {
  Crank kiosk;
  kiosk.sign_in();
  for (int i = 1; i <= 7; ++i) {
    kiosk.store_says(kiosk.scan("K1"), Verdict::admitted, "Guest " + std::to_string(i));
  }
  ASSERT_EQ(kiosk.model.desk.last.size(), 5U);
  EXPECT_EQ(kiosk.model.desk.last.front().name, "Guest 7");
  EXPECT_EQ(kiosk.model.desk.last.back().name, "Guest 3");
}

TEST(Door, UndoMarksTheScanWhereverItIsShown) {
  Crank kiosk;
  kiosk.sign_in();
  const std::string nonce = kiosk.scan("K1");
  kiosk.store_says(nonce, Verdict::admitted);
  kiosk.happens(app::UndoPressed{nonce});
  ASSERT_NE(kiosk.effect<app::UndoScan>(), nullptr);
  EXPECT_FALSE(kiosk.effect<app::UndoScan>()->as_organiser);
  EXPECT_FALSE(kiosk.model.desk.shown->undone) << "not before the store says so";
  kiosk.happens(app::ScanUndone{nonce});
  EXPECT_TRUE(kiosk.model.desk.shown->undone);
  EXPECT_TRUE(kiosk.model.desk.last.front().undone);
  EXPECT_NE(kiosk.effect<app::LoadCounts>(), nullptr);
  kiosk.happens(app::UndoPressed{nonce});
  EXPECT_EQ(kiosk.how_many<app::UndoScan>(), 1);
}

TEST(Door, AnUndoThatFailedIsToldAndMarksNothing) {
  Crank kiosk;
  kiosk.sign_in();
  const std::string nonce = kiosk.scan("K1");
  kiosk.store_says(nonce, Verdict::admitted);
  kiosk.happens(app::UndoFailed{nonce, {core::Failure::denied, "Too long ago.", "", {}}});
  EXPECT_FALSE(kiosk.model.desk.shown->undone);
  EXPECT_EQ(kiosk.model.desk.trouble->what, "Too long ago.");
  kiosk.expect_sound(app::Sound::stop);
}

TEST(Door, ASecondUndoThatFailsBecauseTheFirstWorkedIsNoTrouble) {
  Crank kiosk;
  kiosk.sign_in();
  const std::string nonce = kiosk.scan("K1");
  kiosk.store_says(nonce, Verdict::admitted);
  kiosk.happens(app::UndoPressed{nonce});
  kiosk.happens(app::UndoPressed{nonce});
  kiosk.happens(app::ScanUndone{nonce});
  kiosk.happens(app::UndoFailed{nonce, {core::Failure::bad_input, "was undone before", "", {}}});
  EXPECT_FALSE(kiosk.model.desk.trouble);
}

TEST(Door, AFailedScanNeverLeavesTheVerdictOfTheOneBefore) {
  Crank kiosk;
  kiosk.sign_in();
  kiosk.store_says(kiosk.scan("K1FIRST"), Verdict::admitted);
  const std::string nonce = kiosk.scan("K1SECOND");
  kiosk.happens(app::ScanFailed{nonce, {core::Failure::storage, "The database is busy.", "", {}}});
  EXPECT_FALSE(kiosk.model.desk.shown);
  EXPECT_EQ(kiosk.model.desk.trouble->what, "The database is busy.");
  kiosk.expect_sound(app::Sound::stop);
  EXPECT_TRUE(kiosk.model.pending.empty());
  kiosk.store_says(kiosk.scan("K1SECOND"), Verdict::admitted);
  EXPECT_FALSE(kiosk.model.desk.trouble);
}

TEST(Force, SendsAgainWhatIsShownWhereItWasScanned) {
  Crank kiosk;
  kiosk.sign_in();
  const std::string first = kiosk.scan("K1FULL");
  kiosk.store_says(first, Verdict::full);
  kiosk.happens(app::DirectionChosen{core::Direction::out});
  kiosk.happens(app::ForcePressed{});
  const core::ScanCommand again = kiosk.sent();
  EXPECT_TRUE(again.force);
  EXPECT_EQ(again.text, "K1FULL");
  EXPECT_EQ(again.direction, core::Direction::in);
  EXPECT_EQ(again.checkpoint.text, "door");
  EXPECT_NE(again.nonce, first);
}

TEST(Force, TwoPressesSendOnce) {
  Crank kiosk;
  kiosk.sign_in();
  kiosk.store_says(kiosk.scan("K1FULL"), Verdict::full);
  kiosk.happens(app::ForcePressed{});
  kiosk.happens(app::ForcePressed{});
  EXPECT_EQ(kiosk.how_many<app::RecordScan>(), 2) << "the scan and one forced";
}

TEST(Force, WithNothingShownDoesNothing) {
  Crank kiosk;
  kiosk.sign_in();
  kiosk.happens(app::ForcePressed{});
  EXPECT_TRUE(kiosk.effects.empty());
  kiosk.store_says(kiosk.scan("K1FULL"), Verdict::full);
  kiosk.happens(app::CheckpointChosen{{"hall"}});
  kiosk.happens(app::ForcePressed{});
  EXPECT_TRUE(kiosk.effects.empty()) << "a verdict of the door forces nothing in the hall";
}

TEST(Answers, AllThatWereGivenGoWithTheNext) {
  Crank kiosk;
  kiosk.sign_in();
  kiosk.store_says(kiosk.scan("K1ASK"), Verdict::needs_answer);
  kiosk.happens(app::AnswerChosen{{"meal"}, "soup"});
  EXPECT_EQ(kiosk.sent().answers, (core::Answers{{{"meal"}, "soup"}}));
  kiosk.store_says(kiosk.sent().nonce, Verdict::needs_answer);
  kiosk.happens(app::AnswerChosen{{"bus"}, "yes"});
  EXPECT_EQ(kiosk.sent().answers, (core::Answers{{{"meal"}, "soup"}, {{"bus"}, "yes"}}));
}

TEST(Scan, DuringARegistrationPlaysLookAndTouchesNothing) {
  using Stretch = void (*)(Crank&);
  const Stretch stretches[] = {[](Crank& k) { k.go_to_where_from(); },
                               [](Crank& k) { k.go_to_optional(); },
                               [](Crank& k) { k.go_to_check(); }, [](Crank& k) { k.go_to_pin(); }};
  for (const Stretch go : stretches) {
    Crank kiosk;
    go(kiosk);
    SCOPED_TRACE(kiosk.screen());
    const std::string screen = kiosk.screen();
    const app::Draft draft = kiosk.model.draft;
    kiosk.happens(app::BadgeScanned{"K1CODE"});
    kiosk.expect_sound(app::Sound::look);
    EXPECT_EQ(kiosk.effects.size(), 1U);
    EXPECT_EQ(kiosk.screen(), screen);
    EXPECT_EQ(kiosk.model.draft, draft);
    EXPECT_TRUE(kiosk.model.pending.empty());
  }
}

TEST(Scan, OnAnyPageOfTheDeskShowsTheDoor) {
  for (const char* page : {"find", "counts", "export"}) {
    Crank kiosk;
    kiosk.sign_in(core::Role::organiser);
    kiosk.happens(app::DeskScreenChosen{page});
    ASSERT_EQ(kiosk.screen(), page);
    kiosk.store_says(kiosk.scan("K1CODE"), Verdict::admitted);
    EXPECT_EQ(kiosk.screen(), "door");
  }
}

TEST(Scan, AtTheDeskIsTakenWhileTheOrganisersPinIsAsked) {
  Crank kiosk;
  kiosk.sign_in();
  const std::string before = kiosk.scan("K1FIRST");
  kiosk.happens(app::DeskScreenChosen{"counts"});
  ASSERT_EQ(kiosk.screen(), "pin");
  const std::string during = kiosk.scan("K1SECOND");
  kiosk.store_says(before, Verdict::admitted);
  kiosk.store_says(during, Verdict::already);
  EXPECT_EQ(kiosk.screen(), "door");
  EXPECT_EQ(kiosk.model.desk.last.size(), 2U);
}

TEST(Scan, OutOfServiceTakesNone) {
  Crank kiosk;
  kiosk.happens(app::StoreFailed{{}});
  kiosk.happens(app::BadgeScanned{"K1CODE"});
  EXPECT_EQ(kiosk.how_many<app::RecordScan>(), 0);
  kiosk.expect_sound(app::Sound::stop);
}

TEST(OwnCode, IsTakenFromWelcomeAndGreeted) {
  Crank kiosk;
  const std::string nonce = kiosk.scan("K1CODE");
  EXPECT_EQ(kiosk.screen(), "have_code");
  kiosk.store_says(nonce, Verdict::admitted);
  EXPECT_EQ(kiosk.screen(), "greeting");
  kiosk.happens(app::PrintPressed{});
  kiosk.happens(app::PrintPressed{});
  EXPECT_EQ(kiosk.how_many<app::QueuePrint>(), 1);
  kiosk.wait(app::kGreetingFor);
  kiosk.expect_nobody();
}

TEST(OwnCode, ARefusalLeadsToTheDeskWithoutAName) {
  Crank kiosk;
  kiosk.store_says(kiosk.scan("K1CODE"), Verdict::cancelled);
  EXPECT_EQ(kiosk.screen(), "ask_at_desk");
  kiosk.wait(app::kAskAtDeskFor);
  kiosk.expect_nobody();
}

TEST(OwnCode, AnAnswerForSomebodyWhoLeftIsNotShownToTheNext) {
  Crank kiosk;
  const std::string left = kiosk.scan("K1LEFT");
  kiosk.press_back();
  kiosk.expect_nobody();
  const std::string next = kiosk.scan("K1NEXT");
  kiosk.store_says(left, Verdict::admitted, "Who Left");
  EXPECT_EQ(kiosk.screen(), "have_code");
  kiosk.store_says(next, Verdict::admitted, "Who Came");
  EXPECT_EQ(kiosk.on<app::screen::Greeting>().entry.name, "Who Came");
}

TEST(OwnCode, OnlyANumberIsLookedUpAndAWrongOneStaysToBeCorrected) {
  Crank kiosk;
  kiosk.happens(app::HaveCodePressed{});
  kiosk.type("Ozola");
  kiosk.press_next();
  EXPECT_EQ(kiosk.how_many<app::RecordScan>(), 0) << "a name must find nobody";
  EXPECT_TRUE(kiosk.on<app::screen::HaveCode>().not_found);
  for (int i = 0; i < 5; ++i) kiosk.happens(app::LetterErased{});
  kiosk.type("a-43");
  kiosk.press_next();
  EXPECT_EQ(kiosk.sent().text, "A-0043");
  kiosk.store_says(kiosk.sent().nonce, Verdict::unknown, "");
  EXPECT_TRUE(kiosk.on<app::screen::HaveCode>().not_found);
  EXPECT_EQ(kiosk.on<app::screen::HaveCode>().number.text, "a-43");
}

TEST(Pin, IsCheckedOnceAndNeverKept) {
  Crank kiosk;
  kiosk.go_to_pin();
  kiosk.type("24a6");
  kiosk.press_next();
  EXPECT_EQ(kiosk.how_many<app::CheckPin>(), 0) << "three digits are no PIN";
  for (char digit : {'8', '9'}) kiosk.happens(app::DigitPressed{digit});
  kiosk.happens(app::LetterErased{});
  kiosk.press_next();
  kiosk.press_next();
  EXPECT_EQ(kiosk.how_many<app::CheckPin>(), 1);
  EXPECT_EQ(kiosk.on<app::screen::Pin>().digits, "");
}

TEST(Pin, AWrongOneStaysOnThePad) {
  Crank kiosk;
  kiosk.go_to_pin();
  kiosk.type("1111");
  kiosk.press_next();
  kiosk.happens(app::PinChecked{core::Role::staff, Answer::wrong, {}});
  EXPECT_EQ(kiosk.screen(), "pin");
  EXPECT_EQ(kiosk.on<app::screen::Pin>().answer, Answer::wrong);
  kiosk.expect_sound(app::Sound::stop);
}

TEST(Pin, ALockCountsDownBySecondsAndThenTakesDigits) {
  Crank kiosk;
  kiosk.go_to_pin();
  kiosk.type("1111");
  kiosk.press_next();
  kiosk.happens(app::PinChecked{core::Role::staff, Answer::locked, seconds{10}});
  const auto until = kiosk.up + seconds{10};
  kiosk.type("2468");
  EXPECT_EQ(kiosk.on<app::screen::Pin>().digits, "");
  int wakes = 0;
  while (kiosk.up < until && kiosk.wait_for_deadline()) ++wakes;
  EXPECT_EQ(kiosk.up, until);
  EXPECT_LE(wakes, 11);
  EXPECT_EQ(kiosk.on<app::screen::Pin>().answer, Answer::none);
  kiosk.type("2468");
  EXPECT_EQ(kiosk.on<app::screen::Pin>().digits, "2468");
}

TEST(Pin, AnAnswerThatComesAfterLeavingSignsNobodyIn) {
  Crank kiosk;
  kiosk.go_to_pin();
  kiosk.type("2468");
  kiosk.press_next();
  kiosk.press_back();
  kiosk.go_to_pin();
  kiosk.happens(app::PinChecked{core::Role::staff, Answer::none, {}});
  EXPECT_EQ(kiosk.screen(), "pin");
  EXPECT_FALSE(app::is_signed_in(kiosk.model));
}

TEST(Organiser, PagesNeedTheOrganisersPin) {
  for (const char* page : {"counts", "export"}) {
    Crank kiosk;
    kiosk.sign_in(core::Role::staff);
    kiosk.happens(app::DeskScreenChosen{page});
    ASSERT_EQ(kiosk.screen(), "pin");
    EXPECT_EQ(kiosk.on<app::screen::Pin>().role, core::Role::organiser);
    kiosk.press_back();
    EXPECT_EQ(kiosk.screen(), "door") << "the desk is returned to";
    kiosk.happens(app::DeskScreenChosen{page});
    kiosk.type("1357");
    kiosk.press_next();
    kiosk.happens(app::PinChecked{core::Role::organiser, Answer::none, {}});
    EXPECT_EQ(kiosk.screen(), page) << "to the page that was asked for";
  }
}

TEST(Organiser, APinPadThatIsLeftGoesBackToTheDoor) {
  Crank kiosk;
  kiosk.sign_in();
  kiosk.happens(app::DeskScreenChosen{"counts"});
  while (kiosk.screen() == "pin" && kiosk.wait_for_deadline()) {
  }
  EXPECT_EQ(kiosk.screen(), "door");
}

TEST(Organiser, BackFromThePinPadNeverOpensADeskThatWasLeft) {
  Crank kiosk;
  kiosk.sign_in();
  kiosk.happens(app::DeskScreenChosen{"counts"});
  kiosk.happens(app::StartOverPressed{});
  kiosk.expect_nobody();
  kiosk.go_to_pin();
  kiosk.press_back();
  EXPECT_EQ(kiosk.screen(), "welcome");
}

TEST(SignOut, ForgetsTheRoleAndTheNames) {
  Crank kiosk;
  kiosk.sign_in(core::Role::organiser);
  kiosk.happens(app::CheckpointChosen{{"hall"}});
  kiosk.store_says(kiosk.scan("K1"), Verdict::admitted);
  const std::string late = kiosk.scan("K1LATE");
  kiosk.happens(app::SignOutPressed{});
  kiosk.expect_nobody();
  EXPECT_EQ(kiosk.model.desk.checkpoint.text, "hall") << "the kiosk stands where it stood";
  kiosk.store_says(late, Verdict::admitted);
  kiosk.happens(app::DeskScreenChosen{"counts"});
  EXPECT_EQ(kiosk.screen(), "welcome");
  EXPECT_TRUE(kiosk.model.desk.last.empty());
}

TEST(Find, AsksOnceForEachTextFromTwoLetters) {
  Crank kiosk;
  kiosk.sign_in();
  kiosk.happens(app::DeskScreenChosen{"find"});
  kiosk.type("O");
  EXPECT_EQ(kiosk.how_many<app::FindPeople>(), 0);
  kiosk.type("z");
  EXPECT_EQ(kiosk.effect<app::FindPeople>()->text, "Oz");
  kiosk.happens(app::CaretMoved{-1});
  EXPECT_EQ(kiosk.how_many<app::FindPeople>(), 1);
  kiosk.happens(app::PeopleFound{"Ozz", {app::Person{}}});
  EXPECT_TRUE(kiosk.on<app::screen::Find>().found.empty()) << "an answer to another text";
  kiosk.happens(app::PeopleFound{"Oz", {app::Person{}}});
  EXPECT_EQ(kiosk.on<app::screen::Find>().found.size(), 1U);
  kiosk.happens(app::LetterErased{});
  EXPECT_TRUE(kiosk.on<app::screen::Find>().found.empty());
}

TEST(Export, RunsOneAtATime) {
  using Phase = app::screen::Export::Phase;
  Crank kiosk;
  kiosk.sign_in(core::Role::organiser);
  kiosk.happens(app::DeskScreenChosen{"export"});
  kiosk.happens(app::ExportPressed{"attendance"});
  kiosk.happens(app::ExportPressed{"scans"});
  EXPECT_EQ(kiosk.how_many<app::ExportData>(), 1);
  kiosk.happens(app::Exported{"/exports/a.csv", "abc"});
  EXPECT_EQ(kiosk.on<app::screen::Export>().phase, Phase::done);
  kiosk.happens(app::ExportPressed{"scans"});
  kiosk.happens(app::ExportFailed{{core::Failure::storage, "The disk is full.", "", {}}});
  EXPECT_EQ(kiosk.on<app::screen::Export>().phase, Phase::failed);
  EXPECT_EQ(kiosk.on<app::screen::Export>().failure.what, "The disk is full.");
}

TEST(Export, SheetsAreOfTheDayAndTheTownThatWereChosen) {
  Crank kiosk;
  kiosk.sign_in(core::Role::organiser);
  app::Counts counts;
  counts.town = {{"Turku", {}}, {"Daugavpils", {}}, {"Linz", {}}};
  kiosk.happens(app::CountsChanged{counts});
  kiosk.happens(app::DeskScreenChosen{"export"});
  kiosk.happens(app::ExportPressed{"signature-sheets"});
  EXPECT_EQ(kiosk.how_many<app::ExportData>(), 0) << "it is asked for which";
  EXPECT_EQ(app::towns_of_sheets(kiosk.model),
            (std::vector<std::string>{"Daugavpils", "Linz", "Turku"}));
  const core::Day day = kiosk.model.meeting->days.back();
  kiosk.happens(app::SheetDayChosen{day});
  kiosk.happens(app::SheetTownChosen{"Linz"});
  kiosk.happens(app::SheetTownChosen{"Atlantis"});
  kiosk.happens(app::ConfirmPressed{});
  ASSERT_EQ(kiosk.how_many<app::ExportData>(), 1);
  EXPECT_EQ(kiosk.effect<app::ExportData>()->day, day);
  EXPECT_EQ(kiosk.effect<app::ExportData>()->town, "Linz") << "nobody comes from Atlantis";
  kiosk.happens(app::Exported{"/exports/sheets.pdf", "abc"});
  kiosk.happens(app::ConfirmPressed{});
  EXPECT_EQ(kiosk.how_many<app::ExportData>(), 1);
  kiosk.happens(app::ExportPressed{"signature-sheets"});
  kiosk.press_back();
  EXPECT_FALSE(kiosk.on<app::screen::Export>().choosing);
}

}  // namespace
