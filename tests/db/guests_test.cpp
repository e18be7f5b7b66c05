// Delegations: who of a partner is registered, and who is in already.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/desk.h"
#include "db/store.h"

namespace {

using test::Desk;
using testing::ElementsAre;

struct Delegation : testing::Test {
  Desk desk;
  db::Registration person(const char* given, const char* family) {
    return desk.register_person(Desk::person(given, family, core::Kind::invited));
  }
  std::vector<db::Guest> guests(const std::string& when, const std::string& checkpoint = "door") {
    const auto found =
        desk.store->guests_of_partner(desk.id, {"vanersborg"}, {checkpoint}, desk.at(when));
    EXPECT_TRUE(found) << (found ? "" : core::describe(found.error()));
    return found.value_or(std::vector<db::Guest>{});
  }
};

TEST_F(Delegation, IsSortedByFamilyNameAsTheMeetingsLanguageDoes) {
  person("Åsa", "Zetterlund");
  person("Eva", "Čapek");
  person("Björn", "Cimze");
  person("Adam", "cimze");
  desk.register_person(Desk::person("Ilze", "Ozola"));
  std::vector<std::string> names;
  for (const auto& guest : guests("09:00")) names.push_back(guest.attendee.details.family_name);
  EXPECT_THAT(names, ElementsAre("cimze", "Cimze", "Čapek", "Zetterlund"));
}

TEST_F(Delegation, TellsWhoIsInAndLeavesOutCancelledAndMergedPeople) {
  const auto in = person("Astrid", "Lind");
  const auto left = person("Björn", "Berg");
  const auto gone = person("Cecilia", "Dahl");
  const auto twice = person("Astrid", "Lindh");
  desk.verdict(in.code, "08:45");
  desk.verdict(left.code, "08:45");
  desk.verdict(left.code, "09:10", "door", core::Direction::out);
  ASSERT_TRUE(desk.store->cancel_attendee(desk.id, gone.number, ""));
  ASSERT_TRUE(desk.store->merge_attendees(desk.id, twice.number, in.number));
  const auto today = guests("09:30");
  ASSERT_EQ(today.size(), 2U);
  EXPECT_EQ(today[0].attendee.number, left.number);
  EXPECT_EQ(today[1].attendee.number, in.number);
  EXPECT_TRUE(today[1].present);
  EXPECT_TRUE(today[1].inside);
  EXPECT_FALSE(today[0].inside);
  for (const auto& guest : guests("09:30")) {
    const auto verdict = desk.verdict(guest.attendee.number, "09:30");
    EXPECT_EQ(guest.present, verdict == core::Verdict::already) << guest.attendee.number;
  }
}

TEST_F(Delegation, AdmissionsComeInTheOrderAskedAndFollowMerges) {
  const auto in = person("Astrid", "Lind");
  const auto out = person("Björn", "Berg");
  const auto twice = person("Astrid", "Lindh");
  desk.verdict(in.code, "08:45");
  ASSERT_TRUE(desk.store->merge_attendees(desk.id, twice.number, in.number));
  const auto admissions = desk.store->admissions_of(
      desk.id, {"door"}, {out.attendee, in.attendee, twice.attendee, core::AttendeeId{1}},
      desk.at("09:00"));
  ASSERT_TRUE(admissions);
  ASSERT_EQ(admissions->size(), 4U);
  EXPECT_FALSE(admissions->at(0).present);
  EXPECT_TRUE(admissions->at(1).present);
  EXPECT_EQ(admissions->at(1).first->at, desk.at("08:45"));
  EXPECT_EQ(admissions->at(1).first->kiosk, "A");
  EXPECT_TRUE(admissions->at(2).present);
  EXPECT_FALSE(admissions->at(3).present);
  EXPECT_FALSE(desk.store->admissions_of(desk.id, {"nowhere"}, {}, desk.now));
}

}  // namespace
