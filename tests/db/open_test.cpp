#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <functional>

#include "db/desk.h"
#include "db/migrations.h"

namespace {

using test::Desk;
using test::TempFolder;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

void write_file(const std::filesystem::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

unsigned mode_of(const std::filesystem::path& path) {
  struct stat found {};
  EXPECT_EQ(::stat(path.c_str(), &found), 0) << path;
  return found.st_mode & 07777U;
}

core::Error refusal_of(const std::filesystem::path& folder) {
  const auto opened = db::Store::open({folder, {}, 'A'});
  EXPECT_FALSE(opened);
  return opened ? core::Error{} : opened.error();
}

std::vector<std::string> names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.push_back(entry.path().filename());
  }
  return names;
}

TEST(Open, AFileThatIsNoDatabaseIsRefusedAndLeftAsItIs) {
  TempFolder folder;
  const std::string bytes(8192, 'x');
  write_file(folder.path() / "kiosk.db", bytes);
  const auto error = refusal_of(folder.path());
  EXPECT_EQ(error.failure, core::Failure::storage);
  EXPECT_THAT(error.what, HasSubstr("is not a kiosk database"));
  EXPECT_THAT(error.next_step, HasSubstr("Move it away"));
  EXPECT_EQ(test::read_file(folder.path() / "kiosk.db"), bytes);
}

