// Time zones by their IANA names, from the system's time zone files.
#pragma once

#include <string>

#include "core/result.h"
#include "core/time.h"

namespace meeting {

/// The zone with every change of its offset from 1970 to the end of 2100, under the name asked for.
/// Errors: `bad_input` for a name that the system does not know, with the nearest one that it does;
/// `storage` where the system has no time zone files.
core::Result<core::Zone> load_zone(const std::string& iana_name);

}  // namespace meeting
