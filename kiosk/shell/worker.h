// A thread that does one job after another.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace shell {

/// Jobs are taken in order, on one thread of its own. Ending it finishes the jobs that are there.
class Worker {
 public:
  using Job = std::function<void()>;

  /// `idle` runs on the worker's thread whenever nothing came for `rest`; empty: never.
  explicit Worker(Job idle = {}, std::chrono::milliseconds rest = std::chrono::seconds{2});
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  ~Worker();

  /// Any thread.
  void post(Job job);
  /// Drops what has not begun and ends; for jobs that nobody waits for.
  void stop();

 private:
  void work();

  const Job idle_;
  const std::chrono::milliseconds rest_;
  std::mutex mutex_;  ///< guards the two below
  std::deque<Job> jobs_;
  bool ending_ = false;
  std::condition_variable changed_;
  std::thread thread_;
};

}  // namespace shell
