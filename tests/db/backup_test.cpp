// Backups and restoring, with real files that are really damaged.
#include "db/backup.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <random>

#include "db/desk.h"
#include "db/sealed_file.h"
#include "fakes/full_disk.h"

namespace {

using test::Desk;

constexpr const char* kPassphrase = "correct horse";

class Backup : public testing::Test {
 protected:
  void SetUp() override {
    for (int i = 0; i < 20; ++i)
      desk.register_person(Desk::person("Anna", "O" + std::to_string(i)));
    ASSERT_EQ(desk.verdict("A-0001", "09:00"), core::Verdict::admitted);
  }
  std::filesystem::path folder() { return desk.folder.path(); }
  std::filesystem::path file() { return outside.path() / "kiosk.backup"; }

  void back_up() {
    const auto done = db::write_backup(folder(), file(), kPassphrase);
    ASSERT_TRUE(done) << core::describe(done.error());
    EXPECT_GT(done->journal_rows, 40);
  }
  db::RestoreReport restore(const std::filesystem::path& from) {
    desk.store.reset();
    const auto done = db::restore_backup(folder(), from, kPassphrase);
    EXPECT_TRUE(done) << (done ? "" : core::describe(done.error()));
    desk.open();
    return done.value_or(db::RestoreReport{});
  }
  void expect_nothing_beside() {
    for (const auto& entry : std::filesystem::directory_iterator(folder())) {
      const std::string name = entry.path().filename().string();
      EXPECT_EQ(name.find("restoring"), std::string::npos);
      EXPECT_EQ(name.find("replaced"), std::string::npos);
    }
  }
  static void write(const std::filesystem::path& to, const std::string& bytes) {
    std::ofstream(to, std::ios::binary | std::ios::trunc) << bytes;
  }

