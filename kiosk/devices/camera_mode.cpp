#include "devices/camera_mode.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <string_view>
#include <tuple>

namespace devices {
namespace {

constexpr std::string_view kJpeg = "JPEG";
/// Raw formats whose luma lies in rows by itself or is gathered easily, the easiest first.
constexpr std::array<std::string_view, 9> kRaw = {"GRAY8", "NV12", "NV21", "I420", "YV12",
                                                  "YUY2",  "UYVY", "YVYU", "Y42B"};
constexpr double kLeastRate = 15;
constexpr double kBestRate = 30;
/// Of a range of sizes or rates only these are looked at.
constexpr std::array<std::pair<int, int>, 4> kSizes = {
    {{1280, 720}, {1920, 1080}, {640, 480}, {1280, 960}}};
constexpr int kMostModes = 4096;

bool is_list(const GValue* value) { return value != nullptr && GST_VALUE_HOLDS_LIST(value); }

/// Calls `use` with the value, or with each of a list.
void each(const GValue* value, const std::function<void(const GValue*)>& use) {
  if (value == nullptr) return;
  if (!is_list(value)) return use(value);
  for (guint i = 0; i < gst_value_list_get_size(value); ++i)
    use(gst_value_list_get_value(value, i));
}

std::vector<std::string> formats_of(const GstStructure* structure) {
  if (gst_structure_has_name(structure, "image/jpeg")) return {std::string(kJpeg)};
  std::vector<std::string> formats;
  if (!gst_structure_has_name(structure, "video/x-raw")) return formats;
  each(gst_structure_get_value(structure, "format"), [&](const GValue* value) {
    if (!G_VALUE_HOLDS_STRING(value)) return;
    const char* name = g_value_get_string(value);
    if (name == nullptr) return;
    if (std::find(kRaw.begin(), kRaw.end(), name) != kRaw.end()) formats.emplace_back(name);
  });
  return formats;
}

/// Those of `wanted` that the value allows, or the one it names.
std::vector<int> lengths_of(const GValue* value, const std::vector<int>& wanted) {
  std::vector<int> lengths;
  each(value, [&](const GValue* one) {
    if (G_VALUE_HOLDS_INT(one)) lengths.push_back(g_value_get_int(one));
    if (!GST_VALUE_HOLDS_INT_RANGE(one)) return;
    for (const int length : wanted) {
      const bool fits = length >= gst_value_get_int_range_min(one) &&
                        length <= gst_value_get_int_range_max(one) &&
                        length % std::max(1, gst_value_get_int_range_step(one)) == 0;
      if (fits) lengths.push_back(length);
    }
  });
  return lengths;
}

std::vector<std::pair<int, int>> sizes_of(const GstStructure* structure) {
  std::vector<int> widths;
  std::vector<int> heights;
  for (const auto& [width, height] : kSizes) widths.push_back(width), heights.push_back(height);
  const GValue* width = gst_structure_get_value(structure, "width");
  const GValue* height = gst_structure_get_value(structure, "height");
  const bool is_exact = width != nullptr && height != nullptr && G_VALUE_HOLDS_INT(width) &&
                        G_VALUE_HOLDS_INT(height);
  std::vector<std::pair<int, int>> sizes;
  for (const int w : lengths_of(width, widths)) {
    for (const int h : lengths_of(height, heights)) {
      // Lists of widths and heights do not say which belong together.
      const bool is_usual =
          std::find(kSizes.begin(), kSizes.end(), std::pair(w, h)) != kSizes.end();
      if (w > 0 && h > 0 && (is_exact || is_usual)) sizes.emplace_back(w, h);
    }
  }
  return sizes;
}

double rate_of(const GValue* fraction) {
  const int denominator = gst_value_get_fraction_denominator(fraction);
  return denominator == 0
             ? 0
             : static_cast<double>(gst_value_get_fraction_numerator(fraction)) / denominator;
}

std::vector<double> rates_of(const GstStructure* structure) {
  std::vector<double> rates;
  each(gst_structure_get_value(structure, "framerate"), [&](const GValue* value) {
    if (GST_VALUE_HOLDS_FRACTION(value)) rates.push_back(rate_of(value));
    if (!GST_VALUE_HOLDS_FRACTION_RANGE(value)) return;
    const double least = rate_of(gst_value_get_fraction_range_min(value));
    const double most = rate_of(gst_value_get_fraction_range_max(value));
    rates.push_back(std::clamp(kBestRate, least, std::max(least, most)));
  });
  if (rates.empty()) rates.push_back(0);
  return rates;
}

bool is_jpeg(const CameraMode& mode) { return mode.format == kJpeg; }

/// 0: as wanted; more: further from it.
int shortfall(const CameraMode& mode) {
  const double rate = mode.rate == 0 ? kBestRate : mode.rate;
  const int pixels = mode.width * mode.height;
  const bool is_small = pixels < 1280 * 720;
  const bool is_large = pixels > 1920 * 1080;
  if (!is_small && !is_large && rate >= kLeastRate) return 0;
  if (pixels >= 640 * 480 && !is_large && rate >= kLeastRate) return 1;
  if (!is_small && !is_large && rate >= 5) return 2;
  if (is_large && rate >= 5) return 3;
  return rate >= 5 ? 4 : 5;
}

/// The least is the best.
auto rank(const CameraMode& mode) {
  const int lack = shortfall(mode);
  const int pixels = mode.width * mode.height;
  const auto format = std::find(kRaw.begin(), kRaw.end(), mode.format) - kRaw.begin();
  // As wanted: the fewer pixels the faster. Too small: the more the better.
  const int size = lack == 1 || lack >= 4 ? -pixels : pixels;
  return std::tuple(lack, is_jpeg(mode), size, std::abs(mode.rate - kBestRate), format);
}

}  // namespace

std::vector<CameraMode> modes_of(const GstCaps* caps) {
  std::vector<CameraMode> modes;
  for (guint i = 0; caps != nullptr && i < gst_caps_get_size(caps); ++i) {
    const GstStructure* structure = gst_caps_get_structure(caps, i);
    for (const std::string& format : formats_of(structure)) {
      for (const auto& [width, height] : sizes_of(structure)) {
        for (const double rate : rates_of(structure)) {
          if (modes.size() < kMostModes) modes.push_back({format, width, height, rate});
        }
      }
    }
  }
  return modes;
}

std::optional<CameraMode> choose_mode(const std::vector<CameraMode>& modes) {
  const auto best =
      std::min_element(modes.begin(), modes.end(),
                       [](const CameraMode& a, const CameraMode& b) { return rank(a) < rank(b); });
  return best == modes.end() ? std::nullopt : std::optional(*best);
}

std::string caps_text(const CameraMode& mode) {
  std::string text = is_jpeg(mode) ? "image/jpeg" : "video/x-raw,format=" + mode.format;
  text += fmt::format(",width={},height={}", mode.width, mode.height);
  if (mode.rate > 0) {
    int numerator = 0;
    int denominator = 1;
    gst_util_double_to_fraction(mode.rate, &numerator, &denominator);
    text += fmt::format(",framerate={}/{}", numerator, denominator);
  }
  return text;
}

}  // namespace devices
