#include "devices/zbar_reader.h"

#include <zbar.h>

#include <algorithm>
#include <cstddef>

namespace devices {
namespace {

constexpr unsigned long kGrey = 'Y' | '8' << 8U | '0' << 16U | '0' << 24U;

struct Destroy {
  void operator()(zbar::zbar_image_scanner_t* scanner) const {
    zbar::zbar_image_scanner_destroy(scanner);
  }
  void operator()(zbar::zbar_image_t* image) const { zbar::zbar_image_destroy(image); }
};

/// zbar goes round a code the other way: top left, bottom left, bottom right, top right.
std::array<PixelPoint, 4> corners_of(const zbar::zbar_symbol_t* symbol) {
  std::array<PixelPoint, 4> corners{};
  if (zbar::zbar_symbol_get_loc_size(symbol) < corners.size()) return corners;
  constexpr std::array<unsigned, 4> kOrder = {0, 3, 2, 1};
  for (std::size_t i = 0; i < corners.size(); ++i) {
    corners[i] = {zbar::zbar_symbol_get_loc_x(symbol, kOrder[i]),
                  zbar::zbar_symbol_get_loc_y(symbol, kOrder[i])};
  }
  return corners;
}

}  // namespace

struct ZbarReader::Parts {
  std::unique_ptr<zbar::zbar_image_scanner_t, Destroy> scanner;
  std::unique_ptr<zbar::zbar_image_t, Destroy> image;
  std::vector<std::uint8_t> rows;  ///< without gaps, where the view has some
};

ZbarReader::ZbarReader() : parts_(std::make_unique<Parts>()) {
  parts_->scanner.reset(zbar::zbar_image_scanner_create());
  parts_->image.reset(zbar::zbar_image_create());
  if (!parts_->scanner || !parts_->image) return;
  zbar::zbar_image_scanner_t* scanner = parts_->scanner.get();
  // Nothing else: what is not looked for cannot go wrong.
  zbar::zbar_image_scanner_set_config(scanner, zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
  zbar::zbar_image_scanner_set_config(scanner, zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
  zbar::zbar_image_set_format(parts_->image.get(), kGrey);
}

ZbarReader::~ZbarReader() = default;

std::vector<DecodedCode> ZbarReader::read(const LumaView& view) {
  std::vector<DecodedCode> codes;
  if (!parts_->scanner || !parts_->image || view.width < 8 || view.height < 8) return codes;
  const std::uint8_t* data = view.data;
  const auto size = static_cast<std::size_t>(view.width) * static_cast<std::size_t>(view.height);
  if (view.stride != view.width) {
    parts_->rows.resize(size);
    for (int y = 0; y < view.height; ++y) {
      std::copy_n(view.data + static_cast<std::ptrdiff_t>(y) * view.stride, view.width,
                  parts_->rows.data() + static_cast<std::ptrdiff_t>(y) * view.width);
    }
    data = parts_->rows.data();
  }
  zbar::zbar_image_t* image = parts_->image.get();
  zbar::zbar_image_set_size(image, static_cast<unsigned>(view.width),
                            static_cast<unsigned>(view.height));
  zbar::zbar_image_set_data(image, data, size, nullptr);  // stays ours
  if (zbar::zbar_scan_image(parts_->scanner.get(), image) <= 0) return codes;
  for (const auto* symbol = zbar::zbar_image_first_symbol(image); symbol != nullptr;
       symbol = zbar::zbar_symbol_next(symbol)) {
    const char* text = zbar::zbar_symbol_get_data(symbol);
    const std::size_t length = zbar::zbar_symbol_get_data_length(symbol);
    if (text == nullptr || length == 0) continue;
    codes.push_back({std::string(text, length), corners_of(symbol)});
  }
  return codes;
}

}  // namespace devices
