#include "report/csv.h"

#include <algorithm>
#include <array>

#include "i18n/unseen.h"

namespace report {
namespace {

constexpr std::array<std::string_view, 11> kFormula = {
    "=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};

bool begins_formula(std::string_view text) {
  return std::any_of(kFormula.begin(), kFormula.end(),
                     [&](std::string_view mark) { return text.substr(0, mark.size()) == mark; });
}

bool is_quote(char c) { return c == '"' || c == '\''; }

bool must_be_quoted(std::string_view text) {
  return text.find_first_of(",;\"\r\n\t") != std::string_view::npos || text.front() == ' ' ||
         text.back() == ' ';
}

}  // namespace

bool starts_formula(std::string_view text) {
  while (!text.empty() && !begins_formula(text)) {
    // One at a time: a tab after a blank is a formula, and shows nothing either.
    const std::string_view rest =
        is_quote(text.front()) ? text.substr(1) : i18n::after_unseen(text);
    if (rest.size() == text.size()) return false;
    text = rest;
  }
  return !text.empty();
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
