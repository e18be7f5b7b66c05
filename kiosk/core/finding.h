// What the doctor says about one part of a kiosk, for the Devices screen and for `kioskctl doctor`.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace core {

enum class Part { printer, camera, scanner, hub, disk, clock, fonts, screen };
inline constexpr int kParts = 8;

enum class Health {
  ok,
  look,     ///< works, but somebody should have a look
  missing,  ///< wanted, and not there
  off,      ///< not set up; nobody wants it
};

std::string_view to_text(Part part);
std::string_view to_text(Health health);

struct Finding {
  Part part = Part::printer;
  Health health = Health::off;
  /// The catalogue's message, which says what is so and what to do: `doctor.disk_low`.
  std::string message = {};
  std::vector<std::pair<std::string, std::string>> values = {};  ///< what its {names} stand for
  std::vector<std::string> more = {};  ///< further messages of the catalogue: `printer.media_low`
  std::string detail = {};             ///< in the device's own words, or English; may be empty
  bool unreachable = false;            ///< a device that is set up does not answer
  friend bool operator==(const Finding&, const Finding&) = default;
};

}  // namespace core
