#include "shell/hub_look.h"

#include "sync/hub.h"

namespace shell {

doctor::HubSeen ask_hub(const std::string& text, const std::filesystem::path& data) {
  const auto address = kiosk_sync::read_hub_address(text, hub_authority(data));
  if (!address) return {{}, "sync.unreachable", {}};
  doctor::HubSeen seen{address->shown, {}, {}};
  const auto hub = kiosk_sync::Hub::connect(*address, std::chrono::seconds{8});
  if (!hub) {
    seen.trouble = hub.error().message;
    return seen;
  }
  const auto ahead = (*hub)->clock_ahead();
  if (ahead) {
    seen.clock_ahead = std::chrono::duration_cast<std::chrono::seconds>(*ahead);
  } else {
    seen.trouble = ahead.error().message;
  }
  return seen;
}

std::filesystem::path hub_authority(const std::filesystem::path& data) {
  return data / "keys" / "hub-ca.pem";
}

}  // namespace shell
