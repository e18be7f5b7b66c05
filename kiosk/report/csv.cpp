#include "report/csv.h"

#include <algorithm>
#include <array>

namespace report {
namespace {

constexpr std::array<std::string_view, 7> kSkipped = {" ",      "\"",     "'",     "\u00A0",
                                                      "\u200B", "\u3000", "\uFEFF"};
constexpr std::array<std::string_view, 11> kFormula = {
    "=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};

template <class Marks>
const std::string_view* leading(std::string_view text, const Marks& marks) {
  const auto* found = std::find_if(marks.begin(), marks.end(), [&](std::string_view mark) {
    return text.substr(0, mark.size()) == mark;
  });
  return found == marks.end() ? nullptr : found;
}

bool must_be_quoted(std::string_view text) {
  return text.find_first_of(",;\"\r\n\t") != std::string_view::npos || text.front() == ' ' ||
         text.back() == ' ';
}

}  // namespace

bool starts_formula(std::string_view text) {
  while (const std::string_view* skipped = leading(text, kSkipped)) {
    text.remove_prefix(skipped->size());
  }
  return leading(text, kFormula) != nullptr;
}

void append_csv_cell(std::string& line, std::string_view text) {
  if (text.empty()) return;
  const bool formula = starts_formula(text);
  if (!must_be_quoted(text)) {
    if (formula) line += '\'';
    line += text;
    return;
  }
  line += formula ? "\"'" : "\"";
  for (char c : text) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

std::string csv_cell(std::string_view text) {
  std::string cell;
  append_csv_cell(cell, text);
  return cell;
}

}  // namespace report
