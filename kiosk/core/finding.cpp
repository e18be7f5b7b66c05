#include "core/finding.h"

#include <array>

namespace core {

std::string_view to_text(Part part) {
  constexpr std::array<std::string_view, kParts> kNames{"printer", "camera", "scanner", "hub",
                                                        "disk",    "clock",  "fonts",   "screen"};
  return kNames.at(static_cast<std::size_t>(part));
}

std::string_view to_text(Health health) {
  constexpr std::array<std::string_view, 4> kNames{"ok", "look", "missing", "off"};
  return kNames.at(static_cast<std::size_t>(health));
}

}  // namespace core
