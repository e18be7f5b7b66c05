#include "shell/backoff.h"

#include <algorithm>

namespace shell {

std::chrono::milliseconds Backoff::next() {
  const auto pause = next_;
  next_ = std::min(next_ * 2, longest_);
  std::uniform_int_distribution<std::int64_t> off(0, pause.count() / 4);
  return pause - std::chrono::milliseconds{off(random_)};
}

}  // namespace shell
