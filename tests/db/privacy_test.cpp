// Erasing, extracts and retention.
#include <gtest/gtest.h>

#include "db/desk.h"

namespace {

using core::Dimension;
using core::Verdict;
using test::Desk;

constexpr const char* kMarks[] = {"Xyzgiven",        "Xyzfamily",       "xyzgiven", "xyzfamily",
                                  "xyz@example.org", "Xyzorganisation", "Xyztown"};

core::Details marked_person() {
  core::Details details = Desk::person("Xyzgiven", "Xyzfamily");
  details.email = "xyz@example.org";
  details.organisation = "Xyzorganisation";
  details.town = "Xyztown";
  return details;
}

/// Every file of the data folder in which one of the marks still stands.
std::vector<std::string> files_that_remember(const std::filesystem::path& folder) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string bytes = test::read_file(entry.path());
    for (const char* mark : kMarks) {
      if (bytes.find(mark) != std::string::npos) {
        files.push_back(entry.path().filename().string() + ": " + mark);
      }
    }
  }
  return files;
}

class Privacy : public testing::Test {
 protected:
  /// Registered among others, edited, scanned, printed, with paper and an old copy lying about.
  db::Registration a_full_life() {
    for (int i = 0; i < 200; ++i)
      desk.register_person(Desk::person("Anna", "O" + std::to_string(i)));
    auto details = marked_person();
    details.sessions = {{"integration"}};
    auto person = desk.store->register_attendee(desk.id, details, std::nullopt, true);
    EXPECT_TRUE(person);
    for (int i = 0; i < 200; ++i)
      desk.register_person(Desk::person("Ivo", "P" + std::to_string(i)));
    EXPECT_TRUE(desk.store->edit_attendee(desk.id, person->number,
                                          {{"organisation", "Xyzorganisation Ltd"}}));
    EXPECT_EQ(desk.verdict(person->code, "09:00"), Verdict::admitted);
    EXPECT_EQ(desk.verdict(person->code, "14:10", "room-201"), Verdict::admitted);
    EXPECT_TRUE(desk.store->search(desk.id, "xyzfam", 5));
    const auto card = desk.store->find_attendee(desk.id, person->number);
    EXPECT_TRUE(desk.store->settle(desk.id, "9Q3V", "Xyzgiven came twice", card->attendee.id));
    std::filesystem::create_directories(desk.folder.path() / "spool");
    std::ofstream(desk.folder.path() / "spool" / (person->print_job + ".pdf")) << "Xyzgiven";
    std::filesystem::create_directories(desk.folder.path() / "exports");
    std::ofstream(desk.folder.path() / "exports" / ("extract-" + person->number + "-2019.json"))
        << "Xyzgiven";
    std::filesystem::create_directories(desk.folder.path() / "backups");
    std::ofstream(desk.folder.path() / "backups" / "before-schema-9-from-8.db") << "Xyzgiven";
    return *person;
  }

  Desk desk;
};

TEST_F(Privacy, AnErasedPersonIsInNoFileOfTheDataFolder) {
  const auto person = a_full_life();
  ASSERT_FALSE(files_that_remember(desk.folder.path()).empty());
  const auto erased = desk.store->erase(desk.id, person.number);
  ASSERT_TRUE(erased) << core::describe(erased.error());
  EXPECT_EQ(erased->people, 1);
  EXPECT_GE(erased->rows, 6);
  for (const std::string& file : files_that_remember(desk.folder.path())) ADD_FAILURE() << file;
}

TEST_F(Privacy, CountsAndChainOutliveThePersonAndARebuild) {
  const auto person = a_full_life();
  const auto before = desk.store->counts(desk.id, {Dimension::country});
  const auto sessions = desk.store->counts(desk.id, {Dimension::session});
  const auto days = desk.store->counts(desk.id, {Dimension::day});
  ASSERT_TRUE(desk.store->erase(desk.id, person.number));
  const auto same = [&] {
    const auto now = desk.store->counts(desk.id, {Dimension::country});
    EXPECT_EQ(now->total, before->total);
    ASSERT_EQ(now->rows.size(), before->rows.size());
    EXPECT_EQ(now->rows[0].count, before->rows[0].count);
    EXPECT_EQ(desk.store->counts(desk.id, {Dimension::session})->rows[0].count,
              sessions->rows[0].count);
    EXPECT_EQ(desk.store->counts(desk.id, {Dimension::day})->rows[0].count, days->rows[0].count);
  };
  same();
  EXPECT_EQ(desk.count(Dimension::town, "Xyztown").registered, 0) << "only they came from there";
  desk.expect_verified();
  ASSERT_TRUE(desk.store->rebuild());
  same();
  desk.expect_verified();
  EXPECT_EQ(desk.store->search(desk.id, "xyzfam", 5)->size(), 0U);
  EXPECT_EQ(desk.register_person(Desk::person("Zane", "Egle")).number, "A-0402");
}

