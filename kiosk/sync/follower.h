// Keeps a store in step with the hub: connects, exchanges, waits for news on either side.
#pragma once

#include <memory>
#include <mutex>
#include <optional>

#include "sync/pump.h"

namespace kiosk_sync {

/// Belongs to one thread, but for `cut`. `store` outlives it.
class Follower {
 public:
  Follower(db::Store& store, HubAddress address, Pace pace = {},
           std::chrono::milliseconds patience = Hub::kPatience,
           std::chrono::milliseconds look_every = kLookEvery)
      : store_(store),
        address_(std::move(address)),
        pace_(pace),
        patience_(patience),
        look_every_(look_every) {}

  /// Connects if need be, then exchanges until there is nothing more. Where it fails the
  /// connection is given up; the next turn makes another.
  core::Result<Round> turn();

  /// Sleeps until another kiosk wrote something, the eventfd `wake` is written to (-1: none), this
  /// kiosk's journal has grown (looked at every `look_every`), or the time is over. True: there is
  /// something to do, for a `turn`.
  core::Result<bool> wait(int wake, std::chrono::milliseconds time);
  static constexpr std::chrono::milliseconds kLookEvery{200};

  /// Any thread: ends what the hub is waited for.
  void cut();

  /// Called after each piece of a round; false ends it.
  std::function<bool(const Round&)> progress;

 private:
  core::Result<void> connect();
  core::Result<void> greet_if_due();
  core::Result<Round> exchange();
  core::Result<std::int64_t> own_seq();
  void drop();

  db::Store& store_;
  const HubAddress address_;
  const Pace pace_;
  const std::chrono::milliseconds patience_;
  const std::chrono::milliseconds look_every_;
  std::mutex mutex_;  ///< guards the pointer against `cut`
  bool is_cut_ = false;
  std::unique_ptr<Hub> hub_;
  std::optional<Pump> pump_;
  std::chrono::steady_clock::time_point greet_due_;
  std::int64_t pushed_to_ = -1;  ///< this kiosk's last row at the end of the last turn
};

}  // namespace kiosk_sync
