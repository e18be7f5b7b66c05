// Cells of comma-separated values, RFC 4180.
#pragma once

#include <string>
#include <string_view>

namespace report {

/// Whether a spreadsheet would take the text for a formula: it starts, after quotes, blanks and
/// whatever else shows nothing and some programs drop, with `=`, `+`, `-`, `@` (also in full
/// width), a tab or a line break.
bool starts_formula(std::string_view text);

/// Appends the cell as it stands in a file: quoted where it must be, and with `'` before it where
/// it would start a formula.
void append_csv_cell(std::string& line, std::string_view text);

std::string csv_cell(std::string_view text);

}  // namespace report
