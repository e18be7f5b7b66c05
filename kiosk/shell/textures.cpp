#define GL_GLEXT_PROTOTYPES
#include "shell/textures.h"

#include <GL/gl.h>
#include <GL/glext.h>

#include <array>

namespace shell {
namespace {

unsigned new_texture() {
  GLuint id = 0;
  glGenTextures(1, &id);
  glBindTexture(GL_TEXTURE_2D, id);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  return id;
}

}  // namespace

Texture Texture::from_rgba(const std::uint8_t* rgba, int width, int height, int stride) {
  Texture texture;
  texture.id_ = new_texture();
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, stride / 4);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  // The badge is shown smaller than it was drawn.
  glGenerateMipmap(GL_TEXTURE_2D);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
  return texture;
}

Texture Texture::from_cover(const std::uint8_t* cover, int width, int height) {
  Texture texture;
  texture.id_ = new_texture();
  constexpr std::array<GLint, 4> kAsCover = {GL_ONE, GL_ONE, GL_ONE, GL_RED};
  glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, kAsCover.data());
  // Letters are drawn pixel for pixel; not blending them is what software rendering can afford.
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width, height, 0, GL_RED, GL_UNSIGNED_BYTE, cover);
  return texture;
}

Texture Texture::from_grey(const std::uint8_t* grey, int width, int height) {
  Texture texture;
  texture.id_ = new_texture();
  constexpr std::array<GLint, 4> kAsGrey = {GL_RED, GL_RED, GL_RED, GL_ONE};
  glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, kAsGrey.data());
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width, height, 0, GL_RED, GL_UNSIGNED_BYTE, grey);
  return texture;
}

Texture::~Texture() {
  if (id_ != 0) glDeleteTextures(1, &id_);
}

ImTextureID Texture::id() const {
  return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(id_));
}

}  // namespace shell
