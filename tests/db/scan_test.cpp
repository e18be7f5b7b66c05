#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/desk.h"
#include "db/store.h"

namespace {

using core::Dimension;
using core::Verdict;
using std::chrono::minutes;
using std::chrono::seconds;
using test::Desk;
using test::OtherKiosk;
namespace event = core::event;

core::ScanCommand with_nonce(core::ScanCommand command, const std::string& nonce) {
  command.nonce = nonce;
  return command;
}

db::UndoCommand undo_of(const Desk& desk, const std::string& nonce) {
  db::UndoCommand undo;
  undo.meeting = desk.id;
  undo.nonce = nonce;
  undo.by = "desk";
  undo.why = "wrong person";
  return undo;
}

// Nonces.

TEST(Nonce, ARetriedScanCountsOnceAndAnswersAsItDid) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  const auto command = with_nonce(desk.command(person.code, "09:00"), "n1");
  const auto first = desk.scan(command);
  const auto again = desk.scan(command);
  EXPECT_EQ(again.scan.verdict, Verdict::admitted);
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.scan.stamp, first.scan.stamp);
  EXPECT_EQ(again.attendee, first.attendee);
  EXPECT_EQ(desk.look("SELECT count(*) FROM scans"), "1");
}

TEST(Nonce, ARetryStillCountsOnceAfterARestart) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  const auto command = with_nonce(desk.command(person.code, "09:00"), "n1");
  desk.scan(command);
  desk.open();
  EXPECT_TRUE(desk.scan(command).repeated);
}

TEST(Nonce, AFailedTryDoesNotUseItUp) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  EXPECT_EQ(desk.scan(with_nonce(desk.command(person.code, "05:00"), "n1")).scan.verdict,
            Verdict::too_early);
  const auto later = desk.scan(with_nonce(desk.command(person.code, "09:00"), "n1"));
  EXPECT_EQ(later.scan.verdict, Verdict::admitted);
  EXPECT_FALSE(later.repeated);
}

TEST(Nonce, ForAnotherScanIsRefusedAndNothingIsRecorded) {
  Desk desk;
  const auto one = desk.register_person(Desk::person("Ilze", "Ozola"));
  const auto other = desk.register_person(Desk::person("Jānis", "Kalns"));
  desk.scan(with_nonce(desk.command(one.code, "09:00"), "n1"));
  auto exit = with_nonce(desk.command(one.code, "10:00"), "n1");
  exit.direction = core::Direction::out;
  for (const auto& wrong : {with_nonce(desk.command(other.code, "09:00"), "n1"),
                            with_nonce(desk.command(one.code, "14:00", "room-201"), "n1"), exit}) {
    const auto outcome = desk.store->scan(wrong);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().failure, core::Failure::bad_input);
    EXPECT_EQ(outcome.error().mistakes.at(0).field, "nonce");
  }
  EXPECT_EQ(desk.look("SELECT count(*) FROM scans"), "1");
}

TEST(Nonce, ThatIsNoPlainTextIsRefused) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  for (const std::string& nonce :
       {std::string("\xFF"), std::string("a\nb"), std::string(129, 'a')}) {
    EXPECT_FALSE(desk.store->scan(with_nonce(desk.command(person.code, "09:00"), nonce)));
  }
  EXPECT_FALSE(desk.store->out_of_service());
}

// What was scanned.

TEST(Scan, AnyBytesGetAVerdict) {
  Desk desk;
  for (const std::string& text :
       {std::string(), std::string("\xFF\xFE\x00\x01", 4), std::string(4096, 'x'),
        std::string("\n\t "), std::string("' OR 1=1 --"), std::string("A-9999"),
        std::string("%")}) {
    EXPECT_EQ(desk.verdict(text, "09:00"), Verdict::unknown);
  }
  desk.expect_verified();
}

TEST(Scan, ByNumberInAnyWriting) {
  Desk desk;
  desk.register_person(Desk::person("Ilze", "Ozola"));
  EXPECT_EQ(desk.verdict("a1", "09:00"), Verdict::admitted);
  EXPECT_EQ(desk.verdict("A-0001", "09:01"), Verdict::already);
  EXPECT_EQ(desk.verdict(" A 0001 ", "09:02"), Verdict::already);
}

