#include "core/grant.h"

namespace core {

std::vector<Threshold> thresholds(const Grant& grant, const Attained& attained) {
  std::vector<Threshold> all;
  const auto add = [&](std::string_view name, const std::optional<int>& needed, int reached) {
    if (needed) all.push_back({name, reached, *needed});
  };
  const int percent =
      attained.participants > 0 ? attained.invited * 100 / attained.participants : 0;
  add("participants", grant.min_participants, attained.participants);
  add("invited", grant.min_invited, attained.invited);
  add("invited_percent", grant.min_invited_percent, percent);
  add("countries", grant.min_countries, attained.countries);
  return all;
}

bool is_last_day(const Meeting& meeting, Instant now) {
  return meeting.zone.day_of(now) == meeting.days.back();
}

}  // namespace core
