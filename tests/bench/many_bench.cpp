// Many people at once: a list that is imported, the first sync of a kiosk that joins them, and
// tables that are made anew from the journal. `cpu` is of all threads, and what runs beside sways
// it less.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <memory>
#include <string>
#include <vector>

#include "bench/filled_meeting.h"
#include "bench/names.h"

namespace {

using bench::kMeeting;
using bench::must;

constexpr int kPeople = 100'000;

double processor_seconds() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

std::vector<core::Incoming> list_of(int people) {
  std::vector<core::Incoming> list(static_cast<std::size_t>(people));
  bench::Names names;
  for (core::Incoming& person : list) person.details = names.next();
  return list;
}

/// A folder with a store of its own, or one that joins another's meeting.
class Desk {
 public:
  explicit Desk(char letter, const Desk* first = nullptr) : folder_(bench::new_folder()) {
    store = must(db::Store::open({folder_, {}, letter}));
    if (first != nullptr) {
      std::filesystem::copy(first->folder_ / "keys", folder_ / "keys");
    }
  }
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;
  ~Desk() {
    store.reset();
    std::filesystem::remove_all(folder_);
  }

  void add_meeting() const {
    std::ifstream file(KIOSK_SOURCE_DIR "/assets/meetings/daugavpils-2019-03.toml");
    std::ostringstream toml;
    toml << file.rdbuf();
    must(store->store_meeting(toml.str(), "sample"));
  }

  std::unique_ptr<db::Store> store;

 private:
  std::filesystem::path folder_;
};

/// Where 100,000 people are registered.
const Desk& full_desk() {
  static const Desk desk('A');
  static const bool filled = [] {
    desk.add_meeting();
    must(desk.store->register_many(kMeeting, list_of(kPeople), {}));
    must(desk.store->rest());
    return true;
  }();
  benchmark::DoNotOptimize(filled);
  return desk;
}

void tell(benchmark::State& state, double processor, std::int64_t rows) {
  state.counters["cpu_s"] = processor;
  state.counters["rows"] = static_cast<double>(rows);
  state.counters["rows_per_s"] =
      benchmark::Counter(static_cast<double>(rows), benchmark::Counter::kIsRate);
}

void register_many(benchmark::State& state) {
  const auto list = list_of(kPeople);
  for (auto _ : state) {
    state.PauseTiming();
    auto desk = std::make_unique<Desk>('A');
    desk->add_meeting();
    const double began = processor_seconds();
    state.ResumeTiming();
    must(desk->store->register_many(kMeeting, list, {}));
    must(desk->store->rest());
    state.PauseTiming();
    tell(state, processor_seconds() - began, kPeople);
    desk.reset();
    state.ResumeTiming();
  }
}
BENCHMARK(register_many)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond);

/// As kiosk_sync::Pump does it, in pieces of a transaction each; the hub's part is left out.
void first_sync(benchmark::State& state) {
  const Desk& full = full_desk();
  const auto piece = static_cast<int>(state.range(0));
  for (auto _ : state) {
    state.PauseTiming();
    auto desk = std::make_unique<Desk>('B', &full);
    double processor = 0;
    std::int64_t seq = 0;
    for (bool more = true; more;) {
      const auto rows = must(full.store->rows_after(full.store->kiosk(), seq, piece));
      const double began = processor_seconds();
      state.ResumeTiming();
      const db::Taken taken = must(desk->store->take_rows(rows));
      state.PauseTiming();
      processor += processor_seconds() - began;
      more = taken.rows > 0;
      seq += taken.rows;
    }
    tell(state, processor, seq);
    desk.reset();
    state.ResumeTiming();
  }
}
BENCHMARK(first_sync)
    ->Arg(2'000)
    ->Arg(20'000)
    ->Iterations(1)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

void rebuild(benchmark::State& state) {
  const Desk& full = full_desk();
  for (auto _ : state) {
    const double began = processor_seconds();
    must(full.store->rebuild());
    tell(state, processor_seconds() - began, std::int64_t{2} * kPeople);
  }
}
BENCHMARK(rebuild)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
