// One SQLite file, opened the way a kiosk needs it, and its named statements.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <exception>
#include <filesystem>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/ids.h"
#include "core/result.h"

namespace db {

/// Bytes to be bound as a BLOB, not as text.
struct Blob {
  std::string_view bytes;
};

/// A named statement of db/local/statements.sql, bound and stepped; reset when it goes.
/// Columns and parameters are SQLite's: columns from 0, parameters from 1.
class Query {
 public:
  struct Slot {
    SQLite::Statement statement;
    bool in_use = false;
  };

  explicit Query(Slot& slot) : slot_(&slot), statement_(&slot.statement) { slot.in_use = true; }
  Query(Query&& other) noexcept
      : slot_(std::exchange(other.slot_, nullptr)), statement_(other.statement_) {}
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  Query& operator=(Query&&) = delete;
  ~Query();

  template <class... Args>
  Query&& with(const Args&... args) && {
    int index = 0;
    (bind(++index, args), ...);
    return std::move(*this);
  }

  /// Binds and runs, with no copy of the texts made for SQLite.
  template <class... Args>
  void run_with(const Args&... args) && {
    int index = 0;
    (bind_in_place(++index, args), ...);
    run();
  }

  bool step() { return statement_->executeStep(); }
  void run() { statement_->exec(); }

  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::uint64_t bits(int column) const;
  [[nodiscard]] bool flag(int column) const { return integer(column) != 0; }
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::string_view bytes(int column) const;
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] int columns() const { return statement_->getColumnCount(); }

 private:
  void bind(int index, std::int64_t value) { statement_->bind(index, value); }
  void bind(int index, int value) { statement_->bind(index, value); }
  void bind(int index, bool value) { statement_->bind(index, value ? 1 : 0); }
  void bind(int index, std::uint64_t value) {
    statement_->bind(index, static_cast<std::int64_t>(value));
  }
  void bind(int index, std::string_view value);
  void bind(int index, const std::string& value) { statement_->bind(index, value); }
  void bind(int index, const Blob& value);
  void bind(int index, const char* value) { bind(index, std::string_view(value)); }
  template <class Tag>
  void bind(int index, const core::NamedId<Tag>& id) {
    bind(index, id.text);
  }
  template <class Tag>
  void bind(int index, core::RandomId<Tag> id) {
    bind(index, id.bits);
  }
  template <class Value>
  void bind_in_place(int index, const Value& value) {
    bind(index, value);
  }
  void bind_in_place(int index, const std::string& value) { statement_->bindNoCopy(index, value); }
  void bind_in_place(int index, const Blob& value) {
    statement_->bindNoCopy(index, value.bytes.data(), static_cast<int>(value.bytes.size()));
  }
  template <class Tag>
  void bind_in_place(int index, const core::NamedId<Tag>& id) {
    bind_in_place(index, id.text);
  }
  Slot* slot_;
  SQLite::Statement* statement_;
};

/// Belongs to one thread at a time.
class Connection {
 public:
  enum class Mode {
    read_write,  ///< created if missing
    copy,        ///< a private copy for `verify`: no durability
    frozen,      ///< nobody writes it: read as it lies, without its log; no file beside it is made
  };

  /// Opens and configures (WAL, synchronous FULL, foreign keys, secure_delete, waits 10 s for
  /// others). Refuses a file that is no database or another program's. Migrates nothing.
  static core::Result<std::unique_ptr<Connection>> open(const std::filesystem::path& file,
                                                        Mode mode = Mode::read_write);

  /// A statement that is still being stepped is never disturbed: the name is prepared once more.
  Query query(std::string_view name);
  /// The text of a named statement, to be run on another file.
  static std::string text_of(std::string_view name);
  SQLite::Database& database() { return database_; }

  /// Writes the log back into the file and empties it, as far as others allow; waits for nobody.
  void checkpoint();

  explicit Connection(SQLite::Database database) : database_(std::move(database)) {}

 private:
  SQLite::Database database_;
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, std::list<Query::Slot>, Hash, std::equal_to<>> statements_;
};

/// What an SQLite failure means for a person, and what to do.
core::Error explain(const SQLite::Exception& failure);

/// The same for any other exception; its own text is left out, for it may quote data.
core::Error explain_other(const std::exception& failure);

/// Whether the failure leaves it open what is on the disk, so that writing must stop.
bool is_serious(const SQLite::Exception& failure);

/// Runs `work` and turns whatever it throws into an error value.
template <class Work>
auto guarded(Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const SQLite::Exception& failure) {
    return tl::unexpected<core::Error>(explain(failure));
  } catch (const std::exception& failure) {
    return tl::unexpected<core::Error>(explain_other(failure));
  }
}

}  // namespace db
