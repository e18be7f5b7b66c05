#include "shell/kiosk.h"

#include <signal.h>

#include <atomic>
#include <cstdio>
#include <thread>

#include "core/exit_status.h"
#include "db/damage.h"
#include "devices/sound.h"
#include "i18n/places.h"
#include "meeting/meeting_file.h"
#include "shell/density.h"
#include "shell/loop.h"
#include "shell/sticks.h"
#include "ui/keyboard_layout.h"

namespace shell {
namespace {

int tell(const core::Error& error) {
  std::fprintf(stderr, "kiosk: %s\n", core::describe(error).c_str());
  return core::exit_status(error.failure);
}

/// SIGTERM and SIGINT end the loop as closing the window does. Made before any other thread, so
/// that they all leave the signals to this one.
class EndSignals {
 public:
  EndSignals() {
    sigemptyset(&signals_);
    for (int signal : {SIGTERM, SIGINT, SIGUSR2}) sigaddset(&signals_, signal);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    thread_ = std::thread([this] {
      int signal = 0;
      sigwait(&signals_, &signal);
      came_ = true;
      if (signal != SIGUSR2) Window::wake();
    });
  }
  EndSignals(const EndSignals&) = delete;
  EndSignals& operator=(const EndSignals&) = delete;
  ~EndSignals() {
    pthread_kill(thread_.native_handle(), SIGUSR2);  // nothing to wait for any more
    thread_.join();
  }
  [[nodiscard]] bool came() const { return came_; }

 private:
  sigset_t signals_{};
  std::atomic<bool> came_{false};
  std::thread thread_;
};

/// The moment to rehearse, read in the meeting's time zone.
core::Result<std::optional<core::Instant>> rehearsed(const KioskOptions& options) {
  if (options.rehearse.empty()) return std::optional<core::Instant>();
  core::Zone zone;
  if (!options.meeting_file.empty()) {
    const auto meeting = meeting::load_meeting(options.meeting_file);
    if (meeting) zone = meeting->zone;  // what is wrong with it is told when it is stored
  }
  const auto at = core::parse_instant(options.rehearse, zone);
  if (at) return at;
  return core::fail(core::Failure::usage, "--rehearse needs a time such as 2019-03-12T09:00.");
}

struct Parts {
  i18n::Catalogues words;
  ui::Layouts layouts;
  std::filesystem::path assets;
};

core::Result<Parts> load_parts() {
  auto words = i18n::Catalogues::load(i18n::catalogues_folder());
  if (!words) return tl::unexpected(words.error());
  const auto assets = i18n::assets_folder();
  auto layouts = ui::load_keyboard_layouts((assets / "keyboards").string());
  if (!layouts) return tl::unexpected(layouts.error());
  return Parts{std::move(*words), std::move(*layouts), assets};
}

/// Stands in for a kiosk.toml with mistakes, which may have turned the camera off.
Configuration harmless() {
  Configuration configuration;
  configuration.has_camera = false;
  return configuration;
}

/// Shows what went wrong until the window is closed.
int stand_still(Window& window, const core::Error& error, const EndSignals& signals) {
  const int status = tell(error);
  PlainMessage message(core::describe(error));
  while (!signals.came() && !window.wants_to_close()) {
    message.show(window);
    window.wait(std::nullopt);
  }
  return status;
}

/// How the kiosk ended.
struct End {
  int status = 0;
  bool anew = false;  ///< kiosk.toml was corrected: everything is to be made by it
};

/// From the first frame to the last. With mistakes in kiosk.toml nothing starts, and the screen
/// says so until they are corrected.
End run_once(const KioskOptions& options, Window& window, const Clock& clock,
             const EndSignals& signals, const Parts& parts) {
  const auto file = options.data / "kiosk.toml";
  const auto loaded = load_configuration(file);
  const Configuration configuration = loaded.value_or(harmless());
  Stage stage(window, parts.words, parts.layouts,
              density(options.px_per_mm, configuration.px_per_mm, window.px_per_mm()));
  if (auto ready = stage.prepare({}); !ready) return {stand_still(window, ready.error(), signals)};
  Mailbox mailbox(&Window::wake);
  devices::SoundPlayer sounds(parts.assets / "sounds");
  Readers readers(configuration, mailbox, &Window::wake);
  devices::SpeechPlayer speech;
  WithoutBackend without{{options.data, &stick_roots, [&clock] { return clock.now(); }, mailbox},
                         {options.data, &stick_roots, mailbox}};
  End end;
  BackendOptions backend{options.data, parts.assets, options.meeting_file, options.demo_pins,
                         options.px_per_mm ? options.px_per_mm : window.px_per_mm()};
  const auto start =
      [&](const std::function<void(int)>& progress) -> core::Result<std::unique_ptr<Backend>> {
    backend.progress = progress;
    auto started = Backend::start(backend, configuration, parts.words, clock, mailbox);
    end.status = started ? 0 : tell(started.error());
    if (!started) backend.accept_damaged_log |= db::is_log_damage(started.error());
    return started;
  };
  const auto refuse =
      [&](const std::function<void(int)>&) -> core::Result<std::unique_ptr<Backend>> {
    const auto again = load_configuration(file);
    end.anew = again.has_value();
    const core::Error& error = again ? loaded.error() : again.error();
    if (!again) end.status = tell(error);
    return tl::unexpected(error);
  };
  Loop loop(window, stage, mailbox, clock, sounds, speech, readers, without, configuration,
            loaded ? Loop::StartBackend(start) : Loop::StartBackend(refuse));
  loop.run([&] { return end.anew || signals.came() || window.wants_to_close(); }, options.language,
           options.frame_record, configuration.reduced_motion);
  return end;
}

}  // namespace

int run_kiosk(const KioskOptions& options) {
  EndSignals signals;
  const auto start = rehearsed(options);
  if (!start) return tell(start.error());
  const Clock clock(*start);
  auto opened = Window::open(options.window);
  if (!opened) return tell(opened.error());
  Window& window = **opened;
  const auto parts = load_parts();
  if (!parts) return stand_still(window, parts.error(), signals);
  End end;
  do {
    end = run_once(options, window, clock, signals, *parts);
  } while (end.anew);
  return end.status;
}

}  // namespace shell