TEST(Open, AnotherProgramsDatabaseIsRefusedAndLeftAsItIs) {
  TempFolder folder;
  const auto file = folder.path() / "kiosk.db";
  {
    SQLite::Database other(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    other.exec("CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES ('Pūt, vējiņi')");
  }
  ::chmod(file.c_str(), 0644);
  const std::string before = test::read_file(file);
  EXPECT_THAT(refusal_of(folder.path()).what, HasSubstr("is not a kiosk database"));
  EXPECT_EQ(test::read_file(file), before);
  EXPECT_EQ(mode_of(file), 0644U);
}

TEST(Open, ADamagedDatabaseIsSaidToBeDamaged) {
  TempFolder folder;
  { ASSERT_TRUE(db::Store::open({folder.path(), {}, 'A'})); }
  const auto file = folder.path() / "kiosk.db";
  std::string bytes = test::read_file(file);
  std::fill(bytes.begin() + 100, bytes.end(), '\xAA');
  write_file(file, bytes);
  EXPECT_THAT(refusal_of(folder.path()).what, HasSubstr("damaged"));
}

TEST(Open, AFolderThatIsAFileIsNamed) {
  TempFolder folder;
  write_file(folder.path() / "data", "");
  const auto error = refusal_of(folder.path() / "data");
  EXPECT_EQ(error.failure, core::Failure::storage);
  EXPECT_THAT(error.what, HasSubstr((folder.path() / "data").string()));
  EXPECT_THAT(error.next_step, HasSubstr("--data"));
}

/// Runs `check` in a process of its own that is not root, and says whether it held there.
bool holds_for_an_ordinary_user(const std::function<bool()>& check) {
  constexpr uid_t kNobody = 65534;
  const pid_t child = ::fork();
  if (child == 0) {
    if (::geteuid() == 0 && (::setgid(kNobody) != 0 || ::setuid(kNobody) != 0)) ::_exit(2);
    ::_exit(check() ? 0 : 1);
  }
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST(Open, AFolderThatMayNotBeWrittenIsNamedAndNothingIsLeftInIt) {
  TempFolder folder;
  ::chmod(folder.path().c_str(), 0555);
  const auto data = folder.path() / "data";
  EXPECT_TRUE(holds_for_an_ordinary_user([&] {
    const auto error = refusal_of(data);
    return error.failure == core::Failure::storage &&
           error.what.find(data.string()) != std::string::npos && !error.next_step.empty();
  }));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  ::chmod(folder.path().c_str(), 0700);
}

TEST(Open, ADatabaseThatMayOnlyBeReadIsRefused) {
  if (::geteuid() == 0) {  // only root can give a file away, and then the rule is the owner's
    TempFolder folder;
    { ASSERT_TRUE(db::Store::open({folder.path(), {}, 'A'})); }
    const std::string before = test::read_file(folder.path() / "kiosk.db");
    ::chmod((folder.path() / "kiosk.db").c_str(), 0444);
    ASSERT_EQ(::chown(folder.path().c_str(), 65534, 65534), 0);
    EXPECT_TRUE(holds_for_an_ordinary_user([&] {
      const auto error = refusal_of(folder.path());
      return error.failure == core::Failure::storage &&
             error.what.find("cannot be written") != std::string::npos;
    }));
    EXPECT_EQ(test::read_file(folder.path() / "kiosk.db"), before);
  }
}

TEST(Open, AFolderThatCannotBeMadeIsNamed) {
  const auto error = refusal_of("/proc/no-such-place");
  EXPECT_EQ(error.failure, core::Failure::storage);
  EXPECT_THAT(error.what, HasSubstr("/proc/no-such-place"));
}

TEST(Open, ASharedFolderIsNotTakenFromTheOthers) {
  TempFolder folder;
  ::chmod(folder.path().c_str(), 01777);
  EXPECT_THAT(refusal_of(folder.path()).what, HasSubstr("is shared by everybody"));
  EXPECT_EQ(mode_of(folder.path()), 01777U);
}

TEST(Open, ADatabaseThatIsAFolderIsRefused) {
  TempFolder folder;
  std::filesystem::create_directory(folder.path() / "kiosk.db");
  EXPECT_EQ(refusal_of(folder.path()).failure, core::Failure::storage);
}

TEST(Open, ALetterThatIsNoneIsRefused) {
  TempFolder folder;
  for (char letter : {'a', '1', '\0', '\xC4'}) {
    const auto opened = db::Store::open({folder.path(), {}, letter});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().failure, core::Failure::bad_input);
  }
}

TEST(Open, TheKioskStaysTheSameAcrossRestarts) {
  TempFolder folder;
  { ASSERT_TRUE(db::Store::open({folder.path(), {}, 'C'})); }
  const auto again = db::Store::open({folder.path(), {}, 'D'});
  ASSERT_TRUE(again);
  EXPECT_EQ((*again)->letter(), "C");
}

TEST(Open, EverythingIsForItsOwnerAlone) {
  const mode_t before = ::umask(0);
  {
    Desk desk;
    desk.register_person(Desk::person("Ilze", "Ozola"));
    EXPECT_EQ(mode_of(desk.folder.path()), 0700U);
    EXPECT_EQ(mode_of(desk.file()), 0600U);
    EXPECT_EQ(mode_of(desk.file().string() + "-wal"), 0600U);
    EXPECT_EQ(mode_of(desk.file().string() + "-shm"), 0600U);
    EXPECT_EQ(mode_of(desk.folder.path() / "keys"), 0700U);
    for (const auto& key : std::filesystem::directory_iterator(desk.folder.path() / "keys")) {
      EXPECT_EQ(mode_of(key.path()), 0600U);
    }
  }
  EXPECT_EQ(::umask(before), 0U) << "opening changes nothing for the rest of the program";
}

TEST(Open, AFileThatWasTooOpenIsClosedToOthers) {
  TempFolder folder;
  { ASSERT_TRUE(db::Store::open({folder.path(), {}, 'A'})); }
  ::chmod((folder.path() / "kiosk.db").c_str(), 0644);
  ASSERT_TRUE(db::Store::open({folder.path(), {}, 'A'}));
  EXPECT_EQ(mode_of(folder.path() / "kiosk.db"), 0600U);
}

TEST(Open, IsConfiguredToLoseNothing) {
  Desk desk;
  auto connection = db::Connection::open(desk.file());
  ASSERT_TRUE(connection);
  const auto pragma = [&](const char* name) {
    return (*connection)->database().execAndGet(std::string("PRAGMA ") + name).getString();
  };
  EXPECT_EQ(pragma("journal_mode"), "wal");
  EXPECT_EQ(pragma("synchronous"), "2");
  EXPECT_EQ(pragma("foreign_keys"), "1");
  EXPECT_EQ(pragma("secure_delete"), "1");
  EXPECT_EQ(pragma("trusted_schema"), "0");
}

TEST(Rest, WaitsForNobodyAndEmptiesTheLog) {
  Desk desk;
  desk.register_person(Desk::person("Ilze", "Ozola"));
  const auto log = desk.file().string() + "-wal";
  EXPECT_GT(std::filesystem::file_size(log), 0U);
  {
    SQLite::Database other(desk.file().string(), SQLite::OPEN_READWRITE);
    SQLite::Transaction reading(other);
    other.execAndGet("SELECT count(*) FROM journal").getInt();
    desk.register_person(Desk::person("Anna", "Kalna"));
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_TRUE(desk.store->rest());
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{5});
  }
  EXPECT_TRUE(desk.store->rest());
  EXPECT_EQ(std::filesystem::file_size(log), 0U);
}

// Migrations.

std::string backup_name(const std::string& running = {}) {
  return "before-schema-900-from-" + std::to_string(db::newest_schema()) + running + ".db";
}

std::vector<db::EmbeddedSql> newer_program() {
  auto files = db::embedded_sql();
  files.push_back(
      {"900_wish.sql", "CREATE TABLE wishes (text TEXT); INSERT INTO wishes VALUES ('x');"});
  return files;
}

