// What reads codes besides the keyboard: the camera and a serial scanner.
#pragma once

#include <functional>
#include <optional>

#include "app/model.h"
#include "devices/camera.h"
#include "devices/serial_scanner.h"
#include "shell/configuration.h"
#include "shell/mailbox.h"

namespace shell {

/// Posts `BadgeScanned` and `CameraChanged`. Thread: made and asked by the loop's; the devices have
/// threads of their own.
class Readers {
 public:
  /// `wake` makes a sleeping loop ask for the camera's picture; any thread.
  Readers(const Configuration& configuration, Mailbox& mailbox, std::function<void()> wake);

  /// Looks as closely as the model needs it. To be called whenever that changed.
  void attend(const app::Model& model);
  /// Whether the model's screen shows what the camera sees.
  [[nodiscard]] bool shows_camera() const { return is_watched_; }
  /// The newest picture, once, while the screen shows it.
  std::optional<devices::CameraPicture> take_picture();

 private:
  bool is_watched_ = false;
  std::optional<devices::Camera> camera_;
  std::optional<devices::SerialScanner> serial_;
};

/// Whether the screen shows what the camera sees.
bool shows_camera(const app::Model& model);
/// How closely the camera has to look.
devices::CameraPace pace_for(const app::Model& model);

}  // namespace shell
