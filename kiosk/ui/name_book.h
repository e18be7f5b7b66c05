// Names of languages and countries, and the meeting's dates, asked from ICU once for each language:
// a frame has no time for it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/time.h"

namespace ui {

struct CountryName {
  std::string code;  ///< ISO 3166-1 alpha-2
  std::string name;
  std::string folded;  ///< words as `i18n::fold` leaves them
};

/// Thread: the interface thread. What it returns stays valid until the next call.
class NameBook {
 public:
  const std::string& language(const std::string& code);
  const std::string& country(const std::string& language, const std::string& code);
  const std::string& dates(const std::string& language, const std::vector<core::Day>& days);
  const std::string& day(const std::string& language, core::Day day);
  /// All countries in the order of the language's dictionary.
  const std::vector<CountryName>& countries(const std::string& language);
  /// Those with a word that begins with `filter`, whatever its accents or script.
  const std::vector<CountryName>& matching(const std::string& language, const std::string& filter);

  /// What was searched for tells about a person.
  void forget();

 private:
  std::map<std::string, std::string, std::less<>> languages_;
  std::map<std::pair<std::string, std::string>, std::string> countries_;
  std::map<std::pair<std::string, core::Day>, std::string> days_;
  std::map<std::string, std::vector<CountryName>, std::less<>> lists_;
  std::string dates_language_;
  std::vector<core::Day> dates_days_;
  std::string dates_;
  std::string match_language_;
  std::string match_filter_;
  std::vector<CountryName> matches_;
};

}  // namespace ui
