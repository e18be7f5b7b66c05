// Which template a command's badges take.
#pragma once

#include <string>

#include "badge/template.h"
#include "core/meeting.h"
#include "core/result.h"

namespace cli {

/// A name in assets/badges, or a .toml file of one's own; empty: the meeting's.
core::Result<badge::Template> find_template(const core::Meeting& meeting, const std::string& asked);

}  // namespace cli
