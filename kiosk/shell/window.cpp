#include "shell/window.h"

#define GLFW_INCLUDE_NONE
#include <GL/gl.h>
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <chrono>

#include "shell/density.h"

namespace shell {
namespace {

constexpr int kMouse = 0;  ///< fingers have other numbers

core::Error no_window() {
  const char* reason = nullptr;
  glfwGetError(&reason);
  return {core::Failure::unreachable,
          std::string("No window could be opened") + (reason != nullptr ? ": " : ".") +
              (reason != nullptr ? reason : ""),
          "Start it where there is a display (DISPLAY is set) with OpenGL 3.3.",
          {}};
}

/// Clearing a rectangle costs software rendering far less than drawing it.
void clear(const std::vector<ui::Ground>& grounds, int height) {
  constexpr float kFull = 255;
  glEnable(GL_SCISSOR_TEST);
  for (const ui::Ground& ground : grounds) {
    const ui::Rect& rect = ground.rect;
    glScissor(static_cast<GLint>(rect.x), height - static_cast<GLint>(rect.bottom()),
              static_cast<GLsizei>(rect.w), static_cast<GLsizei>(rect.h));
    glClearColor(static_cast<float>(ground.colour.r) / kFull,
                 static_cast<float>(ground.colour.g) / kFull,
                 static_cast<float>(ground.colour.b) / kFull, 1);
    glClear(GL_COLOR_BUFFER_BIT);
  }
  glDisable(GL_SCISSOR_TEST);
}

GLFWmonitor* monitor() { return glfwGetPrimaryMonitor(); }

}  // namespace

core::Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
  if (glfwInit() == GLFW_FALSE) return tl::unexpected(no_window());
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE);
  glfwWindowHint(GLFW_FOCUS_ON_SHOW, GLFW_TRUE);
  const GLFWvidmode* mode = monitor() != nullptr ? glfwGetVideoMode(monitor()) : nullptr;
  const bool full = options.fullscreen && mode != nullptr;
  GLFWwindow* window =
      glfwCreateWindow(full ? mode->width : options.width, full ? mode->height : options.height,
                       "Meeting kiosk", full ? monitor() : nullptr, nullptr);
  if (window == nullptr) {
    auto error = no_window();
    glfwTerminate();
    return tl::unexpected(std::move(error));
  }
  return std::make_unique<Window>(window);
}

Window::Window(GLFWwindow* window) : window_(window) {
  glfwMakeContextCurrent(window_);
  glfwSwapInterval(1);
  glfwFocusWindow(window_);  // without a window manager nobody else gives it the keys
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.Fonts->AddFontDefault();  // the renderer wants one to start with
  ImGui_ImplOpenGL3_Init("#version 330");
  ImGui_ImplOpenGL3_NewFrame();
  listen();
  touch_screen_ = TouchScreen::open(window_, &Window::wake);
}

Window::~Window() {
  touch_screen_.reset();
  ImGui_ImplOpenGL3_Shutdown();
  ImGui::DestroyContext();
  glfwDestroyWindow(window_);
  glfwTerminate();
}

Window& Window::self(GLFWwindow* window) {
  return *static_cast<Window*>(glfwGetWindowUserPointer(window));
}

