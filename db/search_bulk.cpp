#include "db/search_bulk.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <queue>

#include "db/search_index.h"

namespace db {
namespace {

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using RawStatement = std::unique_ptr<sqlite3_stmt, Finalize>;

void check(Connection& connection, int result) {
  if (result == SQLITE_OK || result == SQLITE_DONE) return;
  throw SQLite::Exception(connection.database().getHandle(), result);
}

RawStatement prepare(Connection& connection, const std::string& text) {
  sqlite3_stmt* statement = nullptr;
  check(connection, sqlite3_prepare_v2(connection.database().getHandle(), text.c_str(), -1,
                                       &statement, nullptr));
  return RawStatement(statement);
}

}  // namespace

SearchBulk::SearchBulk() : thread_([this] { work(); }) {}

SearchBulk::~SearchBulk() {
  {
    const std::lock_guard lock(mutex_);
    jobs_.clear();  // nobody wants them any more
    ending_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void SearchBulk::add(std::string folded, std::string email, std::int64_t attendee) {
  people_waiting_.push_back({std::move(folded), std::move(email), attendee});
  ++people_;
  if (people_waiting_.size() >= kPeopleInRun) pass_on();
}

void SearchBulk::pass_on() {
  if (people_waiting_.empty()) return;
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::exchange(people_waiting_, {}));
  }
  changed_.notify_all();
}

void SearchBulk::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
    if (jobs_.empty()) return;
    const std::vector<Person> people = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    Run run = make_run(people);
    lock.lock();
    while (!runs_.empty() && runs_.back().people <= run.people) {
      Run last = std::move(runs_.back());
      runs_.pop_back();
      lock.unlock();
      run = joined(std::move(last), std::move(run));
      lock.lock();
    }
    made_ += people.size();
    runs_.push_back(std::move(run));
    changed_.notify_all();
  }
}

/// Waits until every person added has rows.
void SearchBulk::finish() {
  pass_on();
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return made_ >= people_; });
}

bool SearchBulk::before(const Row& left, const Row& right) {
  if (left.place != right.place) return left.place < right.place;
  if (left.first != right.first) return left.first < right.first;
  const int order = std::memcmp(left.text, right.text, std::min(left.length, right.length));
  if (order != 0) return order < 0;
  if (left.length != right.length) return left.length < right.length;
  return left.attendee < right.attendee;
}

bool SearchBulk::same(const Row& left, const Row& right) {
  return !before(left, right) && !before(right, left);
}

SearchBulk::First SearchBulk::first_of(std::string_view text) {
  First first{};
  for (std::size_t i = 0; i < sizeof first; ++i) {
    std::uint64_t& number = first[i / sizeof(std::uint64_t)];
    number = number << 8U | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  }
  return first;
}

SearchBulk::Run SearchBulk::make_run(const std::vector<Person>& people) {
  Run run;
  run.people = people.size();
  run.rows.reserve(people.size() * 24);
  for (const Person& person : people) {
    const std::string ring = search_ring(person.folded);
    const std::string& twice = run.letters.emplace_back(ring + ring);
    for (const RingStart& start : ring_starts(ring)) {
      const char* text = twice.data() + start.at;
      run.rows.push_back({first_of({text, ring.size()}), text,
                          static_cast<std::uint32_t>(ring.size()),
                          static_cast<std::uint32_t>(start.place), person.attendee});
    }
    for (std::string& part : email_parts(folded_email(person.email))) {
      const std::string& text = run.letters.emplace_back(std::move(part));
      run.rows.push_back({first_of(text), text.data(), static_cast<std::uint32_t>(text.size()),
                          static_cast<std::uint32_t>(Place::email), person.attendee});
    }
  }
  std::sort(run.rows.begin(), run.rows.end(), &SearchBulk::before);
  run.rows.erase(std::unique(run.rows.begin(), run.rows.end(), &SearchBulk::same), run.rows.end());
  return run;
}

/// Runs are joined two and two while their maker has nothing else to do, so that few are left to be
/// merged as they are written.
SearchBulk::Run SearchBulk::joined(Run left, Run right) {
  Run run;
  run.people = left.people + right.people;
  run.rows.resize(left.rows.size() + right.rows.size());
  std::merge(left.rows.begin(), left.rows.end(), right.rows.begin(), right.rows.end(),
             run.rows.begin(), &SearchBulk::before);
  run.letters.splice(run.letters.end(), left.letters);
  run.letters.splice(run.letters.end(), right.letters);
  return run;
}

/// The rows of all runs in the table's order.
class SearchBulk::Merge {
 public:
  explicit Merge(std::vector<Run>& runs) {
    for (Run& run : runs) {
      if (!run.rows.empty()) next_.push(&run);
    }
  }
  [[nodiscard]] bool done() const { return next_.empty(); }
  [[nodiscard]] const Row& row() const { return next_.top()->rows[next_.top()->next]; }
  void step() {
    Run* const run = next_.top();
    next_.pop();
    // The texts lie where they were made, so each would be waited for.
    if (run->next + kAhead < run->rows.size())
      __builtin_prefetch(run->rows[run->next + kAhead].text);
    if (++run->next < run->rows.size()) next_.push(run);
  }

