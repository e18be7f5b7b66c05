#include "devices/camera_finder.h"

#include <vector>

namespace devices {
namespace {

std::string path_of(GstDevice* device) {
  const Owned<GstStructure> properties(gst_device_get_properties(device));
  if (!properties) return {};
  for (const char* key : {"device.path", "api.v4l2.path"}) {
    const char* path = gst_structure_get_string(properties.get(), key);
    if (path != nullptr) return path;
  }
  return {};
}

std::string name_of(GstDevice* device) {
  const Owned<gchar> name(gst_device_get_display_name(device));
  return name ? name.get() : "";
}

std::vector<Owned<GstDevice>> devices_of(GstDeviceMonitor* monitor) {
  std::vector<Owned<GstDevice>> devices;
  GList* list = gst_device_monitor_get_devices(monitor);
  for (GList* at = list; at != nullptr; at = at->next) {
    devices.emplace_back(static_cast<GstDevice*>(at->data));
  }
  g_list_free(list);
  return devices;
}

}  // namespace

CameraFinder::CameraFinder(std::function<void()> on_change)
    : on_change_(std::move(on_change)), monitor_(gst_device_monitor_new()) {
  gst_device_monitor_add_filter(monitor_.get(), "Video/Source", nullptr);
  const Owned<GstBus> bus(gst_device_monitor_get_bus(monitor_.get()));
  gst_bus_set_sync_handler(
      bus.get(),
      [](GstBus*, GstMessage* message, gpointer self) {
        static_cast<CameraFinder*>(self)->on_change_();
        gst_message_unref(message);  // a handler that drops a message owns it
        return GST_BUS_DROP;
      },
      this, nullptr);
  gst_device_monitor_start(monitor_.get());  // false where there is nothing to watch: none is found
}

CameraFinder::~CameraFinder() {
  gst_device_monitor_stop(monitor_.get());
  const Owned<GstBus> bus(gst_device_monitor_get_bus(monitor_.get()));
  gst_bus_set_sync_handler(bus.get(), nullptr, nullptr, nullptr);
}

std::optional<FoundCamera> CameraFinder::find(const std::string& wanted) const {
  for (Owned<GstDevice>& device : devices_of(monitor_.get())) {
    const std::string name = name_of(device.get());
    const bool is_wanted =
        wanted.empty() || path_of(device.get()) == wanted || name.find(wanted) != std::string::npos;
    if (!is_wanted) continue;
    const Owned<GstCaps> caps(gst_device_get_caps(device.get()));
    const auto mode = choose_mode(modes_of(caps.get()));
    if (mode) return FoundCamera{std::move(device), name, *mode};
  }
  return std::nullopt;
}

bool CameraFinder::is_there(GstDevice* device) const {
  for (const Owned<GstDevice>& other : devices_of(monitor_.get())) {
    if (other.get() == device) return true;
  }
  return false;
}

}  // namespace devices
