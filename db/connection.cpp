#include "db/connection.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <cerrno>
#include <chrono>
#include <map>
#include <new>
#include <system_error>
#include <thread>

#include "db/embedded_sql.h"

namespace db {
namespace {

constexpr int kApplicationId = 0x4B494F53;  // "KIOS"
constexpr std::chrono::milliseconds kPatience{10'000};
constexpr std::chrono::milliseconds kLookEvery{2};
/// Checkpoints are run when nobody waits; this is the bound for a desk that never rests (64 MB).
constexpr int kLongestLogPages = 16'384;

/// The statements of statements.sql and statements_*.sql by name.
const std::map<std::string_view, std::string_view>& named_statements() {
  static const auto statements = [] {
    constexpr std::string_view kMark = "-- name: ";
    std::map<std::string_view, std::string_view> found;
    for (const EmbeddedSql& file : embedded_sql()) {
      if (file.file.rfind("statements", 0) != 0) continue;
      for (auto at = file.text.find(kMark); at != std::string_view::npos;) {
        const auto name_at = at + kMark.size();
        const auto name_end = file.text.find('\n', name_at);
        at = file.text.find(kMark, name_end);
        found.emplace(
            file.text.substr(name_at, name_end - name_at),
            file.text.substr(name_end, at == std::string_view::npos ? at : at - name_end));
      }
    }
    return found;
  }();
  return statements;
}

core::Error not_ours(const std::filesystem::path& file) {
  return {core::Failure::storage,
          file.string() + " is not a kiosk database.",
          "Move it away, or name another folder with --data.",
          {},
          "failure.not_a_database"};
}

/// An empty file is a new one; anything else must carry our mark. The mark is set before the first
/// table, so it is read after them: another process may be making the file meanwhile.
bool is_ours(SQLite::Database& database) {
  const bool has_schema = database.execAndGet("PRAGMA schema_version").getInt() != 0;
  const int id = database.execAndGet("PRAGMA application_id").getInt();
  return id == kApplicationId || (id == 0 && !has_schema);
}

/// SQLite's own handler sleeps up to 100 ms between looks, which a queue of people would feel.
int look_again_soon(void*, int looks) {
  if (looks * kLookEvery >= kPatience) return 0;
  std::this_thread::sleep_for(kLookEvery);
  return 1;
}

void wait_for_others(SQLite::Database& database) {
  sqlite3_busy_handler(database.getHandle(), &look_again_soon, nullptr);
}

/// Turns the log on. Of several processes that open a new file at once, SQLite lets one do it and
/// tells the others "busy" without waiting for it.
void use_log(SQLite::Database& database) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  for (;;) {
    try {
      database.exec("PRAGMA journal_mode = WAL");
      return;
    } catch (const SQLite::Exception& failure) {
      if (failure.getErrorCode() != SQLITE_BUSY || std::chrono::steady_clock::now() > until) throw;
      std::this_thread::sleep_for(kLookEvery);
    }
  }
}

/// SQLite's form of a file name that carries options; of RFC 3986 everything is escaped that may
/// be.
std::string frozen_uri(const std::filesystem::path& file) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(file).string()) {
    const auto byte = static_cast<unsigned char>(c);
    if (kPlain.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += {'%', kDigits[byte >> 4U], kDigits[byte & 0xFU]};
    }
  }
  return uri + "?immutable=1";
}

SQLite::Database open_database(const std::filesystem::path& file, Connection::Mode mode) {
  // One thread at a time, so SQLite need not lock at every call.
  if (mode == Connection::Mode::frozen) {
    return {frozen_uri(file), SQLite::OPEN_READONLY | SQLite::OPEN_URI | SQLite::OPEN_NOMUTEX};
  }
  return {file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX};
}

void configure(SQLite::Database& database, Connection::Mode mode) {
  database.exec("PRAGMA trusted_schema = OFF");
  if (mode == Connection::Mode::frozen) return;
  const bool copy = mode == Connection::Mode::copy;
  database.exec("PRAGMA secure_delete = ON");
  database.exec("PRAGMA foreign_keys = ON");
  if (copy) {
    database.exec("PRAGMA journal_mode = MEMORY");
  } else {
    use_log(database);
  }
  database.exec(copy ? "PRAGMA synchronous = OFF" : "PRAGMA synchronous = FULL");
  database.exec("PRAGMA temp_store = MEMORY");
  database.exec("PRAGMA cache_size = -32768");
  database.exec("PRAGMA wal_autocheckpoint = " + std::to_string(kLongestLogPages));
  if (database.execAndGet("PRAGMA application_id").getInt() == 0) {
    database.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
  }
}

/// SQLite's count of its memory, which nobody asks for, costs two locks at every allocation. It can
/// be turned off before SQLite is first used; a program that used it before goes on with the count.
void count_no_memory() {
  [[maybe_unused]] static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/// For the owner alone; the log takes the file's permissions.
void keep_private(const std::filesystem::path& file) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0 || (found.st_mode & 0777U) == 0600U) return;
  if (::chmod(file.c_str(), 0600) != 0) throw SQLite::Exception("chmod", SQLITE_PERM);
}

}  // namespace

