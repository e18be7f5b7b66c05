#include "db/migrations.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <string>

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

void make_durable(const std::filesystem::path& path) {
  const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool done = handle >= 0 && ::fsync(handle) == 0;
  const int code = errno;
  if (handle >= 0) ::close(handle);
  if (!done) {
    throw std::filesystem::filesystem_error("fsync", path,
                                            std::error_code(code, std::generic_category()));
  }
}

/// `before-schema-2-from-1.db`, or with a running number where that is taken: an earlier backup is
/// never overwritten and never taken for this one.
std::filesystem::path free_name(const std::filesystem::path& backups, int from, int to) {
  const std::string stem =
      std::string(kBefore) + std::to_string(to) + "-from-" + std::to_string(from);
  auto name = backups / (stem + ".db");
  for (int i = 2; std::filesystem::exists(name); ++i) {
    name = backups / (stem + "-" + std::to_string(i) + ".db");
  }
  return name;
}

/// A copy that could not be read would be found out when it is needed.
void check(const std::filesystem::path& copy) {
  SQLite::Database database(copy.string(), SQLite::OPEN_READONLY);
  const bool is_whole = database.execAndGet("PRAGMA quick_check").getString() == "ok";
  if (!is_whole) throw SQLite::Exception("the copy before the update", SQLITE_CORRUPT);
}

/// The newest ones stay: each holds everybody in the clear.
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

/// Whole and on the disk, or not there under its name.
void copy_before(Connection& connection, const std::filesystem::path& backups, int from, int to) {
  using std::filesystem::perms;
  std::filesystem::create_directories(backups);
  std::filesystem::permissions(backups, perms::owner_all);
  const auto part = backups / ("part-" + std::to_string(::getpid()));
  std::filesystem::remove(part);
  SQLite::Statement vacuum(connection.database(), "VACUUM INTO ?1");
  vacuum.bind(1, part.string());
  vacuum.exec();
  std::filesystem::permissions(part, perms::owner_read | perms::owner_write);
  check(part);
  make_durable(part);
  std::filesystem::rename(part, free_name(backups, from, to));
  remove_old_copies(backups);
  make_durable(backups);
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
      if (found > 0) copy_before(connection, backups, found, newest);
    } catch (const std::filesystem::filesystem_error& failure) {
      return core::fail(
          core::Failure::storage,
          "The backup before the update could not be written: " + failure.code().message() + ".",
          "Free space or give the right to write, then start again. The database "
          "is unchanged.");
    }
    run_files(connection.database(), files);
    return {};
  });
}

}  // namespace db
