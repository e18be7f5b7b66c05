// One town's meeting in a simulation: its kiosks, and who is still to be admitted where.
#pragma once

#include <atomic>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <vector>

#include "db/store.h"
#include "sync/follower.h"

namespace cli {

struct TownPlan {
  core::MeetingId meeting;
  std::filesystem::path folder;  ///< a folder for each kiosk is made in it
  int kiosks = 1;
  int prepared = 0;     ///< people registered beforehand
  int walk_ins = 0;     ///< people who register during the day
  int calm_people = 0;  ///< of all of these, who come in the calm part of the day
};

/// What every thread of a simulation adds to.
struct SimulationTally {
  std::atomic<std::int64_t> done{0};  ///< of the phase that is going on
  std::atomic<int> admissions{0};
  std::atomic<int> walk_ins{0};
  std::atomic<int> details_pending{0};
  std::atomic<bool> stopped{false};  ///< a thread failed: everybody ends
};

class SimulatedTown;

/// A kiosk with its desk and its exchange; belongs to one thread at a time, but for `hand`.
class SimulatedKiosk {
 public:
  SimulatedKiosk(SimulatedTown& town, int index)
      : town_(town), index_(index), random_(std::random_device{}()) {}

  core::Result<void> open_first();
  core::Result<void> join(const db::Enrolment& enrolment);
  void follow(const kiosk_sync::HubAddress& hub);

  /// Registers the town's people beforehand, a thousand a transaction.
  core::Result<void> prepare(SimulationTally& tally);
  /// Exchanges rows until it holds `people` registrations.
  core::Result<void> wait_for(int people, SimulationTally& tally);
  /// Who comes to this door: every n-th of those prepared, some of them in the calm part.
  core::Result<void> take_list();

  /// As fast as it can, until `tally.done` is `all` for everybody.
  core::Result<void> rush(std::int64_t all, SimulationTally& tally);
  /// `a_second` acts at random moments, until `tally.done` is `all` for everybody.
  core::Result<void> calm(double a_second, std::int64_t all, SimulationTally& tally);
  /// Exchanges until every kiosk of the town holds all rows of all.
  core::Result<void> settle(SimulationTally& tally);
  /// Everybody registered and admitted once; the first kiosk's chains verify.
  core::Result<void> check();

  core::Result<db::Enrolment> enrol(int other) {
    return store_->enrol(static_cast<char>('A' + other));
  }
  /// Somebody who registered at another door and comes to this one. Any thread.
  void hand(std::string code);
  /// Milliseconds until others' rows were held here, since the last call.
  std::vector<float> take_delays() { return std::exchange(delays_, {}); }
  [[nodiscard]] std::int64_t own_rows() const { return own_rows_; }
  [[nodiscard]] core::KioskId id() const { return store_->kiosk(); }
  /// Acts of a phase in which nobody else comes: the doors' lists and the walk-ins, who act twice.
  [[nodiscard]] std::int64_t acts(bool calm) const;

 private:
  struct List {
    std::vector<std::string> codes;
    int walk_ins = 0;
  };

  core::Result<void> open(char letter);
  core::Result<bool> act(List& list, SimulationTally& tally);
  core::Result<void> admit(const std::string& code, SimulationTally& tally);
  core::Result<void> register_walk_in(SimulationTally& tally);
  core::Result<void> note_written();
  core::Result<void> exchange();
  core::Result<void> observe();
  core::Result<bool> holds_all();
  std::optional<std::string> next_in_line();

  SimulatedTown& town_;
  const int index_;
  std::mt19937 random_;
  std::unique_ptr<db::Store> store_;
  std::optional<kiosk_sync::Follower> follower_;
  List rush_, calm_;
  std::int64_t acted_ = 0;
  std::int64_t exchanges_ = 0;
  std::atomic<std::int64_t> own_rows_{0};
  std::vector<std::size_t> seen_;  ///< how far each other kiosk's diary was observed
  std::vector<float> delays_;
  std::mutex line_mutex_;
  std::deque<std::string> line_;
};

class SimulatedTown {
 public:
  explicit SimulatedTown(TownPlan plan);

  /// Opens every kiosk: the first with the meeting, the others enrolled by it.
  core::Result<void> open(const kiosk_sync::HubAddress& hub);

  [[nodiscard]] const TownPlan& plan() const { return plan_; }
  [[nodiscard]] std::vector<std::unique_ptr<SimulatedKiosk>>& kiosks() { return kiosks_; }

 private:
  friend class SimulatedKiosk;

  /// When a kiosk had which of its rows on its disk.
  struct Diary {
    struct Line {
      std::int64_t seq;
      std::chrono::steady_clock::time_point at;
    };
    std::mutex mutex;
    std::vector<Line> lines;
  };

  const TownPlan plan_;
  std::vector<std::unique_ptr<SimulatedKiosk>> kiosks_;
  std::vector<std::unique_ptr<Diary>> diaries_;
};

}  // namespace cli
