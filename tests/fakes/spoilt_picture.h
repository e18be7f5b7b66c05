// What a camera makes of a badge that is held up badly. Deterministic: the same seed is the same
// picture.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <random>
#include <string_view>
#include <vector>

#include "fakes/picture.h"

namespace fakes {

enum class Harm {
  blur,
  noise,
  glare,
  low_light,
  rotation,
  perspective,
  curl,
  moire,
  distance,
};
inline constexpr std::array<std::pair<Harm, std::string_view>, 9> kHarms = {{
    {Harm::blur, "blur"},
    {Harm::noise, "noise"},
    {Harm::glare, "glare"},
    {Harm::low_light, "low light"},
    {Harm::rotation, "rotation"},
    {Harm::perspective, "perspective"},
    {Harm::curl, "curl"},
    {Harm::moire, "phone screen moiré"},
    {Harm::distance, "distance"},
}};

/// A flat picture to be held up, and where on it the code is.
struct Sheet {
  Picture picture;
  double pixels_per_mm;
  double x;  ///< pixels, the code's middle
  double y;
};

namespace spoiling {

using Vec3 = std::array<double, 3>;
inline double dot(const Vec3& a, const Vec3& b) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }
inline Vec3 cross(const Vec3& a, const Vec3& b) {
  return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

/// How the sheet is held.
struct Hold {
  double scale = 4;   ///< pixels a millimetre
  double turn = 0;    ///< radians in its plane
  double tilt = 0;    ///< radians out of it
  double radius = 0;  ///< mm, of the cylinder it is bent to; 0: flat
};

inline double sample(const Picture& picture, double x, double y, double outside) {
  const int left = static_cast<int>(std::floor(x));
  const int top = static_cast<int>(std::floor(y));
  if (left < 0 || top < 0 || left + 1 >= picture.width || top + 1 >= picture.height) return outside;
  const auto at = [&](int px, int py) { return static_cast<double>(picture.at(px, py)); };
  const double fx = x - left;
  const double fy = y - top;
  return (at(left, top) * (1 - fx) + at(left + 1, top) * fx) * (1 - fy) +
         (at(left, top + 1) * (1 - fx) + at(left + 1, top + 1) * fx) * fy;
}

/// A room: light that falls off, and things with edges.
inline Picture room(int width, int height, std::mt19937& random) {
  Picture picture(width, height);
  const auto pick = [&](int most) {
    return static_cast<int>(random() % static_cast<unsigned>(most));
  };
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      picture.at(x, y) = static_cast<std::uint8_t>(70 + 60 * x / width + 40 * y / height);
    }
  }
  for (int thing = 0; thing < 40; ++thing) {
    const int left = pick(width);
    const int top = pick(height);
    const int wide = 10 + pick(width / 6);
    const int high = 10 + pick(height / 6);
    const auto grey = static_cast<std::uint8_t>(20 + pick(200));
    for (int y = top; y < std::min(height, top + high); ++y) {
      for (int x = left; x < std::min(width, left + wide); ++x) picture.at(x, y) = grey;
    }
  }
  return picture;
}

/// Draws the sheet as a pinhole camera sees it, its code in the middle.
inline void hold_up(Picture& scene, const Sheet& sheet, const Hold& hold) {
  constexpr double kFocal = 1200;
  const Vec3 centre = {0, 0, kFocal / hold.scale};
  const double cs = std::cos(hold.turn);
  const double sn = std::sin(hold.turn);
  const double ct = std::cos(hold.tilt);
  const double st = std::sin(hold.tilt);
  const Vec3 right = {cs * ct, sn, cs * st};
  const Vec3 down = {-sn * ct, cs, -sn * st};
  const Vec3 normal = cross(right, down);
  for (int py = 0; py < scene.height; ++py) {
    for (int px = 0; px < scene.width; ++px) {
      double sum = 0;
      const double behind = scene.at(px, py);
      for (int part = 0; part < 4; ++part) {
        const auto place = std::div(part, 2);
        const Vec3 ray = {(px + 0.25 + 0.5 * place.rem - scene.width / 2.0) / kFocal,
                          (py + 0.25 + 0.5 * place.quot - scene.height / 2.0) / kFocal, 1};
        const double t = dot(normal, centre) / dot(normal, ray);
        const Vec3 hit = {t * ray[0] - centre[0], t * ray[1] - centre[1], t * ray[2] - centre[2]};
        double u = dot(hit, right);
        double v = dot(hit, down);
        if (hold.radius > 0) {
          if (std::abs(u) >= hold.radius) {
            sum += behind;
            continue;
          }
          v += 0.3 * (hold.radius - std::sqrt(hold.radius * hold.radius - u * u));
          u = hold.radius * std::asin(u / hold.radius);
        }
        sum += t <= 0 ? behind
                      : sample(sheet.picture, sheet.x + u * sheet.pixels_per_mm,
                               sheet.y + v * sheet.pixels_per_mm, behind);
      }
      scene.at(px, py) = static_cast<std::uint8_t>(sum / 4);
    }
  }
}

