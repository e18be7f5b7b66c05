#include "cli/simulation.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <condition_variable>
#include <thread>

#include "cli/simulated_town.h"
#include "db/keys.h"
#include "sync/hub_admin.h"

namespace cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
namespace fs = std::filesystem;

constexpr int kMostKiosks = 26;   ///< at one meeting: letters
constexpr int kWalkInsOfAll = 5;  ///< one of so many
constexpr milliseconds kTellEvery{500};

/// A folder that goes when the simulation does.
class Scratch {
 public:
  explicit Scratch(const fs::path& under)
      : path_(under / ("kiosk-simulation-" + core::crockford(db::random_bits()))) {
    fs::create_directories(path_);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }
  [[nodiscard]] std::int64_t bytes() const {
    std::int64_t all = 0;
    for (const auto& entry : fs::recursive_directory_iterator(path_)) {
      if (entry.is_regular_file()) all += static_cast<std::int64_t>(entry.file_size());
    }
    return all;
  }

 private:
  const fs::path path_;
};

/// Each kiosk is three files and a connection.
void allow_many_files() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::int64_t memory_so_far() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return std::int64_t{used.ru_maxrss} * 1024;
}

SeenElsewhere spread_of(std::vector<float> delays) {
  if (delays.empty()) return {};
  std::sort(delays.begin(), delays.end());
  const auto at = [&](double share) {
    return delays[static_cast<std::size_t>(share * static_cast<double>(delays.size() - 1))];
  };
  return {static_cast<std::int64_t>(delays.size()), at(0.5), at(0.99)};
}

class Simulation {
 public:
  Simulation(const SimulationPlan& plan, const fs::path& folder,
             const std::function<void(const SimulationProgress&)>& tell)
      : plan_(plan), tell_(tell) {
    const std::string run = core::crockford(db::random_bits());
    for (int i = 0; i < plan.meetings; ++i) {
      towns_.push_back(std::make_unique<SimulatedTown>(town_plan(i, run, folder)));
    }
  }

  core::Result<SimulationReport> play() {
    const auto address = kiosk_sync::read_hub_address(plan_.hub);
    if (!address) return tl::unexpected(address.error());
    if (auto ready = make_hub(*address); !ready) return tl::unexpected(ready.error());
    for (auto step : {&Simulation::open, &Simulation::prepare, &Simulation::rush, &Simulation::calm,
                      &Simulation::settle}) {
      if (auto done = (this->*step)(); !done) return tl::unexpected(done.error());
    }
    const auto after = kiosk_sync::measure_hub(*address);
    if (!after) return tl::unexpected(after.error());
    report_.hub = {after->rows - before_.rows, after->journal_bytes - before_.journal_bytes,
                   after->bytes - before_.bytes, 0};
    report_.memory_bytes = memory_so_far();
    return report_;
  }

 private:
  using Kiosk = SimulatedKiosk;
  using Work = std::function<core::Result<void>(SimulatedTown&, Kiosk&, int index)>;

  /// The `i`-th of so many equal parts of a whole.
  static int part(int whole, int parts, int i) {
    return whole / parts + (i < whole % parts ? 1 : 0);
  }

