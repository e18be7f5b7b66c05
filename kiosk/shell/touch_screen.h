// The fingers on a touch screen, each for itself, by XInput 2.2. X's core protocol, which GLFW
// speaks, tells of one pointer: the first finger of those that lie on the screen.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "ui/ui.h"

struct GLFWwindow;
struct _XDisplay;  // Xlib's header makes macros of everyday words

namespace shell {

/// Asks for the touches on a window, over a connection of its own. The server then makes no pointer
/// of them, so that GLFW tells of the mouse alone. Made and ended by the main thread.
class TouchScreen {
 public:
  /// Null where nothing can tell of touches: on Wayland, and on X before XInput 2.2. `news` is
  /// called by another thread when there is something to take. The window has to outlive this.
  static std::unique_ptr<TouchScreen> open(GLFWwindow* window, std::function<void()> news);
  TouchScreen(const TouchScreen&) = delete;
  TouchScreen& operator=(const TouchScreen&) = delete;
  ~TouchScreen();

  /// What the fingers did since the last call, in order; places are pixels of the window. A
  /// finger's number is its touch's, of which X makes a new one each time, and never 0.
  std::vector<ui::PointerEvent> take();

 private:
  TouchScreen(_XDisplay* display, int extension, std::function<void()> news);

  void listen();
  void read();

  _XDisplay* display_;  ///< the thread's while there is one
  const int extension_;
  const std::function<void()> news_;
  const int end_;  ///< an eventfd
  std::mutex mutex_;
  std::vector<ui::PointerEvent> events_;  ///< guarded by the mutex
  bool cut_off_ = false;                  ///< the thread's: the server has gone
  std::thread thread_;
};

}  // namespace shell
