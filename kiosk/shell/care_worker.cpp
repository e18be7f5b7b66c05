#include "shell/care_worker.h"

#include <algorithm>
#include <chrono>

#include "db/backup.h"
#include "db/damage.h"

namespace shell {
namespace {

constexpr std::chrono::seconds kAfterStart{30};  // the desk comes first
constexpr std::chrono::hours kEvery{1};
constexpr int kCopiesKept = 7;

}  // namespace

CareWorker::CareWorker(std::unique_ptr<db::Store> store,
                       std::shared_ptr<const core::Meeting> meeting, bool rehearsal,
                       Mailbox& mailbox)
    : store_(std::move(store)),
      meeting_(std::move(meeting)),
      rehearsal_(rehearsal),
      mailbox_(mailbox),
      thread_([this] { work(); }) {}

CareWorker::~CareWorker() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool CareWorker::wait(std::chrono::seconds time) {
  std::unique_lock lock(mutex_);
  return !changed_.wait_for(lock, time, [this] { return ending_; });
}

void CareWorker::work() {
  look_through_file();
  for (std::chrono::seconds pause = kAfterStart; wait(pause); pause = kEvery) {
    if (!rehearsal_) look_after_day();
  }
}

void CareWorker::look_through_file() {
  const auto sound = store_->check_file();
  if (!sound) mailbox_.post(app::StoreFailed{db::with_way_back(sound.error(), store_->folder())});
}

/// What fails here is tried again in an hour; a disk that is full stops the desk by itself.
void CareWorker::look_after_day() {
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  (void)store_->run_daily_retention(meeting_->id);
  (void)db::write_daily_copy(store_->folder(), meeting_->zone.day_of(now), kCopiesKept);
}

}  // namespace shell
