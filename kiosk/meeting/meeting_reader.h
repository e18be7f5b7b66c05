// From TOML tables to a meeting: which keys there are, and what must hold between them.
#pragma once

#include <toml++/toml.h>

#include "core/meeting.h"
#include "meeting/mistakes.h"

namespace meeting {

/// The meeting is whole only if `mistakes` is still empty afterwards.
core::Meeting read_meeting(const toml::table& root, Mistakes& mistakes);

}  // namespace meeting
