#include "i18n/catalogue.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <thread>

namespace {

namespace fs = std::filesystem;

const i18n::Catalogues& catalogues() {
  static const auto loaded = i18n::Catalogues::load(fs::path(KIOSK_BUILD_DIR) / "i18n").value();
  return loaded;
}

/// A folder of its own that goes when the test ends.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "kiosk-i18n-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] const fs::path& path() const { return path_; }
  [[nodiscard]] fs::path catalogue(const std::string& language) const {
    const auto folder = path_ / language / "LC_MESSAGES";
    fs::create_directories(folder);
    return folder / "kiosk.mo";
  }
  void copy(const std::string& language) const {
    fs::copy_file(fs::path(KIOSK_BUILD_DIR) / "i18n" / language / "LC_MESSAGES" / "kiosk.mo",
                  catalogue(language));
  }

 private:
  fs::path path_;
};

TEST(Catalogues, AllEightLanguagesAreHeldAtOnce) {
  const std::vector<std::string> expected = {"de", "en", "es", "fi", "it", "lv", "ru", "sv"};
  EXPECT_EQ(catalogues().languages(), expected);
  EXPECT_EQ(catalogues().text("lv", "welcome.register"), "Reģistrēties");
  EXPECT_EQ(catalogues().text("en", "welcome.register"), "Register");
  EXPECT_EQ(catalogues().text("ru", "welcome.register"), "Зарегистрироваться");
}

TEST(Catalogues, ARegionIsNotNeeded) {
  EXPECT_EQ(catalogues().text("lv_LV", "chrome.next"), "Tālāk");
  EXPECT_EQ(catalogues().text("lv-LV", "chrome.next"), "Tālāk");
}

TEST(Catalogues, AnUnknownLanguageReadsEnglish) {
  EXPECT_EQ(catalogues().text("xx", "chrome.next"), "Next");
  EXPECT_EQ(catalogues().text("", "chrome.next"), "Next");
}

TEST(Catalogues, AnUnknownKeyIsItsOwnText) {
  EXPECT_EQ(catalogues().text("lv", "no.such_key"), "no.such_key");
  EXPECT_EQ(catalogues().text_n("lv", "no.such_key", 3), "no.such_key");
  EXPECT_EQ(catalogues().text("lv", ""), "");
  EXPECT_FALSE(catalogues().has("lv", "no.such_key"));
  EXPECT_TRUE(catalogues().has("lv", "chrome.next"));
}

TEST(Catalogues, PlaceholdersAreFilledByName) {
  EXPECT_EQ(catalogues().text("en", "verdict.already.text",
                              {{"time", "09:02"}, {"checkpoint", "Door"}, {"kiosk", "A"}}),
            "This badge was already used: 09:02 (Door, kiosk A).");
}

TEST(Catalogues, LatvianHasThreePluralForms) {
  EXPECT_EQ(catalogues().text_n("lv", "optional.places_left", 1), "Brīva 1\u00A0vieta");
  EXPECT_EQ(catalogues().text_n("lv", "optional.places_left", 2), "Brīvas 2\u00A0vietas");
  EXPECT_EQ(catalogues().text_n("lv", "optional.places_left", 11), "Brīvas 11\u00A0vietas");
  EXPECT_EQ(catalogues().text_n("lv", "optional.places_left", 21), "Brīva 21\u00A0vieta");
  EXPECT_EQ(catalogues().text_n("lv", "optional.places_left", 0), "Brīvu vietu nav");
}

TEST(Catalogues, RussianHasThreePluralForms) {
  EXPECT_EQ(catalogues().text_n("ru", "optional.places_left", 1), "Осталось 1\u00A0место");
  EXPECT_EQ(catalogues().text_n("ru", "optional.places_left", 3), "Осталось 3\u00A0места");
  EXPECT_EQ(catalogues().text_n("ru", "optional.places_left", 5), "Осталось 5\u00A0мест");
  EXPECT_EQ(catalogues().text_n("ru", "optional.places_left", 12), "Осталось 12\u00A0мест");
  EXPECT_EQ(catalogues().text_n("ru", "optional.places_left", 22), "Осталось 22\u00A0места");
}

