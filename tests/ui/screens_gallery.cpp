// screens_gallery OUT_DIR WIDTH HEIGHT PX_PER_MM LANGUAGES [contrast] [large] [only=PREFIX]
//                 [frames=N]
//
// Draws every screen at the moments worth looking at into OUT_DIR/LANGUAGE-MOMENT.png, and prints
// what a frame costs. LANGUAGES are codes with commas between. Needs a display (Xvfb does);
// scripts/screens provides it.
#include <algorithm>
#include <cstdio>
#include <sstream>
#include <vector>

#include "badge/qr.h"
#include "badge/render.h"
#include "badge/template.h"
#include "report/badge_content.h"
#include "ui/desk_scenes.h"
#include "ui/gl_stage.h"
#include "ui/screens_scenes.h"

namespace {

constexpr const char* kCode = "K1ABCDEFGHJKMNPQRSTVWXYZ0123";
constexpr int kWarmUp = 5;

struct Wish {
  std::string folder;
  gl_stage::Size size;
  ui::Density density;
  std::vector<std::string> languages;
  bool contrast = false;
  std::string only;
  int frames = 10;  ///< timed for each picture
};

Wish read(int argc, char** argv) {
  Wish wish{
      argv[1], {std::stoi(argv[2]), std::stoi(argv[3])}, {std::stof(argv[4]), false}, {}, false, {},
      10};
  std::stringstream list(argv[5]);
  for (std::string code; std::getline(list, code, ',');) wish.languages.push_back(code);
  for (int i = 6; i < argc; ++i) {
    const std::string word = argv[i];
    wish.contrast = wish.contrast || word == "contrast";
    wish.density.larger_text = wish.density.larger_text || word == "large";
    if (word.starts_with("only=")) wish.only = word.substr(5);
    if (word.starts_with("frames=")) wish.frames = std::max(1, std::stoi(word.substr(7)));
  }
  return wish;
}

/// The badge as the app would draw it, and its code.
ui::Pictures pictures(const i18n::Catalogues& words, const std::string& language) {
  const auto meeting = screens_scenes::sample_meeting();
  core::Attendee person;
  person.number = "A-0042";
  person.details = app::details_of(screens_scenes::with_draft(language, app::screen::Check{}));
  const auto form = badge::load_template(KIOSK_SOURCE_DIR "/assets/badges/62x100.toml").value();
  const auto raster =
      badge::render_raster(form, report::make_badge_content(*meeting, person, kCode, words), 300)
          .value();
  ui::Pictures made;
  made.preview =
      gl_stage::texture(raster.width, raster.height, GL_RGBA, GL_RGBA8, raster.rgba.data());
  made.preview_size = {static_cast<float>(raster.width), static_cast<float>(raster.height)};
  const badge::QrSymbol symbol = badge::make_qr(kCode).value();
  made.qr_side = symbol.size;
  const auto side = static_cast<std::size_t>(symbol.size);
  made.qr.assign(side * side, false);
  for (const badge::DarkRun& run : symbol.runs) {
    const auto first = made.qr.begin() + static_cast<std::ptrdiff_t>(run.y) * symbol.size + run.x;
    std::fill_n(first, run.length, true);
  }
  return made;
}

std::vector<screens_scenes::Scene> every_scene(const i18n::Catalogues& words,
                                               const std::string& language) {
  const ui::Pictures made = pictures(words, language);
  auto all = screens_scenes::scenes(language, made);
  for (auto& scene : desk_gallery::scenes(language)) {
    all.push_back({scene.name, scene.model, scene.model.preview_ready ? made : ui::Pictures{}});
  }
  return all;
}

void show(const gl_stage::Stage& stage, ui::Screens& screens, const screens_scenes::Scene& scene,
          const std::string& path, int frames) {
  ui::Actions out;
  const auto draw = [&] { screens.draw(stage.ui, scene.model, scene.pictures, out); };
  const std::string name(app::name_of(scene.model.screen));
  ui::Input input;
  input.display = {static_cast<float>(stage.size.width), static_cast<float>(stage.size.height)};
  std::vector<double> walls;
  double processor_ms = 0;
  for (int i = 0; i < kWarmUp + frames; ++i) {
    input.now += 0.016;
    const gl_stage::Cost cost = stage.frame(name, input, draw);
    if (i < kWarmUp) continue;
    walls.push_back(cost.wall_ms);
    processor_ms += cost.processor_ms / frames;
  }
  stage.frame(name, input, draw, path);
  std::sort(walls.begin(), walls.end());
  std::printf("%-24s median %5.1f ms, p99 %5.1f ms, processor %5.1f ms\n", scene.name.c_str(),
              walls[walls.size() / 2], walls[walls.size() * 99 / 100], processor_ms);
}

template <class Value>
Value need(core::Result<Value> result) {
  if (result) return std::move(*result);
  std::fputs((core::describe(result.error()) + "\n").c_str(), stderr);
  std::exit(1);
}

void run(GLFWwindow* window, const Wish& wish) {
  const auto files = need(ui::find_fonts(ui::font_folders()));
  const auto fonts = need(ui::Fonts::build(*ImGui::GetIO().Fonts, files, wish.density));
  gl_stage::upload(*ImGui::GetIO().Fonts);
  const auto words = need(i18n::Catalogues::load(KIOSK_BUILD_DIR "/i18n"));
  const auto layouts = need(ui::load_keyboard_layouts(KIOSK_SOURCE_DIR "/assets/keyboards"));
  ui::Ui ui;
  ui.configure({wish.contrast ? &ui::high_contrast_theme() : &ui::light_theme(), &fonts,
                wish.density, true});
  const gl_stage::Stage stage{window, wish.size, ui};
  for (const std::string& language : wish.languages) {
    for (screens_scenes::Scene& scene : every_scene(words, language)) {
      if (!scene.name.starts_with(wish.only)) continue;
      scene.model.settings = {wish.density.larger_text, wish.contrast, true};
      ui::Screens screens(words, layouts);
      ui.forget();
      show(stage, screens, scene, wish.folder + "/" + language + "-" + scene.name + ".png",
           wish.frames);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 6) {
    std::fputs(
        "usage: screens_gallery OUT_DIR WIDTH HEIGHT PX_PER_MM LANGUAGES [contrast] [large] "
        "[only=PREFIX] [frames=N]\n",
        stderr);
    return 2;
  }
  const Wish wish = read(argc, argv);
  GLFWwindow* window = gl_stage::open_window(wish.size);
  if (window == nullptr) {
    std::fputs("no display with OpenGL 3.3; run this through scripts/screens\n", stderr);
    return 2;
  }
  run(window, wish);
  return 0;
}
