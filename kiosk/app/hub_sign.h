// How it stands with the other kiosks, through the hub; for staff.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "core/time.h"

namespace app {

struct HubSign {
  enum class State { none, in_step, behind, cut_off, refused } state = State::none;
  core::Instant since = {};  ///< the wall time from which on it is so
  std::string word = {};     ///< a catalogue key: what is the matter; empty: nothing
  int rows = 0;              ///< exchanged so far, while behind
  /// Of this machine's clock over the hub's, where that matters.
  std::optional<std::chrono::seconds> clock_ahead = {};
  std::string address = {};  ///< without its password
  friend bool operator==(const HubSign&, const HubSign&) = default;
};

}  // namespace app
