#include "ui/fonts.h"

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_freetype.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "ui/utf8.h"

namespace ui {
namespace {

constexpr std::array<float, 6> kEmMm = {30, 14, 10, 8.6F, 8.6F, 8.6F};

// Everything people write with here: Latin with Extended-A/B and Additional, Greek, Cyrillic.
constexpr ImWchar kAllLetters[] = {
    0x20,   0x7E,   0xA0,   0x24F,  0x2B0,  0x2FF,  0x370,  0x3FF,  0x400,  0x52F,  0x1E00,
    0x1EFF, 0x2010, 0x2027, 0x2030, 0x203A, 0x20AC, 0x20AC, 0x2116, 0x2116, 0x2122, 0x2122,
    0x2190, 0x2193, 0x2212, 0x2212, 0x2248, 0x2248, 0x2260, 0x2265, 0xFFFD, 0xFFFD, 0};
// The languages of the interface; other letters fall back to body.
constexpr ImWchar kCommonLetters[] = {
    0x20,   0x7E,   0xA0,   0x17F,  0x218,  0x21B,  0x2BC,  0x2BC,  0x384,  0x3CE,
    0x400,  0x45F,  0x490,  0x491,  0x1E9E, 0x1E9E, 0x2010, 0x2026, 0x2030, 0x203A,
    0x20AC, 0x20AC, 0x2116, 0x2116, 0x2212, 0x2212, 0x2260, 0x2265, 0};
constexpr ImWchar kFigures[] = {0x20, 0x20, 0x25, 0x25, 0x2B, 0x3A, 0x2013, 0x2013, 0xA0, 0xA0, 0};

core::Result<std::vector<char>> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::vector<char> bytes{std::istreambuf_iterator<char>(in), {}};
  if (bytes.empty()) {
    return core::fail(core::Failure::storage, fmt::format("The font {} cannot be read.", path),
                      "Install it again: apt-get install --reinstall fonts-noto-core");
  }
  return bytes;
}

float line_px_of(Type type, Density density) {
  return std::round(em_mm(type, density) * density.px_per_mm * kLinePerEm);
}

const ImWchar* letters_of(Type type) {
  if (type == Type::number) return kFigures;
  return type == Type::body ? kAllLetters : kCommonLetters;
}

bool is_bold(Type type) { return type != Type::body && type != Type::label; }

ImFont* add_face(ImFontAtlas& atlas, std::vector<char>& bytes, Type type, Density density) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.OversampleH = 1;
  config.PixelSnapH = true;
  config.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
  return atlas.AddFontFromMemoryTTF(bytes.data(), static_cast<int>(bytes.size()),
                                    line_px_of(type, density), &config, letters_of(type));
}

ShadowPatch shadow_patch(Density density) {
  ShadowPatch patch;
  patch.spread_px = density.px(4);
  patch.corner_px = patch.spread_px * 2 + density.px(kCornerMm);
  patch.side_px = patch.corner_px * 2 + 1;
  return patch;
}

// Coverage of a rounded rectangle blurred by a Gaussian, from its signed distance.
float shadow_at(float x, float y, float half, float radius, float sigma) {
  const float qx = std::abs(x) - half + radius;
  const float qy = std::abs(y) - half + radius;
  const float outside = std::hypot(std::max(qx, 0.F), std::max(qy, 0.F));
  const float distance = outside + std::min(std::max(qx, qy), 0.F) - radius;
  return 0.5F * (1.F - std::erf(distance / (sigma * 1.41421356F)));
}

void paint_shadow(ImFontAtlas& atlas, int rect_id, ShadowPatch& patch, Density density) {
  unsigned char* pixels = nullptr;
  int width = 0;
  int height = 0;
  atlas.GetTexDataAsAlpha8(&pixels, &width, &height);
  const ImFontAtlasCustomRect* rect = atlas.GetCustomRectByIndex(rect_id);
  patch.uv_px = {atlas.TexUvScale.x, atlas.TexUvScale.y};
  patch.uv = {rect->X * patch.uv_px.x, rect->Y * patch.uv_px.y};
  const float half_patch = patch.side_px / 2;
  for (int y = 0; y < rect->Height; ++y) {
    for (int x = 0; x < rect->Width; ++x) {
      const float coverage = shadow_at(
          static_cast<float>(x) + 0.5F - half_patch, static_cast<float>(y) + 0.5F - half_patch,
          half_patch - patch.spread_px, density.px(kCornerMm), patch.spread_px / 2.6F);
      pixels[(rect->Y + y) * width + rect->X + x] = static_cast<unsigned char>(coverage * 255.F);
    }
  }
}

