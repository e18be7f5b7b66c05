// How far long work is, and whether it shall go on.
#pragma once

#include <functional>
#include <string_view>

#include "core/result.h"

namespace core {

/// Called now and then with 0 to 100, on the thread that works; false stops the work, which then
/// fails with `stopped()` and leaves nothing behind.
using Progress = std::function<bool(int percent)>;

inline constexpr std::string_view kStoppedMessage = "work.stopped";

inline tl::unexpected<Error> stopped() {
  return fail(Failure::usage, "It was stopped.", {}, std::string(kStoppedMessage));
}
inline bool is_stopped(const Error& error) { return error.message == kStoppedMessage; }

/// Whether the work is to go on.
inline bool goes_on(const Progress& progress, int percent) {
  return !progress || progress(percent);
}

}  // namespace core
