#include "devices/frame_reader.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <utility>

namespace devices {
namespace {

/// Of a block every second pixel of every second row is looked at.
constexpr int kStep = 2;
/// A block whose mean moves by less is noise, or the lamp's flicker.
constexpr int kLeastChange = 3;
/// A picture that is no larger is looked at as it is.
constexpr int kSmall = 960;
/// Then another person's code may have come into view beside it.
constexpr int kHitsInARow = 5;

std::uint8_t rough_mean(const LumaView& view, int left, int top, int right, int bottom) {
  unsigned sum = 0;
  unsigned count = 0;
  for (int y = top; y < bottom; y += kStep) {
    const std::uint8_t* row = view.data + static_cast<std::ptrdiff_t>(y) * view.stride;
    for (int x = left; x < right; x += kStep, ++count) sum += row[x];
  }
  return static_cast<std::uint8_t>(count == 0 ? 0 : sum / count);
}

std::vector<DecodedCode> look(const LumaView& view, Effort effort) {
  return decode_luma(view.data, view.width, view.height, view.stride, effort);
}

/// Codes found in `seen`, an enlarged or reduced `whole`, in pixels of `whole`.
std::vector<DecodedCode> scaled(std::vector<DecodedCode> codes, double by, PixelPoint from = {}) {
  for (DecodedCode& code : codes) {
    for (PixelPoint& corner : code.corners) {
      corner = {from.x + static_cast<int>(corner.x * by), from.y + static_cast<int>(corner.y * by)};
    }
  }
  return codes;
}

}  // namespace

bool StillView::has_changed(const LumaView& view) {
  bool changed = std::exchange(is_first_, false);
  for (int y = 0; y < kHigh; ++y) {
    for (int x = 0; x < kWide; ++x) {
      const auto now = rough_mean(view, x * view.width / kWide, y * view.height / kHigh,
                                  (x + 1) * view.width / kWide, (y + 1) * view.height / kHigh);
      std::uint8_t& last = last_[static_cast<std::size_t>(y) * kWide + static_cast<std::size_t>(x)];
      if (std::abs(now - last) < kLeastChange) continue;  // slow drift adds up until it counts
      last = now;
      changed = true;
    }
  }
  return changed;
}

std::vector<DecodedCode> FrameReader::read(const LumaView& view) {
  if (view.data == nullptr || view.width <= 0 || view.height <= 0) return {};
  auto codes = look_where_it_was(view);
  if (codes.empty()) codes = look_quickly(view);
  if (codes.empty()) codes = look_harder(view);
  remember(codes, view);
  return codes;
}

std::vector<DecodedCode> FrameReader::look_where_it_was(const LumaView& view) {
  const bool is_inside =
      place_.x + place_.width <= view.width && place_.y + place_.height <= view.height;
  if (place_.width == 0 || !is_inside || ++hits_where_it_was_ > kHitsInARow) {
    hits_where_it_was_ = 0;
    return {};
  }
  const LumaView part{view.data + static_cast<std::ptrdiff_t>(place_.y) * view.stride + place_.x,
                      place_.width, place_.height, view.stride};
  return scaled(look(part, Effort::quick), 1, {place_.x, place_.y});
}

std::vector<DecodedCode> FrameReader::look_quickly(const LumaView& view) {
  std::vector<DecodedCode> codes;
  if (std::max(view.width, view.height) > kSmall) {
    codes = scaled(look(halved(view), Effort::quick), 2);
  }
  return codes.empty() ? look(view, Effort::quick) : codes;
}

std::vector<DecodedCode> FrameReader::look_harder(const LumaView& view) {
  const int turn = turn_;
  turn_ = (turn_ + 1) % kTurns;
  switch (turn) {
    case 1:
      return scaled(look(inverted(halved(view)), Effort::quick), 2);
    case 2:
      return scaled(zbar_.read(halved(view)), 2);
    case 4:
      return look(view, Effort::thorough);
    case 5:
      return scaled(look(doubled(view), Effort::quick), 0.5, {view.width / 4, view.height / 4});
    case 7:
      return zbar_.read(view);
    default:
      return {};  // so that most pictures are done with in time
  }
}

void FrameReader::remember(const std::vector<DecodedCode>& codes, const LumaView& view) {
  place_ = {};
  if (codes.empty()) return;
  int left = view.width;
  int top = view.height;
  int right = 0;
  int bottom = 0;
  for (const DecodedCode& code : codes) {
    for (const PixelPoint& corner : code.corners) {
      left = std::min(left, corner.x);
      top = std::min(top, corner.y);
      right = std::max(right, corner.x);
      bottom = std::max(bottom, corner.y);
    }
  }
  const int room = std::max(right - left, bottom - top) / 2;
  left = std::clamp(left - room, 0, view.width);
  top = std::clamp(top - room, 0, view.height);
  right = std::clamp(right + room, left, view.width);
  bottom = std::clamp(bottom + room, top, view.height);
  place_ = {left, top, right - left, bottom - top};
}

LumaView FrameReader::halved(const LumaView& view) {
  const int width = view.width / 2;
  const int height = view.height / 2;
  half_.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* upper = view.data + std::ptrdiff_t{2} * y * view.stride;
    const std::uint8_t* lower = upper + view.stride;
    std::uint8_t* out = half_.data() + static_cast<std::ptrdiff_t>(y) * width;
    for (std::ptrdiff_t x = 0; x < width; ++x) {
      const int sum = upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1];
      out[x] = static_cast<std::uint8_t>((sum + 2) / 4);
    }
  }
  return {half_.data(), width, height, width};
}

LumaView FrameReader::inverted(const LumaView& view) {
  made_.resize(static_cast<std::size_t>(view.width) * static_cast<std::size_t>(view.height));
  auto out = made_.begin();
  for (int y = 0; y < view.height; ++y) {
    const std::uint8_t* row = view.data + static_cast<std::ptrdiff_t>(y) * view.stride;
    out = std::transform(row, row + view.width, out,
                         [](std::uint8_t luma) { return static_cast<std::uint8_t>(255 - luma); });
  }
  return {made_.data(), view.width, view.height, view.width};
}

/// The middle half of the picture, each pixel made four: for codes that are far away.
LumaView FrameReader::doubled(const LumaView& view) {
  const int width = view.width / 2 * 2;
  const int height = view.height / 2 * 2;
  made_.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* row = view.data +
                              static_cast<std::ptrdiff_t>(view.height / 4 + y / 2) * view.stride +
                              view.width / 4;
    std::uint8_t* out = made_.data() + static_cast<std::ptrdiff_t>(y) * width;
    for (int x = 0; x < width; ++x) out[x] = row[x / 2];
  }
  return {made_.data(), width, height, width};
}

}  // namespace devices
