// Reads QR codes out of a picture: from the camera, and from a badge before it is printed.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace devices {

/// In pixels from the picture's top left corner.
struct PixelPoint {
  int x = 0;
  int y = 0;
  friend bool operator==(const PixelPoint&, const PixelPoint&) = default;
};

struct DecodedCode {
  std::string text;  ///< UTF-8
  /// Top left, top right, bottom right, bottom left as the code itself stands, whichever way the
  /// picture shows it.
  std::array<PixelPoint, 4> corners;
};

enum class Effort {
  quick,     ///< a camera frame: the next one comes anyway
  thorough,  ///< a single picture: rotated, inverted, small and damaged codes too
};

/// All QR codes in a picture of 8-bit luminance, in no particular order; `stride` is in bytes and
/// at least `width`. Empty if there is none, or if the measures make no picture. Never throws.
/// Any thread.
std::vector<DecodedCode> decode_luma(const std::uint8_t* data, int width, int height, int stride,
                                     Effort effort) noexcept;

}  // namespace devices
