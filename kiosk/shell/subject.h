// What a machine is set up with, for the doctor.
#pragma once

#include <filesystem>

#include "doctor/look.h"
#include "shell/configuration.h"

namespace shell {

/// Without what only a running app knows: monitor and meeting.
doctor::Subject subject_of(const Configuration& configuration, const std::filesystem::path& data,
                           core::Instant now);

}  // namespace shell
