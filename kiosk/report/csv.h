// Cells of comma-separated values, RFC 4180.
#pragma once

#include <string>
#include <string_view>

namespace report {

/// The cell as it stands in a file: quoted where it must be, and never read as a formula by a
/// spreadsheet: before `=`, `+`, `-`, `@`, a tab or a line break at its start stands `'`.
std::string csv_cell(std::string_view text);

}  // namespace report
