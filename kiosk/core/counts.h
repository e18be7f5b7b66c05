// Counts of people, never of scans. Each person contributes to a few counters; a change moves
// only the counters in which the person's contribution differs, so a count is a lookup.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/meeting.h"
#include "core/state.h"

namespace core {

enum class Dimension {
  total,
  country,
  town,
  partner,
  kind,
  gender,
  day,
  checkpoint,
  session,
  checkpoint_day,  ///< `door 2019-03-12`: who is still expected today
  arrival,         ///< `2019-03-12T09`: the hour of a person's first entry on a day
};

std::string_view to_text(Dimension dimension);
std::optional<Dimension> parse_dimension(std::string_view text);

struct Count {
  int registered = 0;
  int present = 0;
  int inside = 0;

  Count& operator+=(const Count& other);
  Count& operator-=(const Count& other);
  friend bool operator==(const Count&, const Count&) = default;
};

struct CountKey {
  Dimension dimension = Dimension::total;
  std::string key;  ///< empty for `total`, and for people without partner
  friend auto operator<=>(const CountKey&, const CountKey&) = default;
};

using Contribution = std::map<CountKey, Count>;

/// What one person adds to each counter. A cancelled registration is no longer registered, but who
/// was there was there.
Contribution contribution(const Meeting& meeting, const AttendeeState& state);

/// `after` minus `before`, without the entries that are all zero.
Contribution difference(const Contribution& before, const Contribution& after);

}  // namespace core
