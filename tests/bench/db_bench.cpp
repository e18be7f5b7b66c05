// What a scan costs beside the least that SQLite can be asked for, in the same run: one row read,
// one row inserted, one durable commit. Figures come out as counters: medians and p99 in µs.
#include <benchmark/benchmark.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "core/badge_code.h"
#include "db/journal.h"
#include "db/keys.h"
#include "db/projector.h"
#include "db/store.h"

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kScans = 3000;
constexpr std::uint64_t kSeed = 20190312;

double median_of(std::vector<double>& values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double p99_of(std::vector<double>& values) {
  std::sort(values.begin(), values.end());
  return values[values.size() * 99 / 100];
}

template <class Work>
double microseconds(Work work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

/// Dies loudly: a benchmark of something that failed is no figure.
template <class T>
T must(core::Result<T> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "%s\n", core::describe(result.error()).c_str());
  std::abort();
}

std::filesystem::path new_folder() {
  const char* base = std::getenv("KIOSK_BENCH_DIR");  // a disk, not a tmpfs: commits are flushed
  std::string pattern =
      (std::filesystem::path(base != nullptr ? base : ".") / "bench-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) std::abort();
  return pattern;
}

/// A meeting with that many people. They are written by the journal and the projector that the
/// store uses, but in one transaction, since a million commits would take the day.
class Town {
 public:
  explicit Town(int people) : folder_(new_folder()) {
    store_ = must(db::Store::open({folder_, {}, 'A'}));
    std::ifstream file(KIOSK_SOURCE_DIR "/assets/meetings/daugavpils-2019-03.toml");
    std::ostringstream toml;
    toml << file.rdbuf();
    must(store_->store_meeting(toml.str(), "sample"));
    fill(people);
    must_void(store_->rest());
    meeting_ = must(store_->meeting(kMeeting));
  }
  Town(const Town&) = delete;
  Town& operator=(const Town&) = delete;
  ~Town() {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  db::Store& store() { return *store_; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

  core::ScanCommand scan_of(std::size_t person) {
    core::ScanCommand command;
    command.meeting = kMeeting;
    command.checkpoint = {"door"};
    command.text = codes_[person % codes_.size()];
    command.at = *core::parse_instant("2019-03-12 10:00", meeting_->zone);
    return command;
  }

  static inline const core::MeetingId kMeeting{"daugavpils-2019-03"};

 private:
  static void must_void(const core::Result<void>& result) {
    if (!result) std::abort();
  }

  void fill(int people) {
    auto connection = must(db::Connection::open(folder_ / "kiosk.db"));
    db::Projector projector(*connection);
    db::Journal journal(*connection, [] {
      return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    });
    db::Query kiosk = connection->query("kiosks");
    kiosk.step();
    const std::int64_t k = kiosk.integer(0);
    journal.write_as(core::KioskId{kiosk.bits(1)}, k);
    std::mt19937_64 random(kSeed);
    SQLite::Transaction transaction(connection->database());
    for (int i = 1; i <= people; ++i) {
      const core::AttendeeId id{random() | 1U};
      const core::BadgeId badge{random() | 1U};
      core::Details details;
      details.given_name = "Given" + std::to_string(i % 997);
      details.family_name = "Family" + std::to_string(i);
      details.town = i % 3 == 0 ? "Vänersborg" : "Daugavpils";
      details.country = i % 3 == 0 ? "SE" : "LV";
      details.kind = i % 3 == 0 ? core::Kind::invited : core::Kind::local;
      const core::Event events[] = {
          core::event::AttendeeRegistered{kMeeting, id, core::number_text('A', i), details, {}},
          core::event::BadgeIssued{id, badge, {}}};
      for (const core::Event& event : events) projector.project(event, journal.append(event), k);
      if (codes_.size() < 20'000 || random() % 50 == 0) {
        codes_.push_back(
            core::to_text(core::BadgeCode{badge, must(store_->keys().tag(kMeeting, badge))}));
      }
    }
    transaction.commit();
    std::shuffle(codes_.begin(), codes_.end(), random);
  }

  std::filesystem::path folder_;
  std::unique_ptr<db::Store> store_;
  std::shared_ptr<const core::Meeting> meeting_;
  std::vector<std::string> codes_;
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
  state.counters["scan_median_us"] = median_of(ours);
  state.counters["scan_p99_us"] = p99_of(ours);
  state.counters["bare_median_us"] = median_of(theirs);
  state.counters["bare_p99_us"] = p99_of(theirs);
  state.counters["ratio_of_medians"] = median_of(ours) / median_of(theirs);
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
    benchmark::DoNotOptimize(must(town.store().counts(Town::kMeeting, {core::Dimension::country})));
  }
}
BENCHMARK(counts_by_country)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);

void find_attendee_by_number(benchmark::State& state) {
  Town& town = town_of(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(must(town.store().find_attendee(Town::kMeeting, "A-0500")));
  }
}
BENCHMARK(find_attendee_by_number)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
