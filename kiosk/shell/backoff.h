// How long to wait before the next try: longer each time, never the same for two kiosks.
#pragma once

#include <chrono>
#include <random>

namespace shell {

/// Belongs to one thread.
class Backoff {
 public:
  /// `seed` tells kiosks apart that lost the same printer at the same moment.
  Backoff(std::chrono::milliseconds first, std::chrono::milliseconds longest, std::uint32_t seed)
      : first_(first), longest_(longest), next_(first), random_(seed) {}

  /// Doubles with each call up to the longest; then up to a quarter is taken off at random.
  std::chrono::milliseconds next();
  void reset() { next_ = first_; }

 private:
  const std::chrono::milliseconds first_;
  const std::chrono::milliseconds longest_;
  std::chrono::milliseconds next_;
  std::minstd_rand random_;
};

}  // namespace shell
