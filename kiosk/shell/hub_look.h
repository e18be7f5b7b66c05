// Asks the hub whether it answers, for the doctor.
#pragma once

#include <filesystem>
#include <string>

#include "doctor/judge.h"

namespace shell {

/// Waits up to some seconds. `data`: the kiosk's folder, which may hold the hub's authority.
doctor::HubSeen ask_hub(const std::string& address, const std::filesystem::path& data);

/// The certificate that the hub's must be signed by, where a kiosk was given one.
std::filesystem::path hub_authority(const std::filesystem::path& data);

}  // namespace shell
