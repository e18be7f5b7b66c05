// What a camera sees, small enough for the screen.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "devices/decoder.h"

namespace devices {

/// Rows of 8-bit luminance that somebody else owns, `stride` ≥ `width` bytes apart.
struct LumaView {
  const std::uint8_t* data = nullptr;
  int width = 0;
  int height = 0;
  int stride = 0;
};

/// How the camera hangs, and whether people see themselves as in a mirror.
struct Turn {
  int clockwise = 0;  ///< degrees: 0, 90, 180 or 270
  bool mirror = false;
};

/// A code's corners in fractions of the picture's width and height, from its top left.
struct Outline {
  std::array<float, 4> x;
  std::array<float, 4> y;
};

struct CameraPicture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> luma;  ///< rows without gaps
  std::vector<Outline> outlines;
};

/// Nothing of whom it shows is left in memory.
void wipe(CameraPicture& picture);

/// The view made smaller until neither side is longer than `longest`, then turned, with the
/// outlines of the codes found in it. Empty if the view is.
CameraPicture shrink(const LumaView& view, const std::vector<DecodedCode>& codes, int longest,
                     const Turn& turn);

}  // namespace devices
