#include "db/migrations.h"

#include <charconv>
#include <string>

#include "db/embedded_sql.h"

namespace db {
namespace {

/// `001_schema.sql` → 1; 0 for files that are no migration.
int number_of(std::string_view file) {
  int number = 0;
  std::from_chars(file.data(), file.data() + file.size(), number);
  return number;
}

int version_of(SQLite::Database& database) {
  return database.execAndGet("PRAGMA user_version").getInt();
}

core::Error newer(int version) {
  return {core::Failure::storage,
          "The database was written by a newer kiosk program (schema " + std::to_string(version) +
              ", this program knows " + std::to_string(newest_schema()) + ").",
          "Install the newer program on this machine; this one changes nothing in the file.",
          {}};
}

void copy_before(Connection& connection, const std::filesystem::path& backups, int version) {
  std::filesystem::create_directories(backups);
  std::filesystem::permissions(backups, std::filesystem::perms::owner_all);
  const auto copy = backups / ("before-schema-" + std::to_string(newest_schema()) + "-from-" +
                               std::to_string(version) + ".db");
  if (std::filesystem::exists(copy)) return;
  SQLite::Statement vacuum(connection.database(), "VACUUM INTO ?1");
  vacuum.bind(1, copy.string());
  vacuum.exec();
  std::filesystem::permissions(
      copy, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

void run_files(SQLite::Database& database, int version) {
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  for (const EmbeddedSql& file : embedded_sql()) {
    const int number = number_of(file.file);
    if (number <= version_of(database) || number > version) continue;
    database.exec(std::string(file.text));
    database.exec("PRAGMA user_version = " + std::to_string(number));
  }
  transaction.commit();
}

}  // namespace

int newest_schema() {
  int newest = 0;
  for (const EmbeddedSql& file : embedded_sql()) newest = std::max(newest, number_of(file.file));
  return newest;
}

core::Result<void> migrate_to(Connection& connection, const std::filesystem::path& backups,
                              int version) {
  return guarded([&]() -> core::Result<void> {
    const int found = version_of(connection.database());
    if (found > newest_schema()) return tl::unexpected(newer(found));
    if (found >= version) return {};
    try {
      if (found > 0) copy_before(connection, backups, found);
    } catch (const std::filesystem::filesystem_error& failure) {
      return core::fail(
          core::Failure::storage,
          "The backup before the update could not be written: " + failure.code().message() + ".",
          "Free space or give the right to write, then start again. The database "
          "is unchanged.");
    }
    run_files(connection.database(), version);
    return {};
  });
}

core::Result<void> migrate(Connection& connection, const std::filesystem::path& backups) {
  return migrate_to(connection, backups, newest_schema());
}

}  // namespace db
