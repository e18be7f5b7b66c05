// Which codes are countries'. What people write instead of a code is `i18n/countries.h`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace core {

/// Whether it is an ISO 3166-1 alpha-2 code, or `XK`, which the Union uses for Kosovo.
bool is_country(std::string_view code);

/// The code of the country that two capital letters stand for: themselves, or `GB` and `GR` for
/// `UK` and `EL`, as the Union writes these two. None where they are no country's.
std::optional<std::string> country_from_code(std::string_view code);

}  // namespace core
