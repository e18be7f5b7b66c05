#include "devices/decoder.h"

#define ZX_USE_UTF8
#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <cstddef>

namespace devices {
namespace {

/// More codes than this in one picture is noise, or somebody's wallpaper.
constexpr std::uint8_t kMaxCodes = 16;

bool is_picture(const std::uint8_t* data, int width, int height, int stride) {
  return data != nullptr && width > 0 && height > 0 && stride >= width;
}

ZXing::DecodeHints hints_for(Effort effort) {
  const bool is_thorough = effort == Effort::thorough;
  return ZXing::DecodeHints()
      .setFormats(ZXing::BarcodeFormat::QRCode)
      .setTryHarder(is_thorough)
      .setTryRotate(is_thorough)
      .setTryDownscale(is_thorough)
      .setMaxNumberOfSymbols(kMaxCodes);
}

DecodedCode to_code(const ZXing::Result& result) {
  DecodedCode code{result.text(), {}};
  const auto& position = result.position();
  std::transform(position.begin(), position.end(), code.corners.begin(), [](const auto& corner) {
    return PixelPoint{corner.x, corner.y};
  });
  return code;
}

std::vector<DecodedCode> read_codes(const ZXing::ImageView& view, Effort effort) {
  std::vector<DecodedCode> codes;
  for (const ZXing::Result& result : ZXing::ReadBarcodes(view, hints_for(effort))) {
    if (result.isValid()) codes.push_back(to_code(result));
  }
  return codes;
}

/// Phones in dark mode show codes white on black, which the library does not read by itself.
std::vector<DecodedCode> read_inverted(const ZXing::ImageView& view, Effort effort) {
  const auto width = static_cast<std::size_t>(view.width());
  std::vector<std::uint8_t> inverted(width * static_cast<std::size_t>(view.height()));
  auto out = inverted.begin();
  for (int y = 0; y < view.height(); ++y) {
    const std::uint8_t* row = view.data(0, y);
    out = std::transform(row, row + width, out,
                         [](std::uint8_t luma) { return static_cast<std::uint8_t>(255 - luma); });
  }
  return read_codes({inverted.data(), view.width(), view.height(), view.format()}, effort);
}

}  // namespace

std::vector<DecodedCode> decode_luma(const std::uint8_t* data, int width, int height, int stride,
                                     Effort effort) noexcept try {
  if (!is_picture(data, width, height, stride)) return {};
  const ZXing::ImageView view(data, width, height, ZXing::ImageFormat::Lum, stride);
  std::vector<DecodedCode> codes = read_codes(view, effort);
  if (codes.empty() && effort == Effort::thorough) codes = read_inverted(view, effort);
  return codes;
} catch (...) {
  return {};  // a picture that the library gives up on has no code in it
}

}  // namespace devices
