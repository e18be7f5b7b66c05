#include "core/conflict.h"

#include <algorithm>
#include <map>

#include "core/state.h"

namespace core {
namespace {

using Group = std::vector<Scan>;

bool by_different_kiosks(const Group& group) {
  return std::any_of(group.begin(), group.end(), [&](const Scan& scan) {
    return scan.stamp.kiosk != group.front().stamp.kiosk;
  });
}

bool has(const Group& group, const Stamp& stamp) {
  return std::any_of(group.begin(), group.end(),
                     [&](const Scan& scan) { return scan.stamp == stamp; });
}

Group entries_at(const Checkpoint& checkpoint, std::span<const Scan> scans) {
  Group entries;
  for (const Scan& scan : scans) {
    const bool entry = scan.stands() && scan.direction == Direction::in && !scan.forced;
    if (entry && scan.checkpoint == checkpoint.id) entries.push_back(scan);
  }
  return entries;
}

std::vector<Group> by_day(const Zone& zone, const Group& entries) {
  std::map<Day, Group> days;
  for (const Scan& entry : entries) days[zone.day_of(entry.at)].push_back(entry);
  std::vector<Group> groups;
  for (auto& [day, group] : days) groups.push_back(std::move(group));
  return groups;
}

std::vector<Group> by_leaving(const Timeline& timeline, const Group& entries) {
  std::vector<Group> groups;
  for (const Scan& entry : entries) {
    if (groups.empty() || timeline.left_between(groups.back().back().at, entry.at)) {
      groups.emplace_back();
    }
    groups.back().push_back(entry);
  }
  return groups;
}

/// What the policy allows one of.
std::vector<Group> alternatives(const Meeting& meeting, const Checkpoint& checkpoint,
                                std::span<const Scan> in_order, const Group& entries) {
  switch (checkpoint.policy) {
    case Policy::once:
      return {entries};
    case Policy::once_per_day:
      return by_day(meeting.zone, entries);
    case Policy::re_entry:
      return by_leaving(Timeline(meeting, checkpoint, in_order), entries);
    case Policy::unlimited:
      return {};
  }
  return {};
}

bool shares_a_scan(const std::vector<Group>& groups, const Group& group) {
  return std::any_of(group.begin(), group.end(), [&](const Scan& scan) {
    return std::any_of(groups.begin(), groups.end(),
                       [&](const Group& other) { return has(other, scan.stamp); });
  });
}

}  // namespace

std::vector<Group> conflicts_among(const Meeting& meeting, const Checkpoint& checkpoint,
                                   std::span<const Scan> scans) {
  Group in_order(scans.begin(), scans.end());
  std::sort(in_order.begin(), in_order.end(), happened_before);
  const Group entries = entries_at(checkpoint, in_order);
  if (entries.empty() || !by_different_kiosks(entries)) return {};
  std::vector<Group> found;
  for (Group& group : alternatives(meeting, checkpoint, in_order, entries)) {
    if (by_different_kiosks(group)) found.push_back(std::move(group));
  }
  if (!checkpoint.max_per_day) return found;
  const auto allowed = static_cast<std::size_t>(*checkpoint.max_per_day);
  for (Group& group : by_day(meeting.zone, entries)) {
    const bool too_many = group.size() > allowed && by_different_kiosks(group);
    if (too_many && !shares_a_scan(found, group)) found.push_back(std::move(group));
  }
  return found;
}

bool is_in_conflict(const Meeting& meeting, const Checkpoint& checkpoint,
                    std::span<const Scan> scans, const Stamp& scan) {
  const auto found = conflicts_among(meeting, checkpoint, scans);
  return std::any_of(found.begin(), found.end(),
                     [&](const Group& group) { return has(group, scan); });
}

}  // namespace core
