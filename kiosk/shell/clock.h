// What time it is: now, or, in a rehearsal, as if the app had started at another moment.
#pragma once

#include <chrono>
#include <optional>

#include "app/model.h"
#include "core/time.h"

namespace shell {

/// Immutable; any thread.
class Clock {
 public:
  explicit Clock(std::optional<core::Instant> rehearsed_start = std::nullopt)
      : started_(std::chrono::steady_clock::now()) {
    if (rehearsed_start) shift_ = *rehearsed_start - system_now();
  }

  [[nodiscard]] core::Instant now() const { return system_now() + shift_; }
  [[nodiscard]] app::Uptime up() const {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                         started_);
  }
  [[nodiscard]] app::Moment moment() const { return {now(), up()}; }
  [[nodiscard]] bool is_rehearsal() const { return shift_.count() != 0; }

 private:
  static core::Instant system_now() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  }
  std::chrono::steady_clock::time_point started_;
  std::chrono::milliseconds shift_{0};
};

}  // namespace shell
