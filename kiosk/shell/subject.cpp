#include "shell/subject.h"

#include "shell/hub_look.h"

namespace shell {

doctor::Subject subject_of(const Configuration& configuration, const std::filesystem::path& data,
                           core::Instant now) {
  doctor::Subject subject;
  subject.data = data;
  subject.printer = configuration.printer;
  subject.wants_camera = configuration.has_camera;
  const devices::CameraSettings& camera = configuration.camera;
  subject.camera_is_pipeline = !camera.pipeline.empty();
  subject.camera = subject.camera_is_pipeline ? camera.pipeline : camera.device;
  subject.hub = configuration.hub;
  subject.ask_hub = &ask_hub;
  subject.serial_scanner = configuration.serial_scanner;
  subject.px_per_mm = configuration.px_per_mm;
  subject.px_per_mm_is_set = configuration.px_per_mm.has_value();
  subject.now = now;
  return subject;
}

}  // namespace shell
