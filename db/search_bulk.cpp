#include "db/search_bulk.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <queue>

#include "db/search_index.h"

namespace db {
namespace {

constexpr std::size_t kFirst = 8;

std::uint64_t first_bytes(const char* text, std::size_t length) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < kFirst; ++i) {
    number = number << 8U | (i < length ? static_cast<unsigned char>(text[i]) : 0U);
  }
  return number;
}

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
    runs_.push_back(std::move(run));
    changed_.notify_all();
  }
}

/// Waits until every person added has rows.
void SearchBulk::finish() {
  pass_on();
  std::unique_lock lock(mutex_);
  const std::size_t wanted = (people_ + kPeopleInRun - 1) / kPeopleInRun;
  changed_.wait(lock, [&] { return runs_.size() >= wanted; });
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

SearchBulk::Run SearchBulk::make_run(const std::vector<Person>& people) {
  Run run;
  run.rows.reserve(people.size() * 24);
  for (const Person& person : people) {
    const std::string ring = search_ring(person.folded);
    const std::string& twice = run.letters.emplace_back(ring + ring);
    for (const RingStart& start : ring_starts(ring)) {
      const char* text = twice.data() + start.at;
      run.rows.push_back({first_bytes(text, ring.size()), text,
                          static_cast<std::uint32_t>(ring.size()),
                          static_cast<std::uint32_t>(start.place), person.attendee});
    }
    for (std::string& part : email_parts(folded_email(person.email))) {
      const std::string& text = run.letters.emplace_back(std::move(part));
      run.rows.push_back({first_bytes(text.data(), text.size()), text.data(),
                          static_cast<std::uint32_t>(text.size()),
                          static_cast<std::uint32_t>(Place::email), person.attendee});
    }
  }
  std::sort(run.rows.begin(), run.rows.end(), &SearchBulk::before);
  run.rows.erase(std::unique(run.rows.begin(), run.rows.end(), &SearchBulk::same), run.rows.end());
  return run;
}

void SearchBulk::write(Connection& connection, std::int64_t meeting) {
  finish();
  const auto later = [](const Run* left, const Run* right) {
    return before(right->rows[right->next], left->rows[left->next]);
  };
  std::priority_queue<Run*, std::vector<Run*>, decltype(later)> next(later);
  for (Run& run : runs_) {
    if (!run.rows.empty()) next.push(&run);
  }
  const RawStatement put = prepare(connection, connection.text_of("put_search_row"));
  check(connection, sqlite3_bind_int64(put.get(), 1, meeting));
  while (!next.empty()) {
    Run& run = *next.top();
    next.pop();
    const Row& row = run.rows[run.next++];
    sqlite3_bind_int64(put.get(), 2, row.place);
    sqlite3_bind_text(put.get(), 3, row.text, static_cast<int>(row.length), SQLITE_STATIC);
    sqlite3_bind_int64(put.get(), 4, row.attendee);
    check(connection, sqlite3_step(put.get()));
    sqlite3_reset(put.get());
    if (run.next < run.rows.size()) next.push(&run);
  }
  runs_.clear();
  people_ = 0;
}

}  // namespace db
