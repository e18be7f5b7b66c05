// What is on the window: fonts, screens, pictures. Draws a model, gives back what was touched.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/model.h"
#include "badge/render.h"
#include "core/result.h"
#include "devices/camera_picture.h"
#include "shell/shaped_texts.h"
#include "shell/textures.h"
#include "shell/window.h"
#include "ui/fonts.h"
#include "ui/narrator.h"
#include "ui/screens.h"
#include "ui/ui.h"

namespace shell {

/// Thread: the main thread, with the window's GL context current.
class Stage {
 public:
  Stage(Window& window, i18n::Catalogues words, ui::Layouts layouts, double px_per_mm);

  /// (Re)builds what depends on size and contrast, if that changed. Fails without Noto Sans.
  core::Result<void> prepare(const app::Settings& settings);

  ui::Actions draw(const app::Model& model, const ui::Input& input);

  void show_preview(const badge::Raster& raster, double width_mm);
  /// The code that Done shows; made when it changes.
  void show_code(const std::string& code);
  /// Takes what it shows, and wipes it.
  void show_camera(devices::CameraPicture picture);
  void forget_camera();
  void forget();

  [[nodiscard]] std::optional<double> next_deadline() const { return ui_.next_deadline(); }
  /// What happened, for what is to be said of it.
  void note(const app::Action& action) { narrator_.note(action); }
  /// What is to be said after the frame just drawn.
  std::optional<ui::Utterance> narrate(const app::Model& model);
  /// How to switch reading aloud on.
  [[nodiscard]] ui::Utterance voice_hint(const app::Model& model) const {
    return narrator_.hint(model);
  }
  /// Keys moved the focus to a text field.
  [[nodiscard]] bool is_focus_on_field() const;
  [[nodiscard]] const ui::FrameRecord& record() const { return ui_.record(); }

 private:
  Window& window_;
  double px_per_mm_;
  std::optional<app::Settings> prepared_for_;
  std::optional<ui::Fonts> fonts_;
  Texture atlas_;
  ShapedTexts shaped_;
  ui::Ui ui_;
  ui::Narrator narrator_;
  ui::Screens screens_;
  ui::Pictures pictures_;
  Texture preview_;
  Texture camera_;
  std::string code_;
};

/// For when there are no screens to say it: the words alone, in Noto Sans if that is there, else in
/// Dear ImGui's own letters. Thread: as Stage, which is not to be used beside it.
class PlainMessage {
 public:
  explicit PlainMessage(std::string words);
  void show(Window& window);

 private:
  std::string words_;
  float line_px_ = 0;
  Texture atlas_;
};

}  // namespace shell
