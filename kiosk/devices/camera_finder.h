// The cameras that are plugged in now.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "devices/camera_mode.h"
#include "devices/gst_owned.h"

namespace devices {

struct FoundCamera {
  Owned<GstDevice> device;
  std::string name;
  CameraMode mode;
};

/// Thread: its owner's. GStreamer must have been started.
class CameraFinder {
 public:
  /// `on_change` is called on a thread of GStreamer's whenever one is plugged in or out.
  explicit CameraFinder(std::function<void()> on_change);
  CameraFinder(const CameraFinder&) = delete;
  CameraFinder& operator=(const CameraFinder&) = delete;
  ~CameraFinder();

  /// The first that gives pictures; where `wanted` is not empty, the first whose path is that or
  /// whose name contains it.
  [[nodiscard]] std::optional<FoundCamera> find(const std::string& wanted) const;
  [[nodiscard]] bool is_there(GstDevice* device) const;

 private:
  std::function<void()> on_change_;
  Owned<GstDeviceMonitor> monitor_;
};

}  // namespace devices
