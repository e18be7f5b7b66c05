#include "db/migrations.h"

#include <sqlite3.h>

#include <algorithm>
#include <charconv>
#include <string>

#include "db/copies.h"
#include "db/kiosk_files.h"

namespace db {
namespace {

/// `001_schema.sql` → 1; 0 for files that are no migration.
int number_of(std::string_view file) {
  int number = 0;
  std::from_chars(file.data(), file.data() + file.size(), number);
  return number;
}

int newest_of(const std::vector<EmbeddedSql>& files) {
  int newest = 0;
  for (const EmbeddedSql& file : files) newest = std::max(newest, number_of(file.file));
  return newest;
}

int version_of(SQLite::Database& database) {
  return database.execAndGet("PRAGMA user_version").getInt();
}

constexpr std::string_view kBefore = "before-schema-";
constexpr std::size_t kCopiesKept = 3;

core::Error newer(int version, int known) {
  return {core::Failure::storage,
          "The database was written by a newer kiosk program (schema " + std::to_string(version) +
              ", this program knows " + std::to_string(known) + ").",
          "Install the newer program on this machine; this one changes nothing in the file.",
          {},
          "failure.newer_database"};
}

/// `before-schema-2-from-1`, or with a running number where that is taken: an earlier copy is never
/// overwritten and never taken for this one.
std::string free_stem(const std::filesystem::path& backups, int from, int to) {
  const auto is_taken = [&](const std::string& stem) {
    return std::filesystem::exists(backups / (stem + ".db")) ||
           std::filesystem::exists(backups / (stem + ".backup"));
  };
  const std::string first =
      std::string(kBefore) + std::to_string(to) + "-from-" + std::to_string(from);
  std::string stem = first;
  for (int i = 2; is_taken(stem); ++i) stem = first + "-" + std::to_string(i);
  return stem;
}

/// A copy that could not be read would be found out when it is needed.
void check(const std::filesystem::path& copy) {
  SQLite::Database database(copy.string(), SQLite::OPEN_READONLY);
  const bool is_whole = database.execAndGet("PRAGMA quick_check").getString() == "ok";
  if (!is_whole) throw SQLite::Exception("the copy before the update", SQLITE_CORRUPT);
}

/// The newest ones stay: each holds everybody.
void remove_old_copies(const std::filesystem::path& backups) {
  namespace fs = std::filesystem;
  std::vector<std::pair<fs::file_time_type, fs::path>> copies;
  for (const auto& entry : fs::directory_iterator(backups)) {
    const bool is_one = entry.path().filename().string().starts_with(kBefore);
    if (is_one) copies.emplace_back(entry.last_write_time(), entry.path());
  }
  std::sort(copies.begin(), copies.end());
  for (std::size_t i = 0; i + kCopiesKept < copies.size(); ++i) fs::remove(copies[i].second);
}

core::Result<void> copy_before(Connection& connection, const std::filesystem::path& backups,
                               int from, int to) {
  const auto used = Backups::open(backups);
  if (!used) return tl::unexpected(used.error());
  const Scrap scrap(backups);
  SQLite::Statement vacuum(connection.database(), "VACUUM INTO ?1");
  vacuum.bind(1, scrap.file().string());
  vacuum.exec();
  check(scrap.file());
  if (auto kept = keep_copy(scrap.file(), backups, free_stem(backups, from, to)); !kept) {
    return kept;
  }
  remove_old_copies(backups);
  return {};
}

void run_files(SQLite::Database& database, const std::vector<EmbeddedSql>& files) {
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  for (const EmbeddedSql& file : files) {
    const int number = number_of(file.file);
    if (number <= version_of(database)) continue;
    database.exec(std::string(file.text));
    database.exec("PRAGMA user_version = " + std::to_string(number));
  }
  transaction.commit();
}

tl::unexpected<core::Error> not_copied(const std::string& why, const std::string& next_step) {
  return core::fail(core::Failure::storage,
                    "The backup before the update could not be written: " + why,
                    next_step + " Then start again. The database is unchanged.");
}

}  // namespace

int newest_schema() { return newest_of(embedded_sql()); }

core::Result<void> migrate(Connection& connection, const std::filesystem::path& backups) {
  return migrate_with(connection, backups, embedded_sql());
}

core::Result<void> migrate_with(Connection& connection, const std::filesystem::path& backups,
                                const std::vector<EmbeddedSql>& files) {
  return guarded([&]() -> core::Result<void> {
    const int newest = newest_of(files);
    const int found = version_of(connection.database());
    if (found > newest) return tl::unexpected(newer(found, newest));
    if (found == newest) return {};
    try {
      if (found > 0) {
        if (auto kept = copy_before(connection, backups, found, newest); !kept) {
          return not_copied(kept.error().what, kept.error().next_step);
        }
      }
    } catch (const std::filesystem::filesystem_error& failure) {
      return not_copied(failure.code().message() + ".", "Free space or give the right to write.");
    }
    run_files(connection.database(), files);
    return {};
  });
}

}  // namespace db