  [[nodiscard]] TownPlan town_plan(int i, std::string run, const fs::path& folder) const {
    std::transform(run.begin(), run.end(), run.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    TownPlan town;
    town.meeting = {fmt::format("simulation-{}-{}", run, i + 1)};
    town.folder = folder / std::to_string(i + 1);
    town.kiosks = part(plan_.kiosks, plan_.meetings, i);
    const int people = part(plan_.attendees, plan_.meetings, i);
    town.walk_ins = people / kWalkInsOfAll;
    town.prepared = people - town.walk_ins;
    const auto calm_acts = static_cast<int>(plan_.pace * static_cast<double>(plan_.calm.count()));
    town.calm_people = std::min(part(calm_acts, plan_.meetings, i), people / 2);
    return town;
  }

  core::Result<void> make_hub(const kiosk_sync::HubAddress& address) {
    if (auto made = kiosk_sync::init_hub(address); !made) return tl::unexpected(made.error());
    const auto size = kiosk_sync::measure_hub(address);
    if (!size) return tl::unexpected(size.error());
    if (size->real_meetings > 0) {
      return core::fail(core::Failure::bad_input, "The hub holds meetings of people.",
                        "Simulate in a database of its own: scripts/hub starts one.");
    }
    before_ = *size;
    for (const auto& town : towns_) {
      const std::string& meeting = town->plan().meeting.text;
      const auto login = kiosk_sync::grant_meetings(address, meeting, {meeting});
      if (!login) return tl::unexpected(login.error());
      const auto url = kiosk_sync::hub_address_for(plan_.hub, login->name, login->password);
      if (!url) return tl::unexpected(url.error());
      auto read = kiosk_sync::read_hub_address(*url);
      if (!read) return tl::unexpected(read.error());
      addresses_.push_back(std::move(*read));
    }
    return {};
  }

  core::Result<void> open() {
    return all_kiosks("opening", plan_.meetings, [&](SimulatedTown& town, Kiosk&, int index) {
      if (index != 0) return core::Result<void>{};
      const auto at = std::find_if(towns_.begin(), towns_.end(),
                                   [&](const auto& one) { return one.get() == &town; });
      auto opened = town.open(addresses_[static_cast<std::size_t>(at - towns_.begin())]);
      ++tally_.done;
      return opened;
    });
  }

  /// The evening before: one kiosk of each town takes its list in, the others hear of it.
  core::Result<void> prepare() {
    std::int64_t all = 0;
    for (const auto& town : towns_) {
      report_.prepared += town->plan().prepared;
      all += std::int64_t{town->plan().prepared} * town->plan().kiosks;
    }
    const auto began = steady_clock::now();
    auto done = all_kiosks("preparing", all, [&](SimulatedTown& town, Kiosk& kiosk, int index) {
      return index == 0 ? kiosk.prepare(tally_) : kiosk.wait_for(town.plan().prepared, tally_);
    });
    report_.prepared_seconds = seconds_since(began);
    if (!done) return done;
    return all_kiosks("listing", 0, [](SimulatedTown&, Kiosk& kiosk, int) {
      auto taken = kiosk.take_list();
      kiosk.take_delays();
      return taken;
    });
  }

  core::Result<void> rush() {
    const std::int64_t all = acts(false);
    const auto began = steady_clock::now();
    auto done = all_kiosks(
        "rush", all, [&](SimulatedTown&, Kiosk& kiosk, int) { return kiosk.rush(all, tally_); });
    report_.rush_seconds = seconds_since(began);
    report_.admissions = tally_.admissions;
    report_.walk_ins = tally_.walk_ins;
    report_.details_pending = tally_.details_pending;
    report_.in_rush = seen_elsewhere();
    return done;
  }

  core::Result<void> calm() {
    if (auto even = everybody_holds_all("catching up"); !even) return even;
    seen_elsewhere();
    const std::int64_t all = acts(true);
    const double a_second = plan_.pace / plan_.kiosks;
    const auto began = steady_clock::now();
    auto done = all_kiosks("calm", all, [&](SimulatedTown&, Kiosk& kiosk, int) {
      return kiosk.calm(a_second, all, tally_);
    });
    report_.calm_seconds = seconds_since(began);
    report_.calm_admissions = tally_.admissions - report_.admissions;
    return done;
  }

  core::Result<void> settle() {
    const auto began = steady_clock::now();
    if (auto even = everybody_holds_all("settling"); !even) return even;
    report_.settling_seconds = seconds_since(began);
    report_.in_calm = seen_elsewhere();
    return all_kiosks("checking", plan_.kiosks, [&](SimulatedTown&, Kiosk& kiosk, int) {
      ++tally_.done;
      return kiosk.check();
    });
  }

  core::Result<void> everybody_holds_all(const std::string& phase) {
    return all_kiosks(phase, plan_.kiosks,
                      [&](SimulatedTown&, Kiosk& kiosk, int) { return kiosk.settle(tally_); });
  }

  [[nodiscard]] std::int64_t acts(bool calm) const {
    std::int64_t all = 0;
    for (const auto& town : towns_) {
      for (const auto& kiosk : town->kiosks()) all += kiosk->acts(calm);
    }
    return all;
  }

  SeenElsewhere seen_elsewhere() {
    std::vector<float> all;
    for (const auto& town : towns_) {
      for (const auto& kiosk : town->kiosks()) {
        const auto some = kiosk->take_delays();
        all.insert(all.end(), some.begin(), some.end());
      }
    }
    return spread_of(std::move(all));
  }

  static double seconds_since(steady_clock::time_point began) {
    return std::chrono::duration<double>(steady_clock::now() - began).count();
  }

  /// A thread for each kiosk; the first failure ends them all.
  core::Result<void> all_kiosks(const std::string& phase, std::int64_t all, const Work& work) {
    tally_.done = 0;
    std::mutex mutex;
    std::condition_variable changed;
    int running = plan_.kiosks;
    core::Result<void> outcome;
    std::vector<std::thread> threads;
    for (const auto& town : towns_) {
      for (int i = 0; i < town->plan().kiosks; ++i) {
        threads.emplace_back([&, i, &town = *town] {
          auto done = work(town, *town.kiosks()[static_cast<std::size_t>(i)], i);
          const std::scoped_lock lock(mutex);
          if (!done && outcome) outcome = std::move(done);
          if (!outcome) tally_.stopped = true;
          --running;
          changed.notify_one();
        });
      }
    }
    std::unique_lock lock(mutex);
    while (running > 0) {
      changed.wait_for(lock, kTellEvery);
      if (tell_) tell_({phase, tally_.done, all});
    }
    lock.unlock();
    for (std::thread& thread : threads) thread.join();
    return outcome;
  }

  const SimulationPlan& plan_;
  const std::function<void(const SimulationProgress&)>& tell_;
  std::vector<std::unique_ptr<SimulatedTown>> towns_;
  std::vector<kiosk_sync::HubAddress> addresses_;
  kiosk_sync::HubSize before_;
  SimulationTally tally_;
  SimulationReport report_;
};

std::vector<core::Mistake> mistakes_in(const SimulationPlan& plan) {
  std::vector<core::Mistake> mistakes;
  const auto must = [&](bool right, const char* field, const char* message) {
    if (!right) mistakes.push_back({0, field, message});
  };
  must(plan.kiosks >= 1 && plan.kiosks <= 2'000, "kiosks", "must be 1 to 2000");
  must(plan.meetings >= 1 && plan.meetings <= plan.kiosks, "meetings",
       "must be at least 1 and at most one for each kiosk");
  must(plan.meetings < 1 || plan.kiosks <= plan.meetings * kMostKiosks, "meetings",
       "must be so many that each has at most 26 kiosks: letters end there");
  must(plan.attendees >= plan.kiosks && plan.attendees <= 10'000'000, "attendees",
       "must be at least one for each kiosk and at most 10000000");
  must(plan.pace > 0 && plan.pace <= 100'000, "pace", "must be admissions a second, more than 0");
  return mistakes;
}

}  // namespace

core::Result<SimulationReport> simulate(
    const SimulationPlan& plan, const std::function<void(const SimulationProgress&)>& tell) {
  if (auto mistakes = mistakes_in(plan); !mistakes.empty()) {
    return tl::unexpected(core::Error{core::Failure::bad_input, "This cannot be simulated.", "",
                                      std::move(mistakes)});
  }
  allow_many_files();
  try {
    const Scratch scratch(plan.folder);
    Simulation simulation(plan, scratch.path(), tell);
    auto report = simulation.play();
    if (report) report->kiosk_bytes = scratch.bytes();
    return report;
  } catch (const fs::filesystem_error& error) {
    return core::fail(core::Failure::storage, error.what(), "Name another folder: --folder DIR.");
  }
}

}  // namespace cli