TEST(Catalogues, ACountMayHaveANameOfItsOwn) {
  EXPECT_EQ(catalogues().text_n("en", "idle.explain", 1, {{"seconds", "1"}}),
            "Your entries will be deleted in 1 second");
  EXPECT_EQ(catalogues().text_n("en", "idle.explain", 30, {{"seconds", "30"}}),
            "Your entries will be deleted in 30 seconds");
}

TEST(Catalogues, ManyThreadsReadTheSameCatalogues) {
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&wrong] {
      for (int round = 0; round < 500; ++round) {
        if (catalogues().text("fi", "chrome.done") != "Valmis") ++wrong;
        if (catalogues().text_n("de", "optional.places_left", 2) != "Noch 2\u00A0Plätze frei")
          ++wrong;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST(Catalogues, CopiesOutliveTheOriginal) {
  auto original = i18n::Catalogues::load(fs::path(KIOSK_BUILD_DIR) / "i18n");
  const i18n::Catalogues copy = *original;
  original = core::fail(core::Failure::bad_input, "gone");
  EXPECT_EQ(copy.text("sv", "chrome.back"), "Tillbaka");
}

TEST(Catalogues, AMissingFolderIsAFailureThatSaysWhatToDo) {
  const auto loaded = i18n::Catalogues::load("/no/such/folder");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().failure, core::Failure::bad_input);
  EXPECT_FALSE(loaded.error().next_step.empty());
}

TEST(Catalogues, ALanguageThatLacksAMessageSpeaksEnglishThere) {
  const Folder folder;
  folder.copy("en");
  const auto po = folder.path() / "lt.po";
  std::ofstream(po) << "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
                       "msgid \"chrome.done\"\nmsgstr \"Taip\"\n";
  const auto compile = "msgfmt -o " + folder.catalogue("lt").string() + " " + po.string();
  ASSERT_EQ(std::system(compile.c_str()), 0);
  const auto loaded = i18n::Catalogues::load(folder.path());
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->text("lt", "chrome.done"), "Taip");
  EXPECT_EQ(loaded->text("lt", "chrome.back"), "Back");
  EXPECT_EQ(loaded->text_n("lt", "optional.places_left", 1), "1\u00A0place left");
}

TEST(Catalogues, WithoutEnglishThereIsNoFallbackAndSoNoStart) {
  const Folder folder;
  folder.copy("lv");
  const auto loaded = i18n::Catalogues::load(folder.path());
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().what.find("English"), std::string::npos);
}

TEST(Catalogues, ABrokenCatalogueIsNamed) {
  const Folder folder;
  folder.copy("en");
  std::ofstream(folder.catalogue("lv")) << "this is not a catalogue, whatever its name says";
  const auto loaded = i18n::Catalogues::load(folder.path());
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().what.find("lv"), std::string::npos);
}

TEST(Catalogues, ACatalogueCutShortAnywhereIsRefused) {
  const Folder folder;
  folder.copy("en");
  folder.copy("lv");
  const auto whole = fs::file_size(folder.catalogue("lv"));
  for (std::uintmax_t size = 0; size < whole; size += 1 + size / 50) {
    fs::remove(folder.catalogue("lv"));
    folder.copy("lv");
    fs::resize_file(folder.catalogue("lv"), size);
    EXPECT_FALSE(i18n::Catalogues::load(folder.path())) << size;
  }
}

TEST(Fill, WhatIsPutInIsNotReadAgain) {
  EXPECT_EQ(i18n::fill("{a} and {b}", {{"a", "{b}"}, {"b", "x"}}), "{b} and x");
}

TEST(Fill, OtherBracesStayAsTheyAre) {
  EXPECT_EQ(i18n::fill("{ {a} } {unknown} {a", {{"a", "x"}}), "{ x } {unknown} {a");
  EXPECT_EQ(i18n::fill("{{a}}", {{"a", "x"}}), "{x}");
  EXPECT_EQ(i18n::fill("", {{"a", "x"}}), "");
}

}  // namespace
