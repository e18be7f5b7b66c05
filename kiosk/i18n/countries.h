// Countries as people write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace i18n {

/// The ISO 3166-1 alpha-2 code that `text` means: a code of two or three letters in any case, the
/// Union's `EL` and `UK`, or the country's name in one of the shipped languages, whatever its case
/// and accents. Any thread.
std::optional<std::string> find_country(std::string_view text);

}  // namespace i18n
