// The copies that a kiosk keeps by itself, open and sealed; damaged, restored, erased.
#include "db/copies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <future>
#include <random>
#include <thread>

#include "db/backup.h"
#include "db/desk.h"
#include "db/kiosk_files.h"
#include "db/migrations.h"

namespace {

using test::Desk;
using testing::StartsWith;
using testing::UnorderedElementsAre;
namespace fs = std::filesystem;

constexpr const char* kPassphrase = "correct horse";

class Copies : public testing::Test {
 protected:
  void SetUp() override {
    for (int i = 0; i < 20; ++i)
      desk.register_person(Desk::person("Annabella", "O" + std::to_string(i)));
    ASSERT_EQ(desk.verdict("A-0001", "09:00"), core::Verdict::admitted);
  }
  fs::path folder() { return desk.folder.path(); }
  fs::path backups() { return folder() / "backups"; }
  fs::path sealed() { return backups() / "daily-2019-03-12.backup"; }

  void copy_day(int day = 0) {
    const auto done =
        db::write_daily_copy(folder(), desk.meeting->days[0] + std::chrono::days{day}, 7);
    ASSERT_TRUE(done) << core::describe(done.error());
    ASSERT_TRUE(*done);
  }
  void seal() {
    const auto done = db::seal_copies(folder(), kPassphrase);
    ASSERT_TRUE(done) << core::describe(done.error());
  }
  void restore(const fs::path& from, const char* passphrase = kPassphrase) {
    desk.store.reset();
    const auto done = db::restore_backup(folder(), from, passphrase);
    EXPECT_TRUE(done) << (done ? "" : core::describe(done.error()));
    desk.open();
  }
  std::vector<std::string> names() {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(backups()))
      found.push_back(entry.path().filename().string());
    return found;
  }
  /// Files of backups/ in which somebody can be read without a passphrase.
  std::vector<fs::path> readable() {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(backups())) {
      if (test::read_file(entry.path()).find("Annabella") != std::string::npos)
        found.push_back(entry.path());
    }
    return found;
  }
  static void write(const fs::path& to, const std::string& bytes) {
    std::ofstream(to, std::ios::binary | std::ios::trunc) << bytes;
  }
  static unsigned mode_of(const fs::path& file) {
    struct stat found {};
    return ::stat(file.c_str(), &found) == 0 ? found.st_mode & 0777U : 0;
  }

  Desk desk;
};

TEST_F(Copies, ADamagedDatabaseIsReplacedByTheNewestGoodCopy) {
  ASSERT_TRUE(db::write_daily_copy(folder(), desk.meeting->days[0], 7).value());
  EXPECT_FALSE(db::write_daily_copy(folder(), desk.meeting->days[0], 7).value()) << "one a day";
  ASSERT_TRUE(desk.store->rest());
  desk.store.reset();
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  std::string bytes = test::read_file(desk.file());
  for (std::size_t at = 100; at < bytes.size(); at += 1 + random() % 600) {
    bytes[at] ^= static_cast<char>(1 + random() % 255);
  }
  write(desk.file(), bytes);
  const auto copies = db::good_copies(folder());
  ASSERT_EQ(copies.size(), 1U);
  restore(copies[0]);
  EXPECT_EQ(desk.count().registered, 20);
  desk.expect_verified();
}

TEST_F(Copies, DamagedCopiesAreNotOfferedAndOldOnesGo) {
  using std::chrono::days;
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(db::write_daily_copy(folder(), desk.meeting->days[0] + days{i}, 3).value());
  }
  const auto name = [&](const std::string& day) {
    return folder() / "backups" / ("daily-2019-03-" + day + ".db");
  };
  EXPECT_FALSE(std::filesystem::exists(name("13")));
  EXPECT_EQ(db::good_copies(folder()).size(), 3U);
  std::filesystem::resize_file(name("16"), 5000);
  const auto copies = db::good_copies(folder());
  EXPECT_EQ(copies.size(), 2U);
}

TEST_F(Copies, FlippedBytesOfADatabaseNeverPassForSound) {
  ASSERT_TRUE(db::write_daily_copy(folder(), desk.meeting->days[0], 7).value());
  const auto copy = folder() / "backups" / "daily-2019-03-12.db";
  const std::string whole = test::read_file(copy);
  const auto start = whole.find("attendee_registered");
  ASSERT_NE(start, std::string::npos);
  std::string bytes = whole;
  bytes[start] = 'b';  // a word of the journal, where SQLite itself sees nothing wrong
  write(copy, bytes);
  EXPECT_TRUE(db::good_copies(folder()).empty());
}

TEST_F(Copies, OnceAPassphraseWasGivenNoneLiesOpen) {
  copy_day();
  const auto made = fs::last_write_time(backups() / "daily-2019-03-12.db");
  ASSERT_EQ(readable().size(), 1U);
  EXPECT_FALSE(db::copies_are_sealed(folder()));
  seal();
  EXPECT_TRUE(db::copies_are_sealed(folder()));
  copy_day(1);
  EXPECT_THAT(names(), UnorderedElementsAre("copies.seal", "daily-2019-03-12.backup",
                                            "daily-2019-03-13.backup"));
  EXPECT_TRUE(readable().empty());
  EXPECT_EQ(test::read_file(sealed()).find("SQLite"), std::string::npos);
  EXPECT_EQ(fs::last_write_time(sealed()), made) << "it tells when it was made";
  for (const auto& name : names()) EXPECT_EQ(mode_of(backups() / name), 0600U) << name;
  EXPECT_FALSE(db::write_daily_copy(folder(), desk.meeting->days[0], 7).value()) << "one a day";
}

