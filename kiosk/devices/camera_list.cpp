#include "devices/camera_list.h"

#include "devices/camera_finder.h"

namespace devices {

std::optional<std::string> find_camera(const std::string& wanted) {
  if (!start_gstreamer().empty()) return std::nullopt;
  const auto found = CameraFinder([] {}).find(wanted);
  return found ? std::optional(found->name) : std::nullopt;
}

}  // namespace devices
