#include "db/journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "db/desk.h"
#include "db/event_codec.h"

namespace {

using test::Desk;
using test::OtherKiosk;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
namespace event = core::event;

/// A desk with a person, a scan and a print job.
class BusyDesk : public Desk {
 public:
  BusyDesk() {
    person = store->register_attendee(id, Desk::person("Ilze", "Ozola"), std::nullopt, true)
                 .value_or(db::Registration{});
    verdict(person.code, "09:00");
    expect_verified();
  }
  db::Registration person;
};

void expect_found(BusyDesk& desk, const std::string& sql, const std::string& problem) {
  desk.tamper(sql);
  const auto report = desk.verified();
  EXPECT_FALSE(report.ok) << sql;
  EXPECT_THAT(report.problems, Contains(HasSubstr(problem))) << sql;
}

TEST(Chain, FindsAChangedBody) {
  BusyDesk desk;
  expect_found(desk, "UPDATE journal SET body = replace(body, 'Ilze', 'Inta') WHERE seq = 3",
               "row 3: its content was changed");
}

TEST(Chain, FindsAChangedStamp) {
  BusyDesk desk;
  expect_found(desk, "UPDATE journal SET clock = clock + 1 WHERE seq = 4", "row 4: the hash chain");
}

TEST(Chain, FindsAChangedKindOrSubject) {
  for (const char* change : {"kind = 'badge_revoked'", "subject = subject + 1"}) {
    BusyDesk desk;
    expect_found(desk, std::string("UPDATE journal SET ") + change + " WHERE seq = 4",
                 "row 4: the hash chain");
  }
}

TEST(Chain, FindsARemovedRow) {
  BusyDesk desk;
  expect_found(desk, "DELETE FROM journal WHERE seq = 4", "row 5: a row before it is missing");
}

TEST(Chain, FindsARemovedLastRowByWhatWasDerivedFromIt) {
  BusyDesk desk;
  expect_found(desk, "DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)",
               "table scans differs");
}

TEST(Chain, FindsTwoRowsThatChangedPlaces) {
  BusyDesk desk;
  expect_found(desk,
               "UPDATE journal SET seq = 100 WHERE seq = 3;"
               "UPDATE journal SET seq = 3 WHERE seq = 4;"
               "UPDATE journal SET seq = 4 WHERE seq = 100",
               "hash chain");
}

TEST(Chain, StillVerifiesWhenABodyAndItsSaltAreErased) {
  BusyDesk desk;
  desk.tamper("UPDATE journal SET body = NULL, salt = NULL WHERE kind = 'attendee_registered'");
  for (const auto& chain : desk.verified().chains) EXPECT_THAT(chain.problems, IsEmpty());
}

TEST(Chain, OfEachKioskIsItsOwn) {
  BusyDesk desk;
  OtherKiosk other(desk);
  other.write(event::KioskOpened{'B'});
  other.write(event::SignedIn{core::Role::staff, true, other.now});
  const auto report = desk.verified();
  EXPECT_TRUE(report.ok);
  ASSERT_EQ(report.chains.size(), 2U);
  EXPECT_EQ(report.chains[1].letter, "B");
  EXPECT_EQ(report.chains[1].rows, 2);
  EXPECT_EQ(report.chains[1].head.size(), 64U);
}

TEST(Clock, ARowIsLaterThanEveryRowOfEveryKiosk) {
  Desk desk;
  OtherKiosk fast(desk);
  fast.now = desk.now + std::chrono::hours{5};
  const auto ahead = fast.write(event::KioskOpened{'B'});
  desk.register_person(Desk::person("Ilze", "Ozola"));
  EXPECT_EQ(
      desk.look("SELECT count(*) FROM journal WHERE kind = 'attendee_registered' AND clock > " +
                std::to_string(ahead.clock)),
      "1");
}

TEST(Clock, NeverRunsBackwardsWhenTheMachinesDoes) {
  Desk desk;
  desk.register_person(Desk::person("Ilze", "Ozola"));
  desk.now -= std::chrono::hours{24 * 400};
  desk.register_person(Desk::person("Anna", "Kalna"));
  desk.now = core::Instant{};
  desk.register_person(Desk::person("Zane", "Egle"));
  desk.expect_verified();
}

/// SQLite holds an id above 2^63 as a negative number; the fold's order is unsigned.
TEST(Clock, EqualClocksAreOrderedByKioskAsTheFoldDoes) {
  Desk desk;
  OtherKiosk high(desk, core::KioskId{~0ULL});
  high.write(event::KioskOpened{'B'});
  OtherKiosk low(desk, core::KioskId{1});
  low.write(event::KioskOpened{'C'});
  desk.tamper("UPDATE journal SET clock = 5 WHERE kiosk IN (2, 3)");
  auto connection = db::Connection::open(desk.file());
  ASSERT_TRUE(connection);
  std::vector<core::Stamp> stamps;
  ASSERT_TRUE(db::Journal(**connection, {})
                  .for_each([&](const core::Stamp& stamp, std::int64_t, const core::Event&) {
                    stamps.push_back(stamp);
                  }));
  EXPECT_TRUE(std::is_sorted(stamps.begin(), stamps.end()));
}

class TamperedTable : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(TamperedTable, IsFoundAndMendedByARebuild) {
  BusyDesk desk;
  const auto [table, change] = GetParam();
  expect_found(desk, change, std::string("table ") + table + " differs");
  ASSERT_TRUE(desk.store->rebuild());
  desk.expect_verified();
}

INSTANTIATE_TEST_SUITE_P(
    Verify, TamperedTable,
    testing::Values(std::pair{"kiosks", "UPDATE kiosks SET letter = 'Z'"},
                    std::pair{"meetings", "UPDATE meetings SET toml = toml || ' '"},
                    std::pair{"attendees", "UPDATE attendees SET town = 'Linz'"},
                    std::pair{"numbers", "UPDATE numbers SET last = 41"},
                    std::pair{"badges", "UPDATE badges SET revoked = 1"},
                    std::pair{"scans", "UPDATE scans SET verdict = 'already'"},
                    std::pair{"scans", "DELETE FROM scans"},
                    std::pair{"counters", "UPDATE counters SET present = present + 1"},
                    std::pair{"print_jobs", "UPDATE print_jobs SET state = 'printed'"}));

TEST(Codec, EveryEventReadsBackAsItWasWritten) {
  const core::Instant at{std::chrono::milliseconds{1'552'374'000'123}};
  auto details = Desk::person("Žanete \"Ž\"", "Ķirse \\ 'x'", core::Kind::invited);
  details.sessions = {{"one"}, {"two"}};
  details.gender = core::Gender::undisclosed;
  details.photo_opt_out = true;
  core::Scan scan;
  scan.nonce = "n";
  scan.checkpoint = {"door"};
  scan.direction = core::Direction::out;
  scan.at = at;
  scan.badge = core::BadgeId{~0ULL};
  scan.verdict = core::Verdict::exited;
  scan.reason = "checkout";
  scan.forced = true;
  scan.details_pending = true;
  scan.answers = {{{"meal"}, "zivs 🐟"}};
  const core::AttendeeId who{1};
  const core::BadgeId badge{2};
  for (const core::Event& event : std::initializer_list<core::Event>{
           event::KioskOpened{'C'}, event::MeetingStored{{"m"}, "id = \"m\"\n"},
           event::AttendeeRegistered{{"m"}, who, "A-0001", details, at},
           event::AttendeeRegistered{{"m"}, who, "A-0001", details, at, true},
           event::AttendeeEdited{who, {{"town", "Linz"}, {"email", ""}}, at},
           event::AttendeeCancelled{who, at, "ill"}, event::BadgeIssued{who, badge, at},
           event::BadgeRevoked{who, badge, at, "lost"}, event::ScanTried{{"m"}, scan},
           event::ScanUndone{{"m"}, {}, badge, "n", "by", "why", at},
           event::PrintQueued{who, "job", at, "ipp://host"},
           event::PrintMoved{who, "job", "queue", at},
           event::PrintEnded{who, "job", true, "spool", at},
           event::PrintEnded{who, "job", false, "withdrawn", at, true},
           event::SignedIn{core::Role::organiser, true, at}}) {
    const auto read = db::decode(core::kind_of(event), db::encode(event));
    ASSERT_TRUE(read) << core::kind_of(event);
    EXPECT_EQ(*read, event) << core::kind_of(event);
  }
}

/// The same event has the same bytes on every kiosk, whichever way it was written.
TEST(Codec, WhatListsWriteByTheThousandIsWrittenAsATreeWouldBe) {
  const core::Instant at{std::chrono::milliseconds{1'552'374'000'123}};
  core::Details details = Desk::person("Žanete \"Ž\"", "Ķirse \\ 'x'\x7F", core::Kind::invited);
  for (const char* organisation : {"", "Dome", "tab\t\x01", "zivs 🐟", "</a>"}) {
    details.organisation = organisation;
    for (const auto by : {std::optional<core::Role>(), std::optional(core::Role::organiser)}) {
      for (const core::Event& event :
           {core::Event(event::AttendeeRegistered{{"m"}, {1}, "A-0001", details, at}),
            core::Event(event::AttendeeRegistered{{"m"}, {1}, "A-0001", details, at, true}),
            core::Event(event::BadgeIssued{{1}, {2}, at}), core::Event(event::BadgeIssued{})}) {
        const std::string text = db::encode(event, by);
        EXPECT_EQ(nlohmann::json::parse(text).dump(), text);
        EXPECT_EQ(db::actor_of(text), by);
        EXPECT_TRUE(db::decode(core::kind_of(event), text) == event);
      }
    }
  }
  details.given_name = "\xFF";
  EXPECT_ANY_THROW(db::encode(event::AttendeeRegistered{{"m"}, {1}, "A-0001", details, at}));
}

TEST(Codec, AHostileBodyIsAnErrorThatQuotesNothing) {
  for (const char* body :
       {"", "{", "[]", "null", "{\"at\":\"Ilze\"}", "{\"at\":1e400}", "{\"verdict\":\"Ilze\"}",
        "{\"attendee\":\"Ilze\",\"at\":1}", "{\"details\":[\"Ilze\"],\"at\":1}", "\xFF"}) {
    for (const char* kind : {"attendee_registered", "attendee_edited", "scan_tried", "badge_issued",
                             "scan_undone", "signed_in", "kiosk_opened", "nonsense"}) {
      const auto read = db::decode(kind, body);
      const std::string said = read ? std::string() : core::describe(read.error());
      EXPECT_THAT(said, testing::Not(HasSubstr("Ilze")));
    }
  }
}

}  // namespace
