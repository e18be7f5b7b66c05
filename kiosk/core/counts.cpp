#include "core/counts.h"

#include <algorithm>
#include <array>

#include "core/decide.h"

namespace core {
namespace {

constexpr std::array<std::string_view, 11> kDimensions = {
    "total", "country",    "town",    "partner",        "kind",   "gender",
    "day",   "checkpoint", "session", "checkpoint_day", "arrival"};

bool may_expect(const Checkpoint& checkpoint, const Details& details) {
  const auto holds = [](const auto& items, const auto& wanted) {
    return std::find(items.begin(), items.end(), wanted) != items.end();
  };
  if (checkpoint.admits && !holds(*checkpoint.admits, details.kind)) return false;
  if (!checkpoint.partners.empty() && !holds(checkpoint.partners, details.partner)) return false;
  return !checkpoint.members_only || holds(details.sessions, checkpoint.session);
}

std::string hour_key(const Zone& zone, Instant at) {
  return to_text(zone.day_of(at)) + "T" + clock_text(at, zone).substr(0, 2);
}

/// Collects the contribution of one person.
class Contributor {
 public:
  Contributor(const Meeting& meeting, const AttendeeState& state)
      : meeting_(meeting), state_(state) {}

  Contribution result() {
    find_presence();
    add_registration();
    add_presence();
    return std::move(counts_);
  }

 private:
  void find_presence() {
    for (const Scan& scan : state_.scans) {
      if (!scan.stands() || scan.direction != Direction::in) continue;
      const Day day = meeting_.zone.day_of(scan.at);
      const bool first_today = days_.insert(day).second;
      if (first_today) ++at({Dimension::arrival, hour_key(meeting_.zone, scan.at)}).present;
      visited_.insert({scan.checkpoint, day});
    }
    for (const Checkpoint& checkpoint : meeting_.checkpoints) {
      if (Timeline(meeting_, checkpoint, state_.scans).inside()) inside_.insert(checkpoint.id);
    }
  }

  void add_registration() {
    if (!state_.attendee || state_.attendee->status == Status::cancelled) return;
    const Details& details = state_.attendee->details;
    for_each_own([](Count& count) { ++count.registered; });
    for (Day day : meeting_.days) ++at({Dimension::day, to_text(day)}).registered;
    const std::set<SessionId> sessions(details.sessions.begin(), details.sessions.end());
    for (const SessionId& session : sessions) {
      ++at({Dimension::session, session.text}).registered;
    }
    for (const Checkpoint& checkpoint : meeting_.checkpoints) {
      if (!may_expect(checkpoint, details)) continue;
      ++at({Dimension::checkpoint, checkpoint.id.text}).registered;
      for (Day day : checkpoint.days) {
        ++at({Dimension::checkpoint_day, checkpoint.id.text + " " + to_text(day)}).registered;
      }
    }
  }

  void add_presence() {
    if (!days_.empty()) for_each_own([](Count& count) { ++count.present; });
    if (!inside_.empty()) for_each_own([](Count& count) { ++count.inside; });
    for (Day day : days_) ++at({Dimension::day, to_text(day)}).present;
    std::set<CheckpointId> checkpoints;
    std::set<SessionId> sessions;
    for (const auto& [checkpoint, day] : visited_) {
      checkpoints.insert(checkpoint);
      ++at({Dimension::checkpoint_day, checkpoint.text + " " + to_text(day)}).present;
    }
    for (const CheckpointId& id : checkpoints) {
      ++at({Dimension::checkpoint, id.text}).present;
      const Checkpoint* checkpoint = meeting_.checkpoint(id);
      if (checkpoint != nullptr && !checkpoint->session.empty()) {
        sessions.insert(checkpoint->session);
      }
    }
    for (const SessionId& session : sessions) ++at({Dimension::session, session.text}).present;
    for (const CheckpointId& id : inside_) {
      ++at({Dimension::checkpoint, id.text}).inside;
      if (const Checkpoint* room = meeting_.checkpoint(id); !room->session.empty()) {
        ++at({Dimension::session, room->session.text}).inside;
      }
    }
  }

  /// The counters that a person belongs to by who they are. A badge whose details are still on
  /// their way counts in the total only.
  template <class Change>
  void for_each_own(Change change) {
    change(at({Dimension::total, ""}));
    if (!state_.attendee) return;
    const Details& details = state_.attendee->details;
    change(at({Dimension::country, details.country}));
    change(at({Dimension::town, details.town}));
    change(at({Dimension::partner, details.partner.text}));
    change(at({Dimension::kind, std::string(to_text(details.kind))}));
    change(at({Dimension::gender, std::string(to_text(details.gender))}));
  }

  Count& at(CountKey key) { return counts_[std::move(key)]; }

  const Meeting& meeting_;
  const AttendeeState& state_;
  Contribution counts_;
  std::set<Day> days_;
  std::set<std::pair<CheckpointId, Day>> visited_;
  std::set<CheckpointId> inside_;
};

}  // namespace

std::string_view to_text(Dimension dimension) {
  return kDimensions.at(static_cast<std::size_t>(dimension));
}

std::optional<Dimension> parse_dimension(std::string_view text) {
  const auto* at = std::find(kDimensions.begin(), kDimensions.end(), text);
  if (at == kDimensions.end()) return std::nullopt;
  return static_cast<Dimension>(at - kDimensions.begin());
}

Count& Count::operator+=(const Count& other) {
  registered += other.registered;
  present += other.present;
  inside += other.inside;
  return *this;
}

Count& Count::operator-=(const Count& other) {
  registered -= other.registered;
  present -= other.present;
  inside -= other.inside;
  return *this;
}

Contribution contribution(const Meeting& meeting, const AttendeeState& state) {
  if (!state.attendee && state.scans.empty()) return {};
  return Contributor(meeting, state).result();
}

Contribution difference(const Contribution& before, const Contribution& after) {
  Contribution delta = after;
  for (const auto& [key, count] : before) delta[key] -= count;
  std::erase_if(delta, [](const auto& entry) { return entry.second == Count{}; });
  return delta;
}

}  // namespace core
