// A real badge, as it comes out of the printer, to be held in front of a camera.
#pragma once

#include <random>
#include <stdexcept>
#include <string>

#include "badge/render.h"
#include "badge/template.h"
#include "devices/decoder.h"
#include "fakes/spoilt_picture.h"

namespace fakes {

struct BadgeSheet {
  std::string code;
  Sheet sheet;
};

inline BadgeSheet badge_sheet(unsigned seed) {
  constexpr double kDpi = 300;
  std::mt19937 random(seed);
  std::string code = "K1";
  for (int i = 0; i < 26; ++i)
    code += "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[i == 0 ? random() % 8 : random() % 32];
  badge::Content content;
  content.given_name = "Žanete";
  content.family_name = "Bērziņa";
  content.organisation = "Daugavpils pilsētas dome";
  content.town = "Daugavpils";
  content.country_name = "Latvija";
  content.kind_label = "Iedzīvotājs";
  content.meeting_name = "WIR projekta tikšanās";
  content.number = "A-0042";
  content.code = code;
  content.language = "lv";
  const auto form = badge::load_template(KIOSK_SOURCE_DIR "/assets/badges/62x100.toml");
  if (!form) throw std::runtime_error(form.error().what);
  const auto raster = badge::render_raster(*form, content, kDpi);
  if (!raster) throw std::runtime_error(raster.error().what);
  Picture picture(raster->width, raster->height);
  for (int y = 0; y < picture.height; ++y) {
    const auto* row = raster->rgba.data() +
                      static_cast<std::size_t>(y) * static_cast<std::size_t>(raster->stride);
    for (int x = 0; x < picture.width; ++x) {
      const auto* p = row + static_cast<std::size_t>(x) * 4;
      picture.at(x, y) = static_cast<std::uint8_t>((299 * p[0] + 587 * p[1] + 114 * p[2]) / 1000);
    }
  }
  const auto found = devices::decode_luma(picture.luma.data(), picture.width, picture.height,
                                          picture.width, devices::Effort::thorough);
  if (found.empty()) throw std::runtime_error("the badge itself cannot be read");
  double x = 0;
  double y = 0;
  for (const auto& corner : found[0].corners) x += corner.x / 4.0, y += corner.y / 4.0;
  return {code, {std::move(picture), kDpi / 25.4, x, y}};
}

}  // namespace fakes
