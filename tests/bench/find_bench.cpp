// Finding people and telling likely duplicates at a meeting with so many people, and what the index
// costs a registration. Figures come out as counters: medians and p99 in µs.
#include <benchmark/benchmark.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "bench/filled_meeting.h"
#include "bench/names.h"

namespace {

using bench::kMeeting;
using bench::must;
using bench::Names;

constexpr int kLimit = 20;

class Crowd {
 public:
  explicit Crowd(int people)
      : meeting_(people, [this](db::Store&) -> bench::FilledMeeting::Person {
          return [this](int i, const std::string& number) { return somebody(i, number); };
        }) {}

  db::Store& store() { return meeting_.store(); }
  Names names;
  std::vector<core::Details> some;  ///< people who are there

 private:
  std::vector<core::Event> somebody(int i, const std::string& number) {
    const core::Details details = names.next();
    if (i % 200 == 0) some.push_back(details);
    return {core::event::AttendeeRegistered{
        kMeeting, core::AttendeeId{names.bits()}, number, details, {}}};
  }

  bench::FilledMeeting meeting_;
};

Crowd& crowd_of(int people) {
  static std::unique_ptr<Crowd> crowd;
  if (!crowd) crowd = std::make_unique<Crowd>(people);
  return *crowd;
}

template <class Work>
void measure(benchmark::State& state, int times, Work work) {
  std::vector<double> took;
  for (auto _ : state) {
    for (int i = 0; i < times; ++i) {
      took.push_back(bench::microseconds([&] { work(static_cast<std::size_t>(i)); }));
    }
  }
  state.counters["median_us"] = bench::quantile(took, 0.5);
  state.counters["p99_us"] = bench::quantile(took, 0.99);
}

/// What staff type, of people who are there.
using Typed = std::string (*)(const core::Details&, std::size_t);

void search(benchmark::State& state, Typed typed) {
  Crowd& crowd = crowd_of(static_cast<int>(state.range(0)));
  std::size_t found = 0;
  measure(state, 300, [&](std::size_t i) {
    const core::Details& person = crowd.some[i % crowd.some.size()];
    found += must(crowd.store().search(kMeeting, typed(person, i), kLimit)).size();
  });
  state.counters["found"] = static_cast<double>(found) / 300.0;
}

#define SEARCH(name, text)                                             \
  BENCHMARK_CAPTURE(search, name,                                      \
                    [](const core::Details& person, std::size_t i) {   \
                      static_cast<void>(person), static_cast<void>(i); \
                      return std::string(text);                        \
                    })                                                 \
      ->Arg(100'000)                                                   \
      ->Iterations(1)                                                  \
      ->Unit(benchmark::kMillisecond)

SEARCH(two_letters, person.family_name.substr(0, 2));
SEARCH(family_name, person.family_name);
SEARCH(inside_a_name, person.family_name.substr(2));
SEARCH(whole_name, core::full_name(person));
SEARCH(beginnings_of_both, person.given_name.substr(0, 3) + " " + person.family_name.substr(0, 3));
SEARCH(number, "A-" + std::to_string(1 + i * 331));
SEARCH(email, person.email);
SEARCH(nobody, "xq" + person.family_name);
SEARCH(two_common_pieces, "an in");
SEARCH(four_common_pieces, "an in ov ar");
SEARCH(six_common_pieces, "an in ar il ze ni");
SEARCH(four_other_pieces, "il ni ta en");

void likely_duplicates(benchmark::State& state) {
  Crowd& crowd = crowd_of(static_cast<int>(state.range(0)));
  measure(state, 300, [&](std::size_t i) {
    must(crowd.store().likely_duplicates(kMeeting, crowd.some[i % crowd.some.size()], 5));
  });
}
BENCHMARK(likely_duplicates)->Arg(100'000)->Iterations(1)->Unit(benchmark::kMillisecond);

void all_duplicates(benchmark::State& state) {
  Crowd& crowd = crowd_of(static_cast<int>(state.range(0)));
  measure(state, 1, [&](std::size_t) { must(crowd.store().duplicates(kMeeting)); });
}
BENCHMARK(all_duplicates)->Arg(100'000)->Iterations(1)->Unit(benchmark::kMillisecond);

void register_somebody(benchmark::State& state) {
  Crowd& crowd = crowd_of(static_cast<int>(state.range(0)));
  measure(state, 500, [&](std::size_t) {
    must(crowd.store().register_attendee(kMeeting, crowd.names.next(), std::nullopt, false));
  });
}
BENCHMARK(register_somebody)->Arg(100'000)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
