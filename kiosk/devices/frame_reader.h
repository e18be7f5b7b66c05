// Reads codes out of one camera picture after another, within the time that a picture has.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "devices/camera_picture.h"
#include "devices/decoder.h"

namespace devices {

/// Tells whether a picture shows anything that the one before did not. Noise does not count.
class StillView {
 public:
  /// True for the first.
  bool has_changed(const LumaView& view);

 private:
  static constexpr int kWide = 32;
  static constexpr int kHigh = 18;
  std::array<std::uint8_t, static_cast<std::size_t>(kWide) * kHigh> last_{};
  bool is_first_ = true;
};

/// Thread: its owner's.
class FrameReader {
 public:
  std::vector<DecodedCode> read(const LumaView& view);
};

}  // namespace devices
