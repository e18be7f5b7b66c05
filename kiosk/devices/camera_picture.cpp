#include "devices/camera_picture.h"

#include <algorithm>
#include <cstddef>

namespace devices {
namespace {

struct Point {
  float x = 0;
  float y = 0;
};

/// Where a point of the camera's picture, in fractions, is on the turned one.
Point turned(Point p, const Turn& turn) {
  switch (turn.clockwise) {
    case 90:
      p = {1 - p.y, p.x};
      break;
    case 180:
      p = {1 - p.x, 1 - p.y};
      break;
    case 270:
      p = {p.y, 1 - p.x};
      break;
    default:
      break;
  }
  if (turn.mirror) p.x = 1 - p.x;
  return p;
}

/// The mean of a block of `side`×`side` pixels.
std::uint8_t mean(const LumaView& view, int left, int top, int side) {
  unsigned sum = 0;
  for (int y = top; y < top + side; ++y) {
    const std::uint8_t* row = view.data + static_cast<std::ptrdiff_t>(y) * view.stride;
    for (int x = left; x < left + side; ++x) sum += row[x];
  }
  return static_cast<std::uint8_t>(sum / static_cast<unsigned>(side * side));
}

Outline outline_of(const DecodedCode& code, const LumaView& view, const Turn& turn) {
  Outline outline{};
  for (std::size_t i = 0; i < code.corners.size(); ++i) {
    const Point at =
        turned({static_cast<float>(code.corners[i].x) / static_cast<float>(view.width),
                static_cast<float>(code.corners[i].y) / static_cast<float>(view.height)},
               turn);
    outline.x[i] = std::clamp(at.x, 0.F, 1.F);
    outline.y[i] = std::clamp(at.y, 0.F, 1.F);
  }
  return outline;
}

/// Which of `wide`×`high` blocks a pixel of the turned picture shows.
struct Block {
  int x;
  int y;
};
Block block_at(int x, int y, int wide, int high, const Turn& turn) {
  const bool is_on_side = turn.clockwise == 90 || turn.clockwise == 270;
  if (turn.mirror) x = (is_on_side ? high : wide) - 1 - x;
  switch (turn.clockwise) {
    case 90:
      return {y, high - 1 - x};
    case 180:
      return {wide - 1 - x, high - 1 - y};
    case 270:
      return {wide - 1 - y, x};
    default:
      return {x, y};
  }
}

}  // namespace

void wipe(CameraPicture& picture) {
  // Through a volatile pointer: the compiler must not leave out writes that nobody reads.
  volatile std::uint8_t* at = picture.luma.data();
  for (std::size_t left = picture.luma.size(); left > 0; --left) *at++ = 0;
  picture = {};
}

CameraPicture shrink(const LumaView& view, const std::vector<DecodedCode>& codes, int longest,
                     const Turn& turn) {
  if (view.data == nullptr || view.width <= 0 || view.height <= 0 || longest <= 0) return {};
  const int most = std::max(view.width, view.height);
  const int side = std::min({(most + longest - 1) / longest, view.width, view.height});
  const int wide = view.width / side;
  const int high = view.height / side;
  const bool is_on_side = turn.clockwise == 90 || turn.clockwise == 270;
  CameraPicture picture;
  picture.width = is_on_side ? high : wide;
  picture.height = is_on_side ? wide : high;
  picture.luma.reserve(static_cast<std::size_t>(wide) * static_cast<std::size_t>(high));
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      const Block block = block_at(x, y, wide, high, turn);
      picture.luma.push_back(mean(view, block.x * side, block.y * side, side));
    }
  }
  const LumaView shown{view.data, wide * side, high * side, view.stride};
  for (const DecodedCode& code : codes) picture.outlines.push_back(outline_of(code, shown, turn));
  return picture;
}

}  // namespace devices