TEST_F(Privacy, AConflictAboutAnErasedPersonStaysSettledWithoutItsWords) {
  const auto person = a_full_life();
  ASSERT_TRUE(desk.store->erase(desk.id, person.number));
  EXPECT_EQ(desk.store->settled(desk.id)->at("9Q3V"), db::kErasedWords);
  ASSERT_TRUE(desk.store->rebuild());
  EXPECT_EQ(desk.store->settled(desk.id)->at("9Q3V"), db::kErasedWords);
}

TEST_F(Privacy, TheBadgeOfAnErasedPersonOpensNothing) {
  const auto person = a_full_life();
  ASSERT_TRUE(desk.store->erase(desk.id, person.number));
  EXPECT_EQ(desk.verdict(person.code, "2019-03-13 09:00"), Verdict::revoked);
  EXPECT_EQ(desk.verdict(person.number, "2019-03-13 09:00"), Verdict::cancelled);
  const auto again = desk.store->erase(desk.id, person.number);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->people, 0);
  EXPECT_TRUE(desk.store->find_attendee(desk.id, person.number)->attendee.erased);
  desk.expect_verified();
}

TEST_F(Privacy, RegistrationsThatWereMergedGoWithThePerson) {
  const auto person = a_full_life();
  auto other = marked_person();
  other.given_name = "Xyzgiven";
  const auto twin = desk.register_person(other);
  ASSERT_EQ(desk.verdict(twin.code, "2019-03-13 09:00"), Verdict::admitted);
  ASSERT_TRUE(desk.store->merge_attendees(desk.id, twin.number, person.number));
  const auto total = desk.count();
  ASSERT_TRUE(desk.store->erase(desk.id, twin.number));
  for (const std::string& file : files_that_remember(desk.folder.path())) ADD_FAILURE() << file;
  EXPECT_EQ(desk.count(), total);
  desk.expect_verified();
  ASSERT_TRUE(desk.store->rebuild());
  EXPECT_EQ(desk.count(), total);
  EXPECT_EQ(desk.verdict(twin.code, "2019-03-14 09:00"), Verdict::revoked);
}

TEST_F(Privacy, AListWithIdsDoesNotBringAnErasedPersonBack) {
  core::Incoming person;
  person.line = 2;
  person.external_id = "pretix:X-1";
  person.details = marked_person();
  ASSERT_EQ(desk.store->register_many(desk.id, {person}, {})->added, 1);
  ASSERT_TRUE(desk.store->erase(desk.id, "A-0001"));
  EXPECT_EQ(desk.store->register_many(desk.id, {person}, {})->skipped, 1);
  EXPECT_TRUE(files_that_remember(desk.folder.path()).empty());
}

TEST_F(Privacy, AnExtractTellsAllThatIsHeldAboutOnePersonAndNobodyElse) {
  const auto person = a_full_life();
  const auto document = desk.store->extract(desk.id, person.number, db::Store::SealedNeeds::named);
  ASSERT_TRUE(document);
  for (const char* word : {"Xyzgiven", "Xyzfamily", "xyz@example.org", "attendee_registered",
                           "attendee_edited", "scan_tried", "badge_issued", "room-201"}) {
    EXPECT_NE(document->find(word), std::string::npos) << word;
  }
  EXPECT_EQ(document->find("Anna"), std::string::npos);
  ASSERT_TRUE(desk.store->erase(desk.id, person.number));
  EXPECT_EQ(desk.store->extract(desk.id, person.number, db::Store::SealedNeeds::named)->find("Xyz"),
            std::string::npos);
}

TEST_F(Privacy, AnExtractNamesSealedNeedsAndOpensThemForTheOrganiser) {
  const auto person = desk.register_person(marked_person());
  using Needs = db::Store::SealedNeeds;
  EXPECT_NE(desk.store->extract(desk.id, person.number, Needs::named)->find("\"needs\": []"),
            std::string::npos);
  ASSERT_TRUE(desk.store->keep_needs(desk.id, person.attendee, {"vegetarian"}));
  const auto named = desk.store->extract(desk.id, person.number, Needs::named);
  EXPECT_NE(named->find("\"needs\": \"sealed\""), std::string::npos);
  EXPECT_EQ(named->find("vegetarian"), std::string::npos);
  EXPECT_NE(desk.store->extract(desk.id, person.number, Needs::opened)->find("vegetarian"),
            std::string::npos);
}