 private:
  struct Later {
    bool operator()(const Run* left, const Run* right) const {
      return before(right->rows[right->next], left->rows[left->next]);
    }
  };
  static constexpr std::size_t kAhead = 4;
  std::priority_queue<Run*, std::vector<Run*>, Later> next_;
};

/// Lets SQLite read the rows as a table, once, so that one statement writes all of them: it stays
/// where it wrote the last, and does not look for each row's place from the root.
struct SearchBulk::Source {
  struct Table : sqlite3_vtab {
    Merge* rows = nullptr;
  };
  struct Cursor : sqlite3_vtab_cursor {
    Merge* rows = nullptr;
  };
  static Merge& rows_of(sqlite3_vtab_cursor* cursor) { return *static_cast<Cursor*>(cursor)->rows; }

  struct Contents {
    Merge& rows;
    std::string columns;
  };
  static int connect(sqlite3* database, void* given, int, const char* const*, sqlite3_vtab** made,
                     char**) {
    const auto& contents = *static_cast<Contents*>(given);
    const int declared = sqlite3_declare_vtab(database, contents.columns.c_str());
    if (declared != SQLITE_OK) return declared;
    auto* const table = new (std::nothrow) Table;
    if (table == nullptr) return SQLITE_NOMEM;
    table->rows = &contents.rows;
    *made = table;
    return SQLITE_OK;
  }
  static int disconnect(sqlite3_vtab* table) {
    delete static_cast<Table*>(table);
    return SQLITE_OK;
  }
  static int plan(sqlite3_vtab*, sqlite3_index_info*) { return SQLITE_OK; }
  static int open(sqlite3_vtab* table, sqlite3_vtab_cursor** made) {
    auto* const cursor = new (std::nothrow) Cursor;
    if (cursor == nullptr) return SQLITE_NOMEM;
    cursor->rows = static_cast<Table*>(table)->rows;
    *made = cursor;
    return SQLITE_OK;
  }
  static int close(sqlite3_vtab_cursor* cursor) {
    delete static_cast<Cursor*>(cursor);
    return SQLITE_OK;
  }
  static int begin(sqlite3_vtab_cursor*, int, const char*, int, sqlite3_value**) {
    return SQLITE_OK;
  }
  static int next(sqlite3_vtab_cursor* cursor) {
    rows_of(cursor).step();
    return SQLITE_OK;
  }
  static int at_end(sqlite3_vtab_cursor* cursor) { return rows_of(cursor).done() ? 1 : 0; }
  static int column(sqlite3_vtab_cursor* cursor, sqlite3_context* answer, int number) {
    const Row& row = rows_of(cursor).row();
    if (number == 0) sqlite3_result_int64(answer, row.place);
    if (number == 1) {
      sqlite3_result_text(answer, row.text, static_cast<int>(row.length), SQLITE_STATIC);
    }
    if (number == 2) sqlite3_result_int64(answer, row.attendee);
    return SQLITE_OK;
  }
  static int row_number(sqlite3_vtab_cursor*, sqlite3_int64* number) {
    *number = 0;  // nobody asks
    return SQLITE_OK;
  }

  /// Without `xCreate`: a table that is there by its name, in this connection only.
  static const sqlite3_module& module() {
    static const sqlite3_module made = [] {
      sqlite3_module all{};
      all.xConnect = connect;
      all.xDisconnect = disconnect;
      all.xBestIndex = plan;
      all.xOpen = open;
      all.xClose = close;
      all.xFilter = begin;
      all.xNext = next;
      all.xEof = at_end;
      all.xColumn = column;
      all.xRowid = row_number;
      return all;
    }();
    return made;
  }

  /// The table is there as long as this is.
  class Offered {
   public:
    Offered(Connection& connection, Merge& rows)
        : database_(connection.database().getHandle()),
          contents_{rows, Connection::text_of("sorted_search_rows")} {
      check(connection, sqlite3_create_module(database_, kName, &module(), &contents_));
    }
    Offered(const Offered&) = delete;
    Offered& operator=(const Offered&) = delete;
    ~Offered() { sqlite3_create_module(database_, kName, nullptr, nullptr); }

   private:
    static constexpr const char* kName = "sorted_search_rows";
    sqlite3* database_;
    Contents contents_;
  };
};

void SearchBulk::write(Connection& connection, std::int64_t meeting) {
  finish();
  Merge rows(runs_);
  const Source::Offered offered(connection, rows);
  const RawStatement put = prepare(connection, connection.text_of("put_sorted_search_rows"));
  check(connection, sqlite3_bind_int64(put.get(), 1, meeting));
  check(connection, sqlite3_step(put.get()));
  runs_.clear();  // its maker waits for people
  people_ = made_ = 0;
}

}  // namespace db
