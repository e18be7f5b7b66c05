#include "shell/stage.h"

#include <imgui.h>

#include "badge/qr.h"

namespace shell {
namespace {

constexpr float kPlainDensity = 3.78F;  ///< px/mm, 96 dpi

bool same(const app::Settings& a, const app::Settings& b) {
  return a.larger_text == b.larger_text && a.high_contrast == b.high_contrast &&
         a.reduced_motion == b.reduced_motion;
}

Texture upload_atlas(ImFontAtlas& atlas) {
  unsigned char* pixels = nullptr;
  int width = 0;
  int height = 0;
  atlas.GetTexDataAsAlpha8(&pixels, &width, &height);
  Texture texture = Texture::from_cover(pixels, width, height);
  atlas.TexID = texture.id();
  atlas.ClearTexData();
  return texture;
}

}  // namespace

Stage::Stage(Window& window, i18n::Catalogues words, ui::Layouts layouts, double px_per_mm)
    : window_(window),
      px_per_mm_(px_per_mm),
      narrator_(words),
      screens_(std::move(words), std::move(layouts)) {
  ui_.set_text_shaper([this](std::string_view text, float line_px, bool bold) {
    return shaped_.get(text, line_px, bold);
  });
}

core::Result<void> Stage::prepare(const app::Settings& settings) {
  if (prepared_for_ && same(*prepared_for_, settings)) return {};
  const ui::Density density{static_cast<float>(px_per_mm_), settings.larger_text};
  if (!fonts_ || prepared_for_->larger_text != settings.larger_text) {
    const auto files = ui::find_fonts(ui::font_folders());
    if (!files) return tl::unexpected(files.error());
    auto fonts = ui::Fonts::build(*ImGui::GetIO().Fonts, *files, density);
    if (!fonts) return tl::unexpected(fonts.error());
    fonts_ = *fonts;
    atlas_ = upload_atlas(*ImGui::GetIO().Fonts);
  }
  ui_.configure({settings.high_contrast ? &ui::high_contrast_theme() : &ui::light_theme(), &*fonts_,
                 density, settings.reduced_motion});
  prepared_for_ = settings;
  return {};
}

ui::Actions Stage::draw(const app::Model& model, const ui::Input& input) {
  ui::Actions actions;
  const auto* done = std::get_if<app::screen::Done>(&model.screen);
  show_code(done != nullptr ? done->code : std::string());
  window_.begin_frame();
  ui_.begin_frame(input, app::name_of(model.screen));
  screens_.draw(ui_, model, pictures_, actions);
  ui_.end_frame();
  window_.end_frame(ui_.grounds());
  return actions;
}

void Stage::show_preview(const badge::Raster& raster, double width_mm) {
  preview_ = Texture::from_rgba(raster.rgba.data(), raster.width, raster.height, raster.stride);
  pictures_.preview = preview_.id();
  pictures_.preview_size = {static_cast<float>(raster.width), static_cast<float>(raster.height)};
  pictures_.preview_width_mm = width_mm;
}

void Stage::show_code(const std::string& code) {
  if (code == code_) return;
  code_ = code;
  pictures_.qr.clear();
  pictures_.qr_side = 0;
  if (code.empty()) return;
  const auto symbol = badge::make_qr(code);
  if (!symbol) return;
  pictures_.qr_side = symbol->size;
  const auto side = static_cast<std::size_t>(symbol->size);
  pictures_.qr.assign(side * side, false);
  for (const badge::DarkRun& run : symbol->runs) {
    for (int x = run.x; x < run.x + run.length; ++x) {
      pictures_.qr[static_cast<std::size_t>(run.y) * side + static_cast<std::size_t>(x)] = true;
    }
  }
}

void Stage::show_camera(devices::CameraPicture picture) {
  camera_ = Texture::from_grey(picture.luma.data(), picture.width, picture.height);
  ui::CameraView& view = pictures_.camera;
  view.texture = camera_.id();
  view.size = {static_cast<float>(picture.width), static_cast<float>(picture.height)};
  view.outlines.clear();
  for (const devices::Outline& outline : picture.outlines) {
    auto& corners = view.outlines.emplace_back();
    for (std::size_t i = 0; i < corners.size(); ++i) corners[i] = {outline.x[i], outline.y[i]};
  }
  devices::wipe(picture);
}

void Stage::forget_camera() {
  camera_ = Texture();
  pictures_.camera = {};
}

void Stage::forget() {
  preview_ = Texture();
  camera_ = Texture();
  pictures_ = {};
  code_.clear();
  shaped_.forget();
  screens_.forget();
  narrator_.forget();
  ui_.forget();
}

std::optional<ui::Utterance> Stage::narrate(const app::Model& model) {
  return narrator_.hear(model, ui_.record(), ui_.focus());
}

bool Stage::is_focus_on_field() const {
  const ui::Widget* widget = ui_.record().find(ui_.focus());
  return ui_.by_keys() && widget != nullptr && widget->role == ui::Role::field;
}

PlainMessage::PlainMessage(std::string words) : words_(std::move(words)) {
  constexpr float kScale = 2;
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  const ui::Density density{kPlainDensity, false};
  const auto files = ui::find_fonts(ui::font_folders());
  const auto fonts = files ? ui::Fonts::build(atlas, *files, density)
                           : core::Result<ui::Fonts>(tl::unexpected(files.error()));
  if (fonts) {
    const ui::Face face = fonts->face(ui::Type::body, words_);
    ImGui::GetIO().FontDefault = face.font;
    line_px_ = face.line_px;
  } else {
    atlas.Clear();
    line_px_ = atlas.AddFontDefault()->FontSize * kScale;
  }
  atlas_ = upload_atlas(atlas);
}

void PlainMessage::show(Window& window) {
  constexpr float kMargin = 48;
  window.begin_frame();
  ImDrawList& draw = *ImGui::GetBackgroundDrawList();
  const ui::Theme& theme = ui::light_theme();
  const ui::Vec2 size = window.size();
  draw.AddText(ImGui::GetFont(), line_px_, {kMargin, kMargin}, theme.ink.packed(), words_.c_str(),
               nullptr, size.x - 2 * kMargin);
  window.end_frame({{{0, 0, size.x, size.y}, theme.background}});
}

}  // namespace shell
