#include "badge/picture.h"

#include <cairo.h>
#include <fmt/format.h>
#include <librsvg/rsvg.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <sstream>

namespace badge {
namespace {

using SurfacePtr = std::shared_ptr<cairo_surface_t>;

struct HandleUnref {
  void operator()(RsvgHandle* handle) const { g_object_unref(handle); }
};
using Svg = std::unique_ptr<RsvgHandle, HandleUnref>;

tl::unexpected<core::Error> refused(std::string why) {
  return core::fail(core::Failure::bad_input, std::move(why));
}

SurfacePtr owned(cairo_surface_t* surface) { return {surface, cairo_surface_destroy}; }

/// Width and height stand in a PNG's first chunk, big-endian.
double png_side(const std::string& bytes, std::size_t at) {
  std::uint32_t side = 0;
  for (std::size_t i = 0; i < 4; ++i) side = side << 8U | static_cast<unsigned char>(bytes[at + i]);
  return side;
}

bool is_png(const std::string& bytes) {
  constexpr std::string_view kSignature = "\x89PNG\r\n\x1a\n";
  return bytes.size() > 33 && bytes.starts_with(kSignature) && bytes.substr(12, 4) == "IHDR";
}

struct Unread {
  const std::string* bytes;
  std::size_t at;
};

cairo_status_t read_on(void* closure, unsigned char* data, unsigned length) {
  auto& from = *static_cast<Unread*>(closure);
  if (from.bytes->size() - from.at < length) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(data, from.bytes->data() + from.at, length);
  from.at += length;
  return CAIRO_STATUS_SUCCESS;
}

SurfacePtr decode_png(const std::string& bytes) {
  Unread unread{&bytes, 0};
  return owned(cairo_image_surface_create_from_png_stream(read_on, &unread));
}

/// Without a base address librsvg follows no references to other files. Null if it is no SVG.
Svg parse_svg(const std::string& bytes) {
  GError* error = nullptr;
  Svg svg(rsvg_handle_new_from_data(reinterpret_cast<const guint8*>(bytes.data()), bytes.size(),
                                    &error));
  g_clear_error(&error);
  return svg;
}

bool svg_size(RsvgHandle* svg, double& width, double& height) {
  if (rsvg_handle_get_intrinsic_size_in_pixels(svg, &width, &height)) return true;
  RsvgRectangle view{};
  gboolean has_view = FALSE;
  rsvg_handle_get_intrinsic_dimensions(svg, nullptr, nullptr, nullptr, nullptr, &has_view, &view);
  width = view.width;
  height = view.height;
  return has_view != FALSE;
}

SurfacePtr record(double width, double height, const std::function<void(cairo_t*)>& draw) {
  const cairo_rectangle_t extents{0, 0, width, height};
  auto surface = owned(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents));
  cairo_t* cairo = cairo_create(surface.get());
  draw(cairo);
  cairo_destroy(cairo);
  return surface;
}

SurfacePtr record_svg(RsvgHandle* svg, double width, double height) {
  return record(width, height, [&](cairo_t* cairo) {
    const RsvgRectangle view{0, 0, width, height};
    rsvg_handle_render_document(svg, cairo, &view, nullptr);
  });
}

core::Result<void> check_sides(double width, double height) {
  if (!(width >= 1 && height >= 1)) return refused("has no size");
  if (width > kLargestPictureSide || height > kLargestPictureSide ||
      width * height > kMostPicturePixels)
    return refused(
        fmt::format("is too large: at most {:.0f} a side and {:.0f} million pixels in all",
                    kLargestPictureSide, kMostPicturePixels / 1e6));
  return {};
}

core::Result<void> check_png(Picture& picture) {
  picture.width = png_side(picture.bytes, 16);
  picture.height = png_side(picture.bytes, 20);
  if (auto fits = check_sides(picture.width, picture.height); !fits) return fits;
  if (cairo_surface_status(decode_png(picture.bytes).get()) != CAIRO_STATUS_SUCCESS)
    return refused("is a broken PNG");
  return {};
}

core::Result<void> check_svg(Picture& picture) {
  picture.kind = PictureKind::svg;
  const Svg svg = parse_svg(picture.bytes);
  if (!svg) return refused("is neither a PNG nor an SVG");
  if (!svg_size(svg.get(), picture.width, picture.height))
    return refused("needs a width and a height, or a viewBox");
  return check_sides(picture.width, picture.height);
}

core::Result<std::string> read_bytes(const std::filesystem::path& path) {
  std::error_code trouble;
  if (!std::filesystem::is_regular_file(path, trouble)) return refused("is not there");
  const auto size = std::filesystem::file_size(path, trouble);
  if (trouble || size > kLargestPictureFile)
    return refused(fmt::format("is a file of more than {} MiB", kLargestPictureFile >> 20U));
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file || text.str().size() > kLargestPictureFile) return refused("cannot be read");
  return text.str();
}

}  // namespace

core::Result<std::shared_ptr<const Picture>> load_picture(const std::filesystem::path& path) {
  auto bytes = read_bytes(path);
  if (!bytes) return tl::unexpected(bytes.error());
  auto picture = std::make_shared<Picture>();
  picture->bytes = std::move(*bytes);
  const auto checked = is_png(picture->bytes) ? check_png(*picture) : check_svg(*picture);
  if (!checked) return tl::unexpected(checked.error());
  return picture;
}

PictureSurface::PictureSurface(const Picture& picture)
    : width_(picture.width), height_(picture.height) {
  if (picture.kind == PictureKind::png) {
    surface_ = decode_png(picture.bytes);
    return;
  }
  if (const Svg svg = parse_svg(picture.bytes)) surface_ = record_svg(svg.get(), width_, height_);
}

PictureSurface::PictureSurface(double width, double height,
                               const std::function<void(cairo_t*)>& draw)
    : surface_(record(width, height, draw)), width_(width), height_(height) {}

void PictureSurface::draw(cairo_t* cairo, const Box& box) const {
  if (!surface_) return;
  cairo_save(cairo);
  cairo_translate(cairo, box.x, box.y);
  cairo_scale(cairo, box.width / width_, box.height / height_);
  cairo_set_source_surface(cairo, surface_.get(), 0, 0);
  cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_GOOD);
  cairo_paint(cairo);
  cairo_restore(cairo);
}

}  // namespace badge
