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

TEST(NavKeys, ActivateHeldDownIsALongPress) {
  EXPECT_EQ(shell::nav_key(stroke(GLFW_KEY_ENTER, false, true), {}), NavKey::hold);
  EXPECT_EQ(shell::nav_key(stroke(GLFW_KEY_F15, false, true), {}), NavKey::hold);
}

}  // namespace
