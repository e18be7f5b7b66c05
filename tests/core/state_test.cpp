#include "core/state.h"

#include <gtest/gtest.h>

#include "core/counts.h"
#include "core/door.h"

namespace {

using core::AttendeeId;
using core::BadgeId;
using core::Dimension;
using core::Event;
using core::Stamp;
namespace event = core::event;

constexpr AttendeeId kPerson{7};

Stamp stamp(std::uint64_t clock, std::uint64_t kiosk = 1) {
  return {clock, core::KioskId{kiosk}, static_cast<std::int64_t>(clock)};
}

std::pair<Stamp, Event> registered() {
  core::Details details;
  details.given_name = "Ilze";
  details.family_name = "Ozola";
  details.town = "Daugavpils";
  details.country = "LV";
  return {stamp(1), event::AttendeeRegistered{{"small"}, kPerson, "A-0001", details, {}}};
}

std::pair<Stamp, Event> edited(const Stamp& when, core::FieldChanges changes) {
  return {when, event::AttendeeEdited{kPerson, std::move(changes), {}}};
}

std::pair<Stamp, Event> scanned(const Stamp& when, const std::string& nonce,
                                core::Verdict verdict = core::Verdict::admitted) {
  core::Scan scan;
  scan.nonce = nonce;
  scan.checkpoint = {"door"};
  scan.attendee = kPerson;
  scan.verdict = verdict;
  scan.at = core::Instant{std::chrono::milliseconds{1'553'925'600'000}};
  return {when, event::ScanTried{{"small"}, scan}};
}

TEST(Fold, OfNothingIsNobody) {
  const auto state = core::fold({});
  EXPECT_FALSE(state.attendee);
  EXPECT_EQ(state.current_badge(), nullptr);
}

TEST(Fold, TheLastWriterOfEachFieldWinsByTheJournalsOrder) {
  const auto state = core::fold({edited(stamp(9), {{"town", "Linz"}}),
                                 edited(stamp(5), {{"town", "Kassel"}, {"given", "Ilzīte"}}),
                                 registered(), edited(stamp(7), {{"family", "Bērziņa"}})});
  EXPECT_EQ(state.attendee->details.town, "Linz");
  EXPECT_EQ(state.attendee->details.given_name, "Ilzīte");
  EXPECT_EQ(state.attendee->details.family_name, "Bērziņa");
}

TEST(Fold, TwoWritersAtOneClockAreOrderedByTheirKiosk) {
  const auto one = edited(stamp(5, 2), {{"town", "Linz"}});
  const auto other = edited(stamp(5, ~0ULL), {{"town", "Kassel"}});
  EXPECT_EQ(core::fold({registered(), one, other}).attendee->details.town, "Kassel");
  EXPECT_EQ(core::fold({other, one, registered()}).attendee->details.town, "Kassel");
}

TEST(Fold, ALaterBadgeReplacesTheEarlierOnes) {
  const auto state = core::fold({{stamp(4), event::BadgeIssued{kPerson, BadgeId{12}, {}}},
                                 {stamp(2), event::BadgeIssued{kPerson, BadgeId{11}, {}}},
                                 registered()});
  ASSERT_EQ(state.badges.size(), 2U);
  EXPECT_TRUE(state.badge(BadgeId{11})->revoked);
  EXPECT_FALSE(state.badge(BadgeId{12})->revoked);
  EXPECT_EQ(state.current_badge()->id, BadgeId{12});
  EXPECT_EQ(state.badge(BadgeId{13}), nullptr);
}

TEST(Fold, OnlyTheRevokedBadgeIsRevoked) {
  const auto state =
      core::fold({registered(),
                  {stamp(2), event::BadgeIssued{kPerson, BadgeId{11}, {}}},
                  {stamp(3), event::BadgeIssued{kPerson, BadgeId{12}, {}}},
                  {stamp(4), event::BadgeRevoked{kPerson, BadgeId{11}, {}, "lost"}}});
  EXPECT_FALSE(state.badge(BadgeId{12})->revoked);
}

TEST(Fold, ACancelledRegistrationKeepsItsScans) {
  const auto state = core::fold({registered(),
                                 scanned(stamp(2), "a"),
                                 {stamp(3), event::AttendeeCancelled{kPerson, {}, "ill"}}});
  EXPECT_EQ(state.attendee->status, core::Status::cancelled);
  EXPECT_EQ(state.scans.size(), 1U);
}

TEST(Fold, UndoKeepsTheScanAndSaysByWhomAndWhy) {
  const auto state = core::fold(
      {registered(),
       scanned(stamp(2), "a"),
       scanned(stamp(3), "b"),
       {stamp(4), event::ScanUndone{{"small"}, kPerson, {}, "a", "staff", "mistake", {}}}});
  ASSERT_EQ(state.scans.size(), 2U);
  EXPECT_TRUE(state.scans[0].undone);
  EXPECT_EQ(state.scans[0].undone_by, "staff");
  EXPECT_EQ(state.scans[0].undone_why, "mistake");
  EXPECT_FALSE(state.scans[1].undone);
}

TEST(Fold, UndoTouchesNoRefusedTryOfTheSameNonce) {
  const auto state = core::fold(
      {registered(),
       scanned(stamp(2), "a", core::Verdict::too_early),
       scanned(stamp(3), "a"),
       {stamp(4), event::ScanUndone{{"small"}, kPerson, {}, "a", "staff", "mistake", {}}}});
  EXPECT_FALSE(state.scans[0].undone);
  EXPECT_TRUE(state.scans[1].undone);
}

TEST(Fold, ScansAreInTheOrderTheyHappened) {
  auto late = scanned(stamp(9), "late");
  std::get<event::ScanTried>(late.second).scan.at -= std::chrono::hours{1};
  const auto state = core::fold({scanned(stamp(2), "first"), late, scanned(stamp(3), "second")});
  ASSERT_EQ(state.scans.size(), 3U);
  EXPECT_EQ(state.scans[0].nonce, "late");
  EXPECT_EQ(state.scans[1].nonce, "first");
  EXPECT_EQ(state.scans[2].nonce, "second");
}

// Counts.

core::Count count(const test::Door& door, Dimension dimension, const std::string& key = "") {
  const auto all = contribution(door.meeting, door.person);
  const auto at = all.find({dimension, key});
  return at == all.end() ? core::Count{} : at->second;
}

TEST(Counts, APersonCountsOnceHoweverOftenTheyAreScanned) {
  test::Door door;
  for (const char* when : {"09:00", "10:00", "2019-03-31 09:00"}) {
    door.enter(when);
    door.enter(when, "room-1");
  }
  EXPECT_EQ(count(door, Dimension::total), (core::Count{1, 1, 1}));
  EXPECT_EQ(count(door, Dimension::country, "LV"), (core::Count{1, 1, 1}));
  EXPECT_EQ(count(door, Dimension::checkpoint, "door"), (core::Count{1, 1, 1}));
  EXPECT_EQ(count(door, Dimension::session, "one").present, 1);
  EXPECT_EQ(count(door, Dimension::day, "2019-03-30").present, 1);
  EXPECT_EQ(count(door, Dimension::day, "2019-03-31").present, 1);
  EXPECT_EQ(count(door, Dimension::day, "2019-04-01").present, 0);
}

TEST(Counts, ASessionNamedTwiceIsOneRegistration) {
  test::Door door;
  door.person.attendee->details.sessions = {{"one"}, {"one"}};
  EXPECT_EQ(count(door, Dimension::session, "one").registered, 1);
}

TEST(Counts, ACancelledPersonIsNotRegisteredButWasThere) {
  test::Door door;
  door.enter("09:00");
  door.person.attendee->status = core::Status::cancelled;
  EXPECT_EQ(count(door, Dimension::total), (core::Count{0, 1, 1}));
}

TEST(Counts, RefusedAndUndoneTriesCountNothing) {
  test::Door door;
  door.checkpoint().capacity = 0;
  door.enter("09:00");
  EXPECT_EQ(count(door, Dimension::total).present, 0);
  door.checkpoint().capacity = 1;
  door.enter("09:00");
  door.undo_last();
  EXPECT_EQ(count(door, Dimension::total), (core::Count{1, 0, 0}));
}

TEST(Counts, AnExitAloneIsNoPresence) {
  test::Door door;
  door.leave("09:00");
  EXPECT_EQ(count(door, Dimension::total), (core::Count{1, 0, 0}));
}

TEST(Counts, APendingBadgeCountsInTheTotalOnly) {
  test::Door door;
  door.person = {};
  door.enter("09:00");
  EXPECT_EQ(count(door, Dimension::total), (core::Count{0, 1, 1}));
  EXPECT_EQ(count(door, Dimension::country, ""), core::Count{});
  EXPECT_EQ(count(door, Dimension::checkpoint, "door").inside, 1);
}

TEST(Counts, TheArrivalIsTheHourOfTheFirstEntryOfTheDayEvenIfItArrivesLate) {
  test::Door door;
  door.enter("11:30");
  door.enter("09:59");
  EXPECT_EQ(count(door, Dimension::arrival, "2019-03-30T09").present, 1);
  EXPECT_EQ(count(door, Dimension::arrival, "2019-03-30T11").present, 0);
}

TEST(Counts, ADifferenceNamesOnlyWhatChanged) {
  test::Door door;
  const auto before = contribution(door.meeting, door.person);
  EXPECT_TRUE(difference(before, before).empty());
  door.leave("09:00");
  EXPECT_TRUE(difference(before, contribution(door.meeting, door.person)).empty());
}

TEST(Details, EveryTextIsCheckedBeforeItIsStored) {
  const core::Meeting meeting = test::small_meeting();
  core::Details details = test::Door().person.attendee->details;
  EXPECT_TRUE(check_details(details, meeting).empty());
  for (std::string core::Details::*field :
       {&core::Details::given_name, &core::Details::family_name, &core::Details::town,
        &core::Details::organisation, &core::Details::email, &core::Details::language,
        &core::Details::notice_version}) {
    for (const std::string& wrong :
         {std::string("\xFF\xFE"), std::string("a\nb"), std::string("\xC3"), std::string(401, 'a'),
          std::string("\xED\xA0\x80"), std::string("a\0b", 3)}) {
      core::Details broken = details;
      broken.*field = wrong;
      EXPECT_FALSE(check_details(broken, meeting).empty()) << wrong;
    }
  }
}

/// What of somebody's given name is wrong; empty: nothing.
std::string wrong_with(const std::string& given) {
  core::Details details = test::Door().person.attendee->details;
  details.given_name = given;
  const auto mistakes = check_details(details, test::small_meeting());
  return mistakes.empty() ? std::string() : mistakes.front().message;
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

TEST(Details, ControlCharactersOfLatin1AreRefusedAsThoseOfAsciiAre) {
  for (const char* wrong : {"A\u009bB", "A\u0080", "\u009fA", "A\u2028B", "A\u2029B", "A\x1B"}) {
    EXPECT_EQ(wrong_with(wrong), "holds control characters") << wrong;
    EXPECT_FALSE(core::is_clean_text(wrong, 100));
  }
}

TEST(Details, ANameOfWhatNobodySeesIsMissing) {
  for (const char* unseen : {"\u200B", "\u00AD", "\u2060\uFEFF", "\u00A0\u3000", "\u3164", "\u200D",
                             "\u2800", "\u200E \u200F", "\uFE0F", "\U000E0041"}) {
    EXPECT_EQ(wrong_with(unseen), "is missing");
  }
}

TEST(Details, WhatTurnsTheDirectionOfReadingIsRefused) {
  for (const char* turned :
       {"\u202Aanna", "an\u202Ena", "anna\u202C", "\u2066anna", "an\u2067na\u2069"}) {
    EXPECT_NE(wrong_with(turned).find("direction"), std::string::npos);
    EXPECT_FALSE(core::is_clean_text(turned, 100));
  }
}

TEST(Details, AccentsPiledUpOnOneLetterAreRefused) {
  for (const char* mark : {"\u0301", "\u0E49", "\u064B", "\u20DD"}) {
    EXPECT_EQ(wrong_with("a" + repeated(mark, 8)), "");
    EXPECT_NE(wrong_with("a" + repeated(mark, 9)).find("accents"), std::string::npos);
    EXPECT_EQ(wrong_with(repeated(std::string("a") + mark, 20)), "");
  }
}

TEST(Details, NamesOfEveryScriptAreRight) {
  for (const char* name :
       {"Žanete", "Ża\u0301ne\u0302te\u0323", "नरेन्द्र", "فاطمة\u200Cزهرا", "עַמִּית", "สมศักดิ์", "Nguyễn",
        "\u200Fمريم", "李小龍", "Ο\u200Dk", "👩\u200D🔬", "D’Arc"}) {
    EXPECT_EQ(wrong_with(name), "") << name;
  }
}

TEST(Details, AMistakeNamesWhatIsPossibleAndRepeatsNothing) {
  core::Details details = test::Door().person.attendee->details;
  details.partner = {"Žanete"};
  const auto mistakes = check_details(details, test::small_meeting());
  ASSERT_EQ(mistakes.size(), 1U);
  EXPECT_EQ(mistakes[0].message, "must be one of this meeting's: linz, kassel");
}

}  // namespace
