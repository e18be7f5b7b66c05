// A window that frames are drawn into and pictures are taken from, for the gallery tools.
#pragma once

#include <GLFW/glfw3.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>
#include <stb/stb_image_write.h>

#include <chrono>
#include <cstdint>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include "ui/fonts.h"
#include "ui/ui.h"

namespace gl_stage {

struct Size {
  int width = 0;  ///< pixels
  int height = 0;
};

inline ImTextureID texture(int width, int height, GLenum format, GLint kept, const void* pixels) {
  GLuint id = 0;
  glGenTextures(1, &id);
  glBindTexture(GL_TEXTURE_2D, id);
  const GLint filter = format == GL_RED ? GL_NEAREST : GL_LINEAR;
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
  if (format == GL_RED) {  // one channel, read as white with that alpha
    const GLint swizzle[] = {GL_ONE, GL_ONE, GL_ONE, GL_RED};
    glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, swizzle);
  }
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexImage2D(GL_TEXTURE_2D, 0, kept, width, height, 0, format, GL_UNSIGNED_BYTE, pixels);
  return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(id));
}

inline void upload(ImFontAtlas& atlas) {
  unsigned char* pixels = nullptr;
  int width = 0;
  int height = 0;
  atlas.GetTexDataAsAlpha8(&pixels, &width, &height);
  atlas.TexID = texture(width, height, GL_RED, GL_R8, pixels);
  atlas.ClearTexData();
}

inline GLFWwindow* open_window(Size size) {
  if (!glfwInit()) return nullptr;
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_DECORATED, GLFW_FALSE);
  GLFWwindow* window = glfwCreateWindow(size.width, size.height, "gallery", nullptr, nullptr);
  if (window == nullptr) return nullptr;
  glfwMakeContextCurrent(window);
  glfwSwapInterval(0);
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui::GetIO().Fonts->AddFontDefault();
  ImGui_ImplOpenGL3_Init("#version 330");
  ImGui_ImplOpenGL3_NewFrame();
  return window;
}

inline void clear(const std::vector<ui::Ground>& grounds, int height) {
  glEnable(GL_SCISSOR_TEST);
  for (const ui::Ground& ground : grounds) {
    const ui::Rect& r = ground.rect;
    const ui::Colour& c = ground.colour;
    glScissor(static_cast<GLint>(r.x), height - static_cast<GLint>(r.bottom()),
              static_cast<GLsizei>(r.w), static_cast<GLsizei>(r.h));
    glClearColor(static_cast<float>(c.r) / 255.F, static_cast<float>(c.g) / 255.F,
                 static_cast<float>(c.b) / 255.F, 1);
    glClear(GL_COLOR_BUFFER_BIT);
  }
  glDisable(GL_SCISSOR_TEST);
}

inline void save(const std::string& path, Size size) {
  std::vector<unsigned char> pixels(static_cast<std::size_t>(size.width * size.height) * 3);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, size.width, size.height, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
  stbi_flip_vertically_on_write(1);
  stbi_write_png(path.c_str(), size.width, size.height, 3, pixels.data(), size.width * 3);
}

/// What a frame took.
struct Cost {
  double wall_ms = 0;
  double draw_ms = 0;       ///< of it, the draw functions
  double processor_ms = 0;  ///< of all threads, whatever else the machine does
};

struct Stage {
  GLFWwindow* window = nullptr;
  Size size;
  ui::Ui& ui;

  /// Draws one frame; a path saves its picture.
  Cost frame(const std::string& screen, const ui::Input& input, const std::function<void()>& draw,
             const std::string& path = {}) const {
    using Clock = std::chrono::steady_clock;
    using Ms = std::chrono::duration<double, std::milli>;
    const auto start = Clock::now();
    const std::clock_t processor = std::clock();
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::GetIO().DisplaySize = {input.display.x, input.display.y};
    ImGui::NewFrame();
    ui.begin_frame(input, screen);
    draw();
    ui.end_frame();
    ImGui::Render();
    const auto drawn = Clock::now();
    glViewport(0, 0, size.width, size.height);
    clear(ui.grounds(), size.height);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    if (!path.empty()) save(path, size);
    glfwSwapBuffers(window);
    glFinish();
    return {Ms(Clock::now() - start).count(), Ms(drawn - start).count(),
            static_cast<double>(std::clock() - processor) * 1000.0 / CLOCKS_PER_SEC};
  }
};

}  // namespace gl_stage
