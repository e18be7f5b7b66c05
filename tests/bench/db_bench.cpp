// What a scan costs beside the least that SQLite can be asked for, in the same run: one row read,
// one row inserted, one durable commit. Figures come out as counters: medians and p99 in µs.
#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "bench/filled_meeting.h"
#include "core/badge_code.h"
#include "db/keys.h"

namespace {

using bench::kMeeting;
using bench::microseconds;
using bench::must;

constexpr int kScans = 3000;
constexpr std::uint64_t kSeed = 20190312;

/// People with badges, some thousands of which are scanned.
class Town {
 public:
  explicit Town(int people)
      : town_(people, [this](db::Store& store) { return inventor(store); }),
        meeting_(must(store().meeting(kMeeting))) {
    std::shuffle(codes_.begin(), codes_.end(), random_);
  }

  db::Store& store() { return town_.store(); }
  [[nodiscard]] const std::filesystem::path& folder() const { return town_.folder(); }

  core::ScanCommand scan_of(std::size_t person) {
    core::ScanCommand command;
    command.meeting = kMeeting;
    command.checkpoint = {"door"};
    command.text = codes_[person % codes_.size()];
    command.at = *core::parse_instant("2019-03-12 10:00", meeting_->zone);
    return command;
  }

 private:
  bench::FilledMeeting::Person inventor(db::Store& store) {
    return [this, &store](int i, const std::string& number) -> std::vector<core::Event> {
      const core::AttendeeId id{random_() | 1U};
      const core::BadgeId badge{random_() | 1U};
      core::Details details;
      details.given_name = "Given" + std::to_string(i % 997);
      details.family_name = "Family" + std::to_string(i);
      details.town = i % 3 == 0 ? "Vänersborg" : "Daugavpils";
      details.country = i % 3 == 0 ? "SE" : "LV";
      details.kind = i % 3 == 0 ? core::Kind::invited : core::Kind::local;
      if (codes_.size() < 20'000 || random_() % 50 == 0) {
        codes_.push_back(
            core::to_text(core::BadgeCode{badge, must(store.keys().tag(kMeeting, badge))}));
      }
      return {core::event::AttendeeRegistered{kMeeting, id, number, details, {}},
              core::event::BadgeIssued{id, badge, {}}};
    };
  }

  std::mt19937_64 random_{kSeed};
  std::vector<std::string> codes_;
  bench::FilledMeeting town_;
  std::shared_ptr<const core::Meeting> meeting_;
};

/// As many rows of about the same size in a bare file with the same settings.
class BareFile {
 public:
  BareFile(const std::filesystem::path& folder, int rows) {
    check(sqlite3_open((folder / "bare.db").c_str(), &db_));
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = FULL");
    run("PRAGMA wal_autocheckpoint = 16384");
    run("CREATE TABLE people (id INTEGER PRIMARY KEY, body TEXT)");
    run("CREATE TABLE log (id INTEGER PRIMARY KEY, person INTEGER, body TEXT)");
    run("BEGIN");
    sqlite3_stmt* insert = prepare("INSERT INTO people VALUES (?1, ?2)");
    const std::string body(220, 'x');
    for (int i = 0; i < rows; ++i) {
      sqlite3_bind_int64(insert, 1, i);
      sqlite3_bind_text(insert, 2, body.c_str(), -1, SQLITE_STATIC);
      sqlite3_step(insert);
      sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    run("COMMIT");
    run("PRAGMA wal_checkpoint(TRUNCATE)");
    begin_ = prepare("BEGIN IMMEDIATE");
    read_ = prepare("SELECT body FROM people WHERE id = ?1");
    write_ = prepare("INSERT INTO log (person, body) VALUES (?1, ?2)");
    commit_ = prepare("COMMIT");
  }
  BareFile(const BareFile&) = delete;
  BareFile& operator=(const BareFile&) = delete;
  ~BareFile() {
    for (sqlite3_stmt* statement : {begin_, read_, write_, commit_}) sqlite3_finalize(statement);
    sqlite3_close(db_);
  }

  void transaction(std::int64_t person) {
    step(begin_);
    sqlite3_bind_int64(read_, 1, person);
    step(read_);
    sqlite3_bind_int64(write_, 1, person);
    sqlite3_bind_text(write_, 2, body_.c_str(), -1, SQLITE_STATIC);
    step(write_);
    step(commit_);
  }

 private:
  static void check(int code) {
    if (code != SQLITE_OK) std::abort();
  }
  void run(const char* sql) { check(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr)); }
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr));
    return statement;
  }
  static void step(sqlite3_stmt* statement) {
    const int code = sqlite3_step(statement);
    if (code != SQLITE_DONE && code != SQLITE_ROW) std::abort();
    sqlite3_reset(statement);
  }

  sqlite3* db_ = nullptr;
  sqlite3_stmt* begin_ = nullptr;
  sqlite3_stmt* read_ = nullptr;
  sqlite3_stmt* write_ = nullptr;
  sqlite3_stmt* commit_ = nullptr;
  const std::string body_ = std::string(220, 'y');
};

/// One town at a time stays on the disk.
Town& town_of(int people) {
  static std::map<int, std::unique_ptr<Town>> towns;
  if (!towns.contains(people)) {
    towns.clear();
    towns[people] = std::make_unique<Town>(people);
  }
  return *towns[people];
}

void scan_to_durable_verdict(benchmark::State& state) {
  const int people = static_cast<int>(state.range(0));
  Town& town = town_of(people);
  BareFile bare(town.folder(), people);
  std::mt19937_64 random(kSeed);
  std::vector<double> ours;
  std::vector<double> theirs;
  std::size_t next = 0;
  for (auto _ : state) {
    for (int i = 0; i < kScans; ++i) {
      const core::ScanCommand command = town.scan_of(next++);
      const auto person = static_cast<std::int64_t>(random() % static_cast<unsigned>(people));
      theirs.push_back(microseconds([&] { bare.transaction(person); }));
      ours.push_back(microseconds([&] { must(town.store().scan(command)); }));
    }
  }
  state.counters["scan_median_us"] = bench::quantile(ours, 0.5);
  state.counters["scan_p99_us"] = bench::quantile(ours, 0.99);
  state.counters["bare_median_us"] = bench::quantile(theirs, 0.5);
  state.counters["bare_p99_us"] = bench::quantile(theirs, 0.99);
  state.counters["ratio_of_medians"] = bench::quantile(ours, 0.5) / bench::quantile(theirs, 0.5);
}
BENCHMARK(scan_to_durable_verdict)
    ->Arg(1'000)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

void counts_by_country(benchmark::State& state) {
  Town& town = town_of(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(must(town.store().counts(kMeeting, {core::Dimension::country})));
  }
}
BENCHMARK(counts_by_country)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);

void find_attendee_by_number(benchmark::State& state) {
  Town& town = town_of(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(must(town.store().find_attendee(kMeeting, "A-0500")));
  }
}
BENCHMARK(find_attendee_by_number)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
