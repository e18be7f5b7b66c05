#include "meeting/posix_rule.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace meeting {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Form = YearlyMoment::Form;

/// Where the C library and `date` look, too.
constexpr const char* kZoneFolder = "/usr/share/zoneinfo";
constexpr seconds kDefaultTime = hours{2};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes parts of a rule off its front.
class Taker {
 public:
  explicit Taker(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool done() const { return rest_.empty(); }

  bool take(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// `EET` or `<+03>`.
  bool take_name() {
    const bool angled = take('<');
    const auto end = std::find_if(rest_.begin(), rest_.end(), [&](char c) {
      return angled ? c == '>' : c == '-' || c == '+' || c == ',' || is_digit(c);
    });
    const auto length = static_cast<std::size_t>(end - rest_.begin());
    rest_.remove_prefix(length);
    return length > 0 && (!angled || take('>'));
  }

  std::optional<unsigned> take_number(unsigned least, unsigned most) {
    unsigned value = 0;
    bool any = false;
    while (!rest_.empty() && is_digit(rest_.front()) && value <= most) {
      value = value * 10 + static_cast<unsigned>(rest_.front() - '0');
      rest_.remove_prefix(1);
      any = true;
    }
    return any && value >= least && value <= most ? std::optional(value) : std::nullopt;
  }

  /// `[+-]hh[:mm[:ss]]`.
  std::optional<seconds> take_time() {
    const bool negative = take('-');
    if (!negative) take('+');
    const auto hour = take_number(0, 167);
    if (!hour) return std::nullopt;
    seconds value = hours{*hour};
    for (const seconds unit : {seconds{60}, seconds{1}}) {
      if (!take(':')) break;
      const auto part = take_number(0, 59);
      if (!part) return std::nullopt;
      value += unit * *part;
    }
    return negative ? -value : value;
  }

 private:
  std::string_view rest_;
};

std::optional<YearlyMoment> take_day(Taker& from) {
  YearlyMoment moment;
  std::optional<unsigned> day;
  if (from.take('M')) {
    const auto month = from.take_number(1, 12);
    if (!month || !from.take('.')) return std::nullopt;
    const auto week = from.take_number(1, 5);
    if (!week || !from.take('.')) return std::nullopt;
    moment.month = *month;
    moment.week = *week;
    day = from.take_number(0, 6);
  } else if (from.take('J')) {
    moment.form = Form::day_no_leap;
    day = from.take_number(1, 365);
  } else {
    moment.form = Form::day_of_year;
    day = from.take_number(0, 365);
  }
  if (!day) return std::nullopt;
  moment.day = *day;
  return moment;
}

std::optional<YearlyMoment> take_moment(Taker& from) {
  if (!from.take(',')) return std::nullopt;
  auto moment = take_day(from);
  if (!moment) return std::nullopt;
  const auto time = from.take('/') ? from.take_time() : std::optional(kDefaultTime);
  if (!time) return std::nullopt;
  moment->time = *time;
  return moment;
}

std::optional<PosixRule::Summer> take_summer(Taker& from, seconds winter) {
  if (!from.take_name()) return std::nullopt;
  // POSIX counts west of Greenwich; the default is an hour ahead of winter.
  Taker ahead = from;
  seconds offset = winter + hours{1};
  if (!ahead.take(',')) {
    const auto west = from.take_time();
    if (!west) return std::nullopt;
    offset = -*west;
  }
  const auto begins = take_moment(from);
  if (!begins) return std::nullopt;
  const auto ends = take_moment(from);
  if (!ends) return std::nullopt;
  return PosixRule::Summer{offset, *begins, *ends};
}

/// The line between the last two line feeds.
std::string_view last_line(std::string_view bytes) {
  if (bytes.empty() || bytes.back() != '\n') return {};
  bytes.remove_suffix(1);
  const auto start = bytes.rfind('\n');
  return start == std::string_view::npos ? std::string_view() : bytes.substr(start + 1);
}

}  // namespace

core::LocalTime YearlyMoment::in(std::chrono::year year) const {
  using std::chrono::local_days;
  using std::chrono::weekday;
  const local_days new_year{year / std::chrono::January / 1};
  if (form == Form::day_of_year) return new_year + days{day} + time;
  if (form == Form::day_no_leap) {
    const bool after_leap_day = year.is_leap() && day >= 60;
    return new_year + days{day - 1} + days{after_leap_day ? 1 : 0} + time;
  }
  const auto in_month = year / std::chrono::month{month};
  const local_days at = week == 5 ? local_days{in_month / weekday{day}[std::chrono::last]}
                                  : local_days{in_month / weekday{day}[week]};
  return at + time;
}

std::vector<core::Zone::Transition> PosixRule::transitions_of(std::chrono::year year) const {
  if (!summer) return {};
  const auto moment = [](core::LocalTime local, seconds offset_before) {
    return core::Instant{local.time_since_epoch() - offset_before};
  };
  std::vector<core::Zone::Transition> result = {
      {moment(summer->begins.in(year), offset), summer->offset},
      {moment(summer->ends.in(year), summer->offset), offset}};
  if (result[1].from < result[0].from) std::swap(result[0], result[1]);
  return result;
}

std::optional<PosixRule> parse_posix_rule(std::string_view text) {
  Taker from(text);
  if (!from.take_name()) return std::nullopt;
  const auto west = from.take_time();
  if (!west) return std::nullopt;
  PosixRule rule{-*west, std::nullopt};
  if (from.done()) return rule;
  rule.summer = take_summer(from, rule.offset);
  return rule.summer && from.done() ? std::optional(rule) : std::nullopt;
}

core::Result<PosixRule> load_posix_rule(const std::string& iana_name) {
  std::ifstream in(std::filesystem::path(kZoneFolder) / iana_name, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (auto rule = parse_posix_rule(last_line(bytes))) return *rule;
  return core::fail(core::Failure::storage,
                    fmt::format("the time zone file of {} cannot be read", iana_name),
                    "install the package tzdata anew");
}

}  // namespace meeting
