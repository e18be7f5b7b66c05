#include "shell/readers.h"

#include "app/update.h"

namespace shell {
namespace {

using Phase = devices::CameraState::Phase;

app::CameraSign sign_of(const devices::CameraState& state) {
  return {state.phase == Phase::live, state.phase == Phase::trouble ? state.detail : std::string()};
}

/// Somebody has come to this screen to show a code, and none was shown yet.
bool waits_for_a_code(const app::Model& model) {
  const auto* screen = std::get_if<app::screen::HaveCode>(&model.screen);
  return screen != nullptr && screen->nonce.empty() && !screen->not_found;
}

}  // namespace

Readers::Readers(const Configuration& configuration, Mailbox& mailbox, std::function<void()> wake) {
  const auto on_scan = [&mailbox](std::string text) {
    mailbox.post(app::BadgeScanned{std::move(text)});
  };
  if (configuration.has_camera) {
    const auto on_state = [&mailbox](const devices::CameraState& state) {
      mailbox.post(app::CameraChanged{sign_of(state)});
    };
    camera_.emplace(configuration.camera,
                    devices::CameraListener{on_scan, on_state, std::move(wake)});
  }
  const std::string& serial = configuration.serial_scanner;
  if (serial == "auto") {
    serial_.emplace([] { return devices::find_serial_scanner(); }, on_scan);
  } else if (!serial.empty()) {
    serial_.emplace(std::filesystem::path(serial), on_scan);
  }
}

void Readers::attend(const app::Model& model) {
  if (!camera_) return;
  camera_->set_pace(pace_for(model));
  const bool is_watched = camera_ && shell::shows_camera(model);
  if (is_watched == is_watched_) return;
  is_watched_ = is_watched;
  camera_->watch(is_watched);
  // A badge that hung in view all the while is shown only now.
  if (is_watched && waits_for_a_code(model)) camera_->look_afresh();
}

std::optional<devices::CameraPicture> Readers::take_picture() {
  return is_watched_ ? camera_->take_picture() : std::nullopt;
}

bool shows_camera(const app::Model& model) {
  if (model.ask_still_there_until) return false;
  return std::holds_alternative<app::screen::HaveCode>(model.screen) ||
         std::holds_alternative<app::screen::Door>(model.screen) ||
         std::holds_alternative<app::screen::Devices>(model.screen);
}

devices::CameraPace pace_for(const app::Model& model) {
  const bool is_welcome = std::holds_alternative<app::screen::Welcome>(model.screen);
  const bool is_alone = is_welcome && model.now.up - model.last_touch >= app::kAskAfter;
  const bool takes_codes = is_welcome || app::is_signed_in(model) || shows_camera(model);
  return takes_codes && !is_alone ? devices::CameraPace::attentive : devices::CameraPace::resting;
}

}  // namespace shell