TEST(Scan, ByNameIsAmbiguousWhereSeveralHaveIt) {
  Desk desk;
  desk.register_person(Desk::person("Ilze", "Ozola"));
  desk.register_person(Desk::person("Jānis", "Bērziņš"));
  desk.register_person(Desk::person("Jānis", "Bērziņš"));
  EXPECT_EQ(desk.verdict("ilze OZOLA", "09:00"), Verdict::admitted);
  auto command = desk.command("Janis Berzins", "09:00");
  const auto outcome = desk.scan(command);
  EXPECT_EQ(outcome.scan.verdict, Verdict::ambiguous);
  EXPECT_FALSE(outcome.attendee);
  command.force = true;
  EXPECT_EQ(desk.scan(command).scan.verdict, Verdict::ambiguous);
  EXPECT_EQ(desk.count().present, 1);
}

TEST(Scan, ABadgeOfAnotherMeetingIsToldApartWithoutSayingWhich) {
  Desk desk;
  std::string toml = test::sample_meeting();
  toml.replace(toml.find("daugavpils-2019-03"), 18, "visaginas-2019-06x");
  ASSERT_TRUE(desk.store->store_meeting(toml, "other"));
  const auto guest = desk.store->register_attendee(
      {"visaginas-2019-06x"}, Desk::person("Ilze", "Ozola"), std::nullopt, false);
  ASSERT_TRUE(guest);
  const auto outcome = desk.scan(desk.command(guest->code, "09:00"));
  EXPECT_EQ(outcome.scan.verdict, Verdict::other_meeting);
  EXPECT_FALSE(outcome.attendee);
  EXPECT_FALSE(outcome.scan.attendee);
  EXPECT_FALSE(outcome.scan.badge);
  EXPECT_EQ(desk.verdict(guest->number, "09:00"), Verdict::unknown);
}

TEST(Scan, WithoutTheMeetingsKeyACodeIsUnknownNotForged) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  const auto key = desk.folder.path() / "keys" / (desk.id.text + ".key");
  std::filesystem::remove(key);
  auto reopened = db::Store::open({desk.folder.path(), [&] { return desk.now; }, 'A'});
  ASSERT_TRUE(reopened);
  const auto outcome = (*reopened)->scan(desk.command(person.code, "09:00"));
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->scan.verdict, Verdict::unknown);
}

TEST(Scan, StoringAMeetingAgainNeverMakesItANewKey) {
  Desk desk;
  const auto key = desk.folder.path() / "keys" / (desk.id.text + ".key");
  std::filesystem::remove(key);
  auto reopened = db::Store::open({desk.folder.path(), {}, 'A'});
  ASSERT_TRUE(reopened);
  const auto again = (*reopened)->store_meeting(test::sample_meeting(), "sample");
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().failure, core::Failure::denied);
  EXPECT_FALSE(std::filesystem::exists(key));
}

TEST(Scan, AlreadyTellsWhenWhereAndAtWhichKiosk) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  desk.verdict(person.code, "09:00");
  const auto outcome = desk.scan(desk.command(person.code, "09:30"));
  ASSERT_TRUE(outcome.first);
  EXPECT_EQ(outcome.first->at, desk.at("09:00"));
  EXPECT_EQ(outcome.first->kiosk, "A");
  EXPECT_EQ(outcome.first->checkpoint.text, "door");
}

TEST(Scan, AlreadyNamesTheOtherKioskThatAdmitted) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  OtherKiosk other(desk);
  core::Scan scan;
  scan.nonce = "b1";
  scan.checkpoint = {"door"};
  scan.at = desk.at("09:00");
  scan.attendee = person.attendee;
  scan.verdict = Verdict::admitted;
  other.write(event::ScanTried{desk.id, scan});
  const auto outcome = desk.scan(desk.command(person.code, "09:30"));
  EXPECT_EQ(outcome.scan.verdict, Verdict::already);
  ASSERT_TRUE(outcome.first);
  EXPECT_EQ(outcome.first->kiosk, "B");
  desk.expect_verified();
}

TEST(Scan, TheSessionsRoomOpensWithItsSession) {
  Desk desk;
  auto details = Desk::person("Ilze", "Ozola");
  details.sessions = {{"integration"}};
  const auto person = desk.register_person(details);
  EXPECT_EQ(desk.verdict(person.code, "13:59:59", "room-201"), Verdict::too_early);
  EXPECT_EQ(desk.verdict(person.code, "16:00:01", "room-201"), Verdict::too_late);
  EXPECT_EQ(desk.verdict(person.code, "14:00:00", "room-201"), Verdict::admitted);
  EXPECT_EQ(desk.count(Dimension::checkpoint, "room-201").inside, 1);
  const auto stranger = desk.register_person(Desk::person("Jānis", "Kalns"));
  EXPECT_EQ(desk.verdict(stranger.code, "14:00:00", "room-201"), Verdict::not_listed);
}