  Desk desk;
  test::TempFolder outside;
};

TEST_F(Backup, WhatWasBackedUpComesBackOnAnEmptyMachine) {
  back_up();
  const std::string bytes = test::read_file(file());
  EXPECT_EQ(bytes.find("SQLite"), std::string::npos);
  EXPECT_EQ(bytes.find("Anna"), std::string::npos);
  struct stat found {};
  ASSERT_EQ(::stat(file().c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
  const auto code = desk.store->find_attendee(desk.id, "A-0007")->code;
  test::TempFolder elsewhere;
  ASSERT_TRUE(db::restore_backup(elsewhere.path() / "new", file(), kPassphrase));
  const auto store = db::Store::open({elsewhere.path() / "new", {}, 'A'});
  ASSERT_TRUE(store);
  EXPECT_EQ((*store)->count(desk.id, {})->registered, 20);
  EXPECT_EQ((*store)->find_attendee(desk.id, code)->attendee.number, "A-0007") << "with its keys";
  EXPECT_TRUE((*store)->verify()->ok);
}

TEST_F(Backup, ARestoredKioskNeverReusesRowsOrNumbers) {
  back_up();
  const auto before = desk.look("SELECT value FROM settings WHERE key = 'kiosk'");
  restore(file());
  EXPECT_NE(desk.look("SELECT value FROM settings WHERE key = 'kiosk'"), before);
  EXPECT_EQ(desk.store->letter(), "A");
  EXPECT_EQ(desk.register_person(Desk::person("Ilze", "Egle")).number, "A-1021");
  desk.expect_verified();
}

TEST_F(Backup, RowsThatOnlyTheReplacedJournalHeldAreTakenOver) {
  back_up();
  desk.register_person(Desk::person("Later", "Guest"));
  ASSERT_EQ(desk.verdict("A-0002", "09:10"), core::Verdict::admitted);
  const auto report = restore(file());
  EXPECT_EQ(report.salvaged_rows, 3);
  EXPECT_FALSE(report.replaced.empty());
  EXPECT_TRUE(std::filesystem::exists(report.replaced / "kiosk.db"));
  EXPECT_EQ(desk.count().registered, 21);
  EXPECT_EQ(desk.count().present, 2);
  desk.expect_verified();
}

TEST_F(Backup, PeopleErasedSinceTheBackupAreErasedAgain) {
  back_up();
  ASSERT_TRUE(desk.store->erase(desk.id, "A-0003"));
  desk.store.reset();
  std::filesystem::remove(folder() / "kiosk.db");
  const auto report = restore(file());
  EXPECT_EQ(report.erased_again, 1);
  EXPECT_TRUE(desk.store->find_attendee(desk.id, "A-0003")->attendee.erased);
  desk.expect_verified();
}

TEST_F(Backup, ABackupDoesNotBringBackWhatWasToldOfAnErasedPerson) {
  back_up();
  ASSERT_TRUE(desk.store->erase(desk.id, "A-0003"));
  const auto report = restore(file());
  EXPECT_GT(report.salvaged_rows, 0) << "the row that says they were erased";
  EXPECT_EQ(report.erased_again, 1);
  EXPECT_EQ(desk.look("SELECT count(*) FROM journal WHERE body IS NOT NULL AND "
                      "kind <> 'attendee_erased' AND subject = "
                      "(SELECT id FROM attendees WHERE number = 'A-0003')"),
            "0");
  desk.expect_verified();
}

TEST_F(Backup, RestoringTellsHowFarItIsAndStoppedAnywhereLeavesTheKioskAsItWas) {
  back_up();
  desk.register_person(Desk::person("Later", "Guest"));
  desk.store.reset();
  std::vector<int> told;
  const auto until = [&](int last) {
    return db::restore_backup(folder(), file(), kPassphrase, [&told, last](int percent) {
      told.push_back(percent);
      return percent < last;
    });
  };
  for (const int last : {1, 25, 50, 60, 70, 85, 90}) {
    const auto no = until(last);
    ASSERT_FALSE(no) << last;
    EXPECT_TRUE(core::is_stopped(no.error()));
    expect_nothing_beside();
  }
  desk.open();
  EXPECT_EQ(desk.count().registered, 21) << "the one after the backup is still there";
  EXPECT_EQ(desk.register_person(Desk::person("Ilze", "Egle")).number, "A-0022");
  desk.expect_verified();
  desk.store.reset();
  told.clear();
  const auto done = until(95);  // too late: what was begun there is done
  ASSERT_TRUE(done) << core::describe(done.error());
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_GT(told.size(), 4U);
  EXPECT_EQ(told.back(), 100);
}

/// What a restore leaves that is killed when it tells `percent`.
void be_killed_at(int percent, const std::filesystem::path& folder,
                  const std::filesystem::path& file) {
  const pid_t child = ::fork();
  if (child == 0) {
    (void)db::restore_backup(folder, file, kPassphrase, [&](int now) {
      if (now >= percent) ::_exit(0);
      return true;
    });
    ::_exit(1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_EQ(status, 0) << "it did not come that far";
}

TEST_F(Backup, ARestoreThatIsKilledAfterItTookItsPlaceHasEverybodyAndNobodyWhoWasErased) {
  back_up();
  ASSERT_TRUE(desk.store->erase(desk.id, "A-0003"));
  for (int i = 0; i < 30; ++i) desk.register_person(Desk::person("Later", std::to_string(i)));
  desk.store.reset();
  be_killed_at(95, folder(), file());
  desk.open();
  EXPECT_EQ(desk.count().registered, 50);
  EXPECT_TRUE(desk.store->find_attendee(desk.id, "A-0003")->attendee.erased);
  EXPECT_EQ(desk.look("SELECT count(*) FROM journal WHERE body LIKE '%\"O2\"%'"), "0");
  EXPECT_EQ(desk.register_person(Desk::person("Ilze", "Egle")).number, "A-1051")
      << "no number twice";
  desk.expect_verified();
}

TEST_F(Backup, ARestoreThatIsKilledBeforeItTookItsPlaceLeavesTheKioskAsItWas) {
  back_up();
  desk.register_person(Desk::person("Later", "Guest"));
  desk.store.reset();
  be_killed_at(90, folder(), file());
  desk.open();
  EXPECT_EQ(desk.count().registered, 21);
  EXPECT_EQ(desk.register_person(Desk::person("Ilze", "Egle")).number, "A-0022");
  ASSERT_TRUE(desk.store->erase(desk.id, "A-0003"));
  expect_nothing_beside();
}

/// The log is set aside before the database changes places; between the two the power may go.
TEST_F(Backup, ALogThatWasSetAsideByARestoreThatWasKilledComesBack) {
  desk.store.reset();
  const pid_t child = ::fork();
  if (child == 0) {  // leaves a log behind
    desk.open();
    desk.register_person(Desk::person("Later", "Guest"));
    ::_exit(0);
  }
  ASSERT_EQ(::waitpid(child, nullptr, 0), child);
  namespace fs = std::filesystem;
  ASSERT_GT(fs::file_size(folder() / "kiosk.db-wal"), 0U);
  const auto aside = folder() / "replaced-2019-03-12T09-00-00";
  fs::create_directories(aside);
  fs::create_hard_link(folder() / "kiosk.db", aside / "kiosk.db");
  fs::rename(folder() / "kiosk.db-wal", aside / "kiosk.db-wal");
  std::ofstream(aside / "kiosk.toml") << "# as it was";
  std::ofstream(folder() / "kiosk.toml") << "# of the backup";
  desk.open();
  EXPECT_EQ(desk.count().registered, 21);
  EXPECT_EQ(test::read_file(folder() / "kiosk.toml"), "# as it was");
  EXPECT_FALSE(fs::exists(aside));
}

TEST_F(Backup, NothingIsRestoredWhileAnotherProgramWritesThere) {
  back_up();
  const auto no = db::restore_backup(folder(), file(), kPassphrase);
  ASSERT_FALSE(no);
  EXPECT_EQ(no.error().failure, core::Failure::storage);
  ASSERT_EQ(desk.verdict("A-0002", "09:10"), core::Verdict::admitted);
  desk.open();
  EXPECT_EQ(desk.count().present, 2);
  expect_nothing_beside();
}

TEST_F(Backup, ALineOfTheListOfErasedPeopleThatWasCutShortHidesNobody) {
  back_up();
  std::ofstream(folder() / "erased.list") << "daugavpils-2019-03 01H";
  ASSERT_TRUE(desk.store->erase(desk.id, "A-0003"));
  desk.store.reset();
  std::filesystem::remove(folder() / "kiosk.db");
  EXPECT_EQ(restore(file()).erased_again, 1);
  EXPECT_TRUE(desk.store->find_attendee(desk.id, "A-0003")->attendee.erased);
}

TEST_F(Backup, AFullDiskWhileItIsRestoredLeavesTheKioskAsItWas) {
  back_up();
  for (int i = 0; i < 200; ++i) desk.register_person(Desk::person("Later", std::to_string(i)));
  desk.store.reset();
  const auto size = std::filesystem::file_size(folder() / "kiosk.db");
  {
    const fakes::FullDisk full(size - 40'000);  // the backup has its place, what came later has not
    const auto no = db::restore_backup(folder(), file(), kPassphrase);
    ASSERT_FALSE(no);
    EXPECT_EQ(no.error().failure, core::Failure::storage);
  }
  desk.open();
  EXPECT_EQ(desk.count().registered, 220);
  desk.expect_verified();
  expect_nothing_beside();
}

TEST_F(Backup, AWrongPassphraseOpensNothing) {
  back_up();
  desk.store.reset();
  const auto no = db::restore_backup(folder(), file(), "wrong");
  ASSERT_FALSE(no);
  EXPECT_EQ(no.error().failure, core::Failure::denied);
  EXPECT_FALSE(db::write_backup(folder(), file(), ""));
}

TEST_F(Backup, ADamagedBackupIsRefusedAndTheKioskStaysAsItWas) {
  back_up();
  desk.store.reset();
  const std::string whole = test::read_file(file());
  const auto seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 6; ++round) {
    std::string bytes = whole;
    if (round % 2 == 0) {
      bytes[random() % bytes.size()] ^= static_cast<char>(1 + random() % 255);
    } else {
      bytes.resize(random() % bytes.size());
    }
    write(file(), bytes);
    const auto no = db::restore_backup(folder(), file(), kPassphrase);
    ASSERT_FALSE(no) << "round " << round;
    EXPECT_NE(no.error().failure, core::Failure::storage);
  }
  desk.open();
  EXPECT_EQ(desk.count().registered, 20);
  desk.expect_verified();
  expect_nothing_beside();
}

}  // namespace
