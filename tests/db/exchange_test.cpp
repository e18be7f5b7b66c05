// Rows that travel between kiosks: what is taken, what is refused, and what comes of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "db/kiosks.h"

namespace {

using core::Verdict;
using test::Desk;
using test::Kiosk;
using testing::HasSubstr;

class Exchange : public testing::Test {
 protected:
  static core::Instant moment(const std::string& at) {
    return core::parse_instant(at, {}).value_or(core::Instant{});
  }
  void exchange() const {
    b.take(a.news_for(b));
    a.take(b.news_for(a));
  }
  void expect_the_same() const {
    EXPECT_EQ(a.canonical(), b.canonical());
    a.expect_verified();
    b.expect_verified();
  }
  /// `c` gives somebody of A a new badge; B admits it without knowing whose it is.
  void admit_by_a_badge_from(Kiosk& c, const std::string& number) {
    c.take(a.all_rows());
    b.take(a.all_rows());
    c.now += std::chrono::minutes{5};
    const auto card = c.store->reissue_badge(c.id, number);
    ASSERT_TRUE(card);
    b.now += std::chrono::minutes{10};
    EXPECT_EQ(b.admit(card->code), Verdict::admitted);
  }
  std::vector<db::TravellingRow> rows_of_a() const {
    return a.store->rows_after(a.store->kiosk(), 0, 1000).value();
  }

