// One round of exchange between a kiosk's store and the hub.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "db/store.h"
#include "sync/hub.h"

namespace kiosk_sync {

/// How much at a time. A desk that works on the same file waits for at most about `take_for`.
struct Pace {
  int push_rows = 10'000;   ///< in one COPY
  int most_rows = 100'000;  ///< fetched in one query; the hub sorts them
  int first_piece = 500;
  std::chrono::milliseconds take_for{50};  ///< one transaction of the store
};

/// Rows of one kiosk that stay where they are, and why.
struct Stuck {
  std::string letter;
  std::string reason;  ///< English, for a person
};

struct Round {
  std::int64_t pushed = 0;
  std::int64_t pulled = 0;  ///< new here
  std::int64_t known = 0;   ///< came although they were held
  std::vector<Stuck> stuck;
  std::vector<db::ClockAhead> ahead;         ///< kiosks whose rows are from the future
  std::chrono::milliseconds clock_ahead{0};  ///< of this machine, over the hub's
  bool again = false;                        ///< there is more: another round at once
};

/// Belongs to one thread; `store` and `hub` outlive it. Begin anew with each connection.
class Pump {
 public:
  Pump(db::Store& store, Hub& hub, Pace pace = {}) : store_(store), hub_(hub), pace_(pace) {}

  /// Makes this kiosk known to the hub and compares clocks. First of all, then now and then.
  core::Result<std::chrono::milliseconds> greet();

  /// Hands over what the hub lacks: this kiosk's rows, and those of others that the hub lost.
  /// Then takes what is lacking here. What was done stays done where it is cut off; a round does
  /// no row twice.
  core::Result<Round> round();

  /// Called after each piece; false ends the round early.
  std::function<bool(const Round&)> progress;

 private:
  using Marks = std::map<core::KioskId, std::int64_t>;
  class ReadAhead;

  core::Result<std::vector<core::KioskId>> restored_from();
  core::Result<void> push_all(const std::vector<db::KioskMark>& mine,
                              const std::vector<HubMark>& theirs, Round& round);
  core::Result<void> push_kiosk(const db::KioskMark& mark, Round& round);
  core::Result<Rows> rows_beyond(const db::KioskMark& mark, const HubMark& held, ReadAhead& ahead,
                                 Round& round);
  core::Result<void> pull_all(const std::vector<HubMark>& theirs, Round& round);
  void start_pulling(const std::vector<db::KioskMark>& mine);
  core::Result<void> take(const Rows& rows, Round& round);
  bool goes_on(const Round& round) const { return !progress || progress(round); }

  db::Store& store_;
  Hub& hub_;
  const Pace pace_;
  int piece_ = 0;
  bool is_first_ = false;  ///< the first that this kiosk ever fetches
  std::chrono::milliseconds clock_ahead_{0};
  /// Kiosks of which rows were refused here, and when to look at them again.
  std::map<core::KioskId, std::chrono::steady_clock::time_point> resting_;
};

}  // namespace kiosk_sync
