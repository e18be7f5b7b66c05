// Days, countries and languages as people of each language write them (ICU's CLDR data). Free
// functions, any thread. A language is an ISO 639-1 code; an unknown one reads as English.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/time.h"

namespace i18n {

/// `12 March 2019`, `2019. gada 12. marts`.
std::string date_text(std::string_view language, core::Day day);
/// `12–14 March 2019`, `2019. gada 12.–14. marts`; one day reads as `date_text`.
std::string date_range_text(std::string_view language, core::Day first, core::Day last);
/// The same date for a screen, where lines are broken: a number stays with the word after it, `de`
/// with what follows, a dash with what it ends, so that `11. marts` is never two lines.
std::string kept_together(std::string_view date);
/// `Tuesday`, `Otrdiena`: with a capital, as a label.
std::string weekday_text(std::string_view language, core::Day day);

/// `Latvia`, `Lettland`; a code that is no country's comes back as it is.
std::string country_name(std::string_view language, std::string_view code);
/// ISO 3166-1 alpha-2 in ascending order, and `XK`, which the Union uses for Kosovo.
std::vector<std::string> country_codes();

/// Whether it is an ISO 639-1 code.
bool is_language(std::string_view code);

/// A language's name in itself with a capital, as a button says it: `Latviešu`.
std::string language_name(std::string_view language);

/// `Chinese, Thai`: languages by their codes, `zh, th`, in the words of `language`.
std::string language_list(std::string_view language, std::string_view codes);

/// Orders UTF-8 as a dictionary of `language` does (å after z in Swedish). The function may be
/// copied and used on any thread.
using TextOrder = std::function<bool(std::string_view, std::string_view)>;
TextOrder collate_less(std::string_view language);

}  // namespace i18n
