// Pictures as real PNG files, for whatever reads files.
#pragma once

#include <cairo.h>

#include <filesystem>
#include <stdexcept>

#include "fakes/picture.h"

namespace fakes {

inline void write_png(const Picture& picture, const std::filesystem::path& path) {
  cairo_surface_t* surface =
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture.width, picture.height);
  auto* out = reinterpret_cast<std::uint32_t*>(cairo_image_surface_get_data(surface));
  const int stride = cairo_image_surface_get_stride(surface) / 4;
  for (int y = 0; y < picture.height; ++y) {
    for (int x = 0; x < picture.width; ++x) {
      const std::uint32_t grey = picture.at(x, y);
      out[y * stride + x] = grey << 16U | grey << 8U | grey;
    }
  }
  cairo_surface_mark_dirty(surface);
  const auto status = cairo_surface_write_to_png(surface, path.c_str());
  cairo_surface_destroy(surface);
  if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(cairo_status_to_string(status));
}

}  // namespace fakes
