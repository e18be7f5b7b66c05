// What staff do for people: find, correct, cancel, register, check delegations in, answer at the
// door; and how none of it ever stops the scanner.
#include "staff.h"

namespace {

using app::FieldId;
using core::Verdict;
using test::Crank;
using test::Finding;
using test::person;
using test::seconds;
using Walk = app::screen::WalkIn::Phase;

TEST(FindCard, EnterChecksInThePersonWhoseCardIsOpen) {
  Finding kiosk;
  kiosk.press_next();
  EXPECT_FALSE(kiosk.find().chosen) << "two were found: which is meant?";
  kiosk.open("A-0002");
  kiosk.press_next();
  EXPECT_EQ(kiosk.sent().text, "A-0002");
  EXPECT_EQ(kiosk.sent().direction, core::Direction::in);
}

TEST(FindCard, TheOnlyOneFoundIsOpenedByEnter) {
  Finding kiosk;
  kiosk.happens(app::PeopleFound{"Oz", {person("A-0001")}});
  kiosk.press_next();
  EXPECT_EQ(kiosk.find().chosen->attendee.number, "A-0001");
}

TEST(FindCard, CheckingOutDoesNotTurnTheDeskAround) {
  Finding kiosk;
  kiosk.open();
  kiosk.happens(app::PersonCheckedIn{"A-0001", core::Direction::out});
  EXPECT_EQ(kiosk.sent().direction, core::Direction::out);
  EXPECT_EQ(kiosk.model.desk.direction, core::Direction::in);
}

TEST(FindCard, EscapeGoesOutStepByStep) {
  Finding kiosk;
  kiosk.open();
  kiosk.happens(app::CancelPersonPressed{});
  kiosk.press_back();
  EXPECT_FALSE(kiosk.find().asking_cancel);
  ASSERT_TRUE(kiosk.find().chosen);
  kiosk.press_back();
  EXPECT_FALSE(kiosk.find().chosen);
  kiosk.press_back();
  EXPECT_EQ(kiosk.find().text.text, "");
  kiosk.press_back();
  EXPECT_EQ(kiosk.screen(), "door");
}

TEST(FindCard, CancellingAsksOnceAndShowsWhatWasStored) {
  Finding kiosk;
  kiosk.open();
  kiosk.happens(app::ConfirmPressed{});
  EXPECT_EQ(kiosk.how_many<app::CancelAttendee>(), 0) << "nothing was asked";
  kiosk.happens(app::CancelPersonPressed{});
  EXPECT_EQ(kiosk.how_many<app::CancelAttendee>(), 0);
  kiosk.press_next();
  EXPECT_EQ(kiosk.how_many<app::RecordScan>(), 0) << "Enter answers no question with a check-in";
  kiosk.happens(app::ConfirmPressed{});
  EXPECT_EQ(kiosk.effect<app::CancelAttendee>()->number, "A-0001");
  app::Person cancelled = person("A-0001");
  cancelled.attendee.status = core::Status::cancelled;
  kiosk.happens(app::PersonChanged{cancelled});
  EXPECT_EQ(kiosk.find().chosen->attendee.status, core::Status::cancelled);
  EXPECT_EQ(kiosk.find().found[0].attendee.status, core::Status::cancelled);
}

app::Person who_cancelled(bool inside) {
  app::Person made = person("A-0001");
  made.attendee.status = core::Status::cancelled;
  made.inside = inside;
  return made;
}

TEST(FindCard, EnterLetsNobodyInWhoCancelled) {
  Finding kiosk;
  kiosk.happens(app::PeopleFound{"Oz", {who_cancelled(false)}});
  kiosk.open();
  kiosk.press_next();
  EXPECT_EQ(kiosk.how_many<app::RecordScan>(), 0);
  EXPECT_TRUE(kiosk.find().chosen) << "the card stays open";
}

TEST(FindCard, EnterChecksOutWhoCancelledAndIsStillInside) {
  Finding kiosk;
  kiosk.happens(app::PeopleFound{"Oz", {who_cancelled(true)}});
  kiosk.open();
  kiosk.press_next();
  EXPECT_EQ(kiosk.sent().direction, core::Direction::out);
}

TEST(FindCard, StaffMayStillCheckInWhoCancelledAndForceItAtTheDoor) {
  Finding kiosk;
  kiosk.happens(app::PeopleFound{"Oz", {who_cancelled(false)}});
  kiosk.open();
  kiosk.happens(app::PersonCheckedIn{"A-0001", core::Direction::in});
  kiosk.store_says(kiosk.sent().nonce, Verdict::cancelled);
  kiosk.happens(app::ForcePressed{});
  EXPECT_TRUE(kiosk.sent().force);
}

TEST(FindCard, AReprintSaysWhatBecameOfIt) {
  using State = app::Reprint::State;
  Finding kiosk;
  kiosk.open();
  kiosk.happens(app::ReprintPressed{"A-0001"});
  kiosk.happens(app::ReprintPressed{"A-0001"});
  EXPECT_EQ(kiosk.how_many<app::QueuePrint>(), 1);
  kiosk.happens(app::PrintQueued{"A-0001", "job-7"});
  EXPECT_EQ(kiosk.find().reprint.state, State::queued);
  kiosk.happens(app::PrintEnded{"job-6", true});
  EXPECT_EQ(kiosk.find().reprint.state, State::queued) << "somebody else's";
  kiosk.happens(app::PrintEnded{"job-7", false});
  EXPECT_EQ(kiosk.find().reprint.state, State::trouble);
  kiosk.happens(app::PrintEnded{"job-7", true});
  EXPECT_EQ(kiosk.find().reprint.state, State::printed);
}

TEST(EditPerson, SendsOnlyWhatWasChangedAndGoesBackToTheCard) {
  Finding kiosk;
  kiosk.open();
  kiosk.happens(app::EditPressed{});
  ASSERT_EQ(kiosk.screen(), "edit_person");
  kiosk.focus(FieldId::email);
  kiosk.type("zanete@example.org");
  kiosk.happens(app::PhotoOptOutToggled{});
  kiosk.happens(app::ConfirmPressed{});
  kiosk.happens(app::ConfirmPressed{});
  EXPECT_EQ(kiosk.how_many<app::EditAttendee>(), 1);
  const auto* edit = kiosk.all_effects.back().get<app::EditAttendee>();
  ASSERT_NE(edit, nullptr);
  EXPECT_EQ(edit->number, "A-0001");
  EXPECT_EQ(edit->changes,
            (core::FieldChanges{{"email", "zanete@example.org"}, {"photo_opt_out", "true"}}));
  app::Person changed = person("A-0001");
  changed.attendee.details.email = "zanete@example.org";
  kiosk.happens(app::PersonChanged{changed});
  ASSERT_EQ(kiosk.screen(), "find");
  EXPECT_EQ(kiosk.find().chosen->attendee.details.email, "zanete@example.org");
}

TEST(EditPerson, AnotherPartnersTownChangesPartnerAndCountry) {
  Finding kiosk;
  kiosk.open();
  kiosk.happens(app::EditPressed{});
  kiosk.happens(app::TownChosen{{"vanersborg"}});
  kiosk.happens(app::ConfirmPressed{});
  const auto& changes = kiosk.effect<app::EditAttendee>()->changes;
  EXPECT_EQ(changes.at("town"), "Vänersborg");
  EXPECT_EQ(changes.at("country"), "SE");
  EXPECT_EQ(changes.at("partner"), "vanersborg");
  EXPECT_FALSE(changes.contains("kind")) << "the kind was chosen before and stands";
}

TEST(EditPerson, WithoutAChangeAsksTheStoreNothing) {
  Finding kiosk;
  kiosk.open();
  kiosk.happens(app::EditPressed{});
  kiosk.happens(app::ConfirmPressed{});
  EXPECT_EQ(kiosk.how_many<app::EditAttendee>(), 0);
  EXPECT_EQ(kiosk.screen(), "find");
}

TEST(EditPerson, AFailureKeepsWhatWasTyped) {
  Finding kiosk;
  kiosk.open();
  kiosk.happens(app::EditPressed{});
  kiosk.type("X");
  kiosk.happens(app::ConfirmPressed{});
  kiosk.happens(app::PersonChangeFailed{{core::Failure::storage, "busy", "", {}}});
  EXPECT_EQ(kiosk.on<app::screen::EditPerson>().form.given.text, "ŽaneteX");
  EXPECT_EQ(kiosk.on<app::screen::EditPerson>().phase, app::screen::EditPerson::Phase::failed);
}

// ---- walk-in

class WalkingIn : public Crank {
 public:
  WalkingIn() {
    sign_in();
    happens(app::DeskScreenChosen{"walk_in"});
  }
  void fill() {
    type("Žanete");
    press_next();
    type("Ozola");
    press_next();
    happens(app::TownChosen{{"vanersborg"}});
  }
  app::screen::WalkIn& form() { return on<app::screen::WalkIn>(); }
};

TEST(WalkIn, EnterWalksThroughTheFieldsAndTheLastOneRegisters) {
  WalkingIn kiosk;
  kiosk.fill();
  EXPECT_EQ(kiosk.form().form.field, FieldId::email);
  kiosk.press_next();
  const auto* wanted = kiosk.effect<app::RegisterAttendee>();
  ASSERT_NE(wanted, nullptr);
  EXPECT_EQ(wanted->details.given_name, "Žanete");
  EXPECT_EQ(wanted->details.family_name, "Ozola");
  EXPECT_EQ(wanted->details.partner.text, "vanersborg");
  EXPECT_EQ(wanted->details.country, "SE");
  EXPECT_EQ(wanted->details.kind, core::Kind::invited);
  EXPECT_EQ(wanted->details.notice_version, "2019-1");
  EXPECT_EQ(wanted->alike, app::Alike::show);
  kiosk.happens(app::ConfirmPressed{});
  EXPECT_EQ(kiosk.how_many<app::RegisterAttendee>(), 1) << "one, however often it is pressed";
}

TEST(WalkIn, MarksWhatIsMissingAndGoesThere) {
  WalkingIn kiosk;
  kiosk.type("Žanete");
  kiosk.happens(app::ConfirmPressed{});
  EXPECT_EQ(kiosk.how_many<app::RegisterAttendee>(), 0);
  EXPECT_TRUE(kiosk.form().form.tried);
  EXPECT_EQ(kiosk.form().form.field, FieldId::family);
}

TEST(WalkIn, ATownThatIsTypedOutIsThePartners) {
  WalkingIn kiosk;
  kiosk.type("Žanete");
  kiosk.press_next();
  kiosk.type("Ozola");
  kiosk.press_next();
  kiosk.type("Vänersborg");
  kiosk.press_next();
  EXPECT_EQ(kiosk.form().form.field, FieldId::email) << "no country is asked";
  kiosk.press_next();
  EXPECT_EQ(kiosk.effect<app::RegisterAttendee>()->details.partner.text, "vanersborg");
}

TEST(WalkIn, AnotherTownAsksForItsCountry) {
  WalkingIn kiosk;
  kiosk.type("Žanete");
  kiosk.press_next();
  kiosk.type("Ozola");
  kiosk.press_next();
  kiosk.type("Rēzekne");
  kiosk.press_next();
  EXPECT_EQ(kiosk.form().form.field, FieldId::country_search);
  kiosk.happens(app::CountryChosen{"LV"});
  kiosk.happens(app::ConfirmPressed{});
  const core::Details& details = kiosk.effect<app::RegisterAttendee>()->details;
  EXPECT_EQ(details.country, "LV");
  EXPECT_TRUE(details.partner.empty());
  EXPECT_EQ(details.kind, core::Kind::local);
}

TEST(WalkIn, ChecksInAtOnceWithTheNewBadgeAndPrintsIt) {
  WalkingIn kiosk;
  kiosk.fill();
  kiosk.happens(app::ConfirmPressed{});
  kiosk.happens(app::Registered{"A-0009", "K1NEW", "job-9"});
  EXPECT_EQ(kiosk.sent().text, "K1NEW");
  kiosk.store_says(kiosk.sent().nonce, Verdict::admitted);
  EXPECT_EQ(kiosk.screen(), "door");
  kiosk.press_back();
  ASSERT_EQ(kiosk.screen(), "walk_in");
  EXPECT_EQ(kiosk.form().form, app::PersonForm{}) << "empty for the next one";
  EXPECT_EQ(kiosk.form().last.number, "A-0009");
}

TEST(WalkIn, RegistersWithoutCheckingInWhereThatIsSwitchedOff) {
  WalkingIn kiosk;
  kiosk.happens(app::CheckInToggled{});
  kiosk.fill();
  kiosk.happens(app::ConfirmPressed{});
  kiosk.happens(app::Registered{"A-0009", "K1NEW", "job-9"});
  EXPECT_EQ(kiosk.how_many<app::RecordScan>(), 0);
  EXPECT_EQ(kiosk.screen(), "walk_in");
  EXPECT_FALSE(kiosk.form().check_in) << "the habit stays";
}

TEST(WalkIn, LikelyDoublesAreShownAndMayBeUsedOrPassedOver) {
  WalkingIn kiosk;
  kiosk.fill();
  kiosk.happens(app::ConfirmPressed{});
  kiosk.happens(app::AlikeFound{{person("A-0003")}});
  ASSERT_EQ(kiosk.form().phase, Walk::alike);
  kiosk.press_next();
  EXPECT_EQ(kiosk.how_many<app::RegisterAttendee>(), 1) << "Enter does not answer for staff";
  kiosk.press_back();
  EXPECT_EQ(kiosk.form().phase, Walk::typing);
  EXPECT_EQ(kiosk.form().form.given.text, "Žanete");
  kiosk.happens(app::ConfirmPressed{});
  kiosk.happens(app::AlikeFound{{person("A-0003")}});
  kiosk.happens(app::ConfirmPressed{});
  EXPECT_EQ(kiosk.effect<app::RegisterAttendee>()->alike, app::Alike::ignore);
}

TEST(WalkIn, TheRegistrationThatExistsIsCheckedInInstead) {
  WalkingIn kiosk;
  kiosk.fill();
  kiosk.happens(app::ConfirmPressed{});
  kiosk.happens(app::AlikeFound{{person("A-0003")}});
  kiosk.happens(app::PersonCheckedIn{"A-0003"});
  EXPECT_EQ(kiosk.sent().text, "A-0003");
  EXPECT_EQ(kiosk.form().form, app::PersonForm{});
}

// ---- the scanner is never stopped

TEST(Interrupted, AScanInTheMiddleOfTypingShowsTheDoorAndLosesNothing) {
  WalkingIn kiosk;
  kiosk.type("Žan");
  kiosk.store_says(kiosk.scan("K1CODE"), Verdict::admitted);
  ASSERT_EQ(kiosk.screen(), "door");
  kiosk.press_back();
  ASSERT_EQ(kiosk.screen(), "walk_in");
  EXPECT_EQ(kiosk.form().form.given.text, "Žan");
}

TEST(Interrupted, WhoGoesOnTypingIsBackAtOnce) {
  Finding kiosk;
  kiosk.store_says(kiosk.scan("K1CODE"), Verdict::admitted);
  ASSERT_EQ(kiosk.screen(), "door");
  kiosk.type("o");
  ASSERT_EQ(kiosk.screen(), "find");
  EXPECT_EQ(kiosk.find().text.text, "Ozo");
  EXPECT_EQ(kiosk.effect<app::FindPeople>()->text, "Ozo");
}

TEST(Interrupted, TwoScansInARowStillLeadBack) {
  WalkingIn kiosk;
  kiosk.type("Žan");
  kiosk.store_says(kiosk.scan("K1FIRST"), Verdict::admitted);
  kiosk.store_says(kiosk.scan("K1SECOND"), Verdict::already);
  kiosk.press_back();
  EXPECT_EQ(kiosk.screen(), "walk_in");
}

TEST(Interrupted, EachTabKeepsWhatWasTypedInIt) {
  WalkingIn kiosk;
  kiosk.type("Žan");
  kiosk.happens(app::DeskScreenChosen{"find"});
  kiosk.type("Oz");
  kiosk.store_says(kiosk.scan("K1CODE"), Verdict::admitted);
  kiosk.happens(app::DeskScreenChosen{"walk_in"});
  EXPECT_EQ(kiosk.form().form.given.text, "Žan");
  kiosk.happens(app::DeskScreenChosen{"find"});
  EXPECT_EQ(kiosk.on<app::screen::Find>().text.text, "Oz");
}

TEST(Interrupted, LettersAtADoorThatInterruptedNothingGoNowhere) {
  Crank kiosk;
  kiosk.sign_in();
  kiosk.store_says(kiosk.scan("K1"), Verdict::admitted);
  kiosk.type("x");
  EXPECT_EQ(kiosk.screen(), "door");
}

TEST(Interrupted, ARegistrationOnItsWayIsAnsweredBehindTheVerdict) {
  WalkingIn kiosk;
  const std::string before = kiosk.scan("K1CODE");
  kiosk.fill();
  kiosk.happens(app::ConfirmPressed{});
  kiosk.store_says(before, Verdict::admitted);
  ASSERT_EQ(kiosk.screen(), "door");
  kiosk.happens(app::Registered{"A-0009", "K1NEW", "job-9"});
  EXPECT_EQ(kiosk.screen(), "door");
  EXPECT_EQ(kiosk.sent().text, "K1NEW") << "checked in at once all the same";
  kiosk.press_back();
  EXPECT_EQ(kiosk.form().form, app::PersonForm{});
  EXPECT_EQ(kiosk.form().phase, Walk::typing);
}

TEST(HeldUp, ACodeHeldWhileItsVerdictIsPendingIsOneScan) {
  Crank kiosk;
  kiosk.sign_in();
  const std::string nonce = kiosk.scan("K1HELD");
  kiosk.up += test::milliseconds{900};
  kiosk.happens(app::BadgeScanned{"K1HELD"});
  EXPECT_EQ(kiosk.how_many<app::RecordScan>(), 1);
  kiosk.happens(app::BadgeScanned{"K1OTHER"});
  EXPECT_EQ(kiosk.how_many<app::RecordScan>(), 2) << "another code is another scan";
  kiosk.up += seconds{1};
  kiosk.happens(app::BadgeScanned{"K1HELD"});
  EXPECT_EQ(kiosk.how_many<app::RecordScan>(), 3) << "after a second it is meant anew";
}

// ---- questions at the door

/// Asks for a meal with choices, a room without, a bus that may be skipped.
class Asking : public Crank {
 public:
  Asking() {
    auto asking = std::make_shared<core::Meeting>(*meeting);
    core::Question room{{"room"}, {}, {}, true};
    core::Question bus{{"bus"}, {}, {"yes", "no"}, false};
    asking->checkpoints[0].questions = {room, bus};
    model.meeting = asking;
    sign_in();
  }
  void ask(const std::string& nonce) {
    app::DoorEntry entry;
    entry.nonce = nonce;
    entry.verdict = Verdict::needs_answer;
    entry.checkpoint = {"door"};
    entry.questions = {{"room"}, {"bus"}};
    happens(app::ScanDecided{entry});
  }
};

TEST(Questions, AreAnsweredOneAfterTheOtherAndSentTogether) {
  Asking kiosk;
  kiosk.ask(kiosk.scan("K1"));
  kiosk.type("201");
  kiosk.press_next();
  EXPECT_EQ(kiosk.how_many<app::RecordScan>(), 1) << "the bus is not asked yet";
  ASSERT_NE(app::open_question(kiosk.model), nullptr);
  EXPECT_EQ(app::open_question(kiosk.model)->id.text, "bus");
  kiosk.happens(app::AnswerChosen{{"bus"}, "yes"});
  EXPECT_EQ(kiosk.sent().answers, (core::Answers{{{"room"}, "201"}, {{"bus"}, "yes"}}));
}

TEST(Questions, OnlyAnOptionalOneCanBeSkipped) {
  Asking kiosk;
  kiosk.ask(kiosk.scan("K1"));
  kiosk.happens(app::QuestionSkipped{});
  EXPECT_EQ(app::open_question(kiosk.model)->id.text, "room") << "it must be answered";
  kiosk.type("201");
  kiosk.press_next();
  kiosk.happens(app::QuestionSkipped{});
  EXPECT_EQ(kiosk.sent().answers, (core::Answers{{{"room"}, "201"}}));
}

TEST(Questions, TheNextScanTakesTheScreenAndTheOpenOneCanBeReopened) {
  Asking kiosk;
  const std::string asked = kiosk.scan("K1ASKED");
  kiosk.ask(asked);
  kiosk.type("20");
  kiosk.store_says(kiosk.scan("K1NEXT"), Verdict::admitted);
  EXPECT_EQ(kiosk.model.desk.shown->verdict, Verdict::admitted);
  EXPECT_EQ(app::active_field(kiosk.model), nullptr);
  kiosk.happens(app::EntryReopened{asked});
  EXPECT_EQ(kiosk.model.desk.shown->nonce, asked);
  EXPECT_EQ(kiosk.on<app::screen::Door>().answer.text, "") << "of the one before";
  kiosk.type("201");
  kiosk.press_next();
  kiosk.happens(app::QuestionSkipped{});
  EXPECT_EQ(kiosk.sent().text, "K1ASKED");
}

TEST(Questions, AnAnsweredOneMakesRoomAmongTheLastScans) {
  Asking kiosk;
  kiosk.ask(kiosk.scan("K1"));
  kiosk.type("201");
  kiosk.press_next();
  kiosk.happens(app::QuestionSkipped{});
  kiosk.store_says(kiosk.sent().nonce, Verdict::admitted);
  ASSERT_EQ(kiosk.model.desk.last.size(), 1U);
  EXPECT_EQ(kiosk.model.desk.last.front().verdict, Verdict::admitted);
}

TEST(Questions, AnEmptyAnswerIsNone) {
  Asking kiosk;
  kiosk.ask(kiosk.scan("K1"));
  kiosk.type("  ");
  kiosk.press_next();
  EXPECT_EQ(app::open_question(kiosk.model)->id.text, "room");
}

TEST(Questions, LettersOfAnInterruptedFormAreNotTakenForAnAnswer) {
  Asking kiosk;
  kiosk.happens(app::DeskScreenChosen{"find"});
  kiosk.type("Oz");
  kiosk.ask(kiosk.scan("K1"));
  EXPECT_EQ(app::active_field(kiosk.model), nullptr);
  kiosk.focus(FieldId::answer);
  kiosk.type("201");
  EXPECT_EQ(kiosk.on<app::screen::Door>().answer.text, "201");
  kiosk.press_back();
  kiosk.press_back();
  EXPECT_EQ(kiosk.on<app::screen::Find>().text.text, "Oz");
}

// ---- the end of the day, undo

TEST(CheckOutAll, AsksOnceAndSaysForHowMany) {
  Crank kiosk;
  kiosk.sign_in();
  kiosk.happens(app::ConfirmPressed{});
  EXPECT_EQ(kiosk.how_many<app::CheckOutAll>(), 0) << "nothing was asked";
  kiosk.happens(app::CheckOutAllPressed{});
  kiosk.happens(app::ConfirmPressed{});
  EXPECT_EQ(kiosk.effect<app::CheckOutAll>()->checkpoint.text, "door");
  kiosk.happens(app::AllCheckedOut{37});
  EXPECT_EQ(kiosk.model.desk.checked_out, 37);
}

TEST(CheckOutAll, TheNextScanTakesTheQuestionsPlace) {
  Crank kiosk;
  kiosk.sign_in();
  kiosk.happens(app::CheckOutAllPressed{});
  kiosk.store_says(kiosk.scan("K1"), Verdict::admitted);
  EXPECT_FALSE(kiosk.on<app::screen::Door>().asking_check_out);
  kiosk.happens(app::ConfirmPressed{});
  EXPECT_EQ(kiosk.how_many<app::CheckOutAll>(), 0);
}

TEST(Undo, AfterItsTimeStaffAreToldThatAnOrganiserCan) {
  Crank kiosk;
  kiosk.sign_in();
  const std::string nonce = kiosk.scan("K1");
  kiosk.store_says(nonce, Verdict::admitted);
  kiosk.happens(app::UndoPressed{nonce});
  kiosk.happens(app::UndoFailed{nonce, {core::Failure::denied, "too late", "", {}}});
  EXPECT_TRUE(kiosk.model.desk.undo_too_late);
  EXPECT_TRUE(kiosk.model.desk.shown) << "the verdict stands";
}

}  // namespace
