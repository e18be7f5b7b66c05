#include "core/countries.h"

#include <array>
#include <cstddef>

namespace core {
namespace {

/// A blank on both sides of each. A test holds it against ICU's list.
constexpr std::string_view kCodes =
    " AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ "
    "BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ "
    "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ "
    "DE DJ DK DM DO DZ "
    "EC EE EG EH ER ES ET "
    "FI FJ FK FM FO FR "
    "GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY "
    "HK HM HN HR HT HU "
    "ID IE IL IM IN IO IQ IR IS IT "
    "JE JM JO JP "
    "KE KG KH KI KM KN KP KR KW KY KZ "
    "LA LB LC LI LK LR LS LT LU LV LY "
    "MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ "
    "NA NC NE NF NG NI NL NO NP NR NU NZ "
    "OM "
    "PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA "
    "RE RO RS RU RW "
    "SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ "
    "TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ "
    "UA UG UM US UY UZ "
    "VA VC VE VG VI VN VU "
    "WF WS "
    "XK "
    "YE YT "
    "ZA ZM ZW ";

constexpr std::size_t kLetters = 26;

/// A list of many people asks for each of them.
constexpr auto kIsCountry = [] {
  std::array<bool, kLetters * kLetters> known{};
  for (std::size_t at = 1; at + 1 < kCodes.size(); at += 3) {
    const auto first = static_cast<std::size_t>(kCodes[at] - 'A');
    known[first * kLetters + static_cast<std::size_t>(kCodes[at + 1] - 'A')] = true;
  }
  return known;
}();

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

bool is_country(std::string_view code) {
  if (code.size() != 2 || !is_capital(code[0]) || !is_capital(code[1])) return false;
  const auto first = static_cast<std::size_t>(code[0] - 'A');
  return kIsCountry.at(first * kLetters + static_cast<std::size_t>(code[1] - 'A'));
}

std::optional<std::string> country_from_code(std::string_view code) {
  if (code == "UK") return "GB";
  if (code == "EL") return "GR";
  if (is_country(code)) return std::string(code);
  return std::nullopt;
}

}  // namespace core