TEST_F(Privacy, ExportsMadeBeforeAreCountedForTheyMayNameThePerson) {
  const auto person = desk.register_person(marked_person());
  const auto exports = desk.folder.path() / "exports";
  std::filesystem::create_directories(exports);
  for (const char* name : {"m-attendees.csv", "m-attendees.csv.sha256"}) {
    std::ofstream(exports / name) << "x";
  }
  const auto erased = desk.store->erase(desk.id, person.number);
  ASSERT_TRUE(erased);
  EXPECT_EQ(erased->exports, 1);
}

TEST_F(Privacy, WhatCouldNotBeRemovedIsTriedAgainByTheNextRun) {
  const auto person =
      desk.store->register_attendee(desk.id, marked_person(), std::nullopt, true).value();
  const auto paper = desk.folder.path() / "spool" / (person.print_job + ".pdf");
  std::filesystem::create_directories(paper / "in the way");
  desk.now = desk.at("2026-01-01 09:00");
  EXPECT_FALSE(desk.store->run_retention(desk.id, false)) << "erased, but the paper lies there";
  EXPECT_FALSE(desk.store->run_retention(desk.id, false)) << "nobody is left, the paper is";
  EXPECT_FALSE(desk.store->run_daily_retention(desk.id)) << "nor does the day forget it";
  EXPECT_FALSE(desk.store->run_daily_retention(desk.id));
  std::filesystem::remove(paper / "in the way");
  EXPECT_TRUE(desk.store->run_daily_retention(desk.id));
  EXPECT_FALSE(std::filesystem::exists(paper));
  EXPECT_TRUE(desk.store->run_retention(desk.id, false));
}

TEST_F(Privacy, OnceADayByItselfButNeverAnOldMeetingThatIsRehearsed) {
  desk.register_person(marked_person());
  desk.now = desk.at("2019-06-13 09:00");
  EXPECT_EQ((*desk.store->run_daily_retention(desk.id))->contacts, 1);
  EXPECT_FALSE(desk.store->run_daily_retention(desk.id)->has_value()) << "today's was done";
  Desk later;
  later.store.reset();
  std::filesystem::remove(later.file());
  std::filesystem::remove_all(later.folder.path() / "keys");
  later.now = later.at("2026-01-01 09:00");
  later.open();
  later.register_person(marked_person());
  EXPECT_TRUE((*later.store->run_daily_retention(later.id))->nothing());
  EXPECT_EQ(later.store->run_retention(later.id, true)->people, 1)
      << "on demand it is another matter";
}

TEST_F(Privacy, RetentionKeepsToTheDatesOfTheMeetingFile) {
  auto details = marked_person();
  desk.register_person(details);
  desk.register_person(Desk::person("Anna", "Ozola"));
  ASSERT_EQ(desk.verdict("A-0001", "09:00"), Verdict::admitted);
  const auto run_at = [&](const std::string& moment, bool dry = false) {
    desk.now = desk.at(moment);
    const auto outcome = desk.store->run_retention(desk.id, dry);
    EXPECT_TRUE(outcome) << (outcome ? "" : core::describe(outcome.error()));
    return outcome.value_or(db::RetentionOutcome{});
  };
  EXPECT_TRUE(run_at("2019-06-12 09:00").nothing()) << "the ninetieth day is kept";
  EXPECT_EQ(run_at("2019-06-13 09:00", true).contacts, 1);
  EXPECT_EQ(run_at("2019-06-13 09:00").contacts, 1);
  EXPECT_EQ(run_at("2019-06-13 10:00").contacts, 0) << "again: nothing more";
  const auto kept = desk.store->find_attendee(desk.id, "A-0001");
  EXPECT_EQ(kept->attendee.details.email, "");
  EXPECT_EQ(kept->attendee.details.family_name, "Xyzfamily");
  for (const auto& entry : std::filesystem::directory_iterator(desk.folder.path())) {
    if (!entry.is_regular_file()) continue;
    EXPECT_EQ(test::read_file(entry.path()).find("xyz@example.org"), std::string::npos);
  }
  desk.expect_verified();
  EXPECT_EQ(run_at("2024-10-16 09:00").people, 2);
  EXPECT_TRUE(files_that_remember(desk.folder.path()).empty());
  EXPECT_EQ(desk.count().registered, 2);
  EXPECT_EQ(desk.count().present, 1);
  EXPECT_TRUE(run_at("2024-10-17 09:00").nothing());
  desk.expect_verified();
}

}  // namespace
