// The thread that keeps this kiosk in step with the others through the hub.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

#include "app/hub_sign.h"
#include "db/store.h"
#include "shell/backoff.h"
#include "sync/follower.h"

namespace shell {

struct SyncTiming {
  std::chrono::milliseconds first_pause{1'000};  ///< before a hub that failed is tried again
  std::chrono::milliseconds longest_pause{30'000};
  std::chrono::milliseconds pause_refused{60'000};  ///< where somebody must act first
  std::chrono::milliseconds quiet{20'000};  ///< then it is looked whether the hub still answers
};

/// Has a thread, a store and a connection of its own; nothing at the desk waits for it. Tells how
/// it stands whenever that changes.
class SyncWorker {
 public:
  /// `store` is another one on the same file. `came` is called on the worker's thread when rows of
  /// other kiosks were taken, `tell` as well; `now` is what staff see as the time.
  SyncWorker(std::unique_ptr<db::Store> store, kiosk_sync::HubAddress address, SyncTiming timing,
             std::function<void(const app::HubSign&)> tell, std::function<void()> came,
             std::function<core::Instant()> now);
  SyncWorker(const SyncWorker&) = delete;
  SyncWorker& operator=(const SyncWorker&) = delete;
  ~SyncWorker();

  /// Ends the thread; from here on `wake` does nothing.
  void stop();
  /// This kiosk wrote something. Any thread.
  void wake();

 private:
  void work();
  /// One turn and what to tell of it. How long to wait before the next try; none: all went well.
  std::optional<std::chrono::milliseconds> exchange();
  void rest(std::chrono::milliseconds time);
  void tell_of(const kiosk_sync::Round& round);
  void tell(app::HubSign sign);
  void empty_wakes();

  const std::unique_ptr<db::Store> store_;
  const SyncTiming timing_;
  const std::function<void(const app::HubSign&)> tell_;
  const std::function<void()> came_;
  const std::function<core::Instant()> now_;
  const std::string shown_;  ///< the hub's address without its password
  Backoff backoff_;
  app::HubSign told_;
  int wakes_ = -1;  ///< an eventfd
  std::atomic<bool> ending_ = false;
  kiosk_sync::Follower follower_;
  std::thread thread_;  ///< last: it uses what stands above
};

}  // namespace shell
