// Grey pictures of QR codes as a camera would take them: size, turn, blur, noise, light.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <qrcodegen/qrcodegen.hpp>
#include <random>
#include <string>
#include <vector>

namespace fakes {

struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> luma;

  Picture(int wide, int high, std::uint8_t grey = 255)
      : width(wide),
        height(high),
        luma(static_cast<std::size_t>(wide) * static_cast<std::size_t>(high), grey) {}

  std::uint8_t& at(int x, int y) { return luma[place(x, y)]; }
  [[nodiscard]] std::uint8_t at(int x, int y) const { return luma[place(x, y)]; }
  bool holds(int x, int y) const { return x >= 0 && y >= 0 && x < width && y < height; }

 private:
  [[nodiscard]] std::size_t place(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
           static_cast<std::size_t>(x);
  }
};

/// Draws `text` as a code whose centre is at (x, y), `pixels` to a module, turned by `degrees`.
inline void draw_code(Picture& picture, const std::string& text, double x, double y, double pixels,
                      double degrees = 0) {
  const auto code = qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::QUARTILE);
  const double turn = degrees * std::acos(-1.0) / 180;
  const double half = code.getSize() / 2.0;
  const int reach = static_cast<int>(std::ceil((half + 4) * pixels * 1.5));
  for (int dy = -reach; dy <= reach; ++dy) {
    for (int dx = -reach; dx <= reach; ++dx) {
      const int px = static_cast<int>(x) + dx;
      const int py = static_cast<int>(y) + dy;
      const double mx = (dx * std::cos(turn) + dy * std::sin(turn)) / pixels + half;
      const double my = (-dx * std::sin(turn) + dy * std::cos(turn)) / pixels + half;
      const bool is_dark =
          code.getModule(static_cast<int>(std::floor(mx)), static_cast<int>(std::floor(my)));
      if (picture.holds(px, py) && is_dark) picture.at(px, py) = 0;
    }
  }
}

inline void invert(Picture& picture) {
  for (auto& luma : picture.luma) luma = static_cast<std::uint8_t>(255 - luma);
}

/// Weak light from one side, and noise.
inline void spoil(Picture& picture, int noise, unsigned seed) {
  std::mt19937 random(seed);
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      const int light = 90 + 90 * x / picture.width;
      const int grain = static_cast<int>(random() % static_cast<unsigned>(2 * noise + 1)) - noise;
      const int luma = picture.at(x, y) * light / 255 + 30 + grain;
      picture.at(x, y) = static_cast<std::uint8_t>(std::clamp(luma, 0, 255));
    }
  }
}

}  // namespace fakes
