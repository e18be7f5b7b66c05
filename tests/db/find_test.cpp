// Find: from two letters, by any part of a name, number or e-mail; best match first.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "db/desk.h"
#include "db/store.h"

namespace {

using test::Desk;
using testing::ElementsAre;
using testing::IsEmpty;

struct Find : testing::Test {
  Desk desk;

  void person(const char* given, const char* family, const char* email = "") {
    auto details = Desk::person(given, family);
    details.email = email;
    desk.register_person(details);
  }
  std::vector<std::string> find(std::string_view text, int limit = 20) {
    const auto people = desk.store->search(desk.id, text, limit);
    EXPECT_TRUE(people) << (people ? "" : core::describe(people.error()));
    std::vector<std::string> names;
    if (!people) return names;
    for (const core::Attendee& person : *people) names.push_back(core::full_name(person.details));
    return names;
  }
};

TEST_F(Find, AccentsCaseApostrophesAndScriptDoNotMatter) {
  person("Jānis", "Bērziņš");
  person("Zofia", "Żółć");
  person("Conan", "O’Neil");
  person("Łukasz", "Wałęsa");
  person("Γιώργος", "Παπαδόπουλος");
  for (const char* typed : {"berzins", "BĒRZIŅŠ", "берзиньш", "bērz", "be", "янис", "JANIS"}) {
    EXPECT_THAT(find(typed), ElementsAre("Jānis Bērziņš")) << typed;
  }
  EXPECT_THAT(find("zolc"), ElementsAre("Zofia Żółć"));
  for (const char* typed : {"o'neil", "oneil", "O’Neil", "O`NEIL", "neil"}) {
    EXPECT_THAT(find(typed), ElementsAre("Conan O’Neil")) << typed;
  }
  EXPECT_THAT(find("walesa"), ElementsAre("Łukasz Wałęsa"));
  EXPECT_THAT(find("papadop"), ElementsAre("Γιώργος Παπαδόπουλος"));
}

TEST_F(Find, AnyPartsOfTheNameInAnyOrder) {
  person("Anna Marija", "Kalna-Ozola");
  person("Anna", "Egle");
  for (const char* typed : {"ozola anna", "mar oz", "arij kaln", "kalna ozola", "Kalna-Ozola, A.",
                            "m ozola", "zola rija nn"}) {
    EXPECT_THAT(find(typed), ElementsAre("Anna Marija Kalna-Ozola")) << typed;
  }
  EXPECT_THAT(find("anna"), ElementsAre("Anna Egle", "Anna Marija Kalna-Ozola"));
  EXPECT_THAT(find("anna anna"), ElementsAre("Anna Egle", "Anna Marija Kalna-Ozola"));
  EXPECT_THAT(find("anna egle kalna"), IsEmpty()) << "nobody has all of them";
  EXPECT_THAT(find("aegle"), IsEmpty()) << "nothing is found across two words";
}

TEST_F(Find, BestMatchFirst) {
  person("Suzanna", "Ann", "x@example.org");
  person("Peter", "Hanno", "ann@example.org");
  person("Zane", "Egle", "ann@example.org");
  person("Anna", "Zīle");
  person("Ann", "Berg");
  EXPECT_THAT(find("ann"),
              ElementsAre("Ann Berg", "Suzanna Ann", "Anna Zīle", "Peter Hanno", "Zane Egle"));
  EXPECT_THAT(find("berg ann"), ElementsAre("Ann Berg"));
  person("Annika", "Bergman");
  EXPECT_THAT(find("ann berg"), ElementsAre("Ann Berg", "Annika Bergman"));
  EXPECT_THAT(find("berg ann", 1), ElementsAre("Ann Berg"));
}

TEST_F(Find, ByNumberWithOrWithoutItsLetter) {
  for (int i = 0; i < 12; ++i) person("Ilze", "Ozola");
  person("A-0012", "Namesake");
  for (const char* typed : {"A-0012", "a12", "A 12", "12", "0012"}) {
    const auto people = desk.store->search(desk.id, typed, 20);
    ASSERT_TRUE(people);
    ASSERT_FALSE(people->empty()) << typed;
    EXPECT_EQ(people->front().number, "A-0012") << typed;
  }
  EXPECT_THAT(find("99"), IsEmpty());
}

TEST_F(Find, ByEmailFromTheStartOfAnyOfItsParts) {
  person("Ilze", "Ozola", "Ilze.O-Kalna@Example.org");
  for (const char* typed : {"ilze.o", "kalna@ex", "EXAMPLE.ORG", "example", "o-kal", "org"}) {
    EXPECT_THAT(find(typed), ElementsAre("Ilze Ozola")) << typed;
  }
}

TEST_F(Find, NeedsTwoLetters) {
  person("Li", "Wu");
  for (const char* typed : {"", " ", "l", "ļ", " w ", "-"}) EXPECT_THAT(find(typed), IsEmpty());
  EXPECT_THAT(find("li"), ElementsAre("Li Wu"));
  EXPECT_THAT(find("wu"), ElementsAre("Li Wu"));
  EXPECT_THAT(find("l w"), ElementsAre("Li Wu")) << "initials";
  EXPECT_THAT(find("li", 0), IsEmpty());
}

TEST_F(Find, TypedPatternsAreText) {
  person("Ilze", "Ozola", "ilze@example.org");
  person("Near", "Note");
  for (const char* typed :
       {"%%", "__", "o_ola", "**", "oz*a", "\"\"", "ozola*", "ozola%", "--", "' OR 1=1 --", "[a-z]",
        "??", "\\\\", "NOT ozola", "ozola AND ilze", "{}", "%ozola%x", "\xFF\xFE", "\x01\x01"}) {
    EXPECT_THAT(find(typed), IsEmpty()) << typed;
  }
  EXPECT_THAT(find("NEAR"), ElementsAre("Near Note"));
  EXPECT_THAT(find("NOT"), ElementsAre("Near Note"));
  EXPECT_THAT(find("-ozola"), ElementsAre("Ilze Ozola"));
  EXPECT_THAT(find("\"ozola\""), ElementsAre("Ilze Ozola"));
  EXPECT_THAT(find(std::string(100'000, 'o')), IsEmpty());
  std::string words;
  for (int i = 0; i < 300; ++i) words += "oz ";
  EXPECT_THAT(find(words), ElementsAre("Ilze Ozola"));
}

TEST_F(Find, FollowsEditsAndKeepsNothingOfWhatWasThere) {
  person("Ilze", "Ozola", "ilze@example.org");
  ASSERT_TRUE(
      desk.store->edit_attendee(desk.id, "A-0001", {{"family", "Kalna"}, {"email", "k@b.lv"}}));
  EXPECT_THAT(find("ozola"), IsEmpty());
  EXPECT_THAT(find("ilze@ex"), IsEmpty());
  EXPECT_THAT(find("kalna ilze"), ElementsAre("Ilze Kalna"));
  EXPECT_THAT(find("b.lv"), ElementsAre("Ilze Kalna"));
  EXPECT_EQ(desk.look("SELECT count(*) FROM search_index WHERE text LIKE '%ozol%'"), "0");
  ASSERT_TRUE(desk.store->cancel_attendee(desk.id, "A-0001", ""));
  EXPECT_THAT(find("kalna"), ElementsAre("Ilze Kalna")) << "shown as cancelled";
  desk.expect_verified();
}

TEST_F(Find, StaysInsideItsMeeting) {
  std::string other = test::sample_meeting();
  other.replace(other.find(desk.id.text), desk.id.text.size(), "another-one");
  ASSERT_TRUE(desk.store->store_meeting(other, "other"));
  person("Ilze", "Ozola");
  ASSERT_TRUE(desk.store->register_attendee({"another-one"}, Desk::person("Anna", "Ozola"),
                                            std::nullopt, false));
  EXPECT_THAT(find("ozola"), ElementsAre("Ilze Ozola"));
  EXPECT_FALSE(desk.store->search({"nowhere"}, "ozola", 5));
}

TEST_F(Find, NamesOfAnyLengthAreStoredAndFoundByTheirBeginning) {
  const std::string longest(400, 'x');
  person(longest.c_str(), ("Ū" + longest.substr(2)).c_str());
  EXPECT_EQ(find("xxxx").size(), 1U);
  EXPECT_EQ(find(longest.substr(0, 100)).size(), 1U);
  desk.expect_verified();
}

TEST_F(Find, IsCheckedByVerifyAndMadeAnewByRebuild) {
  person("Ilze", "Ozola");
  desk.tamper("UPDATE search_index SET text = 'zzz' WHERE text LIKE 'zola%'");
  EXPECT_FALSE(desk.verified().ok);
  ASSERT_TRUE(desk.store->rebuild());
  EXPECT_THAT(find("zola"), ElementsAre("Ilze Ozola"));
  desk.expect_verified();
}

TEST(FindAmongMany, PiecesThatThousandsHaveMissNobodyWhoHasThemAll) {
  Desk desk;
  std::vector<core::Incoming> people;
  for (int i = 0; i < 4500; ++i) {
    std::string tail;  // of letters that make neither piece
    for (int rest = i, letter = 0; letter < 4; ++letter, rest /= 9) {
      tail += static_cast<char>('b' + rest % 9);
    }
    for (const char* piece : {"An", "Iv"}) {
      core::Incoming incoming;
      incoming.details = Desk::person(piece + tail, "Ozols");
      incoming.details.email = piece + std::to_string(i) + "@example.org";
      people.push_back(incoming);
    }
  }
  const auto stored = desk.store->register_many(desk.id, people, {});
  ASSERT_TRUE(stored) << core::describe(stored.error());
  desk.register_person(Desk::person("Anzzz", "Ivzzz"));
  desk.register_person(Desk::person("Zzan", "Zziv"));
  const auto found = desk.store->search(desk.id, "an iv", 20);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 2U);
  EXPECT_EQ(found->front().details.given_name, "Anzzz") << "beginnings of words come first";
}

}  // namespace
