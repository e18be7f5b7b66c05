#include "i18n/countries.h"

#include <unicode/locid.h>

#include <array>
#include <map>
#include <utility>

#include "i18n/fold_text.h"
#include "i18n/names.h"

namespace i18n {
namespace {

constexpr std::array kLanguages = {"lv", "en", "ru", "sv", "de", "it", "es", "fi"};

/// What people write beside the names that CLDR prefers.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kAlso = {{
    {"el", "GR"},
    {"uk", "GB"},
    {"great britain", "GB"},
    {"britain", "GB"},
    {"england", "GB"},
    {"scotland", "GB"},
    {"wales", "GB"},
    {"usa", "US"},
    {"united states of america", "US"},
    {"holland", "NL"},
    {"the netherlands", "NL"},
    {"czech republic", "CZ"},
    {"russian federation", "RU"},
    {"republic of moldova", "MD"},
}};

std::map<std::string, std::string, std::less<>> make_names() {
  std::map<std::string, std::string, std::less<>> names;
  const auto codes = country_codes();
  for (const std::string& code : codes) {
    names[fold(code)] = code;
    names.emplace(fold(icu::Locale("", code.c_str()).getISO3Country()), code);
  }
  for (const auto& [name, code] : kAlso) names[std::string(name)] = code;
  for (const char* language : kLanguages) {
    for (const std::string& code : codes) names.emplace(fold(country_name(language, code)), code);
  }
  names.erase("");
  return names;
}

}  // namespace

std::optional<std::string> find_country(std::string_view text) {
  static const auto names = make_names();
  const auto found = names.find(fold(text));
  if (found == names.end()) return std::nullopt;
  return found->second;
}

}  // namespace i18n
