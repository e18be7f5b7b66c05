// The rule a zone follows after its listed changes: POSIX `TZ` form, the last line of a time zone
// file (RFC 8536), as `EET-2EEST,M3.5.0/3,M10.5.0/4`.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/time.h"

namespace meeting {

/// A day of the year and a local time on it.
struct YearlyMoment {
  enum class Form {
    month_week_day,  ///< `Mm.w.d`: week 5 is the last; day 0 is Sunday
    day_no_leap,     ///< `Jn`: 1 to 365, never counts 29 February
    day_of_year,     ///< `n`: 0 to 365
  };
  Form form = Form::month_week_day;
  unsigned month = 1;
  unsigned week = 1;
  unsigned day = 0;
  std::chrono::seconds time{0};  ///< after local midnight; may lie on another day

  [[nodiscard]] core::LocalTime in(std::chrono::year year) const;
};

struct PosixRule {
  struct Summer {
    std::chrono::seconds offset;
    YearlyMoment begins;
    YearlyMoment ends;
  };
  std::chrono::seconds offset{0};
  std::optional<Summer> summer;  ///< absent: one offset all year

  /// Ascending; empty without a summer time.
  [[nodiscard]] std::vector<core::Zone::Transition> transitions_of(std::chrono::year year) const;
};

std::optional<PosixRule> parse_posix_rule(std::string_view text);

/// Of a zone that the system has. Errors: `storage` if its file cannot be read or has no rule.
core::Result<PosixRule> load_posix_rule(const std::string& iana_name);

}  // namespace meeting
