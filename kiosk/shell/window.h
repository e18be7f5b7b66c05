// The window: GLFW, an OpenGL 3.3 context and Dear ImGui's renderer. Input comes out as plain
// values. Thread: the main thread alone; only `wake` may be called from others.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "devices/wedge.h"
#include "shell/touch_screen.h"
#include "ui/theme.h"
#include "ui/ui.h"

struct GLFWwindow;

namespace shell {

struct WindowOptions {
  bool fullscreen = true;
  int width = 1280;  ///< of a window
  int height = 800;
};

/// What came in since the last `wait`.
struct RawInput {
  std::vector<ui::PointerEvent> pointer;
  float wheel = 0;
  ui::Vec2 wheel_at;
  bool anything = false;
};

class Window {
 public:
  static core::Result<std::unique_ptr<Window>> open(const WindowOptions& options);
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;
  ~Window();

  /// Sleeps until input, `wake`, or the time is over; empty: until input or `wake`.
  void wait(std::optional<double> seconds);
  /// Any thread.
  static void wake();

  RawInput take_input();
  /// Keys go straight to the reader that tells scanners from people.
  devices::WedgeReader& keys() { return keys_; }
  /// Every key struck before this moment has been given to `keys()`.
  [[nodiscard]] std::chrono::steady_clock::time_point keys_complete_until() const {
    return keys_until_;
  }

  [[nodiscard]] bool wants_to_close() const;
  [[nodiscard]] ui::Vec2 size() const;
  /// From the monitor's reported size; empty where that cannot be true.
  [[nodiscard]] std::optional<double> px_per_mm() const;

  void begin_frame();
  /// Clears `grounds` in their order, then draws over them.
  void end_frame(const std::vector<ui::Ground>& grounds);

  explicit Window(GLFWwindow* window);

 private:
  static Window& self(GLFWwindow* window);
  void listen();
  /// Where it was at the event that GLFW tells of.
  [[nodiscard]] ui::Vec2 mouse() const;

  GLFWwindow* window_;
  RawInput input_;
  bool pressed_ = false;           ///< the mouse
  std::optional<ui::Vec2> mouse_;  ///< empty until it moved
  devices::WedgeReader keys_;
  std::chrono::steady_clock::time_point keys_until_;
  std::unique_ptr<TouchScreen> touch_screen_;  ///< null: touches come as the mouse, one at a time
};

}  // namespace shell
