#include "devices/read_back.h"

#include <cstdint>
#include <vector>

#include "devices/decoder.h"

namespace devices {
namespace {

/// Luminance as scanners see it, ITU-R BT.601 weights.
std::vector<std::uint8_t> luma_of(const RgbaPicture& picture) {
  std::vector<std::uint8_t> luma;
  luma.reserve(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height));
  for (int y = 0; y < picture.height; ++y) {
    const auto* pixel = picture.pixels + static_cast<std::ptrdiff_t>(y) * picture.stride;
    for (int x = 0; x < picture.width; ++x, pixel += 4) {
      luma.push_back(
          static_cast<std::uint8_t>((pixel[0] * 299 + pixel[1] * 587 + pixel[2] * 114) / 1000));
    }
  }
  return luma;
}

}  // namespace

bool reads_as(const RgbaPicture& picture, std::string_view text) {
  const auto luma = luma_of(picture);
  for (const auto& found :
       decode_luma(luma.data(), picture.width, picture.height, picture.width, Effort::thorough)) {
    if (found.text == text) return true;
  }
  return false;
}

}  // namespace devices