TEST(Scan, AnswersAreKeptWithTheEntryAndSettleTheQuestion) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Astrid", "Lind", core::Kind::invited));
  auto command = desk.command(person.code, "12:00", "lunch");
  EXPECT_EQ(desk.scan(command).scan.verdict, Verdict::needs_answer);
  command.answers = {{{"meal"}, "stone"}};
  EXPECT_EQ(desk.scan(command).scan.verdict, Verdict::needs_answer);
  command.answers = {{{"meal"}, "fish"}};
  EXPECT_EQ(desk.scan(command).scan.verdict, Verdict::admitted);
  EXPECT_EQ(desk.verdict(person.code, "2019-03-13 12:00", "lunch"), Verdict::admitted);
  EXPECT_EQ(desk.verdict(person.code, "2019-03-13 13:00", "lunch"), Verdict::limit);
  command.answers = {{{"colour"}, "red"}};
  EXPECT_FALSE(desk.store->scan(command));
  desk.expect_verified();
}

TEST(Scan, RefusedTriesAreKeptWithTheirReason) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  EXPECT_EQ(desk.verdict(person.code, "12:00", "lunch"), Verdict::not_listed);
  std::vector<std::string> kept;
  ASSERT_TRUE(desk.store->for_each_scan(desk.id, [&](const core::Scan& scan, const std::string& k) {
    kept.push_back(std::string(to_text(scan.verdict)) + " " + scan.reason + " " + k);
  }));
  EXPECT_THAT(kept, testing::ElementsAre("not_listed partner A"));
  EXPECT_EQ(desk.count().present, 0);
}

TEST(Scan, ALateScanIsOrderedByWhenItHappened) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  EXPECT_EQ(desk.verdict(person.code, "2019-03-13 09:00"), Verdict::admitted);
  EXPECT_EQ(desk.verdict(person.code, "12:00", "door", core::Direction::out), Verdict::exited);
  EXPECT_EQ(desk.verdict(person.code, "09:00"), Verdict::admitted);
  EXPECT_EQ(desk.count(Dimension::checkpoint, "door").inside, 1);
  EXPECT_EQ(desk.count(Dimension::day, "2019-03-12").present, 1);
  desk.expect_verified();
}

// Badges whose attendee has not reached this kiosk.

