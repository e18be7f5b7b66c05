// Looks at the devices of this machine. May take seconds where a printer does not answer: never on
// a screen's thread.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "devices/stop_flag.h"
#include "doctor/judge.h"

namespace doctor {

/// What a kiosk is set up with; empty where nothing is.
struct Subject {
  std::filesystem::path data;
  std::string printer;  ///< as kiosk.toml has it
  bool wants_camera = true;
  std::string camera;  ///< its path, a part of its name, or a pipeline
  bool camera_is_pipeline = false;
  std::string serial_scanner;  ///< its path, or `auto`
  std::string hub;             ///< its address, with the password; empty: none
  std::function<HubSeen(const std::string& hub, const std::filesystem::path& data)> ask_hub;
  std::optional<double> px_per_mm;
  bool px_per_mm_is_set = false;
  core::Instant now;
  std::optional<int> days_to_meeting;
  std::optional<core::Instant> last_recorded;  ///< empty: never, or the time is not the real one
  std::shared_ptr<devices::StopFlag> stop = nullptr;  ///< ends waiting for the printer
  std::filesystem::path root = "/";  ///< where `dev` and `sys` are; another one in tests
};

/// Never fails: what cannot be looked at is a finding.
Seen look(const Subject& subject);

}  // namespace doctor
