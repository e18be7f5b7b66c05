// `register_many`: lists of people.
#include <gtest/gtest.h>

#include "db/desk.h"

namespace {

using core::Dimension;
using core::Duplicates;
using test::Desk;

core::Incoming row(int line, const std::string& given, const std::string& family,
                   const std::string& email = {}, const std::string& external = {}) {
  core::Incoming person;
  person.line = line;
  person.external_id = external;
  person.details = Desk::person(given, family);
  person.details.email = email;
  for (const char* field : {"given", "family", "town", "country", "email"}) {
    if (!core::get_field(person.details, field).empty()) person.told.emplace_back(field);
  }
  return person;
}

core::IntakeOutcome take(Desk& desk, const std::vector<core::Incoming>& people,
                         const core::IntakeOptions& options = {}) {
  auto outcome = desk.store->register_many(desk.id, people, options);
  EXPECT_TRUE(outcome) << (outcome ? "" : core::describe(outcome.error()));
  return outcome.value_or(core::IntakeOutcome{});
}

TEST(IntakeStore, AListIsStoredAsIfEachHadRegistered) {
  Desk desk;
  desk.register_person(Desk::person("Ilze", "Egle"));
  auto guest = row(3, "Märta", "Åkesson");
  guest.details = Desk::person("Märta", "Åkesson", core::Kind::invited);
  guest.details.sessions = {{"integration"}};
  const auto outcome = take(desk, {row(2, "Anna", "Ozola", "a@example.org"), guest});
  EXPECT_EQ(outcome.added, 2);
  EXPECT_TRUE(outcome.stored);
  EXPECT_EQ(desk.count().registered, 3);
  EXPECT_EQ(desk.count(Dimension::country, "SE").registered, 1);
  EXPECT_EQ(desk.count(Dimension::session, "integration").registered, 1);
  EXPECT_EQ(desk.register_person(Desk::person("Zane", "Kalna")).number, "A-0004");
  const auto found = desk.store->search(desk.id, "akesson", 5);
  ASSERT_EQ(found->size(), 1U);
  const auto card = desk.store->find_attendee(desk.id, found->front().number);
  EXPECT_EQ(desk.verdict(card->code, "09:00"), core::Verdict::admitted);
  desk.expect_verified();
  ASSERT_TRUE(desk.store->rebuild());
  EXPECT_EQ(desk.count().registered, 4);
}

/// So many that their search rows are made in several runs.
TEST(IntakeStore, ThousandsAtOnceAreFoundAsIfEachHadRegistered) {
  Desk desk;
  std::vector<core::Incoming> people;
  for (int i = 0; i < 14'000; ++i) {
    const std::string place = std::to_string(i);
    people.push_back(row(i + 2, "Given" + place, "Fam" + place, "p" + place + "@example.org"));
  }
  EXPECT_EQ(take(desk, people).added, 14'000);
  EXPECT_EQ(desk.store->search(desk.id, "given4711 fam4711", 5)->size(), 1U);
  desk.expect_verified();
}

TEST(IntakeStore, TheSameListAgainAddsNobody) {
  Desk desk;
  const std::vector<core::Incoming> people = {row(2, "Anna", "Ozola", "a@example.org"),
                                              row(3, "Žanete", "Ķirse"),
                                              row(4, "Ivo", "Liepa", "", "pretix:X-1")};
  EXPECT_EQ(take(desk, people).added, 3);
  const auto again = take(desk, people);
  EXPECT_EQ(again.added, 0);
  EXPECT_EQ(again.skipped, 3);
  const auto folded =
      take(desk, {row(2, "zanete", "KIRSE"), row(3, "ANNA", "Liepa", "A@Example.org")});
  EXPECT_EQ(folded.skipped, 2);
  EXPECT_EQ(desk.count().registered, 3);
}

TEST(IntakeStore, AListCanUpdateOrAddThoseWhoAreKnown) {
  Desk desk;
  take(desk, {row(2, "Anna", "Ozola", "a@example.org")});
  auto moved = row(2, "Anna", "Ozola-Liepa", "a@example.org");
  EXPECT_EQ(take(desk, {moved}, {Duplicates::update}).updated, 1);
  EXPECT_EQ(desk.store->find_attendee(desk.id, "A-0001")->attendee.details.family_name,
            "Ozola-Liepa");
  EXPECT_EQ(take(desk, {moved}, {Duplicates::add}).added, 1);
  EXPECT_EQ(desk.count().registered, 2);
  desk.expect_verified();
}

TEST(IntakeStore, IdsOfTheListTellPeopleWithOneAddressApart) {
  Desk desk;
  take(desk, {row(2, "Anna", "Ozola", "office@example.org")});
  const std::vector<core::Incoming> group = {row(2, "Anna", "Ozola", "office@example.org", "f:1"),
                                             row(3, "Ivo", "Liepa", "office@example.org", "f:2"),
                                             row(4, "Zane", "Egle", "office@example.org", "f:3")};
  EXPECT_EQ(take(desk, group).added, 2);
  EXPECT_EQ(take(desk, group).added, 0);
  EXPECT_EQ(desk.count().registered, 3);
}

std::vector<std::string> names(Desk& desk) {
  std::vector<std::string> all;
  const auto visit = [&](const core::Attendee& person) {
    all.push_back(core::full_name(person.details));
  };
  EXPECT_TRUE(desk.store->for_each_attendee(desk.id, visit));
  std::sort(all.begin(), all.end());
  return all;
}

using Names = std::vector<std::string>;
const core::IntakeOptions kUpdate{Duplicates::update};

/// A family with one address: the third came with the second version of the list.
TEST(IntakeStore, AListThatGrewTakesNobodyForAnother) {
  const auto janis = row(2, "Jānis", "Bērziņš", "f@x.lv", "1");
  const auto anna = row(3, "Anna", "Bērziņa", "f@x.lv", "2");
  const auto ilze = row(4, "Ilze", "Bērziņa", "f@x.lv", "3");
  for (const auto& grown : {std::vector{janis, anna, ilze}, {ilze, anna, janis}, {ilze}}) {
    for (const Duplicates how : {Duplicates::skip, Duplicates::update}) {
      Desk desk;
      take(desk, {janis, anna});
      const auto outcome = take(desk, grown, {how});
      EXPECT_EQ(outcome.added, 1);
      EXPECT_EQ(outcome.added + outcome.updated + outcome.skipped, static_cast<int>(grown.size()));
      EXPECT_EQ(names(desk), (Names{"Anna Bērziņa", "Ilze Bērziņa", "Jānis Bērziņš"}));
      EXPECT_EQ(take(desk, grown, {how}).added, 0);
      desk.expect_verified();
    }
  }
}

TEST(IntakeStore, NamesakesOfOneTownAreToldApartByTheirIds) {
  const auto one = row(2, "Jānis", "Bērziņš", "a@x.lv", "1");
  const auto other = row(3, "Jānis", "Bērziņš", "b@x.lv", "2");
  for (const auto& later : {std::vector{one, other}, {other, one}, {other}}) {
    Desk desk;
    take(desk, {one});
    EXPECT_EQ(take(desk, later, kUpdate).added, 1);
    EXPECT_EQ(desk.store->find_attendee(desk.id, "A-0001")->attendee.details.email, "a@x.lv");
    EXPECT_EQ(desk.store->find_attendee(desk.id, "A-0002")->attendee.details.email, "b@x.lv");
  }
}

TEST(IntakeStore, NamesakesAreToldApartWhenTheirAddressesAreForgottenToo) {
  Desk desk;
  take(desk, {row(2, "Jānis", "Bērziņš", "a@x.lv", "1")});
  desk.now = desk.at("2019-06-13 09:00");
  ASSERT_EQ(desk.store->run_retention(desk.id, false)->contacts, 1);
  EXPECT_EQ(take(desk, {row(3, "Jānis", "Bērziņš", "b@x.lv", "2")}, kUpdate).added, 1);
}

TEST(IntakeStore, WhoRegisteredAtTheDeskIsTheRowThatNamesThemWhereverItStands) {
  const auto sister = row(2, "Anna", "Liepa", "f@x.lv", "1");
  const auto herself = row(3, "Anna", "Kalna", "f@x.lv", "2");
  for (const auto& list : {std::vector{sister, herself}, {herself, sister}}) {
    Desk desk;
    auto at_desk = Desk::person("Anna", "Kalna");
    at_desk.email = "f@x.lv";
    desk.register_person(at_desk);
    EXPECT_EQ(take(desk, list, kUpdate).added, 1);
    EXPECT_EQ(desk.store->find_attendee(desk.id, "A-0001")->attendee.details.family_name, "Kalna");
    EXPECT_EQ(take(desk, list, kUpdate).added, 0);
  }
}

TEST(IntakeStore, AnAddressAloneMakesNobodyAnother) {
  for (const std::string external : {"", "7"}) {
    Desk desk;
    auto anna = Desk::person("Anna", "Kalna");
    anna.email = "f@x.lv";
    desk.register_person(anna);
    const std::vector<core::Incoming> list = {row(2, "Pēteris", "Kalns", "f@x.lv", external)};
    EXPECT_EQ(take(desk, list, kUpdate).added, 1);
    EXPECT_EQ(names(desk), (Names{"Anna Kalna", "Pēteris Kalns"}));
    EXPECT_EQ(take(desk, list, kUpdate).added, 0);
  }
}

TEST(IntakeStore, WhoMarriedIsRenamedOnceHoweverOftenTheRowStandsThere) {
  Desk desk;
  take(desk, {row(2, "Anna", "Ozola", "a@x.lv")});
  const auto married = row(2, "Anna", "Liepa", "a@x.lv");
  EXPECT_EQ(take(desk, {married, married}, kUpdate).added, 0);
  EXPECT_EQ(names(desk), (Names{"Anna Liepa"}));
}

TEST(IntakeStore, AnIdTwiceInAListIsOnePerson) {
  Desk desk;
  desk.register_person(Desk::person("Anna", "Ozola"));
  const auto anna = row(2, "Anna", "Ozola", "a@x.lv", "1");
  const auto ivo = row(3, "Ivo", "Liepa", "i@x.lv", "2");
  const auto outcome = take(desk, {anna, ivo, anna, ivo});
  EXPECT_EQ(outcome.added, 1);
  EXPECT_EQ(outcome.skipped, 3);
}

TEST(IntakeStore, WhoWasMergedIsFoundByTheIdOfEither) {
  Desk desk;
  const auto one = row(2, "Jānis", "Bērziņš", "a@x.lv", "1");
  const auto again = row(3, "Janis", "Berzins", "b@x.lv", "2");
  take(desk, {one, again});
  ASSERT_TRUE(desk.store->merge_attendees(desk.id, "A-0002", "A-0001"));
  EXPECT_EQ(take(desk, {again, one}).added, 0);
  EXPECT_EQ(take(desk, {row(2, "Jānis", "Bērziņš", "b@x.lv", "3")}).added, 1);
  desk.expect_verified();
}

TEST(IntakeStore, WhoWasAddedOnceMoreIsKnownByTheirIdTheNextTime) {
  Desk desk;
  const std::vector<core::Incoming> family = {row(2, "Jānis", "Bērziņš", "f@x.lv", "1"),
                                              row(3, "Anna", "Bērziņa", "f@x.lv", "2")};
  EXPECT_EQ(take(desk, family, {Duplicates::add}).added, 2);
  EXPECT_EQ(take(desk, family).skipped, 2);
  EXPECT_EQ(take(desk, family, {Duplicates::add}).added, 2);
  EXPECT_EQ(take(desk, family).skipped, 2);
  desk.expect_verified();
}

TEST(IntakeStore, OneMistakeKeepsTheWholeListOut) {
  Desk desk;
  const std::vector<core::Incoming> people = {row(2, "Anna", "Ozola"), row(7, "", "Liepa")};
  const auto kept_out = take(desk, people);
  EXPECT_FALSE(kept_out.stored);
  EXPECT_EQ(kept_out.added, 0);
  ASSERT_EQ(kept_out.mistakes.size(), 1U);
  EXPECT_EQ(kept_out.mistakes[0].line, 7);
  EXPECT_EQ(kept_out.mistakes[0].field, "given");
  EXPECT_EQ(desk.count().registered, 0);
  core::IntakeOptions partial;
  partial.partial = true;
  EXPECT_TRUE(take(desk, people, partial).stored);
  EXPECT_EQ(desk.count().registered, 1);
}

TEST(IntakeStore, ADryRunTellsWhatWouldHappenAndStoresNothing) {
  Desk desk;
  const auto rows = desk.look("SELECT count(*) FROM journal");
  core::IntakeOptions dry;
  dry.dry_run = true;
  const auto outcome = take(desk, {row(2, "Anna", "Ozola"), row(3, "Anna", "Ozola")}, dry);
  EXPECT_EQ(outcome.added, 1);
  EXPECT_EQ(outcome.skipped, 1);
  EXPECT_FALSE(outcome.stored);
  EXPECT_EQ(desk.look("SELECT count(*) FROM journal"), rows);
}

TEST(IntakeStore, AStoppedImportLeavesNothing) {
  Desk desk;
  std::vector<core::Incoming> people;
  people.reserve(3000);
  for (int i = 0; i < 3000; ++i) people.push_back(row(i + 2, "Anna", "O" + std::to_string(i)));
  core::IntakeOptions options;
  options.progress = [](std::size_t done) { return done < 2000; };
  const auto outcome = take(desk, people, options);
  EXPECT_TRUE(outcome.stopped);
  EXPECT_EQ(outcome.added, 0);
  EXPECT_EQ(desk.count().registered, 0);
  EXPECT_EQ(desk.register_person(Desk::person("Ilze", "Egle")).number, "A-0001");
  desk.expect_verified();
}

TEST(IntakeStore, ADryRunTellsHowManyItLookedAtAndCanBeStopped) {
  Desk desk;
  std::vector<core::Incoming> people;
  people.reserve(3000);
  for (int i = 0; i < 3000; ++i) people.push_back(row(i + 2, "Anna", "O" + std::to_string(i)));
  std::vector<std::size_t> told;
  core::IntakeOptions dry;
  dry.dry_run = true;
  dry.progress = [&](std::size_t done) {
    told.push_back(done);
    return true;
  };
  EXPECT_EQ(take(desk, people, dry).added, 3000);
  EXPECT_EQ(told, (std::vector<std::size_t>{0, 1000, 2000, 3000}));
  dry.progress = [](std::size_t done) { return done < 2000; };
  const auto stopped = take(desk, people, dry);
  EXPECT_TRUE(stopped.stopped);
  EXPECT_EQ(stopped.added, 0);
  EXPECT_EQ(desk.count().registered, 0);
}

TEST(IntakeStore, AnImportThatIsStillBeingCheckedCanBeStopped) {
  Desk desk;
  desk.register_person(Desk::person("Ilze", "Egle"));
  int asked = 0;
  core::IntakeOptions options;
  options.progress = [&](std::size_t done) {
    EXPECT_EQ(done, 0U) << "nobody is stored yet";
    return ++asked < 2;
  };
  EXPECT_TRUE(take(desk, {row(2, "Anna", "Ozola")}, options).stopped);
  EXPECT_EQ(desk.count().registered, 1);
}

TEST(IntakeStore, FullSessionsTakeNobodyMore) {
  Desk desk;
  std::vector<core::Incoming> people;
  for (int i = 0; i < 26; ++i) {
    people.push_back(row(i + 2, "Anna", "O" + std::to_string(i)));
    people.back().details.sessions = {{"integration"}};
  }
  const auto outcome = take(desk, people);
  ASSERT_EQ(outcome.mistakes.size(), 1U);
  EXPECT_EQ(outcome.mistakes[0].line, 27);
  EXPECT_EQ(outcome.mistakes[0].field, "session");
}

}  // namespace
