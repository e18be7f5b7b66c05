#include "report/conflicts.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/conflict.h"

namespace report {
namespace {

std::uint64_t who_of(const core::Scan& scan) {
  return scan.attendee ? scan.attendee.bits : scan.badge.bits;
}

/// Finds in one pass who has entries of several kiosks, so that only their scans are kept.
class Suspects {
 public:
  void see(const core::Scan& scan) {
    const std::uint64_t who = who_of(scan);
    if (who == 0 || !scan.stands() || scan.direction != core::Direction::in) return;
    const auto [at, is_new] = kiosk_of_.emplace(who, scan.stamp.kiosk);
    if (!is_new && at->second != scan.stamp.kiosk) suspects_.insert(who);
  }

  [[nodiscard]] bool include(const core::Scan& scan) const {
    return scan.stands() && suspects_.contains(who_of(scan));
  }

 private:
  std::map<std::uint64_t, core::KioskId> kiosk_of_;
  std::set<std::uint64_t> suspects_;
};

Conflict conflict_of(const std::vector<core::Scan>& group,
                     const std::map<core::KioskId, std::string>& letters) {
  const core::Scan& first = group.front();
  Conflict conflict{first.attendee, first.badge, first.checkpoint, {}};
  for (const core::Scan& scan : group) {
    conflict.scans.push_back({scan, letters.at(scan.stamp.kiosk)});
  }
  return conflict;
}

}  // namespace

core::Result<std::vector<Conflict>> find_conflicts(db::Store& store, const core::MeetingId& id) {
  const auto meeting = store.meeting(id);
  if (!meeting) return tl::unexpected(meeting.error());
  Suspects suspects;
  auto done = store.for_each_scan(
      id, [&](const core::Scan& scan, const std::string&) { suspects.see(scan); });
  if (!done) return tl::unexpected(done.error());
  std::map<std::uint64_t, std::vector<core::Scan>> histories;
  std::map<core::KioskId, std::string> letters;
  done = store.for_each_scan(id, [&](const core::Scan& scan, const std::string& kiosk) {
    if (!suspects.include(scan)) return;
    histories[who_of(scan)].push_back(scan);
    letters[scan.stamp.kiosk] = kiosk;
  });
  if (!done) return tl::unexpected(done.error());
  std::vector<Conflict> conflicts;
  for (const auto& [who, scans] : histories) {
    for (const core::Checkpoint& checkpoint : (*meeting)->checkpoints) {
      for (const auto& group : core::conflicts_among(**meeting, checkpoint, scans)) {
        conflicts.push_back(conflict_of(group, letters));
      }
    }
  }
  std::sort(conflicts.begin(), conflicts.end(), [](const Conflict& a, const Conflict& b) {
    return core::happened_before(a.scans.front().scan, b.scans.front().scan);
  });
  return conflicts;
}

}  // namespace report
