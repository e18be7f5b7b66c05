// kiosk.toml: the devices of this one machine. Absent is as good as empty.
//
//   [screen]
//   px_per_mm = 3.78        # 2 to 12; absent: what the monitor says
//   reduced_motion = false
//   [printer]
//   uri = "ipp://…"         # or a CUPS queue; absent: PDFs in the spool folder
//   dpi = 300               # of the check before printing
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/result.h"

namespace shell {

struct Configuration {
  std::optional<double> px_per_mm;
  bool reduced_motion = false;
  std::string printer;
  double printer_dpi = 300;
};

/// Every mistake with its line and key.
core::Result<Configuration> load_configuration(const std::filesystem::path& file);

}  // namespace shell
