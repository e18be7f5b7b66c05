// kiosk.toml: the devices of this one machine. Absent is as good as empty.
//
//   [screen]
//   px_per_mm = 3.78        # 2 to 12; absent: what the monitor says
//   reduced_motion = false
//   [keypad]                # GLFW key codes, 32 to 348
//   previous = 302          # F13
//   next = 303              # F14
//   activate = 304          # F15
//   back = 305              # F16
//   read_aloud = 290        # F1
//   [speech]
//   welcome_hint = false    # true: Welcome says every minute how to switch reading aloud on
//   [printer]
//   uri = "ipp://…"         # or a CUPS queue; absent: PDFs in the spool folder
//   dpi = 300               # absent: what the printer says
//   roll = 100              # labels on a new roll; absent: paper is counted once staff say so
//   [[printers]]            # others that staff may choose, beside the queues found by themselves
//   name = "Info desk"
//   uri = "ipp://…"
//   [camera]
//   enabled = true
//   device = "/dev/video2"  # or part of its name; absent: the first that gives pictures
//   pipeline = "…"          # any GStreamer pipeline without its end, instead of a device
//   mirror = true           # people see themselves as in a mirror
//   rotate = 0              # degrees clockwise: 0, 90, 180 or 270
//   again_after = 1.5       # seconds out of view after which the same code is a new scan
//   [hub]
//   url = "postgresql://…"  # shares the meeting with other kiosks; absent: what the enrolment says
//   [scanner]
//   serial = "auto"         # or "/dev/ttyACM0"; absent: only scanners that type like a keyboard
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "devices/camera.h"

namespace shell {

/// The four keys of a keypad, and one that turns reading aloud on and off wherever one is: GLFW key
/// codes (https://www.glfw.org/docs/latest/group__keys.html). Arrows, Tab, Enter and Escape do the
/// same without being named here.
struct Keypad {
  int previous = 302;    ///< F13
  int next = 303;        ///< F14
  int activate = 304;    ///< F15; held down: what a long press offers
  int back = 305;        ///< F16; on Welcome: reading aloud on or off
  int read_aloud = 290;  ///< F1
};

/// One that staff may move a job to.
struct OtherPrinter {
  std::string name;
  std::string uri;
};

struct Configuration {
  std::optional<double> px_per_mm;
  bool reduced_motion = false;
  Keypad keypad;
  bool welcome_hint = false;  ///< Welcome tells every minute how to switch reading aloud on
  std::string printer;
  std::optional<double> printer_dpi;
  int roll = 0;  ///< 0: not said
  std::vector<OtherPrinter> printers;
  bool has_camera = true;
  devices::CameraSettings camera;
  std::string hub;             ///< holds a password: never shown
  std::string serial_scanner;  ///< its path, or `auto`; empty: none
};

/// Every mistake with its line and key.
core::Result<Configuration> load_configuration(const std::filesystem::path& file);

}  // namespace shell
