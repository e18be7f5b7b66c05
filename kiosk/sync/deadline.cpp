#include "sync/deadline.h"

#include <sys/socket.h>

namespace kiosk_sync {

Deadline::Deadline(std::chrono::milliseconds patience)
    : patience_(patience), thread_([this] { work(); }) {}

Deadline::~Deadline() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Deadline::cut() {
  const std::lock_guard lock(mutex_);
  is_cut_ = true;
  if (socket_ >= 0) ::shutdown(socket_, SHUT_RDWR);
}

void Deadline::begin(int socket) {
  const std::lock_guard lock(mutex_);
  socket_ = socket;
  until_ = std::chrono::steady_clock::now() + patience_;
  if (is_cut_ && socket_ >= 0) ::shutdown(socket_, SHUT_RDWR);
  changed_.notify_all();
}

void Deadline::end() {
  const std::lock_guard lock(mutex_);
  socket_ = -1;
}

/// Sleeps until somebody waits, then until they have waited too long; a wait that ends in time
/// wakes nobody.
void Deadline::work() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    if (socket_ < 0) {
      changed_.wait(lock);
    } else if (std::chrono::steady_clock::now() < until_) {
      changed_.wait_until(lock, until_);
    } else {
      ::shutdown(socket_, SHUT_RDWR);
      socket_ = -1;
    }
  }
}

}  // namespace kiosk_sync
