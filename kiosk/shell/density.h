// How many pixels the screen has in a millimetre: whom to believe. Pure.
#pragma once

#include <optional>

namespace shell {

/// A monitor as it tells of itself; `width_mm` is 0 where it does not say.
struct ReportedScreen {
  int width_px = 0;
  int width_mm = 0;
  int height_mm = 0;
};

/// In px/mm; empty where the report cannot be true. Many screens and adapters report no size, or
/// 160 × 90 mm, which is nothing but the shape of their picture.
std::optional<double> reported_density(const ReportedScreen& screen);

/// What the command line says, else kiosk.toml, else the monitor, else 96 dots an inch.
double density(std::optional<double> asked, std::optional<double> configured,
               std::optional<double> reported);

}  // namespace shell