bool has_all(const ImFont& font, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t letter = utf8::next(text, at);
    if (letter == U'\n') continue;
    if (letter > 0xFFFF || font.FindGlyphNoFallback(static_cast<ImWchar>(letter)) == nullptr) {
      return false;
    }
  }
  return true;
}

}  // namespace

float em_mm(Type type) { return kEmMm[static_cast<std::size_t>(type)]; }

float em_mm(Type type, Density density) {
  return em_mm(type) * (type == Type::label ? 1.F : density.text_scale());
}

std::vector<std::string> font_folders() {
  std::vector<std::string> folders;
  if (const char* own = std::getenv("KIOSK_FONTS")) folders.emplace_back(own);
  for (const char* known : {"/usr/share/fonts/truetype/noto", "/usr/share/fonts/noto",
                            "/usr/share/fonts/google-noto", "/usr/local/share/fonts/noto"}) {
    folders.emplace_back(known);
  }
  return folders;
}

core::Result<FontFiles> find_fonts(std::span<const std::string> folders) {
  for (const std::string& folder : folders) {
    const FontFiles files{folder + "/NotoSans-Regular.ttf", folder + "/NotoSans-Bold.ttf"};
    std::error_code ignored;  // a folder that cannot be looked into is one without fonts
    if (std::filesystem::exists(files.regular, ignored) &&
        std::filesystem::exists(files.bold, ignored)) {
      return files;
    }
  }
  return core::fail(core::Failure::storage, "The font Noto Sans is not on this computer.",
                    "Install it: apt-get install fonts-noto-core");
}

core::Result<Fonts> Fonts::build(ImFontAtlas& atlas, const FontFiles& files, Density density) {
  auto regular = read_file(files.regular);
  if (!regular) return tl::unexpected(regular.error());
  auto bold = read_file(files.bold);
  if (!bold) return tl::unexpected(bold.error());
  Fonts fonts;
  fonts.atlas_ = &atlas;
  atlas.Clear();
  atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  atlas.Flags = ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines |
                ImFontAtlasFlags_NoPowerOfTwoHeight;
  for (const Type type :
       {Type::body, Type::number, Type::display, Type::title, Type::strong, Type::label}) {
    fonts.faces_[static_cast<std::size_t>(type)] = {
        add_face(atlas, is_bold(type) ? *bold : *regular, type, density),
        line_px_of(type, density)};
  }
  fonts.shadow_ = shadow_patch(density);
  const int side = static_cast<int>(fonts.shadow_.side_px);
  const int rect_id = atlas.AddCustomRectRegular(side, side);
  if (!atlas.Build()) {
    return core::fail(core::Failure::storage, "The font Noto Sans cannot be used.",
                      "Install it again: apt-get install --reinstall fonts-noto-core");
  }
  paint_shadow(atlas, rect_id, fonts.shadow_, density);
  atlas.ClearInputData();
  return fonts;
}

Face Fonts::face(Type type, std::string_view text) const {
  const Face& wanted = faces_[static_cast<std::size_t>(type)];
  if (type == Type::body || has_all(*wanted.font, text)) return wanted;
  const auto larger = type == Type::number ? Type::display : Type::body;
  return {faces_[static_cast<std::size_t>(larger)].font, wanted.line_px};
}

float Fonts::line_px(Type type) const { return faces_[static_cast<std::size_t>(type)].line_px; }

bool Fonts::covers(std::string_view text) const {
  return has_all(*faces_[static_cast<std::size_t>(Type::body)].font, text);
}

}  // namespace ui
