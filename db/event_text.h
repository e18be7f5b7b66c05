// The bodies that a list of people writes by the thousand, as text at once. What comes out is byte
// for byte what `encode` makes of a JSON tree: keys sorted, no blanks.
#pragma once

#include <optional>
#include <string>

#include "core/event.h"

namespace db {

std::string registered_text(const core::event::AttendeeRegistered& event,
                            std::optional<core::Role> by);
std::string issued_text(const core::event::BadgeIssued& event, std::optional<core::Role> by);

}  // namespace db
