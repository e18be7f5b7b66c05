#include "ui/name_book.h"

#include <algorithm>

#include "i18n/fold_text.h"
#include "i18n/names.h"

namespace ui {
namespace {

bool has_word(const CountryName& country, const std::string& folded) {
  return (" " + country.folded).find(" " + folded) != std::string::npos;
}

std::vector<CountryName> list_of(const std::string& language) {
  std::vector<CountryName> list;
  for (const std::string& code : i18n::country_codes()) {
    std::string name = i18n::country_name(language, code);
    std::string folded = i18n::fold(name);
    list.push_back({code, std::move(name), std::move(folded)});
  }
  const i18n::TextOrder less = i18n::collate_less(language);
  std::sort(list.begin(), list.end(),
            [&less](const auto& a, const auto& b) { return less(a.name, b.name); });
  return list;
}

}  // namespace

const std::string& NameBook::language(const std::string& code) {
  auto at = languages_.find(code);
  if (at == languages_.end()) at = languages_.emplace(code, i18n::language_name(code)).first;
  return at->second;
}

const std::string& NameBook::country(const std::string& language, const std::string& code) {
  auto at = countries_.find({language, code});
  if (at == countries_.end()) {
    at = countries_.emplace(std::pair{language, code}, i18n::country_name(language, code)).first;
  }
  return at->second;
}

const std::string& NameBook::dates(const std::string& language,
                                   const std::vector<core::Day>& days) {
  if (language != dates_language_ || days != dates_days_) {
    dates_ = i18n::kept_together(i18n::date_range_text(language, days.front(), days.back()));
    dates_language_ = language;
    dates_days_ = days;
  }
  return dates_;
}

const std::string& NameBook::day(const std::string& language, core::Day day) {
  auto at = days_.find({language, day});
  if (at == days_.end()) {
    at =
        days_.emplace(std::pair{language, day}, i18n::kept_together(i18n::date_text(language, day)))
            .first;
  }
  return at->second;
}

const std::vector<CountryName>& NameBook::countries(const std::string& language) {
  auto at = lists_.find(language);
  if (at == lists_.end()) at = lists_.emplace(language, list_of(language)).first;
  return at->second;
}

const std::vector<CountryName>& NameBook::matching(const std::string& language,
                                                   const std::string& filter) {
  if (language == match_language_ && filter == match_filter_) return matches_;
  const std::string folded = i18n::fold(filter);
  matches_.clear();
  for (const CountryName& country : countries(language)) {
    if (has_word(country, folded)) matches_.push_back(country);
  }
  // What begins as it was typed is meant sooner than what holds such a word.
  std::stable_partition(matches_.begin(), matches_.end(), [&folded](const CountryName& country) {
    return country.folded.starts_with(folded);
  });
  match_language_ = language;
  match_filter_ = filter;
  return matches_;
}

void NameBook::forget() {
  match_language_.clear();
  match_filter_.clear();
  matches_.clear();
}

}  // namespace ui