TEST(Pending, AGenuineBadgeIsAdmittedOnceAndClaimedWhenItsAttendeeArrives) {
  Desk desk;
  const core::BadgeId badge{0xFFFF'0000'1234'5678ULL};
  const std::string code = desk.code_of(badge);
  const auto outcome = desk.scan(with_nonce(desk.command(code, "09:00"), "n1"));
  EXPECT_EQ(outcome.scan.verdict, Verdict::admitted);
  EXPECT_TRUE(outcome.scan.details_pending);
  EXPECT_EQ(desk.verdict(code, "09:01"), Verdict::already);
  EXPECT_EQ(desk.count(), (core::Count{0, 1, 1}));
  EXPECT_EQ(desk.count(Dimension::country, "SE").present, 0);

  OtherKiosk other(desk);
  const core::AttendeeId person{0xAAAA'0000'0000'0001ULL};
  const auto details = Desk::person("Astrid", "Lind", core::Kind::invited);
  other.write(event::AttendeeRegistered{desk.id, person, "B-0001", details, other.now});
  other.write(event::BadgeIssued{person, badge, other.now});
  EXPECT_EQ(desk.count(), (core::Count{1, 1, 1}));
  EXPECT_EQ(desk.count(Dimension::country, "SE"), (core::Count{1, 1, 1}));
  EXPECT_EQ(desk.verdict("B-0001", "09:02"), Verdict::already);
  EXPECT_TRUE(desk.scan(with_nonce(desk.command(code, "09:00"), "n1")).repeated);
  EXPECT_TRUE(desk.store->undo(undo_of(desk, "n1")));
  EXPECT_EQ(desk.count(Dimension::country, "SE"), (core::Count{1, 0, 0}));
  desk.expect_verified();
}

/// Rows of two kiosks come in the order they travel; a rebuild reads them in the order of their
/// stamps. A pending scan that arrives after its badge belonged to nobody.
TEST(Pending, AScanThatArrivesAfterItsBadgeIsTheAttendees) {
  Desk desk;
  const core::BadgeId badge{77};
  const core::AttendeeId person{78};
  OtherKiosk other(desk);
  other.write(event::AttendeeRegistered{
      desk.id, person, "B-0001", Desk::person("Astrid", "Lind", core::Kind::invited), other.now});
  other.write(event::BadgeIssued{person, badge, other.now});
  core::Scan scan;
  scan.nonce = "c1";
  scan.checkpoint = {"door"};
  scan.at = desk.at("09:00");
  scan.badge = badge;
  scan.verdict = Verdict::admitted;
  scan.details_pending = true;
  OtherKiosk third(desk, core::KioskId{3});
  third.write(event::ScanTried{desk.id, scan});
  EXPECT_EQ(desk.count(Dimension::country, "SE"), (core::Count{1, 1, 1}));
  EXPECT_EQ(desk.verdict(desk.code_of(badge), "09:30"), Verdict::already);
  third.write(event::ScanUndone{desk.id, {}, badge, "c1", "desk", "mistake", third.now});
  EXPECT_EQ(desk.count(Dimension::country, "SE"), (core::Count{1, 0, 0}));
  desk.expect_verified();
}

TEST(Pending, ARuleThatNeedsTheDetailsRefusesUntilTheyCome) {
  Desk desk;
  EXPECT_EQ(desk.verdict(desk.code_of(core::BadgeId{5}), "14:00", "room-201"), Verdict::not_listed);
  EXPECT_EQ(desk.look("SELECT reason FROM scans"), "details_pending");
}

// Badges.

TEST(Badges, AReissuedBadgeReplacesTheOldOneAtEveryCheckpoint) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  const auto card = desk.store->reissue_badge(desk.id, person.number);
  ASSERT_TRUE(card);
  EXPECT_NE(card->code, person.code);
  EXPECT_EQ(desk.verdict(person.code, "09:00"), Verdict::revoked);
  EXPECT_EQ(desk.verdict(card->code, "09:00"), Verdict::admitted);
  ASSERT_TRUE(desk.store->revoke_badge(desk.id, card->code, "lost"));
  EXPECT_EQ(desk.verdict(card->code, "2019-03-13 09:00"), Verdict::revoked);
  EXPECT_EQ(desk.verdict(person.number, "2019-03-13 09:00"), Verdict::admitted);
  EXPECT_EQ(desk.store->find_attendee(desk.id, person.number)->code, "");
  desk.expect_verified();
}

// Undo.

TEST(Undo, IsAllowedForFifteenMinutesAndToAnOrganiserLater) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  desk.scan(with_nonce(desk.command(person.code, "09:00"), "n1"));
  desk.now += minutes{15} + seconds{1};
  const auto late = desk.store->undo(undo_of(desk, "n1"));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().failure, core::Failure::denied);
  desk.now -= seconds{1};
  EXPECT_TRUE(desk.store->undo(undo_of(desk, "n1")));
  desk.scan(with_nonce(desk.command(person.code, "09:30"), "n2"));
  desk.now += minutes{600};
  auto organiser = undo_of(desk, "n2");
  organiser.as_organiser = true;
  EXPECT_TRUE(desk.store->undo(organiser));
  EXPECT_EQ(desk.count().present, 0);
  desk.expect_verified();
}

TEST(Undo, OfAnotherKiosksScanIsAnOrganisersTask) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  core::Scan scan;
  scan.nonce = "b1";
  scan.checkpoint = {"door"};
  scan.at = desk.now;
  scan.attendee = person.attendee;
  scan.verdict = Verdict::admitted;
  OtherKiosk other(desk);
  other.now = desk.now;
  other.write(event::ScanTried{desk.id, scan});
  auto undo = undo_of(desk, "b1");
  EXPECT_FALSE(desk.store->undo(undo));
  undo.as_organiser = true;
  EXPECT_TRUE(desk.store->undo(undo));
}

TEST(Undo, HappensOnceAndNeedsWhoAndWhy) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  desk.scan(with_nonce(desk.command(person.code, "09:00"), "n1"));
  for (auto db::UndoCommand::*field : {&db::UndoCommand::by, &db::UndoCommand::why}) {
    auto undo = undo_of(desk, "n1");
    undo.*field = "";
    EXPECT_FALSE(desk.store->undo(undo));
    undo.*field = "\xFF";
    EXPECT_FALSE(desk.store->undo(undo));
  }
  EXPECT_TRUE(desk.store->undo(undo_of(desk, "n1")));
  EXPECT_FALSE(desk.store->undo(undo_of(desk, "n1")));
  EXPECT_FALSE(desk.store->undo(undo_of(desk, "nobody's")));
}

