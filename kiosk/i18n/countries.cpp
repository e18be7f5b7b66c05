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
constexpr std::array<std::pair<std::string_view, std::string_view>, 44> kAlso = {{
    {"el", "GR"},
    {"uk", "GB"},
    {"Great Britain", "GB"},
    {"Britain", "GB"},
    {"England", "GB"},
    {"Scotland", "GB"},
    {"Wales", "GB"},
    {"Lielbritānija", "GB"},
    {"Anglija", "GB"},
    {"Англия", "GB"},
    {"Großbritannien", "GB"},
    {"Gran Bretagna", "GB"},
    {"Gran Bretaña", "GB"},
    {"usa", "US"},
    {"United States of America", "US"},
    {"ASV", "US"},
    {"США", "US"},
    {"Holland", "NL"},
    {"the Netherlands", "NL"},
    {"Czech Republic", "CZ"},
    {"Čehijas Republika", "CZ"},
    {"Russian Federation", "RU"},
    {"Republic of Moldova", "MD"},
    {"Moldavia", "MD"},
    {"Молдавия", "MD"},
    {"Turkey", "TR"},
    {"Türkiye", "TR"},
    {"Weißrussland", "BY"},
    {"Vitryssland", "BY"},
    {"Белоруссия", "BY"},
    {"Byelorussia", "BY"},
    {"Macedonia", "MK"},
    {"Maķedonija", "MK"},
    {"Македония", "MK"},
    {"Mazedonien", "MK"},
    {"Makedonien", "MK"},
    {"Makedonia", "MK"},
    {"Ivory Coast", "CI"},
    {"Elfenbeinküste", "CI"},
    {"Norsunluurannikko", "CI"},
    {"Elfenbenskusten", "CI"},
    {"Costa d'Avorio", "CI"},
    {"Costa de Marfil", "CI"},
    {"Kotdivuāra", "CI"},
}};

std::map<std::string, std::string, std::less<>> make_names() {
  std::map<std::string, std::string, std::less<>> names;
  const auto codes = country_codes();
  for (const std::string& code : codes) {
    names[fold(code)] = code;
    names.emplace(fold(icu::Locale("", code.c_str()).getISO3Country()), code);
  }
  for (const auto& [name, code] : kAlso) names[fold(name)] = code;
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
