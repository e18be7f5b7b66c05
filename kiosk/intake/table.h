// A list of people as a table of text, before anybody knows what its columns mean.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace intake {

/// Bounds for what comes from outside; a list of this kind stays far below them.
inline constexpr std::size_t kMaxFileBytes = std::size_t{64} << 20U;
inline constexpr std::size_t kMaxColumns = 256;
inline constexpr std::size_t kMaxRows = 1'000'000;

struct Row {
  int line = 0;                    ///< 1-based, where the row begins
  std::vector<std::string> cells;  ///< UTF-8, outer blanks removed; may be fewer than headings
};

struct Table {
  std::vector<std::string> headings;
  int heading_line = 1;
  std::vector<Row> rows;  ///< without those that are all empty
};

}  // namespace intake
