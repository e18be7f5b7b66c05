#include "shell/touch_screen.h"

#include <X11/Xlib.h>
#include <X11/extensions/XInput2.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <optional>
#include <utility>

// As GLFW/glfw3native.h declares them, which wants the headers of libraries that are not used here.
// Null in a GLFW that was built for Wayland, which may be installed in place of the other.
extern "C" {
[[gnu::weak]] Display* glfwGetX11Display();
[[gnu::weak]] Window glfwGetX11Window(GLFWwindow* window);
}

namespace shell {
namespace {

using Kind = ui::PointerEvent::Kind;

Display* display_of_glfw() { return glfwGetX11Display != nullptr ? glfwGetX11Display() : nullptr; }

/// The number that the extension's events carry; empty where it knows no touches.
std::optional<int> touch_extension(Display* display) {
  int extension = 0;
  int first_event = 0;
  int first_error = 0;
  if (XQueryExtension(display, "XInputExtension", &extension, &first_event, &first_error) == 0) {
    return std::nullopt;
  }
  int major = 2;
  int minor = 2;
  if (XIQueryVersion(display, &major, &minor) != Success) return std::nullopt;
  if (std::pair(major, minor) < std::pair(2, 2)) return std::nullopt;
  return extension;
}

/// Of the touch screens that are there and those that will be plugged in.
void ask_for_touches(Display* display, ::Window window) {
  std::array<unsigned char, XIMaskLen(XI_LASTEVENT)> kinds{};
  for (const int touch : {XI_TouchBegin, XI_TouchUpdate, XI_TouchEnd}) {
    const auto kind = static_cast<unsigned>(touch);
    unsigned char& eight = kinds.at(kind / 8);  // XISetMask, without its narrowing
    eight = static_cast<unsigned char>(eight | 1U << kind % 8);
  }
  XIEventMask mask{XIAllMasterDevices, static_cast<int>(kinds.size()), kinds.data()};
  XISelectEvents(display, window, &mask, 1);
  XSync(display, False);
}

std::optional<Kind> kind_of(int event) {
  switch (event) {
    case XI_TouchBegin:
      return Kind::down;
    case XI_TouchUpdate:
      return Kind::move;
    case XI_TouchEnd:
      return Kind::up;
    default:
      return std::nullopt;
  }
}

/// The next event, if it is a touch's.
std::optional<ui::PointerEvent> next_touch(Display* display, int extension) {
  XEvent event;
  XNextEvent(display, &event);
  XGenericEventCookie& cookie = event.xcookie;
  if (cookie.type != GenericEvent || cookie.extension != extension) return std::nullopt;
  const auto kind = kind_of(cookie.evtype);
  if (!kind || XGetEventData(display, &cookie) == 0) return std::nullopt;
  const auto& touch = *static_cast<const XIDeviceEvent*>(cookie.data);
  const ui::Vec2 at{static_cast<float>(touch.event_x), static_cast<float>(touch.event_y)};
  const ui::PointerEvent told{*kind, at, touch.detail};
  XFreeEventData(display, &cookie);
  return told;
}

}  // namespace

std::unique_ptr<TouchScreen> TouchScreen::open(GLFWwindow* window, std::function<void()> news) {
  Display* const glfws = display_of_glfw();
  if (glfws == nullptr) return nullptr;
  Display* const display = XOpenDisplay(DisplayString(glfws));
  if (display == nullptr) return nullptr;
  const auto extension = touch_extension(display);
  if (!extension) {
    XCloseDisplay(display);
    return nullptr;
  }
  ask_for_touches(display, glfwGetX11Window(window));
  return std::unique_ptr<TouchScreen>(new TouchScreen(display, *extension, std::move(news)));
}

TouchScreen::TouchScreen(Display* display, int extension, std::function<void()> news)
    : display_(display),
      extension_(extension),
      news_(std::move(news)),
      end_(::eventfd(0, EFD_CLOEXEC)) {
  // What to do about it is GLFW's affair: without a handler both threads would end the program.
  XSetIOErrorExitHandler(
      display_, [](Display*, void* self) { static_cast<TouchScreen*>(self)->cut_off_ = true; },
      this);
  thread_ = std::thread([this] { listen(); });
}

TouchScreen::~TouchScreen() {
  (void)::eventfd_write(end_, 1);
  thread_.join();
  XCloseDisplay(display_);
  ::close(end_);
}

std::vector<ui::PointerEvent> TouchScreen::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(events_, {});
}

void TouchScreen::listen() {
  std::array<pollfd, 2> sources{{{ConnectionNumber(display_), POLLIN, 0}, {end_, POLLIN, 0}}};
  while (!cut_off_ && sources[1].revents == 0) {
    read();
    (void)::poll(sources.data(), sources.size(), -1);
  }
}

void TouchScreen::read() {
  bool any = false;
  while (XPending(display_) > 0) {
    const auto touch = next_touch(display_, extension_);
    if (!touch) continue;
    const std::lock_guard lock(mutex_);
    events_.push_back(*touch);
    any = true;
  }
  if (any) news_();
}

}  // namespace shell