Query::~Query() {
  if (slot_ == nullptr) return;
  statement_->tryReset();
  statement_->clearBindings();
  slot_->in_use = false;
}

std::int64_t Query::integer(int column) const { return statement_->getColumn(column).getInt64(); }

std::uint64_t Query::bits(int column) const { return static_cast<std::uint64_t>(integer(column)); }

std::string Query::text(int column) const { return std::string(bytes(column)); }

std::string_view Query::bytes(int column) const {
  const SQLite::Column value = statement_->getColumn(column);
  const void* data = value.getBlob();
  return data == nullptr ? std::string_view()
                         : std::string_view(static_cast<const char*>(data),
                                            static_cast<std::size_t>(value.getBytes()));
}

bool Query::is_null(int column) const { return statement_->getColumn(column).isNull(); }

void Query::bind(int index, std::string_view value) { statement_->bind(index, std::string(value)); }

void Query::bind(int index, const Blob& value) {
  statement_->bind(index, value.bytes.data(), static_cast<int>(value.bytes.size()));
}

core::Result<std::unique_ptr<Connection>> Connection::open(const std::filesystem::path& file,
                                                           Mode mode) {
  count_no_memory();
  try {
    SQLite::Database database = open_database(file, mode);
    wait_for_others(database);
    if (!is_ours(database)) return tl::unexpected(not_ours(file));
    if (mode == Mode::read_write) keep_private(file);
    configure(database, mode);
    return std::make_unique<Connection>(std::move(database));
  } catch (const SQLite::Exception& failure) {
    if (failure.getErrorCode() == SQLITE_NOTADB) return tl::unexpected(not_ours(file));
    return tl::unexpected(explain(failure));
  } catch (const std::exception& failure) {
    return tl::unexpected(explain_other(failure));
  }
}

Query Connection::query(std::string_view name) {
  auto prepared = statements_.find(name);
  if (prepared == statements_.end()) {
    prepared = statements_.try_emplace(std::string(name)).first;
  }
  for (Query::Slot& slot : prepared->second) {
    if (!slot.in_use) return Query(slot);
  }
  const auto text = named_statements().find(name);
  if (text == named_statements().end()) {
    throw SQLite::Exception("no statement named " + std::string(name));
  }
  return Query(prepared->second.emplace_back(
      Query::Slot{SQLite::Statement(database_, std::string(text->second)), false}));
}

std::string Connection::text_of(std::string_view name) {
  const auto text = named_statements().find(name);
  if (text == named_statements().end()) {
    throw SQLite::Exception("no statement named " + std::string(name));
  }
  return std::string(text->second);
}

void Connection::checkpoint() {
  database_.setBusyTimeout(0);
  const int result = sqlite3_wal_checkpoint_v2(database_.getHandle(), nullptr,
                                               SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  wait_for_others(database_);
  if (result != SQLITE_OK && result != SQLITE_BUSY) {
    throw SQLite::Exception(database_.getHandle(), result);
  }
}

core::Error explain(const SQLite::Exception& failure) {
  core::Error error{core::Failure::storage,
                    "The database could not be read or written.",
                    "Nothing that was confirmed is lost. Run `kioskctl verify`.",
                    {}};
  switch (failure.getErrorCode()) {
    case SQLITE_FULL:
      error.what = "The disk is full.";
      error.message = "failure.disk_full";
      error.next_step = "Free some space, then start again. Nothing that was confirmed is lost.";
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      error.what = "The data folder or the database file cannot be written.";
      error.message = "failure.read_only";
      error.next_step = "Give this user the right to write to it, or name another with --data.";
      break;
    case SQLITE_CANTOPEN:
      error.what = "The database file cannot be opened or created.";
      error.message = "failure.read_only";
      error.next_step = "Check that the data folder exists and that this user may write to it.";
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      error.what = "Another program has held the database for more than ten seconds.";
      error.next_step = "Wait for it to end, then try again. Nothing was changed.";
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      error.what = "The database file is damaged.";
      error.message = "failure.damaged";
      error.next_step = "Stop using it, keep the file, and restore the newest backup.";
      break;
    default:
      error.what += std::string(" (") + failure.getErrorStr() + ")";
      break;
  }
  return error;
}

core::Error explain_other(const std::exception& failure) {
  if (dynamic_cast<const std::bad_alloc*>(&failure) != nullptr) {
    return {core::Failure::storage,
            "There is not enough memory.",
            "Close other programs, then try again. Nothing was changed.",
            {}};
  }
  if (const auto* system = dynamic_cast<const std::system_error*>(&failure)) {
    return {core::Failure::storage,
            "A file could not be read or written: " + system->code().message() + ".",
            "Check the data folder, then try again.",
            {}};
  }
  return {core::Failure::storage,
          "The database could not do what was asked.",
          "Nothing was changed. Run `kioskctl verify`.",
          {}};
}

bool is_serious(const SQLite::Exception& failure) {
  const int code = failure.getErrorCode();
  return code != SQLITE_BUSY && code != SQLITE_LOCKED;
}

}  // namespace db
