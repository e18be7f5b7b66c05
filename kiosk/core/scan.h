// One try at a checkpoint, in or out, with its verdict; refused tries are kept too.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/ids.h"
#include "core/time.h"

namespace core {

/// The closed list of DESIGN.md section 6.
enum class Verdict {
  admitted,
  exited,
  already,
  unknown,
  forged,
  other_meeting,
  revoked,
  cancelled,
  not_listed,
  too_early,
  too_late,
  limit,
  full,
  needs_answer,
  ambiguous,
};
inline constexpr int kVerdicts = static_cast<int>(Verdict::ambiguous) + 1;

std::string_view to_text(Verdict verdict);
std::optional<Verdict> parse_verdict(std::string_view text);

/// Whether a scan with this verdict counts as attendance.
constexpr bool is_attendance(Verdict verdict) {
  return verdict == Verdict::admitted || verdict == Verdict::exited;
}

enum class Direction { in, out };

std::string_view to_text(Direction direction);
std::optional<Direction> parse_direction(std::string_view text);

/// Answers by question id.
using Answers = std::map<QuestionId, std::string>;

/// Where a journal row stands among all rows of all kiosks: order is (clock, kiosk, seq).
struct Stamp {
  std::uint64_t clock = 0;  ///< hybrid: Unix milliseconds × 65536 + counter
  KioskId kiosk;
  std::int64_t seq = 0;
  friend auto operator<=>(const Stamp&, const Stamp&) = default;
};

struct Scan {
  Stamp stamp;
  std::string nonce;
  CheckpointId checkpoint;
  Direction direction = Direction::in;
  Instant at;           ///< when it happened, which may be long before it was recorded
  AttendeeId attendee;  ///< none: not known, or not told
  BadgeId badge;        ///< none: found by number or text
  Verdict verdict = Verdict::unknown;
  std::string reason;  ///< which rule refused, in a stable word; empty where the verdict says it
  bool forced = false;
  bool details_pending = false;
  Answers answers;
  bool undone = false;
  std::string undone_by;
  std::string undone_why;

  /// Counts as attendance and was not undone.
  [[nodiscard]] bool stands() const { return is_attendance(verdict) && !undone; }
  friend bool operator==(const Scan&, const Scan&) = default;
};

/// The order in which scans happened; the journal's order decides between equal moments.
bool happened_before(const Scan& a, const Scan& b);

}  // namespace core
