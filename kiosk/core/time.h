// Moments, local days and the meeting's time zone, as plain values.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// A moment, UTC, to the millisecond.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
/// A wall-clock reading in some zone.
using LocalTime = std::chrono::local_time<std::chrono::milliseconds>;
/// A calendar day in the meeting's zone.
using Day = std::chrono::local_days;

/// A time zone as its list of offsets: enough to compute with, and free of any database.
/// Made by `meeting/time_zone.h`; a default one is UTC.
class Zone {
 public:
  struct Transition {
    Instant from;                 ///< first moment at which the offset holds
    std::chrono::seconds offset;  ///< local time minus UTC
    friend bool operator==(const Transition&, const Transition&) = default;
  };

  Zone() = default;
  /// `transitions` ascending by `from`; the first also holds for all time before it.
  Zone(std::string name, std::vector<Transition> transitions);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::vector<Transition>& transitions() const { return transitions_; }
  [[nodiscard]] std::chrono::seconds offset_at(Instant at) const;
  [[nodiscard]] LocalTime to_local(Instant at) const;
  [[nodiscard]] Day day_of(Instant at) const;
  /// A reading that happens twice means its first time; one that is skipped means the moment
  /// the clocks jumped.
  [[nodiscard]] Instant to_instant(LocalTime local) const;

  friend bool operator==(const Zone&, const Zone&) = default;

 private:
  std::string name_ = "UTC";
  std::vector<Transition> transitions_;
};

/// RFC 3339 with the zone's offset and whole seconds: `2019-03-12T09:02:11+02:00`.
std::string to_rfc3339(Instant at, const Zone& zone);

/// Reads RFC 3339; without an offset the reading is in `zone`. `T` or a blank between date and
/// time; seconds and their fraction may be left out.
std::optional<Instant> parse_instant(std::string_view text, const Zone& zone);

/// `2019-03-12`.
std::string to_text(Day day);
std::optional<Day> parse_day(std::string_view text);

/// `09:05` as minutes after midnight, 0 to 1439; `24:00` is 1440.
std::optional<std::chrono::minutes> parse_clock(std::string_view text);
std::string clock_text(std::chrono::minutes since_midnight);
/// Wall-clock `09:05` of a moment.
std::string clock_text(Instant at, const Zone& zone);

}  // namespace core
