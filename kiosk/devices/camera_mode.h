// Which of a camera's formats and sizes to use: for reading codes fast, not for beauty.
#pragma once

#include <gst/gst.h>

#include <optional>
#include <string>
#include <vector>

namespace devices {

/// Something that a camera can be asked for.
struct CameraMode {
  std::string format;  ///< as GStreamer names raw ones (`YUY2`); `JPEG` for motion JPEG
  int width = 0;       ///< pixels
  int height = 0;
  double rate = 0;  ///< pictures a second; 0: not told
  friend bool operator==(const CameraMode&, const CameraMode&) = default;
};

/// What GStreamer says a camera can do, spread out; ranges are sampled where they are of use.
/// Formats that cannot be used are left out. GStreamer must have been started.
std::vector<CameraMode> modes_of(const GstCaps* caps);

/// Raw before JPEG, since a JPEG must be decoded first; 1280×720 to 1920×1080, the smaller the
/// faster; at least 15 pictures a second. Where nothing is like that, what comes nearest. Empty if
/// `modes` is.
std::optional<CameraMode> choose_mode(const std::vector<CameraMode>& modes);

/// The mode as a caps filter in a GStreamer pipeline.
std::string caps_text(const CameraMode& mode);

}  // namespace devices
