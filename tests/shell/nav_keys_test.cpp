#include "shell/nav_keys.h"

#include <GLFW/glfw3.h>
#include <gtest/gtest.h>

namespace {

using ui::NavKey;

devices::KeyStroke stroke(int key, bool shift = false, bool repeat = false) {
  return {key, shift, 0, {}, repeat};
}

TEST(NavKeys, AKeypadIsUsedAsTheConfigurationNamesItsKeys) {
  shell::Keypad keypad;
  keypad.previous = GLFW_KEY_KP_4;
  keypad.next = GLFW_KEY_KP_6;
  EXPECT_EQ(shell::nav_key(stroke(GLFW_KEY_KP_4), keypad), NavKey::previous);
  EXPECT_EQ(shell::nav_key(stroke(GLFW_KEY_KP_6), keypad), NavKey::next);
  EXPECT_EQ(shell::nav_key(stroke(GLFW_KEY_F15), keypad), NavKey::activate);
  EXPECT_EQ(shell::nav_key(stroke(GLFW_KEY_F16), keypad), NavKey::back);
  EXPECT_FALSE(shell::nav_key(stroke(GLFW_KEY_F13), keypad));
}

TEST(NavKeys, AKeyboardNeedsNoConfiguration) {
  const shell::Keypad keypad;
  EXPECT_EQ(shell::nav_key(stroke(GLFW_KEY_TAB), keypad), NavKey::tab);
  EXPECT_EQ(shell::nav_key(stroke(GLFW_KEY_TAB, true), keypad), NavKey::back_tab);
  EXPECT_EQ(shell::nav_key(stroke(GLFW_KEY_ENTER), keypad), NavKey::activate);
  EXPECT_EQ(shell::nav_key(stroke(GLFW_KEY_DOWN), keypad), NavKey::down);
  EXPECT_EQ(shell::nav_key(stroke(GLFW_KEY_ESCAPE), keypad), NavKey::back);
  EXPECT_FALSE(shell::nav_key(stroke(GLFW_KEY_A), keypad));
}

using Text = std::pair<std::string, std::size_t>;

Text text(const std::string& words, std::size_t caret) { return {words, caret}; }

/// What is left of "ābols", its caret after the first letter, and where the caret stands then.
Text after(int key) {
  app::TextField field{"ābols", 2};
  const auto action = shell::edit_key(stroke(key), {});
  if (!action) return {"nothing is done", 0};
  if (action->is<app::LetterErased>()) app::erase_left(field);
  if (action->is<app::NextLetterErased>()) app::erase_right(field);
  if (const auto* moved = action->get<app::CaretMoved>()) app::move_caret(field, moved->by);
  return {field.text, field.caret};
}

TEST(EditKeys, GoThroughATextAndTakeLettersAwayOnEitherSide) {
  EXPECT_EQ(after(GLFW_KEY_BACKSPACE), text("bols", 0));
  EXPECT_EQ(after(GLFW_KEY_DELETE), text("āols", 2));
  EXPECT_EQ(after(GLFW_KEY_LEFT), text("ābols", 0));
  EXPECT_EQ(after(GLFW_KEY_RIGHT), text("ābols", 3));
  EXPECT_EQ(after(GLFW_KEY_HOME), text("ābols", 0));
  EXPECT_EQ(after(GLFW_KEY_END), text("ābols", 6));
  EXPECT_FALSE(shell::edit_key(stroke(GLFW_KEY_A), {}));
  EXPECT_FALSE(shell::edit_key(stroke(GLFW_KEY_UP), {}));
}

TEST(EditKeys, AreTheKeypadsWhereItHasThemForItself) {
  shell::Keypad keypad;
  keypad.previous = GLFW_KEY_HOME;
  EXPECT_FALSE(shell::edit_key(stroke(GLFW_KEY_HOME), keypad));
  EXPECT_TRUE(shell::edit_key(stroke(GLFW_KEY_END), keypad));
}

TEST(NavKeys, ActivateHeldDownIsALongPress) {
  EXPECT_EQ(shell::nav_key(stroke(GLFW_KEY_ENTER, false, true), {}), NavKey::hold);
  EXPECT_EQ(shell::nav_key(stroke(GLFW_KEY_F15, false, true), {}), NavKey::hold);
}

}  // namespace
