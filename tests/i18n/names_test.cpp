#include "i18n/names.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

namespace {

core::Day day(std::string_view text) { return core::parse_day(text).value(); }

TEST(DateText, IsWrittenAsEachLanguageWritesIt) {
  const auto first = day("2019-03-12");
  EXPECT_EQ(i18n::date_text("lv", first), "2019. gada 12. marts");
  EXPECT_EQ(i18n::date_text("en", first), "12 March 2019");
  EXPECT_EQ(i18n::date_text("ru", first), "12 марта 2019 г.");
  EXPECT_EQ(i18n::date_text("sv", first), "12 mars 2019");
  EXPECT_EQ(i18n::date_text("de", first), "12. März 2019");
  EXPECT_EQ(i18n::date_text("it", first), "12 marzo 2019");
  EXPECT_EQ(i18n::date_text("es", first), "12 de marzo de 2019");
  EXPECT_EQ(i18n::date_text("fi", first), "12. maaliskuuta 2019");
}

TEST(DateText, AnUnknownLanguageReadsEnglish) {
  EXPECT_EQ(i18n::date_text("", day("2019-03-12")), "12 March 2019");
}

TEST(DateText, IsTheSameDayWhateverTheZoneOfTheMachine) {
  for (const char* zone : {"Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Riga"}) {
    setenv("TZ", zone, 1);
    tzset();
    std::thread([] {
      EXPECT_EQ(i18n::date_text("en", day("2020-02-29")), "29 February 2020");
      EXPECT_EQ(i18n::weekday_text("en", day("2020-02-29")), "Saturday");
    }).join();
  }
  unsetenv("TZ");
  tzset();
}

TEST(DateRangeText, WithinAMonthSaysTheMonthOnce) {
  const auto range = [](std::string_view language) {
    return i18n::date_range_text(language, day("2019-03-12"), day("2019-03-14"));
  };
  EXPECT_EQ(range("lv"), "2019. gada 12.–14. marts");
  EXPECT_EQ(range("en"), "12–14 March 2019");
  EXPECT_EQ(range("ru"), "12–14 марта 2019 г.");
  EXPECT_EQ(range("sv"), "12–14 mars 2019");
  EXPECT_EQ(range("de"), "12.–14. März 2019");
  EXPECT_EQ(range("it"), "12–14 marzo 2019");
  EXPECT_EQ(range("es"), "12–14 de marzo de 2019");
  EXPECT_EQ(range("fi"), "12.–14. maaliskuuta 2019");
}

TEST(DateRangeText, AcrossMonthsAndYearsSaysWhatDiffers) {
  EXPECT_EQ(i18n::date_range_text("en", day("2019-03-30"), day("2019-04-02")),
            "30 March – 2 April 2019");
  EXPECT_EQ(i18n::date_range_text("it", day("2019-03-30"), day("2019-04-02")),
            "30 marzo – 2 aprile 2019");
  EXPECT_EQ(i18n::date_range_text("lv", day("2019-12-30"), day("2020-01-02")),
            "2019. gada 30. decembris – 2020. gada 2. janvāris");
}

TEST(DateRangeText, OneDayIsADate) {
  EXPECT_EQ(i18n::date_range_text("de", day("2019-03-12"), day("2019-03-12")), "12. März 2019");
}

TEST(KeptTogether, BreaksADateNowhereButBetweenItsParts) {
  const core::Day first = day("2019-03-12");
  const auto date = [&](std::string_view language) {
    return i18n::kept_together(i18n::date_text(language, first));
  };
  EXPECT_EQ(date("lv"), "2019.\u00A0gada 12.\u00A0marts");
  EXPECT_EQ(date("fi"), "12.\u00A0maaliskuuta 2019");
  EXPECT_EQ(date("ru"), "12\u00A0марта 2019\u00A0г.");
  EXPECT_EQ(date("es"), "12\u00A0de\u00A0marzo de\u00A02019");
  EXPECT_EQ(i18n::kept_together("12.–14. März 2019"), "12.–14.\u00A0März 2019");
  EXPECT_EQ(i18n::kept_together("30 March – 2 April 2019"),
            "30\u00A0March\u00A0– 2\u00A0April 2019");
  EXPECT_EQ(i18n::kept_together(""), "");
}

TEST(WeekdayText, StartsWithACapital) {
  EXPECT_EQ(i18n::weekday_text("lv", day("2019-03-12")), "Otrdiena");
  EXPECT_EQ(i18n::weekday_text("ru", day("2019-03-12")), "Вторник");
  EXPECT_EQ(i18n::weekday_text("es", day("2019-03-13")), "Miércoles");
}

TEST(CountryName, IsInTheLanguageAsked) {
  EXPECT_EQ(i18n::country_name("lv", "SE"), "Zviedrija");
  EXPECT_EQ(i18n::country_name("de", "LV"), "Lettland");
  EXPECT_EQ(i18n::country_name("fi", "AT"), "Itävalta");
}

TEST(CountryName, NoCountryIsItsOwnName) {
  EXPECT_EQ(i18n::country_name("en", "QQ"), "QQ");
  EXPECT_EQ(i18n::country_name("en", "no country"), "no country");
  EXPECT_EQ(i18n::country_name("en", ""), "");
}

TEST(CountryCodes, AreThoseOfIso3166AndKosovo) {
  const auto codes = i18n::country_codes();
  EXPECT_EQ(codes.size(), 250U);
  EXPECT_TRUE(std::is_sorted(codes.begin(), codes.end()));
  for (const char* code : {"SE", "IT", "AT", "DE", "ES", "FI", "LV", "XK"}) {
    EXPECT_TRUE(std::binary_search(codes.begin(), codes.end(), code)) << code;
  }
}

TEST(IsLanguage, HoldsForCodesOfIso639) {
  for (const char* code : {"lv", "en", "ru", "uk", "ar"}) EXPECT_TRUE(i18n::is_language(code));
  for (const char* code : {"zz", "LV", "lav", "l", "", "xx"}) EXPECT_FALSE(i18n::is_language(code));
}

TEST(CountryCodes, EachHasANameInEachLanguage) {
  for (const char* language : {"lv", "en", "ru", "sv", "de", "it", "es", "fi"}) {
    for (const auto& code : i18n::country_codes()) {
      EXPECT_NE(i18n::country_name(language, code), code) << language;
    }
  }
}

TEST(LanguageName, IsInItselfWithACapital) {
  EXPECT_EQ(i18n::language_name("lv"), "Latviešu");
  EXPECT_EQ(i18n::language_name("en"), "English");
  EXPECT_EQ(i18n::language_name("ru"), "Русский");
  EXPECT_EQ(i18n::language_name("sv"), "Svenska");
  EXPECT_EQ(i18n::language_name("de"), "Deutsch");
  EXPECT_EQ(i18n::language_name("it"), "Italiano");
  EXPECT_EQ(i18n::language_name("es"), "Español");
  EXPECT_EQ(i18n::language_name("fi"), "Suomi");
}

TEST(CollateLess, OrdersAsADictionaryOfTheLanguageDoes) {
  std::vector<std::string> words = {"öl", "zebra", "ål", "ar"};
  std::sort(words.begin(), words.end(), i18n::collate_less("sv"));
  EXPECT_EQ(words, (std::vector<std::string>{"ar", "zebra", "ål", "öl"}));
  std::sort(words.begin(), words.end(), i18n::collate_less("de"));
  EXPECT_EQ(words, (std::vector<std::string>{"ål", "ar", "öl", "zebra"}));
  words = {"šalle", "tase", "sals", "zāle"};
  std::sort(words.begin(), words.end(), i18n::collate_less("lv"));
  EXPECT_EQ(words, (std::vector<std::string>{"sals", "šalle", "tase", "zāle"}));
}

TEST(Names, ManyThreadsAskAtOnce) {
  const auto less = i18n::collate_less("lv");
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&less] {
      for (int round = 0; round < 50; ++round) {
        EXPECT_EQ(i18n::date_text("fi", day("2019-03-12")), "12. maaliskuuta 2019");
        EXPECT_EQ(i18n::country_name("it", "DE"), "Germania");
        EXPECT_TRUE(less("č", "d"));
      }
    });
  }
  for (auto& thread : threads) thread.join();
}

}  // namespace
