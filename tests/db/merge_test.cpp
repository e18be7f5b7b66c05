// The same person registered twice: told when registering, listed for the organiser, merged.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/desk.h"
#include "db/event_codec.h"
#include "db/store.h"

namespace {

using core::Dimension;
using core::Verdict;
using test::Desk;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> numbers_of(const core::Result<std::vector<core::Attendee>>& people) {
  EXPECT_TRUE(people) << (people ? "" : core::describe(people.error()));
  std::vector<std::string> numbers;
  if (people) {
    for (const core::Attendee& person : *people) numbers.push_back(person.number);
  }
  return numbers;
}

struct TwoOfOne : testing::Test {
  Desk desk;
  db::Registration first = desk.register_person(Desk::person("Ilze", "Ozola"));
  db::Registration second = desk.register_person(Desk::person("Ilze", "Ozolа"));  // Cyrillic а

  core::Result<db::AttendeeCard> merge(const std::string& from, const std::string& into) {
    return desk.store->merge_attendees(desk.id, from, into);
  }
  void merged() {
    const auto card = merge(second.number, first.number);
    ASSERT_TRUE(card) << core::describe(card.error());
    EXPECT_EQ(card->attendee.number, first.number);
  }
};

struct Likely {
  const char* sentence;
  const char* given;
  const char* family;
  const char* town;
  const char* email;
  bool found;
};

class LikelyDuplicates : public testing::TestWithParam<Likely> {};

TEST_P(LikelyDuplicates, AreToldWhenRegistering) {
  Desk desk;
  auto known = Desk::person("Jānis Kārlis", "Bērziņš");
  known.email = "Janis@Example.org";
  desk.register_person(known);
  desk.register_person(Desk::person("Pēteris", "Liepiņš"));
  auto details = Desk::person(GetParam().given, GetParam().family);
  details.town = GetParam().town;
  details.email = GetParam().email;
  const auto numbers = numbers_of(desk.store->likely_duplicates(desk.id, details, 5));
  if (GetParam().found) {
    EXPECT_THAT(numbers, ElementsAre("A-0001"));
  } else {
    EXPECT_THAT(numbers, IsEmpty());
  }
}

INSTANTIATE_TEST_SUITE_P(
    Of, LikelyDuplicates,
    testing::Values(
        Likely{"same_name_and_town", "Jānis Kārlis", "Bērziņš", "Daugavpils", "", true},
        Likely{"without_accents", "janis karlis", "BERZINS", "daugavpils", "", true},
        Likely{"in_another_script", "Янис Карлис", "Берзиньш", "Даугавпилс", "", true},
        Likely{"family_name_first", "Bērziņš", "Jānis Kārlis", "Daugavpils", "", true},
        Likely{"same_name_from_another_town", "Jānis Kārlis", "Bērziņš", "Linz", "", false},
        Likely{"another_letter", "Jānis Kārlis", "Bērzinš", "Linz", "", false},
        Likely{"one_letter_changed", "Jānis Kārlis", "Bērzons", "Linz", "", true},
        Likely{"first_letter_changed", "Zanis Kārlis", "Bērziņš", "Linz", "", true},
        Likely{"last_letter_missing", "Jānis Kārlis", "Bērziņ", "Daugavpils", "", true},
        Likely{"a_letter_too_many", "Jāniss Kārlis", "Bērziņš", "Daugavpils", "", true},
        Likely{"a_letter_before", "Ajānis Kārlis", "Bērziņš", "Daugavpils", "", true},
        Likely{"neighbours_changed_over", "Jānis Krālis", "Bērziņš", "Linz", "", true},
        Likely{"changed_over_in_the_middle", "Jānis Kārils", "Bērziņš", "Linz", "", true},
        Likely{"words_written_together", "JānisKārlis", "Bērziņš", "Linz", "", true},
        Likely{"swapped_with_a_slip", "Bērziņš", "Jānis Kārlas", "Linz", "", true},
        Likely{"two_letters_changed", "Jānis Kārlis", "Bārzons", "Daugavpils", "", false},
        Likely{"same_email", "Anna", "Kalna", "Linz", "janis@example.ORG", true},
        Likely{"longer_email", "Anna", "Kalna", "Linz", "janis@example.org.uk", false},
        Likely{"somebody_else", "Anna", "Kalna", "Daugavpils", "", false}),
    [](const auto& tested) { return std::string(tested.param.sentence); });

TEST_F(TwoOfOne, AreToldLikeliestFirstAndNeverWhenCancelled) {
  auto details = Desk::person("Ilze", "Ozola");
  auto other = details;
  other.given_name = "Ilza";
  other.town = "Linz";
  desk.register_person(other);
  EXPECT_THAT(numbers_of(desk.store->likely_duplicates(desk.id, details, 10)),
              ElementsAre("A-0001", "A-0002", "A-0003"));
  EXPECT_THAT(numbers_of(desk.store->likely_duplicates(desk.id, details, 1)),
              ElementsAre("A-0001"));
  ASSERT_TRUE(desk.store->cancel_attendee(desk.id, "A-0001", ""));
  EXPECT_THAT(numbers_of(desk.store->likely_duplicates(desk.id, details, 10)),
              ElementsAre("A-0002", "A-0003"));
}

TEST_F(TwoOfOne, AreListedForTheOrganiserUntilMerged) {
  desk.register_person(Desk::person("Anna", "Kalna"));
  const auto pairs = desk.store->duplicates(desk.id);
  ASSERT_TRUE(pairs);
  ASSERT_EQ(pairs->size(), 1U);
  EXPECT_EQ(pairs->at(0).first.number, "A-0001");
  EXPECT_EQ(pairs->at(0).second.number, "A-0002");
  merged();
  EXPECT_THAT(*desk.store->duplicates(desk.id), IsEmpty());
}

TEST_F(TwoOfOne, AfterMergingBothBadgesAreOnePersonsTickets) {
  merged();
  EXPECT_EQ(desk.verdict(second.code, "09:00"), Verdict::admitted);
  EXPECT_EQ(desk.verdict(first.code, "09:01"), Verdict::already);
  EXPECT_EQ(desk.verdict(second.number, "09:02"), Verdict::already);
  EXPECT_EQ(desk.scan(desk.command(second.code, "09:03")).attendee->number, first.number);
  EXPECT_EQ(desk.count(), (core::Count{1, 1, 1}));
  desk.expect_verified();
}

TEST_F(TwoOfOne, ScansOfBothStayInTheHistoryAndCountOnePerson) {
  ASSERT_EQ(desk.verdict(first.code, "09:00"), Verdict::admitted);
  ASSERT_EQ(desk.verdict(second.code, "09:01"), Verdict::admitted);
  EXPECT_EQ(desk.count(), (core::Count{2, 2, 2}));
  merged();
  EXPECT_EQ(desk.count(), (core::Count{1, 1, 1}));
  EXPECT_EQ(desk.count(Dimension::country, "LV"), (core::Count{1, 1, 1}));
  EXPECT_EQ(desk.store->find_attendee(desk.id, first.number)->scans.size(), 2U);
  EXPECT_EQ(desk.verdict(second.code, "18:00", "door", core::Direction::out), Verdict::exited);
  EXPECT_EQ(desk.count().inside, 0);
  desk.expect_verified();
}

TEST_F(TwoOfOne, OnlyTheOneThatStaysIsFoundEditedAndCancelled) {
  merged();
  EXPECT_THAT(numbers_of(desk.store->search(desk.id, "ozol", 10)), ElementsAre("A-0001"));
  for (const std::string& text :
       {second.number, second.code, core::to_text(second.attendee), first.code}) {
    EXPECT_EQ(desk.store->find_attendee(desk.id, text)->attendee.number, "A-0001") << text;
  }
  ASSERT_TRUE(desk.store->edit_attendee(desk.id, second.number, {{"town", "Rīga"}}));
  EXPECT_EQ(desk.store->find_attendee(desk.id, first.number)->attendee.details.town, "Rīga");
  EXPECT_EQ(desk.verdict("Ilze Ozola", "09:00"), Verdict::admitted) << "the name is not ambiguous";
  ASSERT_TRUE(desk.store->cancel_attendee(desk.id, second.code, ""));
  EXPECT_EQ(desk.verdict(first.code, "09:05"), Verdict::cancelled);
  int rows = 0;
  ASSERT_TRUE(desk.store->for_each_attendee(desk.id, [&](const auto&) { ++rows; }));
  EXPECT_EQ(rows, 1);
  desk.expect_verified();
}

TEST_F(TwoOfOne, TheOneThatStaysTakesOverWhatItHadLeftEmpty) {
  ASSERT_TRUE(desk.store->edit_attendee(desk.id, second.number,
                                        {{"email", "ilze@example.org"},
                                         {"town", "Linz"},
                                         {"photo_opt_out", "true"},
                                         {"sessions", "integration"}}));
  merged();
  const auto details = desk.store->find_attendee(desk.id, first.number)->attendee.details;
  EXPECT_EQ(details.email, "ilze@example.org");
  EXPECT_EQ(details.town, "Daugavpils") << "was told, and stays";
  EXPECT_TRUE(details.photo_opt_out);
  EXPECT_THAT(details.sessions, ElementsAre(core::SessionId{"integration"}));
  EXPECT_EQ(desk.count(Dimension::session, "integration").registered, 1);
  desk.expect_verified();
}

TEST_F(TwoOfOne, ChainsEndAtThePersonWhoStays) {
  const auto third = desk.register_person(Desk::person("Ilse", "Ozola"));
  ASSERT_EQ(desk.verdict(second.code, "09:00"), Verdict::admitted);
  merged();
  ASSERT_TRUE(merge(first.number, third.number));
  for (const std::string& code : {first.code, second.code, third.code}) {
    EXPECT_EQ(desk.scan(desk.command(code, "10:00")).attendee->number, third.number);
  }
  EXPECT_EQ(desk.count(), (core::Count{1, 1, 1}));
  EXPECT_FALSE(merge(second.number, third.number)) << "they are one already";
  desk.expect_verified();
}

TEST_F(TwoOfOne, AReissuedBadgeReplacesBoth) {
  merged();
  const auto card = desk.store->reissue_badge(desk.id, second.number);
  ASSERT_TRUE(card);
  EXPECT_EQ(desk.verdict(first.code, "09:00"), Verdict::revoked);
  EXPECT_EQ(desk.verdict(second.code, "09:00"), Verdict::revoked);
  EXPECT_EQ(desk.verdict(card->code, "09:00"), Verdict::admitted);
  desk.expect_verified();
}

TEST_F(TwoOfOne, AWithdrawnBadgeStaysWithdrawnAndTheOtherGoesOn) {
  ASSERT_TRUE(desk.store->revoke_badge(desk.id, second.code, "lost"));
  merged();
  EXPECT_EQ(desk.verdict(second.code, "09:00"), Verdict::revoked);
  EXPECT_EQ(desk.store->find_attendee(desk.id, first.number)->code, first.code);
  EXPECT_EQ(desk.verdict(first.code, "09:00"), Verdict::admitted);
}

TEST_F(TwoOfOne, AScanOfTheMergedOneIsUndoneForTheOneThatStays) {
  auto command = desk.command(second.code, "09:00");
  command.nonce = "n-1";
  desk.scan(command);
  merged();
  EXPECT_TRUE(desk.scan(command).repeated) << "a retry is still counted once";
  ASSERT_TRUE(desk.store->undo({desk.id, "n-1", "Ilze", "wrong badge", desk.at("09:05"), false}));
  EXPECT_EQ(desk.count(), (core::Count{1, 0, 0}));
  EXPECT_EQ(desk.verdict(first.code, "09:10"), Verdict::admitted);
  desk.expect_verified();
}

TEST_F(TwoOfOne, RowsOfTheMergedOneThatArriveLateLandWithTheOneThatStays) {
  merged();
  test::OtherKiosk other(desk);
  core::Scan scan;
  scan.nonce = "late";
  scan.checkpoint = {"door"};
  scan.at = desk.at("08:55");
  scan.attendee = second.attendee;
  scan.verdict = Verdict::admitted;
  other.write(core::event::ScanTried{desk.id, scan});
  const core::BadgeId badge{77};
  other.write(core::event::BadgeIssued{second.attendee, badge, scan.at});
  other.write(core::event::AttendeeEdited{second.attendee, {{"town", "Linz"}}, scan.at});
  EXPECT_EQ(desk.count(), (core::Count{1, 1, 1}));
  EXPECT_EQ(desk.store->find_attendee(desk.id, first.number)->attendee.details.town, "Daugavpils");
  EXPECT_EQ(desk.scan(desk.command(desk.code_of(badge), "09:00")).attendee->number, first.number);
  EXPECT_EQ(desk.verdict(desk.code_of(badge), "09:00"), Verdict::already);
  EXPECT_THAT(numbers_of(desk.store->search(desk.id, "ozol", 10)), ElementsAre("A-0001"));
  other.write(core::event::ScanUndone{desk.id, second.attendee, {}, "late", "x", "y", scan.at});
  EXPECT_EQ(desk.count(), (core::Count{1, 0, 0}));
  desk.expect_verified();
}

TEST_F(TwoOfOne, KiosksThatMergedTheOtherWayRoundDoNotGoInCircles) {
  merged();
  test::OtherKiosk other(desk);
  other.write(core::event::AttendeesMerged{desk.id, first.attendee, second.attendee, {}});
  EXPECT_EQ(desk.store->find_attendee(desk.id, second.number)->attendee.number, "A-0001");
  EXPECT_EQ(desk.count(), (core::Count{1, 0, 0}));
  desk.expect_verified();
}

TEST_F(TwoOfOne, MergingWithItselfOrAcrossMeetingsChangesNothing) {
  const auto rows = desk.look("SELECT count(*) FROM journal");
  const auto itself = merge(first.number, first.code);
  ASSERT_FALSE(itself);
  EXPECT_THAT(core::describe(itself.error()), HasSubstr("same registration"));
  ASSERT_FALSE(merge("A-0777", first.number));
  ASSERT_TRUE(desk.store->cancel_attendee(desk.id, second.number, ""));
  const auto cancelled = merge(first.number, second.number);
  ASSERT_FALSE(cancelled);
  EXPECT_THAT(core::describe(cancelled.error()), HasSubstr("cancelled"));
  std::string other = test::sample_meeting();
  other.replace(other.find(desk.id.text), desk.id.text.size(), "another-one");
  ASSERT_TRUE(desk.store->store_meeting(other, "other"));
  const auto there = desk.store->register_attendee({"another-one"}, Desk::person("Ilze", "Ozola"),
                                                   std::nullopt, false);
  ASSERT_TRUE(there) << core::describe(there.error());
  for (const std::string& text : {there->code, core::to_text(there->attendee)}) {
    const auto across = merge(text, first.number);
    ASSERT_FALSE(across);
    EXPECT_THAT(core::describe(across.error()), HasSubstr("different meetings"));
  }
  EXPECT_EQ(desk.look("SELECT count(*) FROM merges"), "0");
  EXPECT_NE(desk.look("SELECT count(*) FROM journal"), rows) << "only what was meant to";
}

// Who did it.

TEST(Actors, StandInEveryRowButThoseTheKioskWritesByItself) {
  Desk desk;
  const auto rows = [&](const std::string& by) {
    return desk.look("SELECT count(*) FROM journal WHERE json_extract(body, '$.by') = '" + by +
                     "'");
  };
  EXPECT_EQ(desk.look("SELECT count(*) FROM journal WHERE body LIKE '%\"by\"%'"), "0");
  desk.store->act_as(core::Role::attendee);
  const auto person = desk.register_person(Desk::person("Ilze", "Ozola"));
  EXPECT_EQ(rows("attendee"), "2");
  desk.store->act_as(core::Role::staff);
  auto command = desk.command(person.code, "09:00");
  command.nonce = "n-1";
  desk.scan(command);
  ASSERT_TRUE(desk.store->undo({desk.id, "n-1", "Anna at the desk", "slip", {}, false}));
  EXPECT_EQ(rows("staff"), "2");
  EXPECT_EQ(desk.look("SELECT undone_by FROM scans"), "Anna at the desk");
  desk.store->act_as(core::Role::organiser);
  ASSERT_TRUE(desk.store->set_pin(core::Role::staff, "4711"));
  EXPECT_EQ(rows("organiser"), "1");
  EXPECT_THAT(desk.look("SELECT body FROM journal WHERE kind = 'pin_changed'"),
              testing::Not(HasSubstr("argon")));
  ASSERT_TRUE(desk.store->reopen_checked());
  ASSERT_TRUE(desk.store->reissue_badge(desk.id, person.number));
  EXPECT_EQ(rows("organiser"), "2") << "a reopened store acts for the same role";
  EXPECT_EQ(db::actor_of(R"({"by":"staff"})"), core::Role::staff);
  EXPECT_EQ(db::actor_of("{}"), std::nullopt);
  desk.expect_verified();
}

TEST(Actors, AnUndoingOfTheFirstSchemaStillSaysWho) {
  const auto event =
      db::decode("scan_undone", R"({"meeting":"m","nonce":"n","by":"Anna","why":"slip","at":1})");
  ASSERT_TRUE(event);
  EXPECT_EQ(std::get<core::event::ScanUndone>(*event).by, "Anna");
}

}  // namespace
