#include "shell/density.h"

namespace shell {
namespace {

constexpr double kLeastDensity = 2;  // px/mm: a 27-inch screen of 1280×720 has 2.1
constexpr double kMostDensity = 12;  // is itself what 1920 pixels on 160 mm come to
constexpr double kUsualDensity = 3.78;

/// 16:9 and 16:10 in centimetres.
bool is_a_shape(const ReportedScreen& screen) {
  return screen.width_mm == 160 && (screen.height_mm == 90 || screen.height_mm == 100);
}

}  // namespace

std::optional<double> reported_density(const ReportedScreen& screen) {
  if (screen.width_mm <= 0 || is_a_shape(screen)) return std::nullopt;
  const double density = static_cast<double>(screen.width_px) / screen.width_mm;
  if (density < kLeastDensity || density >= kMostDensity) return std::nullopt;
  return density;
}

double density(std::optional<double> asked, std::optional<double> configured,
               std::optional<double> reported) {
  if (asked) return *asked;
  if (configured) return *configured;
  return reported.value_or(kUsualDensity);
}

}  // namespace shell
