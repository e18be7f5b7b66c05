#include "shell/nav_keys.h"

#include <GLFW/glfw3.h>

namespace shell {
namespace {

bool is_of(const Keypad& keypad, int key) {
  return key == keypad.previous || key == keypad.next || key == keypad.activate ||
         key == keypad.back;
}

}  // namespace

bool is_enter(const devices::KeyStroke& stroke) {
  return stroke.key == GLFW_KEY_ENTER || stroke.key == GLFW_KEY_KP_ENTER;
}

std::optional<app::Action> edit_key(const devices::KeyStroke& stroke, const Keypad& keypad) {
  constexpr int kToTheEnd = static_cast<int>(app::kLongestField);
  if (is_of(keypad, stroke.key)) return std::nullopt;
  switch (stroke.key) {
    case GLFW_KEY_BACKSPACE:
      return app::LetterErased{};
    case GLFW_KEY_DELETE:
      return app::NextLetterErased{};
    case GLFW_KEY_LEFT:
      return app::CaretMoved{-1};
    case GLFW_KEY_RIGHT:
      return app::CaretMoved{1};
    case GLFW_KEY_HOME:
      return app::CaretMoved{-kToTheEnd};
    case GLFW_KEY_END:
      return app::CaretMoved{kToTheEnd};
    default:
      return std::nullopt;
  }
}

std::optional<ui::NavKey> nav_key(const devices::KeyStroke& stroke, const Keypad& keypad) {
  using ui::NavKey;
  if (stroke.key == keypad.previous) return NavKey::previous;
  if (stroke.key == keypad.next) return NavKey::next;
  if (stroke.key == keypad.back) return NavKey::back;
  if (stroke.key == keypad.activate || is_enter(stroke)) {
    return stroke.repeat ? NavKey::hold : NavKey::activate;
  }
  switch (stroke.key) {
    case GLFW_KEY_TAB:
      return stroke.shift ? NavKey::back_tab : NavKey::tab;
    case GLFW_KEY_LEFT:
      return NavKey::left;
    case GLFW_KEY_RIGHT:
      return NavKey::right;
    case GLFW_KEY_UP:
      return NavKey::up;
    case GLFW_KEY_DOWN:
      return NavKey::down;
    case GLFW_KEY_ESCAPE:
      return NavKey::back;
    default:
      return std::nullopt;
  }
}

}  // namespace shell
