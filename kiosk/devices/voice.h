// eSpeak NG: a text and a language into sound.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/result.h"

namespace devices {

struct SpokenSound {
  int rate = 0;                       ///< samples a second, one channel
  std::vector<std::int16_t> samples;  ///< empty where it was stopped before the first
};

/// The library has one state for the whole process: at most one Voice at a time, on one thread.
class Voice {
 public:
  Voice();
  Voice(const Voice&) = delete;
  Voice& operator=(const Voice&) = delete;

  /// `language` is an ISO 639-1 code. A text of one character is named, a full stop as well. Gives
  /// up as soon as `is_over` says so. Fails with `unreachable` where there is no voice for it.
  core::Result<SpokenSound> speak(const std::string& text, const std::string& language,
                                  const std::function<bool()>& is_over);

 private:
  int rate_ = 0;  ///< negative: the library does not start
};

}  // namespace devices
