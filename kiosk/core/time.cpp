#include "core/time.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <utility>

namespace core {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

/// Takes exactly `digits` digits off the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Day> take_day(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, "-")) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, "-")) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return Day{date};
}

/// Takes `:SS` and `.fraction` where they are there.
std::optional<milliseconds> take_seconds(std::string_view& text) {
  if (!take(text, ":")) return milliseconds{0};
  const auto whole = take_number(text, 2);
  if (!whole || *whole > 59) return std::nullopt;
  milliseconds value = seconds{*whole};
  if (!take(text, ".,")) return value;
  int scale = 100;
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1)) {
    value += milliseconds{(text.front() - '0') * scale};
    scale /= 10;
  }
  return value;
}

std::optional<seconds> take_offset(std::string_view& text) {
  if (take(text, "Zz")) return seconds{0};
  const bool west = !text.empty() && text.front() == '-';
  if (!take(text, "+-")) return std::nullopt;
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23) return std::nullopt;
  take(text, ":");
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  const seconds offset = hours{*hour} + minutes{*minute};
  return west ? -offset : offset;
}

template <std::size_t Size, class... Args>
std::string printed(const char* format, Args... args) {
  std::array<char, Size> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), format, args...);
  return {buffer.data(), static_cast<std::size_t>(std::max(0, length))};
}

}  // namespace

Zone::Zone(std::string name, std::vector<Transition> transitions)
    : name_(std::move(name)), transitions_(std::move(transitions)) {}

seconds Zone::offset_at(Instant at) const {
  if (transitions_.empty()) return seconds{0};
  auto after = std::upper_bound(transitions_.begin(), transitions_.end(), at,
                                [](Instant t, const Transition& next) { return t < next.from; });
  return after == transitions_.begin() ? after->offset : std::prev(after)->offset;
}

LocalTime Zone::to_local(Instant at) const {
  return LocalTime{at.time_since_epoch() + offset_at(at)};
}

Day Zone::day_of(Instant at) const { return floor<days>(to_local(at)); }

Instant Zone::to_instant(LocalTime local) const {
  const Instant as_utc{local.time_since_epoch()};
  if (transitions_.empty()) return as_utc;
  // The earlier of two readings is the one under the offset before the change.
  const Instant under_old = as_utc - offset_at(as_utc - days{1});
  if (to_local(under_old) == local) return under_old;
  const Instant under_new = as_utc - offset_at(as_utc + days{1});
  if (to_local(under_new) == local) return under_new;
  const auto jump =
      std::upper_bound(transitions_.begin(), transitions_.end(), as_utc - days{1},
                       [](Instant t, const Transition& next) { return t < next.from; });
  return jump == transitions_.end() ? under_old : jump->from;
}

std::string to_rfc3339(Instant at, const Zone& zone) {
  const seconds offset = zone.offset_at(at);
  const auto local = floor<seconds>(zone.to_local(at));
  const auto day = floor<days>(local);
  const std::chrono::hh_mm_ss time{local - day};
  const char sign = offset < seconds{0} ? '-' : '+';
  const auto east = std::chrono::duration_cast<minutes>(offset < seconds{0} ? -offset : offset);
  return to_text(day) +
         printed<64>("T%02d:%02d:%02d%c%02d:%02d", static_cast<int>(time.hours().count()),
                     static_cast<int>(time.minutes().count()),
                     static_cast<int>(time.seconds().count()), sign,
                     static_cast<int>(east.count() / 60), static_cast<int>(east.count() % 60));
}

std::optional<Instant> parse_instant(std::string_view text, const Zone& zone) {
  const auto day = take_day(text);
  if (!day || !take(text, "Tt ")) return std::nullopt;
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ":")) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  const auto second = take_seconds(text);
  if (!second) return std::nullopt;
  const LocalTime local = LocalTime{*day} + hours{*hour} + minutes{*minute} + *second;
  if (text.empty()) return zone.to_instant(local);
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return Instant{local.time_since_epoch() - *offset};
}

std::string to_text(Day day) {
  const std::chrono::year_month_day date{day};
  return printed<32>("%04d-%02u-%02u", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::optional<Day> parse_day(std::string_view text) {
  const auto day = take_day(text);
  return text.empty() ? day : std::nullopt;
}

std::optional<minutes> parse_clock(std::string_view text) {
  const auto hour = take_number(text, 2);
  if (!hour || !take(text, ":")) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59 || !text.empty()) return std::nullopt;
  const minutes clock = hours{*hour} + minutes{*minute};
  if (clock > hours{24}) return std::nullopt;
  return clock;
}

std::string clock_text(minutes since_midnight) {
  return printed<32>("%02d:%02d", static_cast<int>(since_midnight.count() / 60),
                     static_cast<int>(since_midnight.count() % 60));
}

std::string clock_text(Instant at, const Zone& zone) {
  const LocalTime local = zone.to_local(at);
  return clock_text(floor<minutes>(local - floor<days>(local)));
}

}  // namespace core
