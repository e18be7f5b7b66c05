// Type: Noto Sans in the sizes of SCREENS.md, rendered by FreeType into one alpha texture, together
// with the soft shadow that lies under cards.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "ui/units.h"

struct ImFont;
struct ImFontAtlas;

namespace ui {

enum class Type {
  number,   ///< 30 mm bold, digits only: counts, the running clock
  display,  ///< 14 mm bold
  title,    ///< 10 mm bold
  body,     ///< 8.6 mm: capitals are 0.714 em, so 6.1 mm high
  strong,   ///< body, bold
  label,    ///< as body; larger text leaves it as it is
};

/// Millimetres, of usual text.
float em_mm(Type type);
/// With larger text, if it is on.
float em_mm(Type type, Density density);

inline constexpr float kCapPerEm = 0.714F;   ///< Noto Sans, OS/2 sCapHeight
inline constexpr float kLinePerEm = 1.362F;  ///< Noto Sans, hhea ascender - descender

struct FontFiles {
  std::string regular;
  std::string bold;
};

/// Where Debian, other distributions and the application's own folder put Noto Sans.
std::vector<std::string> font_folders();

/// Fails with what to install if a face is in none of `folders`.
core::Result<FontFiles> find_fonts(std::span<const std::string> folders);

/// A font and the line height in pixels to draw it at.
struct Face {
  ImFont* font = nullptr;
  float line_px = 0;
};

/// A square in the atlas: a blurred rounded rectangle, to be drawn in nine pieces.
struct ShadowPatch {
  Vec2 uv{};     ///< its top left corner
  Vec2 uv_px{};  ///< one pixel in texture coordinates
  float side_px = 0;
  float corner_px = 0;  ///< side of a corner piece
  float spread_px = 0;  ///< how far it reaches outside the rectangle it belongs to
};

/// The faces built for one density. Pointers into the atlas: valid until it is built again.
class Fonts {
 public:
  /// Fills `atlas` anew (between frames; the caller uploads `GetTexDataAsAlpha8` afterwards and
  /// sets the texture id). Fails if a file cannot be read.
  static core::Result<Fonts> build(ImFontAtlas& atlas, const FontFiles& files, Density density);

  /// The face for `text`: the one asked for if it has all the letters, else body stretched to size.
  [[nodiscard]] Face face(Type type, std::string_view text) const;
  [[nodiscard]] float line_px(Type type) const;
  /// False where text must be shaped elsewhere: scripts and letters that are not in the atlas.
  [[nodiscard]] bool covers(std::string_view text) const;
  [[nodiscard]] const ShadowPatch& shadow() const { return shadow_; }
  [[nodiscard]] const ImFontAtlas& atlas() const { return *atlas_; }

 private:
  Face faces_[6];
  ShadowPatch shadow_;
  const ImFontAtlas* atlas_ = nullptr;
};

}  // namespace ui