/// Gaussian, `sigma` in pixels.
inline void blur(Picture& picture, double sigma) {
  if (sigma <= 0) return;
  const int reach = std::max(1, static_cast<int>(std::ceil(3 * sigma)));
  std::vector<double> weights;
  double whole = 0;
  for (int i = -reach; i <= reach; ++i) {
    weights.push_back(std::exp(-i * i / (2 * sigma * sigma)));
    whole += weights.back();
  }
  for (const bool across : {true, false}) {
    const Picture before = picture;
    for (int y = 0; y < picture.height; ++y) {
      for (int x = 0; x < picture.width; ++x) {
        double sum = 0;
        for (int i = -reach; i <= reach; ++i) {
          const int sx = std::clamp(across ? x + i : x, 0, picture.width - 1);
          const int sy = std::clamp(across ? y : y + i, 0, picture.height - 1);
          const int at = i + reach;
          sum += weights[static_cast<std::size_t>(at)] * before.at(sx, sy);
        }
        picture.at(x, y) = static_cast<std::uint8_t>(std::lround(sum / whole));
      }
    }
  }
}

/// Changes each pixel by its place; the result is cut to what a sensor can tell.
template <class Change>
void change(Picture& picture, Change by) {
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      const double luma = by(static_cast<double>(picture.at(x, y)), x, y);
      picture.at(x, y) = static_cast<std::uint8_t>(std::clamp(luma, 0.0, 255.0));
    }
  }
}

/// By Box and Muller: standard distributions differ between libraries, this does not.
inline void grain(Picture& picture, double sigma, std::mt19937& random) {
  const auto unit = [&] { return (static_cast<double>(random()) + 1.0) / 4294967297.0; };
  change(picture, [&](double luma, int, int) {
    const double far = std::sqrt(-2 * std::log(unit()));
    return luma + sigma * far * std::cos(2 * std::acos(-1.0) * unit());
  });
}

}  // namespace spoiling

/// The sheet held up in a room; `severity` from 0, hardly harmed, to 1, beyond reading.
inline Picture spoilt(const Sheet& sheet, Harm harm, double severity, unsigned seed,
                      int width = 1280, int height = 720) {
  using namespace spoiling;
  std::mt19937 random(seed);
  const double pi = std::acos(-1.0);
  Hold hold;
  hold.turn = (static_cast<double>(random() % 21) - 10) * pi / 180;
  if (harm == Harm::rotation) hold.turn = severity * 2 * pi;
  if (harm == Harm::rotation) hold.scale = 2.2;
  if (harm == Harm::perspective) hold.tilt = severity * 75 * pi / 180;
  if (harm == Harm::curl) hold.radius = 45 - 32 * severity;
  if (harm == Harm::distance) hold.scale = 3.5 - 2.7 * severity;
  Picture scene = room(width, height, random);
  hold_up(scene, sheet, hold);
  blur(scene, harm == Harm::blur ? 0.6 + 2.9 * severity : 0.6);
  if (harm == Harm::glare) {
    const double reach = 6 + 50 * severity;
    const double gx = width / 2.0 + static_cast<double>(random() % 80) - 40;
    const double gy = height / 2.0 + static_cast<double>(random() % 80) - 40;
    change(scene, [&](double luma, int x, int y) {
      const double far = std::hypot(x - gx, 1.6 * (y - gy)) / reach;
      return luma + 330 * std::exp(-far * far);
    });
  }
  if (harm == Harm::moire) {
    // The sensor's grid against the phone's: dark lines both ways, nearly as wide as a module.
    const double pitch = 2.2 + 2.5 * severity;
    const double lean = 0.1 + static_cast<double>(random() % 10) / 30;
    change(scene, [&](double luma, int x, int y) {
      const double a = std::sin(2 * pi * (x * std::cos(lean) + y * std::sin(lean)) / pitch);
      const double b = std::sin(2 * pi * (y * std::cos(lean) - x * std::sin(lean)) / pitch);
      return luma * (1 - (0.25 + 0.5 * severity) * (0.5 + 0.25 * a + 0.25 * b)) + 25;
    });
  }
  if (harm == Harm::low_light) {
    const double light = 0.25 - 0.235 * severity;
    change(scene, [&](double luma, int, int) { return 4 + luma * light; });
  }
  grain(scene, harm == Harm::noise ? 10 + 80 * severity : (harm == Harm::low_light ? 3 : 4),
        random);
  return scene;
}

}  // namespace fakes
