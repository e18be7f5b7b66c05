#include "devices/frame_reader.h"

#include <cstddef>
#include <cstdlib>
#include <utility>

namespace devices {
namespace {

/// Of a block every fourth pixel of every fourth row is looked at.
constexpr int kStep = 4;
/// A block whose mean moves by less is noise, or the lamp's flicker.
constexpr int kLeastChange = 3;

std::uint8_t rough_mean(const LumaView& view, int left, int top, int right, int bottom) {
  unsigned sum = 0;
  unsigned count = 0;
  for (int y = top; y < bottom; y += kStep) {
    const std::uint8_t* row = view.data + static_cast<std::ptrdiff_t>(y) * view.stride;
    for (int x = left; x < right; x += kStep, ++count) sum += row[x];
  }
  return static_cast<std::uint8_t>(count == 0 ? 0 : sum / count);
}

}  // namespace

bool StillView::has_changed(const LumaView& view) {
  bool changed = std::exchange(is_first_, false);
  for (int y = 0; y < kHigh; ++y) {
    for (int x = 0; x < kWide; ++x) {
      const auto now = rough_mean(view, x * view.width / kWide, y * view.height / kHigh,
                                  (x + 1) * view.width / kWide, (y + 1) * view.height / kHigh);
      std::uint8_t& last = last_[static_cast<std::size_t>(y * kWide + x)];
      if (std::abs(now - last) < kLeastChange) continue;  // slow drift adds up until it counts
      last = now;
      changed = true;
    }
  }
  return changed;
}

std::vector<DecodedCode> FrameReader::read(const LumaView& view) {
  return decode_luma(view.data, view.width, view.height, view.stride, Effort::quick);
}

}  // namespace devices
