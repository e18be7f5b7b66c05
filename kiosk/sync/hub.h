// A connection to the hub: what a kiosk may ask of it and tell it.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <pqxx/pqxx>
#include <span>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/result.h"
#include "db/exchange.h"
#include "sync/deadline.h"
#include "sync/hub_address.h"

namespace kiosk_sync {

/// How far the hub holds a kiosk's rows.
struct HubMark {
  core::KioskId kiosk;
  std::string letter;
  std::int64_t seq = 0;
  std::string head;  ///< hash of the last row; empty with none
};

struct Held {
  core::KioskId kiosk;
  std::int64_t seq = 0;
};

using Rows = std::vector<db::TravellingRow>;

/// Belongs to one thread, but for `cut`. After a failure that is no refusal it is of no more use:
/// connect anew. No call waits longer than `kPatience`.
class Hub {
 public:
  static constexpr std::chrono::seconds kPatience{60};

  /// Fails with `unreachable` and words for a wrong password, a wrong certificate, a hub whose
  /// schema is newer, a database that is no hub.
  static core::Result<std::unique_ptr<Hub>> connect(const HubAddress& address,
                                                    std::chrono::milliseconds patience = kPatience);

  /// How far this machine's clock is ahead of the hub's, half of the way there and back taken off.
  core::Result<std::chrono::milliseconds> clock_ahead();

  /// Makes the kiosk known in the login's meetings. `before` are the kiosks it was restored from.
  /// Fails with `denied` where it was left out, its letter is another's, or nothing is shared.
  core::Result<void> join(core::KioskId kiosk, const std::string& letter,
                          const std::vector<core::KioskId>& before);
  /// The same for a kiosk whose rows this one only hands on.
  core::Result<void> bring(core::KioskId kiosk, const std::string& letter);

  core::Result<std::vector<HubMark>> marks();

  /// Hands over what `rows_from` gives to go on with; all of it or nothing. Returns how many.
  /// While it runs, nobody else can hand over rows of this kiosk.
  core::Result<std::int64_t> push(
      core::KioskId kiosk, const std::function<core::Result<Rows>(const HubMark&)>& rows_from);

  /// Fetches what lies beyond `held`, oldest first, at most `most` rows, in pieces of as many as
  /// `piece` says each time. Ends at the first failure of `take`.
  core::Result<std::int64_t> pull(const std::vector<Held>& held, int most,
                                  const std::function<int()>& piece,
                                  const std::function<core::Result<void>(const Rows&)>& take);

  /// From here on news of other kiosks than `own` are noticed.
  core::Result<void> listen(core::KioskId own);
  /// Sleeps until there is news, the eventfd `wake` is written to (which empties it; -1: none), or
  /// the time is over. Says whether it was one of the first two.
  core::Result<bool> wait(int wake, std::chrono::milliseconds time);

  /// Any thread: ends what the hub is waited for, now and later.
  void cut() { deadline_.cut(); }

  Hub(const HubAddress& address, std::chrono::milliseconds patience);
  ~Hub();
  Hub(const Hub&) = delete;
  Hub& operator=(const Hub&) = delete;

 private:
  class Ear;

  core::Result<void> check_schema();
  template <class Work>
  auto ask(Work work) -> decltype(work());

  const std::string shown_;
  Deadline deadline_;
  pqxx::connection connection_;
  std::vector<std::unique_ptr<Ear>> ears_;
  bool news_ = false;
};

}  // namespace kiosk_sync