TEST_F(Copies, OnlyThePassphraseOpensASealedOne) {
  seal();
  copy_day();
  desk.store.reset();
  const auto before = test::read_file(desk.file());
  const auto no = db::restore_backup(folder(), sealed(), "wrong horse");
  ASSERT_FALSE(no);
  EXPECT_EQ(no.error().failure, core::Failure::denied);
  EXPECT_EQ(test::read_file(desk.file()), before);
  fs::resize_file(desk.file(), 5000);
  const auto newest = db::newest_good_copy(folder());
  ASSERT_TRUE(newest);
  EXPECT_TRUE(newest->is_sealed);
  EXPECT_EQ(newest->file, sealed());
  restore(newest->file);
  EXPECT_EQ(desk.count().registered, 20);
  EXPECT_EQ(desk.count().present, 1);
  EXPECT_TRUE(desk.store->find_attendee(desk.id, "A-0007")) << "its keys are where they were";
  desk.expect_verified();
}

TEST_F(Copies, DamageOfASealedOneIsSeenWithoutThePassphrase) {
  seal();
  copy_day();
  const std::string whole = test::read_file(sealed());
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 200; ++round) {
    std::string bytes = whole;
    if (round % 2 == 0) {
      bytes[random() % bytes.size()] ^= static_cast<char>(1 + random() % 255);
    } else {
      bytes.resize(random() % bytes.size());
    }
    write(sealed(), bytes);
    ASSERT_FALSE(db::newest_good_copy(folder())) << "round " << round;
  }
  write(sealed(), whole);
  EXPECT_TRUE(db::newest_good_copy(folder()));
}

TEST_F(Copies, ASealedOneThatWasChangedOnPurposeIsRefusedAndNothingIsReplaced) {
  seal();
  copy_day();
  desk.store.reset();
  const std::string whole = test::read_file(sealed());
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 6; ++round) {  // each makes a key, which is meant to be slow
    std::string bytes = whole;
    if (round % 2 == 0) {
      bytes[random() % (bytes.size() - 32)] ^= static_cast<char>(1 + random() % 255);
    } else {
      bytes.resize(random() % bytes.size());
    }
    write(sealed(), bytes);
    const auto no = db::restore_backup(folder(), sealed(), kPassphrase);
    ASSERT_FALSE(no) << "round " << round;
    EXPECT_NE(no.error().failure, core::Failure::storage);
  }
  desk.open();
  EXPECT_EQ(desk.count().registered, 20);
  desk.expect_verified();
}

TEST_F(Copies, TheOneFromBeforeAnUpdateIsSealedToo) {
  seal();
  desk.store.reset();
  auto newer = db::embedded_sql();
  newer.push_back({"900_wish.sql", "CREATE TABLE wishes (text TEXT);"});
  auto connection = db::Connection::open(desk.file());
  ASSERT_TRUE(connection);
  const auto migrated = db::migrate_with(**connection, backups(), newer);
  ASSERT_TRUE(migrated) << core::describe(migrated.error());
  connection->reset();
  const std::string name =
      "before-schema-900-from-" + std::to_string(db::newest_schema()) + ".backup";
  EXPECT_THAT(names(), UnorderedElementsAre("copies.seal", name));
  EXPECT_TRUE(readable().empty());
  fs::remove(desk.file());
  restore(backups() / name);
  EXPECT_EQ(desk.count().registered, 20) << "of the schema that was there before";
  desk.expect_verified();
}

TEST_F(Copies, ThoseThatAreSealedCountAmongThoseThatAreKept) {
  copy_day(0);
  copy_day(1);
  seal();
  ASSERT_TRUE(db::write_daily_copy(folder(), desk.meeting->days[0] + std::chrono::days{2}, 2));
  EXPECT_THAT(names(), UnorderedElementsAre("copies.seal", "daily-2019-03-13.backup",
                                            "daily-2019-03-14.backup"));
}

TEST_F(Copies, ASealThatIsDamagedMakesNoOpenOne) {
  seal();
  for (const char* bytes : {"", "KIOSKCOPIES1", "KIOSKCOPIES1\n12\n34\n", "something else"}) {
    write(backups() / "copies.seal", bytes);
    const auto no = db::write_daily_copy(folder(), desk.meeting->days[0], 7);
    ASSERT_FALSE(no) << bytes;
    EXPECT_THAT(no.error().what, StartsWith("No copy is made"));
    EXPECT_THAT(names(), UnorderedElementsAre("copies.seal"));
  }
  seal();
  copy_day();
  EXPECT_TRUE(fs::exists(sealed())) << "a passphrase makes it anew";
}