  Kiosk a{'A', moment("2019-03-12T07:00:00Z")};
  Kiosk b{'B', moment("2019-03-12T07:00:30Z"), &a};
};

TEST_F(Exchange, ANewKioskLearnsTheMeetingAndEverybodyInIt) {
  const auto person = a.register_person(Desk::person("Ilze", "Ozola"));
  EXPECT_EQ(a.admit(person.code), Verdict::admitted);
  const db::Taken taken = b.take(a.news_for(b));
  EXPECT_EQ(taken.rows, 5);
  EXPECT_EQ(taken.known, 0);
  EXPECT_TRUE(taken.refused.empty());
  EXPECT_EQ(b.total(), a.total());
  EXPECT_EQ(b.admit(person.code), Verdict::already);
  EXPECT_EQ(b.store->search(b.id, "ozo", 5)->size(), 1U);
  a.take(b.news_for(a));
  expect_the_same();
}

/// Counters and the search index are moved once, for all that came.
TEST_F(Exchange, AWholeDayInOneDeliveryComesToTheSame) {
  std::vector<db::Registration> people;
  for (int i = 0; i < 40; ++i) {
    auto person = Desk::person("Ilze", "Ozola" + std::to_string(i));
    person.email = "ilze" + std::to_string(i) + "@example.org";
    people.push_back(a.register_person(person));
    if (i % 3 == 0) a.admit(people.back().code);
  }
  const auto number = [&](std::size_t i) { return people.at(i).number; };
  ASSERT_TRUE(a.store->edit_attendee(a.id, number(1), {{"family", "Egle"}, {"town", "Linz"}}));
  ASSERT_TRUE(a.store->edit_attendee(a.id, number(1), {{"family", "Liepa"}}));
  ASSERT_TRUE(a.store->cancel_attendee(a.id, number(2), "ill"));
  ASSERT_TRUE(a.store->merge_attendees(a.id, number(3), number(4)));
  ASSERT_TRUE(a.store->erase(a.id, number(6)));
  std::string fewer = test::sample_meeting();
  const std::string capacity = "capacity = 25                        # people inside at once";
  fewer.replace(fewer.find(capacity), capacity.size(), "capacity = 2");
  ASSERT_TRUE(a.store->store_meeting(fewer, "fewer"));
  a.register_person(Desk::person("Zane", "Kalna"));
  exchange();
  EXPECT_EQ(b.store->search(b.id, "liepa", 5)->size(), 1U);
  EXPECT_TRUE(b.store->search(b.id, "egle", 5)->empty());
  expect_the_same();
  ASSERT_TRUE(b.store->rebuild());
  expect_the_same();
}

TEST_F(Exchange, TheSameRowsAgainChangeNothing) {
  a.register_person(Desk::person("Ilze", "Ozola"));
  b.take(a.all_rows());
  const auto before = b.canonical();
  const db::Taken again = b.take(a.all_rows());
  EXPECT_EQ(again.rows, 0);
  EXPECT_EQ(again.known, 4);
  EXPECT_EQ(b.canonical(), before);
}

TEST_F(Exchange, RowsTellWhoseMeetingTheyAreOf) {
  const auto person = a.register_person(Desk::person("Ilze", "Ozola"));
  a.admit(person.code);
  ASSERT_TRUE(a.store->edit_attendee(a.id, person.number, {{"town", "Linz"}}));
  ASSERT_TRUE(a.store->erase(a.id, person.number));
  for (const auto& row : rows_of_a()) {
    EXPECT_EQ(row.meeting, row.kind == "kiosk_opened" ? "" : a.id.text) << row.kind;
  }
}

TEST_F(Exchange, AGapIsNamedAndWhatComesBeforeItIsTaken) {
  a.register_person(Desk::person("Ilze", "Ozola"));
  auto rows = rows_of_a();
  rows.erase(rows.begin() + 2);
  const db::Taken taken = b.take(rows);
  EXPECT_EQ(taken.rows, 2);
  ASSERT_EQ(taken.refused.size(), 1U);
  EXPECT_EQ(taken.refused.front().seq, 4);
  EXPECT_THAT(taken.refused.front().reason, HasSubstr("row 3 is missing"));
  b.expect_verified();
  EXPECT_EQ(b.take(rows_of_a()).rows, 2);
  exchange();
  expect_the_same();
}

TEST_F(Exchange, HostileRowsAreRefusedWithWordsAndNothingIsHalfDone) {
  a.register_person(Desk::person("Ilze", "Ozola"));
  const auto honest = rows_of_a();
  const std::vector<std::function<void(db::TravellingRow&)>> lies = {
      [](auto& row) { row.body = "{}"; },
      [](auto& row) { row.body->replace(row.body->find("Ilze"), 4, "Inta"); },
      [](auto& row) { row.salt.reset(); },
      [](auto& row) { row.salt = ""; },
      [](auto& row) { row.hash = ""; },
      [](auto& row) { row.hash[3] = static_cast<char>(row.hash[3] + 1); },
      [](auto& row) { row.body_hash.resize(4000, 'x'); },
      [](auto& row) { row.kind = "attendee_cancelled"; },
      [](auto& row) { row.kind = "no such thing"; },
      [](auto& row) { ++row.subject; },
      [](auto& row) { row.clock = 0; },
      [](auto& row) { row.clock = ~0ULL; },
      [](auto& row) { row.seq = -1; },
      [](auto& row) { row.seq = std::int64_t{1} << 60; },
      [](auto& row) { row.kiosk = {}; },
      [](auto& row) { row.body = std::string(8U << 20U, '['); }};
  for (std::size_t i = 0; i < lies.size(); ++i) {
    SCOPED_TRACE("lie " + std::to_string(i));
    Kiosk c('C', b.now, &a);
    auto rows = honest;
    lies[i](rows[2]);
    const db::Taken taken = c.take(rows);
    EXPECT_FALSE(taken.refused.empty());
    for (const auto& refused : taken.refused) {
      EXPECT_FALSE(refused.reason.empty());
      EXPECT_THAT(refused.reason, testing::Not(HasSubstr("Ilze")));
    }
    c.expect_verified();
    EXPECT_EQ(c.total().registered, 0);
    c.take(honest);
    EXPECT_EQ(c.total().registered, 1) << "the honest rows are still welcome";
    c.expect_verified();
  }
}

TEST_F(Exchange, ARowFromTheFarFutureIsRefusedAndOneFromTomorrowIsToldOf) {
  a.now += std::chrono::hours{30};
  a.register_person(Desk::person("Ilze", "Ozola"));
  const db::Taken taken = b.take(a.all_rows());
  ASSERT_EQ(taken.ahead.size(), 1U);
  EXPECT_EQ(taken.ahead.front().letter, "A");
  EXPECT_NEAR(static_cast<double>(taken.ahead.front().ahead.count()), 30 * 3600, 60);
  a.now += std::chrono::days{20 * 366};
  a.register_person(Desk::person("Anna", "Ozola"));
  const db::Taken mad = b.take(a.all_rows());
  ASSERT_EQ(mad.refused.size(), 1U);
  EXPECT_THAT(mad.refused.front().reason, HasSubstr("years ahead"));
  b.register_person(Desk::person("Zane", "Kalna"));
  const auto clocks = b.look("SELECT max(clock >> 16) FROM journal");
  EXPECT_LT(std::stoll(clocks.front().substr(1)),
            (b.now + db::kMostAhead).time_since_epoch().count());
}

TEST_F(Exchange, ABadgeIsAdmittedBeforeItsPersonIsKnownAndCompletedLater) {
  b.take(a.all_rows());
  const auto person = a.register_person(Desk::person("Ilze", "Ozola"));
  b.now += std::chrono::minutes{5};
  EXPECT_EQ(b.admit(person.code), Verdict::admitted);
  EXPECT_EQ(b.total().registered, 0);
  exchange();
  EXPECT_EQ(b.store->find_attendee(b.id, person.number)->scans.size(), 1U);
  EXPECT_EQ(a.total(), b.total());
  EXPECT_EQ(a.total().present, 1);
  EXPECT_EQ(a.admit(person.code), Verdict::already);
  exchange();
  expect_the_same();
}

TEST_F(Exchange, TwoKiosksThatWereCutOffBothAdmitAndBothSayConflict) {
  const auto person = a.register_person(Desk::person("Ilze", "Ozola"));
  b.take(a.all_rows());
  EXPECT_EQ(a.admit(person.code), Verdict::admitted);
  b.now += std::chrono::minutes{3};
  EXPECT_EQ(b.admit(person.code), Verdict::admitted);
  exchange();
  expect_the_same();
  EXPECT_EQ(a.total().present, 1);
  for (const Kiosk* kiosk : {&a, &b}) {
    core::ScanCommand again;
    again.meeting = a.id;
    again.checkpoint = {"door"};
    again.text = person.code;
    again.at = b.now + std::chrono::minutes{9};
    EXPECT_TRUE(kiosk->store->scan(again)->conflict);
  }
}

TEST_F(Exchange, AnEarlierChangeThatComesLateIsOverwrittenFieldByField) {
  const auto person = a.register_person(Desk::person("Ilze", "Ozola"));
  b.take(a.all_rows());
  a.now += std::chrono::minutes{10};
  b.now += std::chrono::minutes{5};
  ASSERT_TRUE(a.store->edit_attendee(a.id, person.number, {{"town", "Linz"}}));
  ASSERT_TRUE(b.store->edit_attendee(b.id, person.number, {{"town", "Turku"}, {"family", "Egle"}}));
  exchange();
  const auto card = a.store->find_attendee(a.id, person.number);
  EXPECT_EQ(card->attendee.details.town, "Linz");
  EXPECT_EQ(card->attendee.details.family_name, "Egle");
  expect_the_same();
  const auto clashes = a.store->edit_clashes(a.id);
  ASSERT_TRUE(clashes);
  ASSERT_EQ(clashes->size(), 1U);
  EXPECT_EQ(clashes->front().field, "town");
  EXPECT_EQ(clashes->front().first.value, "Turku");
  EXPECT_EQ(clashes->front().first.kiosk, "B");
  EXPECT_EQ(clashes->front().second.value, "Linz");
}

TEST_F(Exchange, AnErasureReachesEveryKioskAndKeepsWhatOnlyTheyKnew) {
  const auto person = a.register_person(Desk::person("Xyzgiven", "Xyzfamily"));
  b.take(a.all_rows());
  b.now += std::chrono::minutes{5};
  EXPECT_EQ(b.admit(person.code), Verdict::admitted);
  const auto card = b.store->reissue_badge(b.id, person.number);
  ASSERT_TRUE(b.store->edit_attendee(b.id, person.number, {{"family", "Xyzfamily-Kalna"}}));
  a.now += std::chrono::hours{1};
  ASSERT_TRUE(a.store->erase(a.id, person.number));
  exchange();
  exchange();
  expect_the_same();
  EXPECT_EQ(a.total().present, 1) << "a visit that A did not know of when it erased";
  for (const Kiosk* kiosk : {&a, &b}) {
    EXPECT_TRUE(kiosk->look("SELECT 1 FROM journal WHERE body GLOB '*Xyz*'").empty());
    EXPECT_EQ(kiosk->admit(card->code), Verdict::revoked);
    for (const auto& entry : std::filesystem::directory_iterator(kiosk->folder.path())) {
      if (!entry.is_regular_file()) continue;
      EXPECT_EQ(test::read_file(entry.path()).find("Xyz"), std::string::npos) << entry.path();
    }
  }
}

TEST_F(Exchange, AVisitKnownBeforeTheErasureIsToldAgainKeepsNoBadge) {
  const auto person = a.register_person(Desk::person("Ilze", "Ozola"));
  Kiosk c('C', a.now, &a);
  b.take(a.all_rows());
  c.take(a.all_rows());
  EXPECT_EQ(c.admit(person.code), Verdict::admitted);
  a.now += std::chrono::minutes{5};
  ASSERT_TRUE(a.store->erase(a.id, person.number));
  const auto erasure = a.news_for(c);
  c.now += std::chrono::hours{1};  // by the clocks after the erasure, of which C has not heard
  core::ScanCommand out;
  out.meeting = c.id;
  out.checkpoint = {"door"};
  out.text = person.code;
  out.at = c.now;
  out.direction = core::Direction::out;
  ASSERT_TRUE(c.store->scan(out));
  b.take(erasure);
  b.take(c.news_for(b));
  EXPECT_EQ(b.look("SELECT 1 FROM scans WHERE badge <> 0 AND verdict = 'exited'").size(), 1U);
  c.take(erasure);
  b.take(c.news_for(b));  // the erasure again, with both visits: their bodies go
  EXPECT_TRUE(b.look("SELECT 1 FROM scans WHERE badge <> 0 AND verdict = 'exited'").empty());
  for (const Kiosk* kiosk : {&b, &c}) kiosk->expect_verified();
}

TEST_F(Exchange, ARefusedScanOfABadgeThatBecameKnownGoesWithItsPerson) {
  b.take(a.all_rows());
  a.now += std::chrono::minutes{5};
  b.now -= std::chrono::hours{3};  // its clock is wrong: the doors are not open yet
  const auto person = a.register_person(Desk::person("Ilze", "Ozola"));
  EXPECT_EQ(b.admit(person.code), Verdict::too_early);
  exchange();
  ASSERT_TRUE(a.store->erase(a.id, person.number));
  EXPECT_TRUE(a.look("SELECT 1 FROM scans").empty());
  exchange();
  expect_the_same();
}

TEST_F(Exchange, AVisitByABadgeThatTheErasureDidNotNameIsCountedOnce) {
  const auto person = a.register_person(Desk::person("Ilze", "Ozola"));
  Kiosk c('C', a.now, &a);
  admit_by_a_badge_from(c, person.number);
  a.now += std::chrono::minutes{15};
  ASSERT_TRUE(a.store->erase(a.id, person.number));
  c.take(b.news_for(c));
  c.take(a.news_for(c));  // says the erasure again, with the badge
  c.expect_verified();
  for (int round = 0; round < 3; ++round) {
    exchange();
    for (const Kiosk* kiosk : {&a, &b}) {
      c.take(kiosk->news_for(c));
      kiosk->take(c.news_for(*kiosk));
    }
  }
  expect_the_same();
  EXPECT_EQ(c.canonical(), a.canonical());
  EXPECT_EQ(a.total().present, 1);
  EXPECT_EQ(a.total().registered, 1);
}

TEST_F(Exchange, ABadgeOfSomebodyErasedIsRevokedThoughItsKioskIsNeverHeardAgain) {
  const auto person = a.register_person(Desk::person("Ilze", "Ozola"));
  b.take(a.all_rows());
  std::string code;
  {
    Kiosk c('C', a.now, &a);
    c.take(a.all_rows());
    c.now += std::chrono::minutes{5};
    code = c.store->reissue_badge(c.id, person.number)->code;
    b.take(c.news_for(b));
  }
  b.now += std::chrono::minutes{10};
  EXPECT_EQ(b.admit(code), Verdict::admitted);
  a.now += std::chrono::minutes{15};
  ASSERT_TRUE(a.store->erase(a.id, person.number));
  exchange();
  exchange();
  expect_the_same();
  EXPECT_EQ(a.total().present, 1);
  for (const Kiosk* kiosk : {&a, &b}) EXPECT_EQ(kiosk->admit(code), Verdict::revoked);
}

TEST_F(Exchange, AVisitFromBeforeItsBadgeWasKnownIsToldTogetherWithIt) {
  const auto person = a.register_person(Desk::person("Ilze", "Ozola"));
  Kiosk c('C', a.now, &a);
  admit_by_a_badge_from(c, person.number);
  b.take(c.news_for(b));
  a.now += std::chrono::minutes{15};
  ASSERT_TRUE(a.store->erase(a.id, person.number));
  b.take(a.news_for(b));
  a.take(b.store->rows_after(b.store->kiosk(), 0, 1000).value());
  a.expect_verified();
  EXPECT_EQ(a.total().present, 1);
  exchange();
  c.take(a.news_for(c));
  exchange();
  expect_the_same();
}

TEST_F(Exchange, WhatIsToldOfAnErasedPersonLaterHasNoBody) {
  const auto person = a.register_person(Desk::person("Xyzgiven", "Xyzfamily"));
  b.take(a.all_rows());
  ASSERT_TRUE(a.store->erase(a.id, person.number));
  b.now += std::chrono::hours{2};
  ASSERT_TRUE(b.store->edit_attendee(b.id, person.number, {{"family", "Xyzfamily-Kalna"}}));
  exchange();
  exchange();
  expect_the_same();
  for (const Kiosk* kiosk : {&a, &b}) {
    EXPECT_TRUE(kiosk->look("SELECT 1 FROM journal WHERE body GLOB '*Xyz*'").empty());
  }
}

TEST_F(Exchange, ARetentionRunTakesContactsFromEveryKiosk) {
  auto details = Desk::person("Ilze", "Ozola");
  details.email = "xyz@example.org";
  a.register_person(details);
  b.take(a.all_rows());
  a.now = moment("2019-06-13T09:00:00Z");
  EXPECT_EQ(a.store->run_retention(a.id, false)->contacts, 1);
  exchange();
  expect_the_same();
  EXPECT_TRUE(b.look("SELECT 1 FROM journal WHERE body LIKE '%xyz@%'").empty());
  EXPECT_EQ(b.store->search(b.id, "ozola", 5)->size(), 1U);
}

TEST_F(Exchange, MergesThatGoInACircleComeToTheSame) {
  const auto one = a.register_person(Desk::person("Ilze", "Ozola"));
  const auto two = a.register_person(Desk::person("Ilze", "Ozoliņa"));
  b.take(a.all_rows());
  ASSERT_TRUE(a.store->merge_attendees(a.id, one.number, two.number));
  b.now -= std::chrono::minutes{10};
  ASSERT_TRUE(b.store->merge_attendees(b.id, two.number, one.number));
  EXPECT_EQ(a.admit(one.code), Verdict::admitted);
  EXPECT_EQ(b.admit(two.code), Verdict::admitted);
  exchange();
  expect_the_same();
  EXPECT_EQ(a.total().registered, 1);
}

/// The kiosk that knows of the merge says what is left, and must not say who it was.
TEST_F(Exchange, SomebodyErasedWhoBecameAnotherElsewhereLeavesNoNameOfEither) {
  const auto one = a.register_person(Desk::person("Xyzgiven", "Xyzfamily"));
  const auto two = a.register_person(Desk::person("Xyzgiven", "Xyzfamily"));
  exchange();
  EXPECT_EQ(b.admit(one.code), Verdict::admitted);
  a.now += std::chrono::minutes{5};
  ASSERT_TRUE(a.store->erase(a.id, one.number));
  b.now += std::chrono::minutes{10};
  ASSERT_TRUE(b.store->merge_attendees(b.id, one.number, two.number));
  exchange();
  exchange();
  expect_the_same();
  for (const Kiosk* kiosk : {&a, &b}) {
    EXPECT_TRUE(kiosk
                    ->look("SELECT number FROM attendees "
                           "WHERE status LIKE 'erased%' AND given <> ''")
                    .empty());
    EXPECT_TRUE(kiosk
                    ->look("SELECT 1 FROM journal WHERE kind = 'attendee_erased' "
                           "AND body GLOB '*Xyz*'")
                    .empty());
  }
}

TEST_F(Exchange, AnErasureReachesTheRegistrationThatSomebodyBecameElsewhere) {
  const auto one = a.register_person(Desk::person("Xyzgiven", "Xyzfamily"));
  const auto two = a.register_person(Desk::person("Xyzgiven", "Xyzfamily"));
  const auto three = a.register_person(Desk::person("Xyzgiven", "Xyzfamily"));
  EXPECT_EQ(a.admit(one.code), Verdict::admitted);
  exchange();
  b.now += std::chrono::minutes{5};
  EXPECT_EQ(b.admit(three.code), Verdict::admitted);
  ASSERT_TRUE(b.store->merge_attendees(b.id, one.number, two.number));
  ASSERT_TRUE(b.store->merge_attendees(b.id, three.number, two.number));
  const auto job = b.store->queue_print(b.id, two.number);
  ASSERT_TRUE(job);
  const auto paper = b.folder.path() / "spool" / (*job + ".pdf");
  std::filesystem::create_directories(paper.parent_path());
  std::ofstream(paper) << "Xyz";
  a.now += std::chrono::minutes{10};
  ASSERT_TRUE(a.store->erase(a.id, one.number));
  for (int round = 0; round < 3; ++round) exchange();
  expect_the_same();
  EXPECT_EQ(a.total().registered, 1);
  EXPECT_EQ(a.total().present, 1);
  for (const Kiosk* kiosk : {&a, &b}) {
    EXPECT_TRUE(kiosk->look("SELECT 1 FROM attendees WHERE given <> ''").empty());
    EXPECT_TRUE(kiosk->look("SELECT 1 FROM journal WHERE body GLOB '*Xyz*'").empty());
    EXPECT_EQ(kiosk->look("SELECT 1 FROM journal WHERE kind = 'attendee_erased'").size(), 3U);
    EXPECT_EQ(kiosk->admit(two.code), Verdict::revoked);
  }
  EXPECT_FALSE(std::filesystem::exists(paper));
  const std::string noted = test::read_file(b.folder.path() / "erased.list");
  for (const auto& person : {one, two, three}) {
    EXPECT_THAT(noted, HasSubstr(core::to_text(person.attendee)));
  }
}

TEST_F(Exchange, AVisitThatAnErasureGivesToSomebodyElseIsCountedOnce) {
  const auto one = a.register_person(Desk::person("Ilze", "Ozola"));
  const auto two = a.register_person(Desk::person("Ilze", "Ozole"));
  Kiosk c('C', a.now, &a);
  c.take(a.all_rows());
  b.take(a.all_rows());
  EXPECT_EQ(b.admit(two.code), Verdict::admitted);
  ASSERT_TRUE(c.store->merge_attendees(c.id, two.number, one.number));
  a.take(b.news_for(a));
  a.take(c.news_for(a));
  a.now += std::chrono::minutes{5};
  ASSERT_TRUE(a.store->erase(a.id, one.number));
  // Without the merge: B sees its visit of one person told of the other.
  b.take(a.store->rows_after(a.store->kiosk(), 0, 1000).value());
  b.expect_verified();
  EXPECT_EQ(b.total().present, 1);
  for (int round = 0; round < 3; ++round) {
    exchange();
    c.take(a.news_for(c));
  }
  expect_the_same();
  c.expect_verified();
  EXPECT_EQ(a.total().registered, 1);
  EXPECT_EQ(a.total().present, 1);
}

TEST_F(Exchange, TwoKiosksOfOneLetterDoNotMixTheirNumbers) {
  Kiosk other('A', b.now, &a);
  const db::Taken taken = other.take(a.all_rows());
  EXPECT_EQ(taken.rows, 0);
  ASSERT_EQ(taken.refused.size(), 1U);
  EXPECT_THAT(taken.refused.front().reason, HasSubstr("letter A already"));
}

TEST_F(Exchange, AKioskPutBackFromAnOldCopyTakesItsOwnRowsBackAndReusesNoNumber) {
  test::TempFolder copy;
  a.store->rest();
  std::filesystem::copy(a.folder.path() / "kiosk.db", copy.path() / "kiosk.db");
  const auto person = a.register_person(Desk::person("Ilze", "Ozola"));
  b.take(a.all_rows());
  a.store.reset();
  for (const char* file : {"kiosk.db", "kiosk.db-wal", "kiosk.db-shm"}) {
    std::filesystem::remove(a.folder.path() / file);
  }
  std::filesystem::copy(copy.path() / "kiosk.db", a.folder.path() / "kiosk.db");
  a.open();
  EXPECT_EQ(a.take(b.news_for(a)).rows, 3) << "two of its own, and B's first";
  EXPECT_EQ(a.register_person(Desk::person("Anna", "Kalna")).number, "A-0002");
  EXPECT_TRUE(a.store->find_attendee(a.id, person.number));
  exchange();
  expect_the_same();
}

TEST_F(Exchange, AForkOfAKioskIsSeenAndNotMixedIn) {
  test::TempFolder copy;
  a.store->rest();
  std::filesystem::copy(a.folder.path() / "kiosk.db", copy.path() / "kiosk.db");
  std::filesystem::copy(a.folder.path() / "keys", copy.path() / "keys");
  a.register_person(Desk::person("Ilze", "Ozola"));
  b.take(a.all_rows());
  auto fork = db::Store::open({copy.path(), [this] { return a.now; }, 'A'});
  ASSERT_TRUE(fork);
  ASSERT_TRUE((*fork)->register_attendee(a.id, Desk::person("Anna", "Kalna"), std::nullopt, false));
  const auto rows = (*fork)->rows_after(a.store->kiosk(), 0, 1000);
  const db::Taken taken = b.take(*rows);
  EXPECT_EQ(taken.rows, 0);
  ASSERT_EQ(taken.refused.size(), 1U);
  EXPECT_THAT(taken.refused.front().reason, HasSubstr("differs"));
}

TEST_F(Exchange, AKioskThatIsLeftOutKeepsItsBadgesAndIsHeardNoMore) {
  b.take(a.all_rows());
  const auto person = b.register_person(Desk::person("Ilze", "Ozola"));
  exchange();
  ASSERT_TRUE(a.store->leave_out('B'));
  b.register_person(Desk::person("Anna", "Kalna"));
  const db::Taken taken = a.take(b.news_for(a));
  EXPECT_EQ(taken.rows, 0);
  ASSERT_EQ(taken.refused.size(), 1U);
  EXPECT_THAT(taken.refused.front().reason, HasSubstr("left out"));
  EXPECT_EQ(a.admit(person.code), Verdict::admitted);
  EXPECT_FALSE(*b.store->is_left_out());
  b.take(a.news_for(b));
  EXPECT_TRUE(*b.store->is_left_out());
  a.expect_verified();
}

TEST_F(Exchange, WhatAThirdKioskHeardOfOneThatIsLeftOutIsTakenFromIt) {
  Kiosk c('C', b.now, &a);
  b.take(a.all_rows());
  c.take(a.all_rows());
  b.register_person(Desk::person("Ilze", "Ozola"));
  a.take(b.all_rows());
  c.take(a.all_rows());
  b.register_person(Desk::person("Anna", "Kalna"));
  c.take(b.all_rows());
  ASSERT_TRUE(a.store->leave_out('B'));
  c.take(a.news_for(c));
  EXPECT_TRUE(a.take(c.news_for(a)).refused.empty());
  EXPECT_EQ(a.total().registered, 2);
  EXPECT_EQ(a.canonical(), c.canonical());
  b.register_person(Desk::person("Zane", "Egle"));
  EXPECT_EQ(c.take(b.news_for(c)).refused.size(), 1U);
}

TEST_F(Exchange, OnlyTheKioskItBeganWithGivesLettersAndEachOnce) {
  b.take(a.all_rows());
  const auto enrolled = a.store->enrol('C');
  ASSERT_TRUE(enrolled);
  EXPECT_FALSE(a.store->enrol('C'));
  EXPECT_FALSE(a.store->enrol('A'));
  a.take(b.all_rows());
  EXPECT_FALSE(a.store->enrol('B'));
  test::TempFolder folder;
  auto joined = db::Store::open({folder.path(), [this] { return b.now; }, 'A'});
  ASSERT_TRUE((*joined)->set_pin(core::Role::staff, "2468"));
  ASSERT_TRUE((*joined)->join(*enrolled));
  EXPECT_EQ((*joined)->letter(), "C");
  EXPECT_TRUE((*joined)->take_rows(a.all_rows())->refused.empty());
  EXPECT_FALSE((*joined)->enrol('D')) << "it joined";
  EXPECT_FALSE((*joined)->join({'E', "ticket"})) << "it has a meeting";
  EXPECT_TRUE((*joined)->verify()->ok);
}

}  // namespace
