// Food and access: sealed, with the key outside the database, and gone when it should be.
#include <gmock/gmock.h>

#include "db/desk.h"

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class Needs : public testing::Test, public test::Desk {
 protected:
  db::Registration anna = register_person(person("Anna", "Ozola"));

  std::vector<db::Needs> all() {
    const auto found = store->needs(id);
    EXPECT_TRUE(found) << (found ? "" : core::describe(found.error()));
    return found ? *found : std::vector<db::Needs>{};
  }
};

TEST_F(Needs, AreReadAgainByWhoHasTheKey) {
  ASSERT_TRUE(store->keep_needs(id, anna.attendee, {"vegan", "step_free"}));
  ASSERT_EQ(all().size(), 1U);
  EXPECT_EQ(all()[0].number, anna.number);
  EXPECT_THAT(all()[0].words, ElementsAre("vegan", "step_free"));
}

TEST_F(Needs, StandInNoFileInClear) {
  ASSERT_TRUE(store->keep_needs(id, anna.attendee, {"vegetarian", "no_lactose"}));
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
    if (!entry.is_regular_file()) continue;
    EXPECT_THAT(test::read_file(entry.path()), Not(HasSubstr("no_lactose"))) << entry.path();
  }
  EXPECT_EQ(look("SELECT count(*) FROM journal WHERE body LIKE '%no_lactose%'"), "0");
  EXPECT_EQ(all().size(), 1U);
}

TEST_F(Needs, TheirKeyLiesBesideTheDatabaseForItsOwnerAlone) {
  ASSERT_TRUE(store->keep_needs(id, anna.attendee, {"vegan"}));
  const auto file = folder.path() / "keys" / (id.text + ".needs.key");
  ASSERT_TRUE(std::filesystem::exists(file));
  EXPECT_EQ(std::filesystem::status(file).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  std::filesystem::remove(file);
  open();
  EXPECT_EQ(store->needs(id).error().failure, core::Failure::denied);
}

TEST_F(Needs, OfAllPeopleAreEquallyLongOnceSealed) {
  const db::Registration juris = register_person(person("Juris", "Kalns"));
  ASSERT_TRUE(store->keep_needs(id, anna.attendee, {"vegan"}));
  ASSERT_TRUE(store->keep_needs(id, juris.attendee, {"vegan", "no_nuts", "hearing"}));
  EXPECT_EQ(look("SELECT count(DISTINCT length(sealed)) FROM needs"), "1");
}

TEST_F(Needs, ThatWereTamperedWithAreRefused) {
  ASSERT_TRUE(store->keep_needs(id, anna.attendee, {"vegan"}));
  tamper("UPDATE needs SET sealed = zeroblob(length(sealed))");
  EXPECT_EQ(store->needs(id).error().failure, core::Failure::denied);
  tamper("UPDATE needs SET sealed = x'00'");
  EXPECT_EQ(store->needs(id).error().failure, core::Failure::denied);
}

TEST_F(Needs, AreForgottenForOneAndForAll) {
  const db::Registration juris = register_person(person("Juris", "Kalns"));
  ASSERT_TRUE(store->keep_needs(id, anna.attendee, {"vegan"}));
  ASSERT_TRUE(store->keep_needs(id, juris.attendee, {"sight"}));
  EXPECT_EQ(store->forget_needs(id, anna.attendee).value(), 1);
  ASSERT_EQ(all().size(), 1U);
  EXPECT_EQ(all()[0].number, juris.number);
  EXPECT_EQ(store->forget_needs(id).value(), 1);
  EXPECT_TRUE(all().empty());
}

TEST_F(Needs, GoWithThePersonWhoIsErased) {
  ASSERT_TRUE(store->keep_needs(id, anna.attendee, {"vegan"}));
  ASSERT_TRUE(store->erase(id, anna.number));
  EXPECT_EQ(look("SELECT count(*) FROM needs"), "0");
}

TEST_F(Needs, GoWhenTheMeetingFileSaysSo) {
  ASSERT_TRUE(store->keep_needs(id, anna.attendee, {"vegan"}));
  now = at("2019-03-15 12:00");
  EXPECT_EQ(store->run_retention(id, false).value().needs, 0) << "seven days after the last";
  now = at("2019-03-23 12:00");
  EXPECT_EQ(store->run_retention(id, true).value().needs, 1);
  EXPECT_EQ(store->run_retention(id, false).value().needs, 1);
  EXPECT_TRUE(all().empty());
}

TEST_F(Needs, TakenBackAreGone) {
  ASSERT_TRUE(store->keep_needs(id, anna.attendee, {"vegan"}));
  ASSERT_TRUE(store->keep_needs(id, anna.attendee, {}));
  EXPECT_TRUE(all().empty());
}

TEST_F(Needs, ThatNobodyAsksForAreNotStored) {
  EXPECT_FALSE(store->keep_needs(id, anna.attendee, {"diagnosis"}));
  EXPECT_TRUE(all().empty());
}

TEST_F(Needs, SurviveRebuildingAndDoNotDisturbTheCheck) {
  ASSERT_TRUE(store->keep_needs(id, anna.attendee, {"vegan"}));
  ASSERT_TRUE(store->rebuild());
  EXPECT_EQ(all().size(), 1U);
  expect_verified();
}

}  // namespace
