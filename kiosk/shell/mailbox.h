// Where workers leave what happened for the loop.
#pragma once

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "app/action.h"

namespace shell {

/// Any thread posts; the loop's thread drains. Order is the order of posting.
class Mailbox {
 public:
  /// `wake` makes a sleeping loop look here; callable from any thread.
  explicit Mailbox(std::function<void()> wake) : wake_(std::move(wake)) {}

  void post(app::Action action) {
    {
      const std::lock_guard lock(mutex_);
      actions_.push_back(std::move(action));
    }
    wake_();
  }

  std::vector<app::Action> drain() {
    const std::lock_guard lock(mutex_);
    return std::exchange(actions_, {});
  }

 private:
  std::function<void()> wake_;
  std::mutex mutex_;
  std::vector<app::Action> actions_;
};

}  // namespace shell
