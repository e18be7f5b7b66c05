// Days in a workbook: numbers that a cell's style shows as a date.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "core/result.h"

namespace intake {

/// Which of a workbook's cell styles show a day; a time of day alone is none.
class DayStyles {
 public:
  /// From `xl/styles.xml`.
  core::Result<void> read(std::string_view document);
  /// `style` as a cell's attribute `s` says it.
  [[nodiscard]] bool shows_day(const std::string& style) const { return styles_.count(style) != 0; }

 private:
  std::set<std::string> styles_;
};

/// `2019-03-12` for 43536, Excel's count of days; some workbooks count from 1904. None before
/// March 1900, where Excel counts a day too many, and after 9999.
std::optional<std::string> day_text(std::string_view number, bool from_1904);

}  // namespace intake