TEST_F(Copies, OneThatStayedOpenIsSealedTheNextTimeItIsLookedAfter) {
  copy_day();
  const std::string open = test::read_file(backups() / "daily-2019-03-12.db");
  seal();
  write(backups() / "daily-2019-03-11.db", open);  // as if the power had gone in the middle
  write(backups() / "daily-2019-03-12.db", open);
  EXPECT_FALSE(db::write_daily_copy(folder(), desk.meeting->days[0], 7).value());
  EXPECT_THAT(names(), UnorderedElementsAre("copies.seal", "daily-2019-03-11.backup",
                                            "daily-2019-03-12.backup"));
  EXPECT_TRUE(readable().empty());
}

TEST_F(Copies, ADamagedOneIsNotSealedForLater) {
  copy_day();
  fs::resize_file(backups() / "daily-2019-03-12.db", 5000);
  seal();
  EXPECT_THAT(names(), UnorderedElementsAre("copies.seal"));
}

TEST_F(Copies, TheyLieOpenAgainWhereTheOrganiserWantsIt) {
  seal();
  copy_day(0);
  ASSERT_TRUE(db::leave_copies_open(folder()));
  ASSERT_TRUE(db::leave_copies_open(folder())) << "twice is once";
  copy_day(1);
  EXPECT_THAT(names(), UnorderedElementsAre("daily-2019-03-12.backup", "daily-2019-03-13.db"));
  EXPECT_EQ(db::good_copies(folder()).size(), 2U);
}

TEST_F(Copies, AnErasureRemovesSealedOnesAndLeavesWhatAnOrganiserMade) {
  seal();
  copy_day();
  ASSERT_TRUE(
      db::write_backup(folder(), backups() / "kiosk-A-2019-03-12-0902.backup", kPassphrase));
  ASSERT_TRUE(desk.store->erase(desk.id, "A-0003"));
  EXPECT_THAT(names(), UnorderedElementsAre("copies.seal", "kiosk-A-2019-03-12-0902.backup"));
  copy_day();
  EXPECT_TRUE(fs::exists(sealed())) << "the next one is of those who are left";
}

TEST_F(Copies, WhatAKilledProcessHadBegunGoes) {
  const std::string number = std::to_string(::getppid());  // after a power cut another has it
  fs::create_directories(backups() / ("restoring-" + number));
  fs::create_directories(folder() / ("restoring-" + number));
  write(folder() / ("restoring-" + number) / "kiosk.db", "Annabella");
  write(backups() / ("restoring-" + number) / "kiosk.db", "Annabella");
  write(backups() / ("part-" + number + "-1"), "Annabella");
  write(backups() / "daily-2019-03-12.backup.part", "Annabella, sealed");
  ASSERT_TRUE(desk.store->erase(desk.id, "A-0003"));
  EXPECT_THAT(names(), testing::IsEmpty());
  EXPECT_FALSE(fs::exists(folder() / ("restoring-" + number)));
}

TEST_F(Copies, OneThatIsBeingMadeWhileSomebodyIsErasedGoesToo) {
  auto used = db::Backups::open(backups());
  ASSERT_TRUE(used);
  std::optional<db::Backups> maker(std::move(*used));
  auto erased =
      std::async(std::launch::async, [&] { return desk.store->erase(desk.id, "A-0003"); });
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  while (!fs::exists(folder() / "erased.list") && std::chrono::steady_clock::now() < until) {
    std::this_thread::yield();
  }
  write(backups() / "daily-2019-03-12.db", "Annabella");
  maker.reset();
  ASSERT_TRUE(erased.get());
  EXPECT_THAT(names(), testing::IsEmpty());
}

TEST_F(Copies, OneThatCannotBeLookedAtStays) {
  copy_day(0);
  fs::create_directories(backups() / "daily-2019-03-11.db");  // no file can be opened there
  EXPECT_FALSE(db::seal_copies(folder(), kPassphrase)) << "it is told";
  EXPECT_TRUE(fs::exists(backups() / "daily-2019-03-11.db"));
}

TEST_F(Copies, OneOfAnyOtherNameIsKnownAgainOnceItIsSealed) {
  copy_day(0);
  fs::rename(backups() / "daily-2019-03-12.db", backups() / "before the meeting #1?.db");
  seal();
  EXPECT_THAT(names(), UnorderedElementsAre("copies.seal", "kept-before the meeting #1?.backup"));
  ASSERT_TRUE(desk.store->erase(desk.id, "A-0003"));
  EXPECT_THAT(names(), UnorderedElementsAre("copies.seal"));
}

TEST_F(Copies, AKioskThatLostItsDatabaseDoesNotBeginAnewBesideSealedOnes) {
  seal();
  copy_day(0);
  desk.store.reset();
  for (const char* tail : {"", "-wal", "-shm"})
    fs::remove(folder() / ("kiosk.db" + std::string(tail)));
  fs::remove_all(folder() / "keys");
  const auto no = db::Store::open({folder(), {}, 'A'});
  ASSERT_FALSE(no);
  EXPECT_EQ(no.error().message, "failure.damaged");
}

}  // namespace
