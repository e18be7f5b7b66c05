#include "report/csv.h"

namespace report {

std::string csv_cell(std::string_view text) {
  constexpr std::string_view kFormula = "=+-@\t\r\n";
  constexpr std::string_view kSpecial = ",;\"\r\n\t";
  std::string cell;
  if (!text.empty() && kFormula.find(text.front()) != std::string_view::npos) cell += '\'';
  cell += text;
  const bool has_edge_blank = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
  if (!has_edge_blank && cell.find_first_of(kSpecial) == std::string::npos) return cell;
  std::string quoted = "\"";
  for (char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace report
