// What a kiosk does for itself beside the desk: looks through its file, keeps a copy of the day,
// erases what was kept too long.
#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>

#include "core/meeting.h"
#include "db/store.h"
#include "shell/mailbox.h"

namespace shell {

struct CareTiming {
  std::chrono::milliseconds after_start = std::chrono::seconds{30};  ///< the desk comes first
  std::chrono::milliseconds every = std::chrono::hours{1};
};

/// Has a thread and a store of its own. Soon after the start it looks whether the file is sound,
/// and tells the desk if not; then, and each hour, whether the day's copy and the day's erasing
/// are done, and tells what it found: the newest good copy, and what failed. A rehearsal copies and
/// erases nothing.
class CareWorker {
 public:
  CareWorker(std::unique_ptr<db::Store> store, std::shared_ptr<const core::Meeting> meeting,
             bool rehearsal, Mailbox& mailbox, CareTiming timing = {});
  CareWorker(const CareWorker&) = delete;
  CareWorker& operator=(const CareWorker&) = delete;
  ~CareWorker();

 private:
  void work();
  void look_through_file();
  core::Result<void> look_after_day();
  core::Result<void> erase_what_is_due();
  void tell(const core::Result<void>& done);
  /// False: the program ends.
  bool wait(std::chrono::milliseconds time);

  const std::unique_ptr<db::Store> store_;
  const std::shared_ptr<const core::Meeting> meeting_;
  const bool rehearsal_;
  Mailbox& mailbox_;
  const CareTiming timing_;
  std::mutex mutex_;  ///< guards `ending_`
  bool ending_ = false;
  std::condition_variable changed_;
  std::thread thread_;  ///< last: it uses what stands above
};

}  // namespace shell
