// desk_gallery OUT_DIR WIDTH HEIGHT PX_PER_MM LANGUAGE [contrast] [large] [only=PREFIX]: draws each
// moment at the desk into a PNG and prints what a frame costs. Needs a display (Xvfb does).
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>
#include <stb/stb_image_write.h>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>

#include "ui/desk_gallery.h"

namespace {

using Clock = std::chrono::steady_clock;

// Processor time of all threads: what a frame costs whatever else the machine does.
double cpu_ms() { return static_cast<double>(std::clock()) * 1000.0 / CLOCKS_PER_SEC; }

double ms_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// One channel, read as white with that alpha.
void upload_atlas(ImFontAtlas& atlas) {
  unsigned char* pixels = nullptr;
  int width = 0;
  int height = 0;
  atlas.GetTexDataAsAlpha8(&pixels, &width, &height);
  GLuint id = 0;
  glGenTextures(1, &id);
  glBindTexture(GL_TEXTURE_2D, id);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  const GLint swizzle[] = {GL_ONE, GL_ONE, GL_ONE, GL_RED};
  glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, swizzle);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width, height, 0, GL_RED, GL_UNSIGNED_BYTE, pixels);
  std::printf("atlas %dx%d\n", width, height);
  atlas.TexID = reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(id));
  atlas.ClearTexData();
}

void save(const std::string& path, int width, int height) {
  std::vector<unsigned char> pixels(static_cast<std::size_t>(width * height) * 3);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
  stbi_flip_vertically_on_write(1);
  stbi_write_png(path.c_str(), width, height, 3, pixels.data(), width * 3);
}

struct Stage {
  GLFWwindow* window;
  int width;
  int height;
  ui::Ui& ui;
  desk_gallery::Stage& desk;
};

void clear(const std::vector<ui::Ground>& grounds, int height) {
  glEnable(GL_SCISSOR_TEST);
  for (const ui::Ground& ground : grounds) {
    const ui::Rect& r = ground.rect;
    glScissor(static_cast<GLint>(r.x), height - static_cast<GLint>(r.bottom()),
              static_cast<GLsizei>(r.w), static_cast<GLsizei>(r.h));
    glClearColor(static_cast<float>(ground.colour.r) / 255.F,
                 static_cast<float>(ground.colour.g) / 255.F,
                 static_cast<float>(ground.colour.b) / 255.F, 1);
    glClear(GL_COLOR_BUFFER_BIT);
  }
  glDisable(GL_SCISSOR_TEST);
}

double frame(Stage& stage, const desk_gallery::Scene& scene, const ui::Input& input,
             const std::string& save_as = {}) {
  const auto start = Clock::now();
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::GetIO().DisplaySize = {input.display.x, input.display.y};
  ImGui::NewFrame();
  stage.ui.begin_frame(input, scene.name);
  stage.desk.draw(stage.ui, scene.model);
  stage.ui.end_frame();
  ImGui::Render();
  glViewport(0, 0, stage.width, stage.height);
  clear(stage.ui.grounds(), stage.height);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  if (!save_as.empty()) save(save_as, stage.width, stage.height);
  glfwSwapBuffers(stage.window);
  glFinish();
  return ms_since(start);
}

void show(Stage& stage, const desk_gallery::Scene& scene, const std::string& path) {
  ui::Input input;
  input.display = {static_cast<float>(stage.width), static_cast<float>(stage.height)};
  double worst = 0;
  double sum = 0;
  double cpu = 0;
  for (int i = 0; i < 30; ++i) {
    input.now += 0.016;
    const double ms = frame(stage, scene, input);
    if (i == 4) cpu = cpu_ms();
    if (i >= 5) {
      worst = std::max(worst, ms);
      sum += ms;
    }
  }
  cpu = (cpu_ms() - cpu) / 25;
  frame(stage, scene, input, path);
  std::printf("%-24s mean %.1f ms, worst %.1f ms, processor %.1f ms, %zu widgets\n",
              scene.name.c_str(), sum / 25, worst, cpu, stage.ui.record().widgets.size());
}

int run(GLFWwindow* window, int argc, char** argv) {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui::GetIO().Fonts->AddFontDefault();
  ImGui_ImplOpenGL3_Init("#version 330");
  ImGui_ImplOpenGL3_NewFrame();
  ui::Density density{std::stof(argv[4]), false};
  bool contrast = false;
  std::string only;
  for (int i = 6; i < argc; ++i) {
    contrast = contrast || std::string(argv[i]) == "contrast";
    density.larger_text = density.larger_text || std::string(argv[i]) == "large";
    if (std::string(argv[i]).starts_with("only=")) only = std::string(argv[i]).substr(5);
  }
  const auto start = Clock::now();
  const auto files = ui::find_fonts(ui::font_folders());
  if (!files) return std::puts(core::describe(files.error()).c_str()), 1;
  const auto fonts = ui::Fonts::build(*ImGui::GetIO().Fonts, *files, density);
  if (!fonts) return std::puts(core::describe(fonts.error()).c_str()), 1;
  std::printf("fonts %.0f ms\n", ms_since(start));
  upload_atlas(*ImGui::GetIO().Fonts);
  const auto layouts = ui::load_keyboard_layouts(KIOSK_SOURCE_DIR "/assets/keyboards");
  if (!layouts) return std::puts(core::describe(layouts.error()).c_str()), 1;
  ui::Ui ui;
  ui.configure(
      {contrast ? &ui::high_contrast_theme() : &ui::light_theme(), &*fonts, density, false});
  const auto words = i18n::Catalogues::load(KIOSK_BUILD_DIR "/i18n");
  if (!words) return std::puts(core::describe(words.error()).c_str()), 1;
  desk_gallery::Stage desk{*words, *layouts};
  Stage stage{window, std::stoi(argv[2]), std::stoi(argv[3]), ui, desk};
  for (const desk_gallery::Scene& scene : desk_gallery::scenes(argv[5])) {
    if (!scene.name.starts_with(only)) continue;
    show(stage, scene, std::string(argv[1]) + "/" + scene.name + ".png");
    ui.forget();
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 6 || !glfwInit()) return 2;
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_DECORATED, GLFW_FALSE);
  GLFWwindow* window =
      glfwCreateWindow(std::stoi(argv[2]), std::stoi(argv[3]), "gallery", nullptr, nullptr);
  if (window == nullptr) return 2;
  glfwMakeContextCurrent(window);
  glfwSwapInterval(0);
  return run(window, argc, argv);
}
