// The loop: sleeps, takes what happened, updates the model, draws a few frames, sleeps again.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "app/update.h"
#include "devices/sound.h"
#include "devices/speech.h"
#include "shell/backend.h"
#include "shell/clock.h"
#include "shell/configuration.h"
#include "shell/mailbox.h"
#include "shell/readers.h"
#include "shell/stage.h"
#include "shell/voice_hint.h"
#include "shell/window.h"
#include "shell/without_backend.h"

namespace shell {

/// Thread: the main thread.
class Loop {
 public:
  /// Starts the backend, telling how far it is where that takes long; called again when somebody
  /// asks to try once more.
  using StartBackend = std::function<core::Result<std::unique_ptr<Backend>>(
      const std::function<void(int percent)>& progress)>;

  Loop(Window& window, Stage& stage, Mailbox& mailbox, const Clock& clock,
       devices::SoundPlayer& sounds, devices::SpeechPlayer& speech, Readers& readers,
       WithoutBackend& without, const Configuration& configuration, StartBackend start_backend);

  /// Returns when `is_over` says so after a wake.
  void run(const std::function<bool()>& is_over, const std::string& language,
           const std::filesystem::path& frame_record, bool reduced_motion);

 private:
  void begin(const std::string& language, bool reduced_motion);
  void sleep();
  void take_keys();
  void take_camera();
  void type(const devices::KeyStroke& stroke);
  void navigate(ui::NavKey key);
  void act(const app::Action& action);
  void carry_out(const app::Effect& effect);
  void read_aloud();
  void hint_at_voice();
  /// A way back to a copy, taken care of; false for other effects.
  bool takes_the_file(const app::Effect& effect);
  void try_backend_again();
  core::Result<std::unique_ptr<Backend>> start_backend();
  void show_starting(int percent);
  /// In place of the meeting while there is none.
  [[nodiscard]] std::shared_ptr<const core::Meeting> nameless() const;
  void draw();

  Window& window_;
  Stage& stage_;
  Mailbox& mailbox_;
  const Clock& clock_;
  devices::SoundPlayer& sounds_;
  Readers& readers_;
  devices::SpeechPlayer& speech_;
  WithoutBackend& without_;
  const Keypad keypad_;
  VoiceHint voice_hint_;
  StartBackend start_backend_;
  std::unique_ptr<Backend> backend_;
  app::Model model_;
  ui::Input input_;
  bool by_keys_ = false;  ///< the focus was moved by key last, not by touch
  bool reads_ = false;    ///< aloud, in the last frame
  int frames_owed_ = 2;   ///< what is laid out in one frame is right in the next
  std::uint64_t frames_ = 0;
  std::filesystem::path frame_record_;  ///< empty: none is written
  std::string language_;                ///< asked for on the command line
  app::Uptime starting_shown_{0};       ///< when the screen was last told how far the start is
};

}  // namespace shell
