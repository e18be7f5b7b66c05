#include "i18n/names.h"

#include <unicode/coll.h>
#include <unicode/datefmt.h>
#include <unicode/dtintrv.h>
#include <unicode/dtitvfmt.h>
#include <unicode/locid.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <memory>

#include "core/countries.h"

namespace i18n {
namespace {

/// English as Europe writes it: 12 March 2019.
icu::Locale locale_of(std::string_view language) {
  const std::string code(language.substr(0, language.find_first_of("_-.")));
  return code == "en" || code.empty() ? icu::Locale("en", "GB") : icu::Locale(code.c_str());
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string utf8;
  return text.toUTF8String(utf8);
}

std::string capitalised(icu::UnicodeString text, const icu::Locale& locale) {
  const auto first = text.tempSubString(0, text.moveIndex32(0, 1));
  icu::UnicodeString head(first);
  text.replaceBetween(0, first.length(), head.toUpper(locale));
  return to_utf8(text);
}

UDate to_icu(core::Day day) {
  constexpr double kMillisecondsPerDay = 86'400'000.0;
  return kMillisecondsPerDay * static_cast<double>(day.time_since_epoch().count());
}

/// One language's formatters. Slow to make and not to be shared between threads.
struct DateFormats {
  explicit DateFormats(std::string_view language);
  icu::Locale locale;
  std::unique_ptr<icu::DateFormat> day;
  std::unique_ptr<icu::DateFormat> weekday;
  std::unique_ptr<icu::DateIntervalFormat> range;
};

DateFormats::DateFormats(std::string_view language) : locale(locale_of(language)) {
  UErrorCode status = U_ZERO_ERROR;
  const auto& gmt = *icu::TimeZone::getGMT();
  day.reset(icu::DateFormat::createDateInstance(icu::DateFormat::kLong, locale));
  weekday = std::make_unique<icu::SimpleDateFormat>(icu::UnicodeString("cccc"), locale, status);
  range.reset(icu::DateIntervalFormat::createInstance("yMMMMd", locale, status));
  if (day) day->setTimeZone(gmt);
  if (weekday) weekday->setTimeZone(gmt);
  if (range) range->setTimeZone(gmt);
  if (U_FAILURE(status)) range.reset();
}

const DateFormats& formats_of(std::string_view language) {
  thread_local std::map<std::string, DateFormats, std::less<>> by_language;
  const auto found = by_language.find(language);
  if (found != by_language.end()) return found->second;
  return by_language.emplace(std::string(language), DateFormats(language)).first->second;
}

/// Takes out what CLDR has and the kiosk has no use for: thin blanks, and Italian's `02 aprile`.
std::string tidied(icu::UnicodeString text) {
  for (const char16_t* blank : {u"\u2009", u"\u202F", u"\u00A0"}) {
    text.findAndReplace(icu::UnicodeString(blank), icu::UnicodeString(u" "));
  }
  text.findAndReplace(icu::UnicodeString(u" 0"), icu::UnicodeString(u" "));
  return to_utf8(text);
}

}  // namespace

std::string date_text(std::string_view language, core::Day day) {
  const auto& formats = formats_of(language);
  if (!formats.day) return core::to_text(day);
  icu::UnicodeString text;
  return tidied(formats.day->format(to_icu(day), text));
}

std::string date_range_text(std::string_view language, core::Day first, core::Day last) {
  if (first == last) return date_text(language, first);
  const auto& formats = formats_of(language);
  if (!formats.range) return core::to_text(first) + " – " + core::to_text(last);
  UErrorCode status = U_ZERO_ERROR;
  icu::FieldPosition unused;
  icu::UnicodeString text;
  const icu::DateInterval interval(to_icu(first), to_icu(last));
  return tidied(formats.range->format(&interval, text, unused, status));
}

std::string kept_together(std::string_view date) {
  auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(date.data(), static_cast<int32_t>(date.size())));
  int32_t word = 0;
  for (int32_t at = 0; at < text.length(); ++at) {
    if (text[at] != u' ') continue;
    const bool number = u_isdigit(text.char32At(word)) != 0;
    const bool particle = at - word <= 2 && u_isalpha(text.char32At(word)) != 0;
    if (number || particle || text[at + 1] == u'–') text.setCharAt(at, u'\u00A0');
    word = at + 1;
  }
  return to_utf8(text);
}

std::string weekday_text(std::string_view language, core::Day day) {
  const auto& formats = formats_of(language);
  icu::UnicodeString text;
  return capitalised(formats.weekday->format(to_icu(day), text), formats.locale);
}

std::string country_name(std::string_view language, std::string_view code) {
  icu::UnicodeString name;
  const icu::Locale country("", std::string(code).c_str());
  country.getDisplayCountry(locale_of(language), name);
  return name.isEmpty() ? std::string(code) : to_utf8(name);
}

std::vector<std::string> country_codes() {
  std::vector<std::string> codes;
  for (const char* const* code = uloc_getISOCountries(); *code != nullptr; ++code) {
    // CLDR knows some beside those of ISO 3166-1: islands and parts without a code of their own.
    if (core::is_country(*code)) codes.emplace_back(*code);
  }
  std::sort(codes.begin(), codes.end());
  return codes;
}

bool is_language(std::string_view code) {
  const char* const* known = uloc_getISOLanguages();
  while (*known != nullptr && *known != code) ++known;
  return code.size() == 2 && *known != nullptr;
}

std::string language_name(std::string_view language) {
  const icu::Locale locale(std::string(language).c_str());
  icu::UnicodeString name;
  locale.getDisplayLanguage(locale, name);
  return name.isEmpty() ? std::string(language) : capitalised(name, locale);
}

std::string language_list(std::string_view language, std::string_view codes) {
  const icu::Locale locale(std::string(language).c_str());
  std::string list;
  while (!codes.empty()) {
    const auto end = std::min(codes.find(", "), codes.size());
    icu::UnicodeString name;
    icu::Locale(std::string(codes.substr(0, end)).c_str()).getDisplayLanguage(locale, name);
    if (!list.empty()) list += ", ";
    name.toUTF8String(list);
    codes.remove_prefix(std::min(end + 2, codes.size()));
  }
  return list;
}

TextOrder collate_less(std::string_view language) {
  UErrorCode status = U_ZERO_ERROR;
  const std::shared_ptr<const icu::Collator> collator(
      icu::Collator::createInstance(locale_of(language), status));
  if (U_FAILURE(status) || !collator) return std::less<>();
  return [collator](std::string_view left, std::string_view right) {
    UErrorCode compared = U_ZERO_ERROR;
    const auto as_icu = [](std::string_view text) {
      return icu::StringPiece(text.data(), static_cast<int32_t>(text.size()));
    };
    return collator->compareUTF8(as_icu(left), as_icu(right), compared) == UCOL_LESS;
  };
}

}  // namespace i18n
