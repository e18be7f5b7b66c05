#include "ui/words.h"

#include <array>
#include <cctype>
#include <utility>

namespace ui {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kRussianUnits = {
    {{" GB", " ГБ"}, {" MB", " МБ"}, {" mm", " мм"}}};

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

}  // namespace

std::string number_words(const Canvas& canvas, std::string number) {
  const std::string& language = canvas.model.language;
  if (language == "en") return number;
  for (std::size_t i = 1; i + 1 < number.size(); ++i) {
    if (number[i] == '.' && is_digit(number[i - 1]) && is_digit(number[i + 1])) number[i] = ',';
  }
  if (language != "ru") return number;
  for (const auto& [unit, own] : kRussianUnits) {
    const auto at = number.find(unit);
    if (at != std::string::npos) number.replace(at, unit.size(), own);
  }
  return number;
}

}  // namespace ui
