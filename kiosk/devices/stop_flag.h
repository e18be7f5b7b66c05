// Ends what waits for a device.
#pragma once

#include <atomic>
#include <memory>

namespace devices {

/// Set once, by whoever ends the program or the work; whatever waits for a printer gives up within
/// a fraction of a second. Any thread.
class StopFlag {
 public:
  void set() { value_ = 1; }
  [[nodiscard]] bool is_set() const { return value_ != 0; }

  /// For libcups, which looks at a plain `int` of its caller's between its steps.
  [[nodiscard]] int* for_libcups() { return reinterpret_cast<int*>(&value_); }

 private:
  static_assert(sizeof(std::atomic<int>) == sizeof(int) && std::atomic<int>::is_always_lock_free);
  std::atomic<int> value_{0};
};

}  // namespace devices
