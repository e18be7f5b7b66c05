#include "core/erasure.h"

#include <algorithm>

namespace core {

event::AttendeeErased figures_of(const AttendeeState& state, const Meeting& meeting,
                                 bool town_is_shared, Instant at) {
  const Attendee& attendee = *state.attendee;
  const Details& details = attendee.details;
  event::AttendeeErased left;
  left.meeting = meeting.id;
  left.attendee = attendee.id;
  left.number = attendee.number;
  left.cancelled = attendee.status == Status::cancelled;
  left.at = at;
  left.figures.kind = details.kind;
  left.figures.country = details.country;
  left.figures.partner = details.partner;
  left.figures.gender = details.gender;
  left.figures.sessions = details.sessions;
  const bool known_town = town_is_shared || details.town == meeting.place.town ||
                          meeting.partner_of_town(details.town) != nullptr;
  if (known_town) left.figures.town = details.town;
  for (const BadgeState& badge : state.badges) left.badges.push_back(badge.id);
  for (const Scan& scan : state.scans) {
    if (scan.stands())
      left.visits.push_back({scan.stamp, scan.checkpoint, scan.direction, scan.at});
  }
  return left;
}

void erase(AttendeeState& state, const event::AttendeeErased& erased) {
  const bool again = state.attendee && state.attendee->erased;
  state.attendee =
      Attendee{erased.attendee, erased.number,
               erased.figures,  erased.cancelled ? Status::cancelled : Status::registered,
               erased.at,       true};
  if (!again) state.badges.clear();
  if (!again) state.scans.clear();
  add_left(state, erased.attendee, erased);
}

void add_left(AttendeeState& owner, AttendeeId id, const event::AttendeeErased& erased) {
  for (BadgeId badge : erased.badges) {
    if (owner.badge(badge) == nullptr) owner.badges.push_back({badge, true});
  }
  for (const event::Visit& visit : erased.visits) {
    const bool known = std::any_of(owner.scans.begin(), owner.scans.end(),
                                   [&](const Scan& scan) { return scan.stamp == visit.stamp; });
    if (known) continue;
    Scan scan;
    scan.stamp = visit.stamp;
    scan.checkpoint = visit.checkpoint;
    scan.direction = visit.direction;
    scan.at = visit.at;
    scan.attendee = id;
    scan.verdict = visit.direction == Direction::in ? Verdict::admitted : Verdict::exited;
    owner.scans.push_back(std::move(scan));
  }
  std::sort(owner.scans.begin(), owner.scans.end(), happened_before);
}

RetentionDays retention_days(const Meeting& meeting) {
  using std::chrono::days;
  const Day last = meeting.days.back();
  const Privacy& privacy = meeting.privacy;
  const auto after = [&](const std::optional<int>& kept) {
    return kept ? std::optional<Day>(last + days{*kept + 1}) : std::nullopt;
  };
  RetentionDays all{
      after(privacy.erase_needs_after_days), after(privacy.erase_contact_after_days), {}};
  // A mistyped year erases nobody while the meeting goes on.
  if (privacy.keep_evidence_until) {
    all.people = std::max(*privacy.keep_evidence_until, last) + days{1};
  }
  return all;
}

RetentionDue retention_due(const Meeting& meeting, Instant now, Instant begun) {
  const Day today = meeting.zone.day_of(now);
  const Day first = meeting.zone.day_of(begun);
  const RetentionDays days = retention_days(meeting);
  const auto is_due = [&](const std::optional<Day>& day) {
    return day && today >= *day && first < *day;
  };
  return {is_due(days.needs), is_due(days.contacts), is_due(days.people)};
}

}  // namespace core
