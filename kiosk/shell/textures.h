// Pictures on the graphics card. Thread: the one that owns the GL context.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <utility>
#include <vector>

namespace shell {

/// Frees itself.
class Texture {
 public:
  Texture() = default;
  /// `rgba`: rows of `width` × 4 bytes, `stride` bytes apart.
  static Texture from_rgba(const std::uint8_t* rgba, int width, int height, int stride);
  /// One byte a pixel, shown as white with that much cover.
  static Texture from_cover(const std::uint8_t* cover, int width, int height);
  /// One byte a pixel, shown as grey.
  static Texture from_grey(const std::uint8_t* grey, int width, int height);
  Texture(Texture&& other) noexcept : id_(std::exchange(other.id_, 0)) {}
  Texture& operator=(Texture&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
  }
  Texture(const Texture&) = delete;
  Texture& operator=(const Texture&) = delete;
  ~Texture();

  [[nodiscard]] ImTextureID id() const;
  explicit operator bool() const { return id_ != 0; }

 private:
  unsigned id_ = 0;
};

}  // namespace shell
