#include "shell/worker.h"

namespace shell {

Worker::Worker(Job idle, std::chrono::milliseconds rest)
    : idle_(std::move(idle)), rest_(rest), thread_([this] { work(); }) {}

Worker::~Worker() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Worker::post(Job job) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  changed_.notify_all();
}

void Worker::stop() {
  {
    const std::lock_guard lock(mutex_);
    jobs_.clear();
    ending_ = true;
  }
  changed_.notify_all();
}

void Worker::work() {
  std::unique_lock lock(mutex_);
  bool rested = false;  // one rest after each bout of work is enough
  for (;;) {
    const auto something = [this] { return ending_ || !jobs_.empty(); };
    if (idle_ && !rested) {
      if (!changed_.wait_for(lock, rest_, something)) {
        lock.unlock();
        idle_();
        lock.lock();
        rested = true;
        continue;
      }
    } else {
      changed_.wait(lock, something);
    }
    if (jobs_.empty()) return;  // ending, and everything done
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    job();
    job = nullptr;
    lock.lock();
    rested = false;
  }
}

}  // namespace shell
