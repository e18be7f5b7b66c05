// One line of text being typed: letters of any length in bytes, the caret anywhere.
#include "app/text_field.h"

#include <gtest/gtest.h>

#include "core/attendee.h"

namespace {

app::TextField field_of(const std::string& text) { return {text, text.size()}; }

TEST(TextField, ErasesAWholeLetterWhateverItsBytes) {
  app::TextField field = field_of("aāб€😀");
  for (const char* left : {"aāб€", "aāб", "aā", "a", ""}) {
    app::erase_left(field);
    EXPECT_EQ(field.text, left);
    EXPECT_EQ(field.caret, field.text.size());
  }
  app::erase_left(field);
  EXPECT_EQ(field, app::TextField{});
}

TEST(TextField, ErasesTheLetterAfterTheCaretWhateverItsBytes) {
  app::TextField field{"aāб€😀", 1};
  for (const char* left : {"aб€😀", "a€😀", "a😀", "a", "a"}) {
    app::erase_right(field);
    EXPECT_EQ(field.text, left);
    EXPECT_EQ(field.caret, 1U);
  }
}

TEST(TextField, TypesInTheMiddle) {
  app::TextField field = field_of("Žnete");
  app::set_caret(field, 2);
  app::type(field, "ā");
  EXPECT_EQ(field.text, "Žānete");
  EXPECT_EQ(field.caret, 4U);
  app::erase_left(field);
  app::type(field, "a");
  EXPECT_EQ(field.text, "Žanete");
}

TEST(TextField, ReplacesTheLetterBeforeTheCaret) {
  app::TextField field = field_of("Zanete");
  app::set_caret(field, 1);
  app::replace_left(field, "Ž");
  EXPECT_EQ(field.text, "Žanete");
  EXPECT_EQ(field.caret, 2U);
  app::replace_left(field, "Z");
  EXPECT_EQ(field.text, "Zanete");
}

TEST(TextField, ReplacingInAFullFieldKeepsTheLetter) {
  app::TextField field = field_of(std::string(app::kLongestField, 'a'));
  app::replace_left(field, "ā");
  EXPECT_EQ(field.text, std::string(app::kLongestField, 'a'));
  EXPECT_EQ(field.caret, app::kLongestField);
}

TEST(TextField, MovesTheCaretByLettersAndStopsAtTheEnds) {
  app::TextField field = field_of("aā😀");
  app::move_caret(field, -1);
  EXPECT_EQ(field.caret, 3U);
  app::move_caret(field, -1);
  EXPECT_EQ(field.caret, 1U);
  app::move_caret(field, -9);
  EXPECT_EQ(field.caret, 0U);
  app::move_caret(field, 2);
  EXPECT_EQ(field.caret, 3U);
  app::move_caret(field, 9);
  EXPECT_EQ(field.caret, 7U);
}

TEST(TextField, ATouchInsideALetterGoesBeforeIt) {
  app::TextField field = field_of("a😀b");
  app::set_caret(field, 3);
  EXPECT_EQ(field.caret, 1U);
  app::set_caret(field, 99);
  EXPECT_EQ(field.caret, 6U);
}

TEST(TextField, WhatDoesNotFitChangesNothing) {
  app::TextField field = field_of(std::string(app::kLongestField - 1, 'a'));
  const app::TextField before = field;
  app::type(field, "ā");
  EXPECT_EQ(field, before);
}

TEST(TextField, TakesNoControlCharacters) {
  app::TextField field;
  app::type(field, "a\tb\n\x7F\x1B");
  EXPECT_EQ(field.text, "ab");
}

TEST(TextField, BlanksAreNothing) {
  EXPECT_TRUE(field_of(" \t ").is_blank());
  EXPECT_EQ(field_of("  Anna Marija ").trimmed(), "Anna Marija");
}

void take_step(app::TextField& field, int step) {
  switch (step) {
    case 0:
      return app::type(field, "a");
    case 1:
      return app::type(field, "ā€");
    case 2:
      return app::type(field, "😀");
    case 3:
      return app::erase_left(field);
    case 4:
      return app::move_caret(field, -2);
    case 5:
      return app::move_caret(field, 1);
    case 6:
      return app::set_caret(field, 2);
    default:
      return app::replace_left(field, "ņ");
  }
}

TEST(TextField, AfterAnySixStepsTheTextIsWholeAndTheCaretBetweenLetters) {
  constexpr int kKinds = 8;
  for (int sequence = 0; sequence < 1 << 18; ++sequence) {
    app::TextField field;
    for (int rest = sequence, i = 0; i < 6; ++i, rest /= kKinds) take_step(field, rest % kKinds);
    ASSERT_LE(field.caret, field.text.size()) << sequence;
    ASSERT_TRUE(core::is_clean_text(field.text, app::kLongestField)) << sequence;
    ASSERT_TRUE(core::is_clean_text(field.text.substr(0, field.caret), app::kLongestField))
        << sequence;
  }
}

}  // namespace
