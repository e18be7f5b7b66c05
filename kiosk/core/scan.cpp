#include "core/scan.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace core {
namespace {

constexpr std::array<std::string_view, kVerdicts> kVerdictWords = {
    "admitted",      "exited",  "already",   "unknown",      "forged",
    "other_meeting", "revoked", "cancelled", "not_listed",   "too_early",
    "too_late",      "limit",   "full",      "needs_answer", "ambiguous"};
static_assert(!kVerdictWords.back().empty(), "a word for every verdict");

}  // namespace

std::string_view to_text(Verdict verdict) {
  return kVerdictWords.at(static_cast<std::size_t>(verdict));
}

std::optional<Verdict> parse_verdict(std::string_view text) {
  const auto* at = std::find(kVerdictWords.begin(), kVerdictWords.end(), text);
  if (at == kVerdictWords.end()) return std::nullopt;
  return static_cast<Verdict>(at - kVerdictWords.begin());
}

std::string_view to_text(Direction direction) { return direction == Direction::in ? "in" : "out"; }

std::optional<Direction> parse_direction(std::string_view text) {
  if (text == "in") return Direction::in;
  if (text == "out") return Direction::out;
  return std::nullopt;
}

bool happened_before(const Scan& a, const Scan& b) {
  return std::tie(a.at, a.stamp) < std::tie(b.at, b.stamp);
}

}  // namespace core