void Window::listen() {
  glfwSetWindowUserPointer(window_, this);
  glfwSetMouseButtonCallback(window_, [](GLFWwindow* window, int button, int action, int) {
    if (button != GLFW_MOUSE_BUTTON_LEFT) return;
    Window& me = self(window);
    const bool down = action == GLFW_PRESS;
    me.pressed_ = down;
    me.input_.pointer.push_back(
        {down ? ui::PointerEvent::Kind::down : ui::PointerEvent::Kind::up, me.mouse(), kMouse});
    me.input_.anything = true;
  });
  glfwSetCursorPosCallback(window_, [](GLFWwindow* window, double x, double y) {
    Window& me = self(window);
    me.mouse_ = ui::Vec2{static_cast<float>(x), static_cast<float>(y)};
    if (!me.pressed_) return;  // nothing here changes under a pointer that only hovers
    me.input_.pointer.push_back({ui::PointerEvent::Kind::move, *me.mouse_, kMouse});
    me.input_.anything = true;
  });
  glfwSetScrollCallback(window_, [](GLFWwindow* window, double, double notches) {
    Window& me = self(window);
    me.input_.wheel += static_cast<float>(notches);
    me.input_.wheel_at = me.mouse();
    me.input_.anything = true;
  });
  glfwSetKeyCallback(window_, [](GLFWwindow* window, int key, int, int action, int mods) {
    if (action == GLFW_RELEASE ||
        (mods & (GLFW_MOD_CONTROL | GLFW_MOD_ALT | GLFW_MOD_SUPER)) != 0) {
      return;
    }
    self(window).keys_.on_key({key, (mods & GLFW_MOD_SHIFT) != 0, 0,
                               std::chrono::steady_clock::now(), action == GLFW_REPEAT});
  });
  glfwSetCharCallback(window_, [](GLFWwindow* window, unsigned character) {
    self(window).keys_.on_character(static_cast<char32_t>(character),
                                    std::chrono::steady_clock::now());
  });
  glfwSetFramebufferSizeCallback(
      window_, [](GLFWwindow* window, int, int) { self(window).input_.anything = true; });
  glfwSetWindowRefreshCallback(window_,
                               [](GLFWwindow* window) { self(window).input_.anything = true; });
}

// GLFW tells of a press without its place. To ask where the mouse is would be too late: a screen
// that acts as a mouse may have been touched elsewhere since.
ui::Vec2 Window::mouse() const {
  if (mouse_) return *mouse_;
  double x = 0;
  double y = 0;
  glfwGetCursorPos(window_, &x, &y);
  return {static_cast<float>(x), static_cast<float>(y)};
}

void Window::wait(std::optional<double> seconds) {
  if (!seconds) {
    glfwWaitEvents();
  } else if (*seconds > 0) {
    glfwWaitEventsTimeout(*seconds);
  }
  keys_until_ = std::chrono::steady_clock::now();
  glfwPollEvents();
}

void Window::wake() { glfwPostEmptyEvent(); }

RawInput Window::take_input() {
  if (touch_screen_ != nullptr) {
    const auto touches = touch_screen_->take();
    input_.pointer.insert(input_.pointer.end(), touches.begin(), touches.end());
    input_.anything = input_.anything || !touches.empty();
  }
  return std::exchange(input_, {});
}

bool Window::wants_to_close() const { return glfwWindowShouldClose(window_) == GLFW_TRUE; }

ui::Vec2 Window::size() const {
  int width = 0;
  int height = 0;
  glfwGetFramebufferSize(window_, &width, &height);
  return {static_cast<float>(width), static_cast<float>(height)};
}

std::optional<double> Window::px_per_mm() const {
  if (monitor() == nullptr) return std::nullopt;
  int width_mm = 0;
  int height_mm = 0;
  glfwGetMonitorPhysicalSize(monitor(), &width_mm, &height_mm);
  const GLFWvidmode* mode = glfwGetVideoMode(monitor());
  if (mode == nullptr) return std::nullopt;
  return reported_density({mode->width, width_mm, height_mm});
}

void Window::begin_frame() {
  ImGui_ImplOpenGL3_NewFrame();
  const ui::Vec2 display = size();
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {display.x, display.y};
  io.DeltaTime = 1.F / 60.F;
  ImGui::NewFrame();
}

void Window::end_frame(const std::vector<ui::Ground>& grounds) {
  ImGui::Render();
  const ui::Vec2 display = size();
  glViewport(0, 0, static_cast<int>(display.x), static_cast<int>(display.y));
  clear(grounds, static_cast<int>(display.y));
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  glfwSwapBuffers(window_);
}

}  // namespace shell
