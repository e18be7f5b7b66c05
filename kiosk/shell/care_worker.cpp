#include "shell/care_worker.h"

#include <algorithm>
#include <chrono>

#include "db/backup.h"
#include "db/copies.h"
#include "db/damage.h"

namespace shell {
namespace {

constexpr int kCopiesKept = 7;

}  // namespace

CareWorker::CareWorker(std::unique_ptr<db::Store> store,
                       std::shared_ptr<const core::Meeting> meeting, bool rehearsal,
                       Mailbox& mailbox, CareTiming timing)
    : store_(std::move(store)),
      meeting_(std::move(meeting)),
      rehearsal_(rehearsal),
      mailbox_(mailbox),
      timing_(timing),
      thread_([this] { work(); }) {}

CareWorker::~CareWorker() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool CareWorker::wait(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  return !changed_.wait_for(lock, time, [this] { return ending_; });
}

void CareWorker::work() {
  look_through_file();
  tell({});
  for (auto pause = timing_.after_start; wait(pause); pause = timing_.every) {
    tell(rehearsal_ ? core::Result<void>() : look_after_day());
  }
}

void CareWorker::look_through_file() {
  const auto sound = store_->check_file();
  if (!sound) mailbox_.post(app::StoreFailed{db::with_way_back(sound.error(), store_->folder())});
}

/// What fails here is told, and tried again in an hour.
core::Result<void> CareWorker::look_after_day() {
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  const auto erased = erase_what_is_due();
  const auto kept = db::write_daily_copy(store_->folder(), meeting_->zone.day_of(now), kCopiesKept);
  if (!kept) return tl::unexpected(kept.error());
  if (!erased) return tl::unexpected(erased.error());
  return {};
}

/// Of every meeting in the file: whoever came to the last one is not forgotten for this one.
core::Result<void> CareWorker::erase_what_is_due() {
  const auto meetings = store_->meetings();
  if (!meetings) return tl::unexpected(meetings.error());
  for (const core::MeetingId& meeting : *meetings) {
    const auto erased = store_->run_daily_retention(meeting);
    if (!erased) return tl::unexpected(erased.error());
  }
  return {};
}

void CareWorker::tell(const core::Result<void>& done) {
  app::CareSign sign;
  if (const auto copy = db::newest_good_copy(store_->folder())) {
    sign.last_copy = copy->at;
    sign.copy = copy->file.string();
  }
  sign.copies_sealed = db::copies_are_sealed(store_->folder());
  if (const auto backup = db::last_backup(store_->folder())) sign.last_backup = *backup;
  if (!done) sign.failure = done.error();
  mailbox_.post(app::CareChanged{std::move(sign)});
}

}  // namespace shell
