#include "i18n/fold_text.h"

#include <gtest/gtest.h>

#include <random>
#include <thread>

namespace {

using i18n::fold;

TEST(Fold, CaseAccentsAndScriptDoNotMatter) {
  EXPECT_EQ(fold("berzins"), "berzins");
  EXPECT_EQ(fold("BĒRZIŅŠ"), "berzins");
  EXPECT_EQ(fold("берзиньш"), "berzins");
  EXPECT_EQ(fold("БЕРЗИНЬШ"), "berzins");
}

TEST(Fold, ComposedAndDecomposedAccentsAreTheSame) {
  EXPECT_EQ(fold("Be\u0304rzin\u0327s\u030C"), fold("Bērziņš"));
  EXPECT_EQ(fold("Зои\u0306кова"), fold("Зойкова"));
}

TEST(Fold, LettersThatNoAccentExplainsHaveLatinOnes) {
  EXPECT_EQ(fold("Żółć"), "zolc");
  EXPECT_EQ(fold("Łukasz"), "lukasz");
  EXPECT_EQ(fold("Søren Østergård"), "soren ostergard");
  EXPECT_EQ(fold("Straße"), "strasse");
  EXPECT_EQ(fold("STRAẞE"), "strasse");
  EXPECT_EQ(fold("Đorđe"), "dorde");
  EXPECT_EQ(fold("Ævar Þórðarson"), "aevar thordarson");
  EXPECT_EQ(fold("Ilgın İpek"), "ilgin ipek");
  EXPECT_EQ(fold("Vänersborg"), "vanersborg");
}

TEST(Fold, ApostrophesVanishWhateverTheirShape) {
  for (const char* name : {"OBrien", "O'Brien", "O’Brien", "Oʼbrien", "O`BRIEN", "o´brien"}) {
    EXPECT_EQ(fold(name), "obrien") << name;
  }
}

TEST(Fold, OtherPunctuationPartsWords) {
  EXPECT_EQ(fold("  Anna-Marija   Kalniņa (Ozola), dr. "), "anna marija kalnina ozola dr");
  EXPECT_EQ(fold("Anna–Marija"), "anna marija");
  EXPECT_EQ(fold("A-0042"), "a 0042");
  EXPECT_EQ(fold("anna@example.org"), "anna example org");
}

TEST(Fold, CyrillicIsSpeltAsLatviasPassportsSpellIt) {
  EXPECT_EQ(fold("Юлия Щукина"), fold("Julija Ščukina"));
  EXPECT_EQ(fold("Наталья Жданова"), fold("Natalja Ždanova"));
  EXPECT_EQ(fold("Пётр"), "pjotr");
  EXPECT_EQ(fold("Андрей Хорошев"), "andrej horosev");
  EXPECT_EQ(fold("Подъездов"), "podezdov");
  EXPECT_EQ(fold("Їжак Євген"), "jizak jevgen");
}

TEST(Fold, OtherScriptsAreRomanised) {
  EXPECT_EQ(fold("Γεώργιος"), "georgios");
  EXPECT_EQ(fold("გიორგი"), "giorgi");
  EXPECT_EQ(fold("田中"), "tian zhong");
  EXPECT_FALSE(fold("محمد").empty());
}

TEST(Fold, AForeignWordDoesNotChangeHowItsNeighbourIsSpelt) {
  EXPECT_EQ(fold("Юлия Γεώργιος"), fold("Юлия") + " " + fold("Γεώργιος"));
}

TEST(Fold, WidthLigaturesAndWhatNobodySeesDoNotMatter) {
  EXPECT_EQ(fold("ＡＮＮＡ"), "anna");
  EXPECT_EQ(fold("ﬁn"), "fin");
  EXPECT_EQ(fold("an\u00ADna\u200B"), "anna");
  EXPECT_EQ(fold("anna\u00A0ozola"), "anna ozola");
}

TEST(Fold, NothingWithoutLettersOrDigitsIsLeft) {
  EXPECT_EQ(fold(""), "");
  EXPECT_EQ(fold(" \t\n-!?"), "");
  EXPECT_EQ(fold("🙂 —"), "");
}

TEST(Fold, BytesThatAreNotUtf8PartWords) {
  EXPECT_EQ(fold("\xff\xfe ab\xc3"), "ab");
  EXPECT_EQ(fold("ab\xe2\x82zz"), "ab zz");
  EXPECT_EQ(fold("\xed\xa0\x80x"), "x");
  EXPECT_EQ(fold(std::string_view("a\0b", 3)), "a b");
}

TEST(Fold, TwiceChangesNothingAndNoBytesCrashIt) {
  std::mt19937 random(20190312);
  std::uniform_int_distribution<int> byte(0, 255);
  std::uniform_int_distribution<std::size_t> length(0, 24);
  for (int round = 0; round < 20'000; ++round) {
    std::string text(length(random), ' ');
    for (auto& character : text) character = static_cast<char>(byte(random));
    const auto once = fold(text);
    EXPECT_EQ(fold(once), once) << testing::PrintToString(text);
  }
}

std::string utf8(char32_t point) {
  std::string text;
  if (point < 0x80) {
    text = {static_cast<char>(point)};
  } else if (point < 0x800) {
    text = {static_cast<char>(0xC0 | (point >> 6)), static_cast<char>(0x80 | (point & 0x3F))};
  } else if (point < 0x10000) {
    text = {static_cast<char>(0xE0 | (point >> 12)), static_cast<char>(0x80 | (point >> 6 & 0x3F)),
            static_cast<char>(0x80 | (point & 0x3F))};
  } else {
    text = {static_cast<char>(0xF0 | (point >> 18)), static_cast<char>(0x80 | (point >> 12 & 0x3F)),
            static_cast<char>(0x80 | (point >> 6 & 0x3F)),
            static_cast<char>(0x80 | (point & 0x3F))};
  }
  return text;
}

TEST(Fold, TwiceChangesNothingForEveryCharacterThereIs) {
  for (char32_t point = 1; point < 0x20000; ++point) {
    const auto once = fold(utf8(point));
    ASSERT_EQ(fold(once), once) << "U+" << std::hex << static_cast<unsigned>(point);
  }
}

TEST(Fold, ManyThreadsFoldAtOnce) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([] {
      for (int round = 0; round < 200; ++round) {
        EXPECT_EQ(fold("Γεώργιος 田中 Bērziņš"), "georgios tian zhong berzins");
      }
    });
  }
  for (auto& thread : threads) thread.join();
}

TEST(FoldWords, AreTheWordsInOrder) {
  EXPECT_EQ(i18n::fold_words("Ozola-Kalniņa, Anna"),
            (std::vector<std::string>{"ozola", "kalnina", "anna"}));
  EXPECT_TRUE(i18n::fold_words(" - ").empty());
}

}  // namespace
