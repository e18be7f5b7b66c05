#include "core/wipe.h"

#include <gtest/gtest.h>

#include <string_view>

namespace {

TEST(Wipe, LeavesNoLetterInALongString) {
  std::string text = "a name that is longer than fits into the string itself";
  text = text.substr(0, 50);
  const std::string_view memory(text.data(), text.size());
  core::wipe(text);
  EXPECT_TRUE(text.empty());
  EXPECT_EQ(memory.find_first_not_of('\0'), std::string_view::npos);
}

TEST(Wipe, LeavesNoLetterInAShortOneWhoseEndWasCutOff) {
  std::string text = "Annabella";
  const char* memory = text.data();
  text.resize(1);
  core::wipe(text);
  EXPECT_EQ(std::string_view(memory, 9), std::string_view("\0\0\0\0\0\0\0\0\0", 9));
}

}  // namespace
