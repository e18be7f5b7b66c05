// Watches for codes through a camera, and shows what it sees.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "devices/camera_picture.h"

namespace devices {

struct CameraSettings {
  /// A GStreamer pipeline without its end, `v4l2src device=/dev/video2` or `filesrc …`; empty: a
  /// camera that is plugged in.
  std::string pipeline;
  std::string device;  ///< its path, or part of its name; empty: the first that gives pictures
  Turn turn{0, true};  ///< of the picture on the screen
  /// A code out of view for so long is a new scan when it comes back.
  std::chrono::milliseconds again_after{1500};
};

struct CameraTiming {
  std::chrono::milliseconds retry{500};  ///< after the first failure; doubled each time
  std::chrono::milliseconds longest_retry{10'000};
  std::chrono::milliseconds stall{5'000};  ///< without a picture: the camera hangs
  std::chrono::milliseconds end{2'000};    ///< waited at most for a device that hangs
};

struct CameraState {
  enum class Phase {
    searching,  ///< no camera is plugged in
    starting,   ///< no picture has come yet
    live,
    trouble,  ///< `detail` tells why; it is tried again
  };
  Phase phase = Phase::searching;
  std::string detail;  ///< which camera, or what is wrong, in GStreamer's words
  friend bool operator==(const CameraState&, const CameraState&) = default;
};

/// How closely it looks.
enum class CameraPace {
  resting,    ///< nobody is there: five pictures a second, to see somebody come
  attentive,  ///< every picture
};

/// Called on the camera's thread; they must return soon and must not destroy the camera.
struct CameraListener {
  std::function<void(std::string)> on_code;  ///< once for a code held in view; UTF-8
  std::function<void(CameraState)> on_state;
  std::function<void()> on_picture;  ///< there is one to take
};

/// Owns a thread that takes the newest picture, reads it, and takes the next; none is ever queued.
/// A camera may be missing, vanish and return. All calls return at once, from any thread; its end
/// takes `CameraTiming::end` at most, after which nothing is called any more.
class Camera {
 public:
  Camera(CameraSettings settings, CameraListener listener, CameraTiming timing = {});
  Camera(const Camera&) = delete;
  Camera& operator=(const Camera&) = delete;
  ~Camera();

  /// Pictures are made only while somebody watches; whatever is left of them is wiped when not.
  void watch(bool is_watched);
  void set_pace(CameraPace pace);
  /// A code that is in view already counts as shown anew.
  void look_afresh();
  /// The newest picture since the last call.
  [[nodiscard]] std::optional<CameraPicture> take_picture();
  [[nodiscard]] CameraState state() const;

 private:
  class Work;
  std::shared_ptr<Work> work_;  ///< outlives this only with a device that does not let go
};

}  // namespace devices
