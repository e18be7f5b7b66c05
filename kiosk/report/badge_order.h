// In which order the badges of a meeting leave the printer, so that a desk finds them.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/attendee.h"
#include "core/meeting.h"

namespace report {

enum class BadgeOrder { number, name, town, partner, country };

std::optional<BadgeOrder> parse_badge_order(std::string_view text);

/// By family name within a town, partner or country; as a dictionary of the meeting's first
/// language orders them, countries by their names in it. Those without the asked for come last.
void sort_for_badges(std::vector<core::Attendee>& people, BadgeOrder order,
                     const core::Meeting& meeting);

}  // namespace report
