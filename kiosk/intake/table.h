// A list of people as a table of text, before anybody knows what its columns mean.
#pragma once

#include <cstddef>
#include <functional>
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

/// Told now and then, on the thread that reads: how much of the list is read, 0 to 100, and how
/// many rows that is, 0 while there is none yet. False stops the reading, which then fails with
/// `core::stopped()`.
using ReadProgress = std::function<bool(int percent, int rows)>;

inline bool goes_on(const ReadProgress& progress, int percent, std::size_t rows) {
  return !progress || progress(percent, static_cast<int>(rows));
}

/// For a part of the work that runs from one percentage of the whole to another. Must not outlive
/// `whole`.
inline ReadProgress part_of(const ReadProgress& whole, int from, int to) {
  if (!whole) return {};
  return [&whole, from, to](int percent, int rows) {
    return whole(from + percent * (to - from) / 100, rows);
  };
}

inline constexpr std::size_t kTellEveryRows = 1000;

/// Never more than 100, whatever somebody else's file says its size is.
inline int percent_of(std::size_t done, std::size_t all) {
  return all == 0 || done >= all ? 100 : static_cast<int>(done * 100 / all);
}

struct Table {
  std::vector<std::string> headings;
  int heading_line = 1;
  std::vector<Row> rows;  ///< without those that are all empty
};

}  // namespace intake
