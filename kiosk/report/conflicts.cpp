#include "report/conflicts.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

namespace report {
namespace {

/// Where one entry is enough: who, where, and on which day if it is one a day.
using Place = std::tuple<std::uint64_t, core::CheckpointId, std::optional<core::Day>>;

std::optional<Place> place_of(const core::Meeting& meeting, const core::Scan& scan) {
  const bool entered = scan.stands() && scan.verdict == core::Verdict::admitted && !scan.forced;
  const core::Checkpoint* checkpoint = meeting.checkpoint(scan.checkpoint);
  if (!entered || checkpoint == nullptr || !(scan.attendee || scan.badge)) return std::nullopt;
  const std::uint64_t who = scan.attendee ? scan.attendee.bits : scan.badge.bits;
  if (checkpoint->policy == core::Policy::once) return Place{who, scan.checkpoint, std::nullopt};
  if (checkpoint->policy != core::Policy::once_per_day) return std::nullopt;
  return Place{who, scan.checkpoint, meeting.zone.day_of(scan.at)};
}

bool by_different_kiosks(const std::vector<ConflictScan>& scans) {
  return std::any_of(scans.begin(), scans.end(), [&](const ConflictScan& other) {
    return other.scan.stamp.kiosk != scans.front().scan.stamp.kiosk;
  });
}

}  // namespace

core::Result<std::vector<Conflict>> find_conflicts(db::Store& store, const core::MeetingId& id) {
  const auto meeting = store.meeting(id);
  if (!meeting) return tl::unexpected(meeting.error());
  std::map<Place, std::vector<ConflictScan>> entries;
  const auto done = store.for_each_scan(id, [&](const core::Scan& scan, const std::string& kiosk) {
    if (const auto place = place_of(**meeting, scan)) entries[*place].push_back({scan, kiosk});
  });
  if (!done) return tl::unexpected(done.error());
  std::vector<Conflict> conflicts;
  for (auto& [place, scans] : entries) {
    if (!by_different_kiosks(scans)) continue;
    const core::Scan& first = scans.front().scan;
    conflicts.push_back({first.attendee, first.badge, first.checkpoint, std::move(scans)});
  }
  std::sort(conflicts.begin(), conflicts.end(), [](const Conflict& a, const Conflict& b) {
    return core::happened_before(a.scans.front().scan, b.scans.front().scan);
  });
  return conflicts;
}

}  // namespace report
