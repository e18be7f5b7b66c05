// How far a meeting is with what its grant asks for.
#pragma once

#include <string_view>
#include <vector>

#include "core/meeting.h"

namespace core {

/// People who were present.
struct Attained {
  int participants = 0;
  int invited = 0;
  int countries = 0;  ///< with anybody present
};

struct Threshold {
  std::string_view name;  ///< `participants`, `invited`, `invited_percent` or `countries`
  int reached = 0;
  int needed = 0;
  [[nodiscard]] int missing() const { return needed > reached ? needed - reached : 0; }
};

/// One for each figure that the grant names, in the order above. A share is rounded down, so that
/// it is never said to be reached too early.
std::vector<Threshold> thresholds(const Grant& grant, const Attained& attained);

/// While people can still come: the time to say what is missing.
bool is_last_day(const Meeting& meeting, Instant now);

}  // namespace core