/// Two kiosks that were cut off from each other may have used one nonce for different people.
TEST(Undo, TouchesOnlyThePersonItNames) {
  Desk desk;
  const auto one = desk.register_person(Desk::person("Ilze", "Ozola"));
  const auto other = desk.register_person(Desk::person("Jānis", "Kalns"));
  desk.scan(with_nonce(desk.command(one.code, "09:00"), "1"));
  OtherKiosk kiosk(desk);
  core::Scan scan;
  scan.nonce = "1";
  scan.checkpoint = {"door"};
  scan.at = desk.at("09:00");
  scan.attendee = other.attendee;
  scan.verdict = Verdict::admitted;
  kiosk.write(event::ScanTried{desk.id, scan});
  kiosk.write(event::ScanUndone{desk.id, other.attendee, {}, "1", "desk", "mistake", kiosk.now});
  EXPECT_EQ(desk.look("SELECT count(*) FROM scans WHERE undone = 1"), "1");
  EXPECT_EQ(desk.count().present, 1);
  desk.expect_verified();
}

// The end of the day.

TEST(CheckOut, RecordsAnExitForEverybodyInsideAndNobodyElse) {
  Desk desk;
  std::vector<db::Registration> people;
  for (const char* name : {"Ilze", "Anna", "Zane"}) {
    people.push_back(desk.register_person(Desk::person(name, "Ozola")));
  }
  desk.verdict(people[0].code, "09:00");
  desk.verdict(people[1].code, "09:00");
  desk.verdict(people[1].code, "10:00", "door", core::Direction::out);
  desk.verdict(desk.code_of(core::BadgeId{99}), "09:00");
  EXPECT_EQ(desk.store->check_out_all(desk.id, {"door"}, desk.at("08:00")).value_or(-1), 0)
      << "they came later than that";
  EXPECT_EQ(desk.store->check_out_all(desk.id, {"door"}, desk.at("20:00")).value_or(-1), 2);
  EXPECT_EQ(desk.store->check_out_all(desk.id, {"door"}, desk.at("20:01")).value_or(-1), 0);
  EXPECT_EQ(desk.count().inside, 0);
  EXPECT_EQ(desk.count().present, 3);
  desk.expect_verified();
}

// A changed meeting.

TEST(ChangedMeeting, CountsEverybodyAnew) {
  Desk desk;
  const auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  desk.verdict(person.code, "2019-03-12T21:30:00Z");  // 23:30 in Riga: too late, and refused
  auto forced = desk.command(person.code, "2019-03-12T21:30:00Z");
  forced.force = true;
  desk.scan(forced);
  desk.scan(desk.command(desk.code_of(core::BadgeId{99}), "09:00"));
  EXPECT_EQ(desk.count(Dimension::checkpoint, "lunch").registered, 0);
  std::string toml = test::sample_meeting();
  const std::string only = "partners = [\"vanersborg\", \"linz\", \"kassel\"]";
  toml.replace(toml.find(only), only.size(), "");
  const std::string zone = "Europe/Riga";
  toml.replace(toml.find(zone), zone.size(), "Asia/Tokyo");
  ASSERT_TRUE(desk.store->store_meeting(toml, "changed"));
  EXPECT_EQ(desk.count(Dimension::checkpoint, "lunch").registered, 1);
  EXPECT_EQ(desk.count(Dimension::day, "2019-03-13").present, 1) << "06:30 in Tokyo";
  EXPECT_EQ(desk.count().present, 2);
  desk.expect_verified();
}

TEST(ChangedMeeting, IsSeenByAStoreThatWasOpenAlready) {
  Desk desk;
  auto other = db::Store::open({desk.folder.path(), [&] { return desk.now; }, 'A'});
  ASSERT_TRUE(other);
  ASSERT_TRUE((*other)->meeting(desk.id));
  std::string toml = test::sample_meeting();
  toml.replace(toml.find("Europe/Riga"), 11, "Asia/Tokyo!");
  EXPECT_FALSE(desk.store->store_meeting(toml, "broken"));
  toml = test::sample_meeting();
  toml.replace(toml.find("Europe/Riga"), 11, "Asia/Tokyo");
  ASSERT_TRUE(desk.store->store_meeting(toml, "changed"));
  EXPECT_EQ((*(*other)->meeting(desk.id))->zone.name(), "Asia/Tokyo");
}

}  // namespace