TEST(Migrations, AnOlderFileIsBackedUpAndThenMigrated) {
  Desk desk;
  desk.register_person(Desk::person("Ilze", "Ozola"));
  desk.store.reset();
  const auto backups = desk.folder.path() / "backups";
  auto connection = db::Connection::open(desk.file());
  ASSERT_TRUE(connection);
  ASSERT_TRUE(db::migrate_with(**connection, backups, newer_program()));
  EXPECT_EQ(desk.look("PRAGMA user_version"), "900");
  EXPECT_EQ(desk.look("SELECT text FROM wishes"), "x");
  EXPECT_EQ(desk.look("SELECT given FROM attendees"), "Ilze");
  EXPECT_THAT(names_in(backups), UnorderedElementsAre(backup_name()));
  EXPECT_EQ(mode_of(backups), 0700U);
  const auto copy = backups / backup_name();
  EXPECT_EQ(mode_of(copy), 0600U);
  SQLite::Database old(copy.string());
  EXPECT_EQ(old.execAndGet("PRAGMA user_version").getInt(), db::newest_schema());
  EXPECT_EQ(old.execAndGet("SELECT given FROM attendees").getString(), "Ilze");
  EXPECT_TRUE(db::migrate_with(**connection, backups, newer_program())) << "twice is once";
}

TEST(Migrations, TablesThatANewSchemaDerivesAreFilledFromTheJournal) {
  Desk desk;
  desk.register_person(Desk::person("Ilze", "Ozola"));
  desk.tamper("DELETE FROM search_index; DELETE FROM settings WHERE key = 'derived_by_schema'");
  EXPECT_TRUE(desk.store->search(desk.id, "ozol", 5)->empty());
  desk.open();
  EXPECT_EQ(desk.store->search(desk.id, "ozol", 5)->size(), 1U);
  desk.expect_verified();
}

TEST(Migrations, AnEarlierBackupIsKept) {
  Desk desk;
  desk.store.reset();
  const auto backups = desk.folder.path() / "backups";
  std::filesystem::create_directory(backups);
  write_file(backups / backup_name(), "an earlier one");
  auto connection = db::Connection::open(desk.file());
  ASSERT_TRUE(db::migrate_with(**connection, backups, newer_program()));
  EXPECT_THAT(names_in(backups), UnorderedElementsAre(backup_name(), backup_name("-2")));
  EXPECT_EQ(test::read_file(backups / backup_name()), "an earlier one");
}

TEST(Migrations, OfTheCopiesBeforeUpdatesTheThreeNewestStay) {
  Desk desk;
  desk.store.reset();
  const auto backups = desk.folder.path() / "backups";
  std::filesystem::create_directory(backups);
  write_file(backups / "daily-2019-03-12.db", "none of these");
  const auto now = std::filesystem::file_time_type::clock::now();
  for (int age : {1, 2, 3, 4}) {
    const auto copy = backups / ("before-schema-8-from-" + std::to_string(age) + ".db");
    write_file(copy, "an earlier one");
    std::filesystem::last_write_time(copy, now - std::chrono::hours{24 * age});
  }
  auto connection = db::Connection::open(desk.file());
  ASSERT_TRUE(db::migrate_with(**connection, backups, newer_program()));
  EXPECT_THAT(names_in(backups),
              UnorderedElementsAre("daily-2019-03-12.db", backup_name(),
                                   "before-schema-8-from-1.db", "before-schema-8-from-2.db"));
}

TEST(Migrations, WithoutABackupNothingIsMigrated) {
  Desk desk;
  desk.store.reset();
  write_file(desk.folder.path() / "backups", "a file where the folder should be");
  auto connection = db::Connection::open(desk.file());
  const auto migrated =
      db::migrate_with(**connection, desk.folder.path() / "backups", newer_program());
  ASSERT_FALSE(migrated);
  EXPECT_THAT(migrated.error().what, HasSubstr("backup"));
  EXPECT_EQ(desk.look("PRAGMA user_version"), std::to_string(db::newest_schema()));
}

TEST(Migrations, OneThatFailsLeavesTheFileAsItWas) {
  Desk desk;
  desk.store.reset();
  auto files = newer_program();
  files.push_back({"901_wrong.sql", "CREATE TABLE more (a); SELECT nonsense FROM nowhere;"});
  auto connection = db::Connection::open(desk.file());
  EXPECT_FALSE(db::migrate_with(**connection, desk.folder.path() / "backups", files));
  EXPECT_EQ(desk.look("PRAGMA user_version"), std::to_string(db::newest_schema()));
  EXPECT_EQ(desk.look("SELECT count(*) FROM sqlite_master WHERE name IN ('wishes', 'more')"), "0");
}

TEST(Migrations, ANewerFileIsRefusedAndUnchanged) {
  TempFolder folder;
  { ASSERT_TRUE(db::Store::open({folder.path(), {}, 'A'})); }
  const auto file = folder.path() / "kiosk.db";
  { SQLite::Database(file.string(), SQLite::OPEN_READWRITE).exec("PRAGMA user_version = 901"); }
  const std::string before = test::read_file(file);
  const auto error = refusal_of(folder.path());
  EXPECT_THAT(error.what, HasSubstr("newer kiosk program"));
  EXPECT_THAT(error.what, HasSubstr("901"));
  EXPECT_THAT(error.next_step, HasSubstr("changes nothing"));
  EXPECT_EQ(test::read_file(file), before);
  EXPECT_THAT(names_in(folder.path()), UnorderedElementsAre("kiosk.db"));
}

}  // namespace
