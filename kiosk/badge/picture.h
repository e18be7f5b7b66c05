// A PNG or SVG picture of a badge template. Files come from outside: sizes are checked before
// anything is decoded, and an SVG may reach for no other file.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "badge/geometry.h"
#include "core/result.h"

using cairo_t = struct _cairo;
using cairo_surface_t = struct _cairo_surface;

namespace badge {

inline constexpr std::uintmax_t kLargestPictureFile = 4U << 20U;  // bytes
inline constexpr double kLargestPictureSide = 6000;               // pixels or SVG units
inline constexpr double kMostPicturePixels = 16e6;

enum class PictureKind { png, svg };

/// As it is in the file, known to decode.
struct Picture {
  PictureKind kind = PictureKind::png;
  std::string bytes;
  double width = 0;  ///< in a unit of its own, for the proportions
  double height = 0;
};

/// Fails with Failure::bad_input, in words that finish the sentence "the picture …", if the file is
/// missing, too large, or no PNG or SVG.
core::Result<std::shared_ptr<const Picture>> load_picture(const std::filesystem::path& path);

/// A picture that is ready to be painted many times; belongs to one thread. A PDF keeps one copy of
/// it, however many pages it stands on.
class PictureSurface {
 public:
  explicit PictureSurface(const Picture& picture);
  /// What `draw` paints inside a box of `width` × `height` at the origin.
  PictureSurface(double width, double height, const std::function<void(cairo_t*)>& draw);

  /// Fills `box`, which has the picture's proportions.
  void draw(cairo_t* cairo, const Box& box) const;

 private:
  std::shared_ptr<cairo_surface_t> surface_;
  double width_ = 1;
  double height_ = 1;
};

}  // namespace badge
