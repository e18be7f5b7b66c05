// A damaged write-ahead log is told from one that was only cut off; a database that is gone is not
// begun anew.
#include "db/log_damage.h"

#include <gtest/gtest.h>

#include "db/copies.h"
#include "db/damage.h"
#include "db/desk.h"

namespace {

namespace fs = std::filesystem;
using test::Desk;

constexpr std::size_t kLogHeader = 32;
constexpr std::size_t kFrame = 24 + 4096;

/// The desk's log as a kiosk leaves it that was killed: a copy of the files while it is open.
class Killed : public testing::Test {
 protected:
  Killed() {
    for (const char* name : {"Anna", "Ivo", "Zane"})
      desk.register_person(Desk::person(name, "Ozola"));
    log = test::read_file(desk.folder.path() / "kiosk.db-wal");
  }
  std::optional<db::LogDamage> damage(const std::string& bytes) {
    const fs::path file = elsewhere.path() / "kiosk.db-wal";
    std::ofstream(file, std::ios::binary) << bytes;
    return db::damage_of_log(file);
  }
  [[nodiscard]] std::size_t frames() const { return (log.size() - kLogHeader) / kFrame; }

  Desk desk;
  test::TempFolder elsewhere;
  std::string log;
};

TEST_F(Killed, AWholeLogIsFine) {
  ASSERT_GT(frames(), 4U);
  EXPECT_FALSE(damage(log));
  EXPECT_FALSE(damage(""));
  EXPECT_FALSE(db::damage_of_log(elsewhere.path() / "none"));
}

TEST_F(Killed, ALogThatWasCutOffIsFine) {
  for (const std::size_t size :
       {log.size() - 1, log.size() - kFrame, log.size() - kFrame / 2, kLogHeader, kLogHeader - 1}) {
    EXPECT_FALSE(damage(log.substr(0, size))) << size;
  }
}

TEST_F(Killed, AByteChangedBeforeLaterTransactionsIsDamage) {
  for (std::size_t frame = 0; frame + 3 < frames(); ++frame) {
    std::string changed = log;
    changed[kLogHeader + frame * kFrame + 1000] ^= 0x40;
    const auto found = damage(changed);
    ASSERT_TRUE(found) << "frame " << frame;
    EXPECT_EQ(found->whole, static_cast<std::int64_t>(frame));
    EXPECT_GT(found->lost, 0);
  }
}

TEST_F(Killed, AHeaderChangedIsDamage) {
  std::string changed = log;
  changed[9] ^= 0x01;
  EXPECT_TRUE(damage(changed));
}

TEST_F(Killed, WhatLiesBehindTheLogFromAnEarlierOneIsNoDamage) {
  std::string older = log;
  older.replace(kLogHeader + 2 * kFrame + 8, 8, "ANOTHER!");
  EXPECT_FALSE(damage(older));
}

void fill(const fs::path& folder) {
  auto store = db::Store::open({folder, {}, 'A'});
  ASSERT_TRUE(store) << core::describe(store.error());
  ASSERT_TRUE((*store)->store_meeting(test::sample_meeting(), "sample"));
}

TEST(LostDatabase, IsToldAndNotBegunAnew) {
  for (const bool is_empty : {false, true}) {
    test::TempFolder folder;
    { fill(folder.path()); }
    if (!is_empty) {
      ASSERT_TRUE(db::write_daily_copy(folder.path(), *core::parse_day("2019-03-12"), 7));
    }
    fs::remove(folder.path() / "kiosk.db");
    fs::remove(folder.path() / "kiosk.db-wal");
    if (is_empty) std::ofstream(folder.path() / "kiosk.db");
    const auto opened = db::Store::open({folder.path(), {}, 'A'});
    ASSERT_FALSE(opened) << (is_empty ? "an empty file" : "no file");
    EXPECT_EQ(opened.error().message, "failure.damaged");
    EXPECT_EQ(opened.error().failure, core::Failure::storage);
  }
}

TEST(WayBack, NamesTheNewestGoodCopyAndTheCommand) {
  test::TempFolder folder;
  { fill(folder.path()); }
  const core::Error damaged{core::Failure::storage, "damaged", "", {}, "failure.damaged"};
  EXPECT_EQ(db::with_way_back(damaged, folder.path()).next_step, "") << "there is no copy";
  ASSERT_TRUE(db::write_daily_copy(folder.path(), *core::parse_day("2019-03-12"), 7));
  std::ofstream(folder.path() / "backups" / "daily-2019-03-13.db") << "not a database";
  const auto told = db::with_way_back(damaged, folder.path());
  EXPECT_NE(told.next_step.find("daily-2019-03-12.db"), std::string::npos);
  EXPECT_NE(told.next_step.find("restore"), std::string::npos);
  const core::Error other{core::Failure::storage, "full", "free", {}, "failure.disk_full"};
  EXPECT_EQ(db::with_way_back(other, folder.path()).next_step, "free");
}

}  // namespace
