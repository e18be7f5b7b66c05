// The app: starts what is behind the screens, then loops: something happened → update → show.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "shell/backend.h"
#include "shell/window.h"

namespace shell {

struct KioskOptions {
  std::filesystem::path data;
  std::filesystem::path meeting_file;
  std::string rehearse;                ///< local time at the meeting; empty: now
  std::string language;                ///< to start in; empty: the meeting's first
  std::filesystem::path frame_record;  ///< rewritten with every frame; empty: none
  std::optional<double> px_per_mm;
  bool demo_pins = false;
  WindowOptions window;
};

/// Runs until the window is closed or SIGTERM or SIGINT comes. Returns the exit status of CLI.md.
/// What stops it from starting is told on standard error and, where there is a window, on it.
int run_kiosk(const KioskOptions& options);

}  // namespace shell
