#include "core/state.h"

#include <algorithm>

#include "core/erasure.h"

namespace core {
namespace {

class Applier {
 public:
  Applier(AttendeeState& state, const Stamp& stamp) : state_(state), stamp_(stamp) {}

  void operator()(const event::AttendeeRegistered& e) {
    if (is_erased()) return;
    state_.attendee = Attendee{e.attendee, e.number, e.details, Status::registered, e.at};
  }

  void operator()(const event::AttendeeEdited& e) {
    if (!state_.attendee || is_erased()) return;
    for (const auto& [field, value] : e.changes) set_field(state_.attendee->details, field, value);
  }

  void operator()(const event::AttendeeCancelled&) {
    if (state_.attendee && !is_erased()) state_.attendee->status = Status::cancelled;
  }

  /// A later badge replaces the earlier ones.
  void operator()(const event::BadgeIssued& e) {
    for (BadgeState& badge : state_.badges) badge.revoked = true;
    state_.badges.push_back({e.badge, is_erased()});
  }

  void operator()(const event::BadgeRevoked& e) {
    for (BadgeState& badge : state_.badges) {
      if (badge.id == e.badge) badge.revoked = true;
    }
  }

  void operator()(const event::ScanTried& e) {
    Scan scan = e.scan;
    scan.stamp = stamp_;
    const auto at =
        std::upper_bound(state_.scans.begin(), state_.scans.end(), scan, happened_before);
    state_.scans.insert(at, std::move(scan));
  }

  void operator()(const event::ScanUndone& e) {
    for (Scan& scan : state_.scans) {
      if (scan.nonce != e.nonce || !is_attendance(scan.verdict) || scan.undone) continue;
      scan.undone = true;
      scan.undone_by = e.by;
      scan.undone_why = e.why;
    }
  }

  void operator()(const event::AttendeeErased& e) { erase(state_, e); }

  template <class Other>
  void operator()(const Other&) {}

 private:
  [[nodiscard]] bool is_erased() const { return state_.attendee && state_.attendee->erased; }

  AttendeeState& state_;
  const Stamp& stamp_;
};

bool is_room(const Checkpoint& checkpoint) { return !checkpoint.session.empty(); }

}  // namespace

const BadgeState* AttendeeState::current_badge() const {
  for (auto badge = badges.rbegin(); badge != badges.rend(); ++badge) {
    if (!badge->revoked) return &*badge;
  }
  return badges.empty() ? nullptr : &badges.back();
}

const BadgeState* AttendeeState::badge(BadgeId id) const {
  const auto at = std::find_if(badges.begin(), badges.end(),
                               [&](const BadgeState& badge) { return badge.id == id; });
  return at == badges.end() ? nullptr : &*at;
}

void apply(AttendeeState& state, const Event& event, const Stamp& stamp) {
  std::visit(Applier(state, stamp), event);
}

AttendeeState fold(std::vector<std::pair<Stamp, Event>> history) {
  std::sort(history.begin(), history.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  AttendeeState state;
  for (const auto& [stamp, event] : history) apply(state, event, stamp);
  return state;
}

Timeline::Timeline(const Meeting& meeting, const Checkpoint& checkpoint,
                   std::span<const Scan> scans) {
  for (const Scan& scan : scans) {
    if (!scan.stands()) continue;
    const bool in = scan.direction == Direction::in;
    if (scan.checkpoint == checkpoint.id) {
      if (in) {
        entries_.push_back(&scan);
      } else {
        leavings_.push_back({&scan, false});
      }
      continue;
    }
    const Checkpoint* other = meeting.checkpoint(scan.checkpoint);
    if (other == nullptr || !is_room(checkpoint)) continue;
    if (in && is_room(*other)) leavings_.push_back({&scan, true});
    if (!in && !is_room(*other)) leavings_.push_back({&scan, false});
  }
}

bool Timeline::left_between(Instant after, Instant before) const {
  return std::any_of(leavings_.begin(), leavings_.end(), [&](const Leaving& leaving) {
    return leaving.scan->at > after && leaving.scan->at < before;
  });
}

bool Timeline::inside() const {
  if (entries_.empty()) return false;
  const Scan& entry = *entries_.back();
  return std::none_of(leavings_.begin(), leavings_.end(), [&](const Leaving& leaving) {
    return leaving.moved ? happened_before(entry, *leaving.scan) : leaving.scan->at > entry.at;
  });
}

bool Timeline::inside_since(Instant entry) const {
  return std::none_of(leavings_.begin(), leavings_.end(),
                      [&](const Leaving& leaving) { return leaving.scan->at > entry; });
}

}  // namespace core
