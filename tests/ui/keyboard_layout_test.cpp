#include "ui/keyboard_layout.h"

#include <gmock/gmock.h>

namespace {

using testing::HasSubstr;

const std::string kFolder = KIOSK_SOURCE_DIR "/assets/keyboards";

std::string all_letters(const ui::KeyboardLayout& layout) {
  std::string out;
  for (const auto& row : layout.rows) {
    for (const ui::KeyCap& key : row) out += key.plain + key.shifted + " ";
  }
  for (const auto& [letter, relatives] : layout.relatives) {
    for (const auto& relative : relatives) out += relative + " ";
  }
  return out;
}

TEST(KeyboardFiles, AllLoad) {
  const auto layouts = ui::load_keyboard_layouts(kFolder);
  ASSERT_TRUE(layouts) << core::describe(layouts.error());
  for (const char* code :
       {"lv", "en", "ru", "sv", "de", "it", "es", "fi", "email", "passphrase", "badge_number"}) {
    EXPECT_TRUE(layouts->contains(code)) << code;
  }
}

TEST(KeyboardFiles, HaveTheLettersOfTheirLanguageWithoutALongPress) {
  const auto layouts = ui::load_keyboard_layouts(kFolder).value();
  const std::map<std::string, std::vector<std::string>> own = {
      {"lv", {"ā", "č", "ē", "ģ", "ī", "ķ", "ļ", "ņ", "š", "ū", "ž"}},
      {"ru", {"ё", "й", "ъ", "щ"}},
      {"sv", {"å", "ä", "ö"}},
      {"fi", {"å", "ä", "ö"}},
      {"de", {"ä", "ö", "ü", "ß"}},
      {"it", {"à", "è", "é", "ì", "ò", "ù"}},
      {"es", {"ñ", "á", "é", "í", "ó", "ú", "ü"}}};
  for (const auto& [code, letters] : own) {
    std::string keys;
    for (const auto& row : layouts.find(code)->second.rows) {
      for (const ui::KeyCap& key : row) keys += key.plain + " ";
    }
    for (const auto& letter : letters) EXPECT_THAT(keys, HasSubstr(letter)) << code;
  }
}

TEST(KeyboardFiles, TypeEveryDiacriticOfTheProjectsLanguagesOnEveryLatinLayout) {
  const auto layouts = ui::load_keyboard_layouts(kFolder).value();
  for (const char* code : {"lv", "en", "sv", "de", "it", "es", "fi"}) {
    const std::string letters = all_letters(layouts.find(code)->second);
    for (const char* letter : {"ā", "Č", "ģ", "Ķ", "å", "Ä", "ö", "ü", "ß", "ñ", "Ñ",
                               "é", "È", "ł", "ő", "ș", "ž", "Ū", "ø", "æ", "-", "'"}) {
      EXPECT_THAT(letters, HasSubstr(letter)) << code;
    }
  }
}

TEST(KeyboardFiles, SayWhereTheyAreWrong) {
  const auto layout = ui::read_keyboard_layout(
      "name = \"Test\"\n"
      "rows = [\n"
      "  \"a b {shft}\",\n"
      "  \"c a {backspace}\"\n"
      "]\n"
      "[relatives]\n"
      "z = \"ž\"\n",
      "test");
  ASSERT_FALSE(layout);
  const auto& mistakes = layout.error().mistakes;
  ASSERT_EQ(mistakes.size(), 4U);
  EXPECT_EQ(mistakes[0].line, 3);
  EXPECT_EQ(mistakes[0].field, "rows[0]");
  EXPECT_THAT(mistakes[0].message, HasSubstr("{shft}"));
  EXPECT_EQ(mistakes[1].line, 4);
  EXPECT_THAT(mistakes[1].message, HasSubstr("'a' is there twice"));
  EXPECT_EQ(mistakes[2].field, "relatives.z");
  EXPECT_EQ(mistakes[2].line, 7);
  EXPECT_THAT(mistakes[3].message, HasSubstr("{next}"));
}

TEST(KeyboardFiles, ShiftRowsMustMatch) {
  const auto layout = ui::read_keyboard_layout(
      "name = \"T\"\n"
      "rows = [\"a b {backspace} {next}\"]\n"
      "shift = [\"A {backspace} {next}\"]\n",
      "test");
  ASSERT_FALSE(layout);
  EXPECT_EQ(layout.error().mistakes.at(0).line, 3);
}

TEST(KeyboardFiles, BrokenTomlIsAMistakeWithItsLine) {
  const auto layout = ui::read_keyboard_layout("name = \"T\"\nrows = [", "test");
  ASSERT_FALSE(layout);
  EXPECT_EQ(layout.error().mistakes.at(0).line, 2);
}

TEST(KeyboardFiles, AMissingFolderIsAFailure) {
  EXPECT_FALSE(ui::load_keyboard_layouts("/nowhere"));
}

}  // namespace
