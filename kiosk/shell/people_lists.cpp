#include "shell/people_lists.h"

#include <map>
#include <set>

#include "report/disagreements.h"

namespace shell {
namespace {

using People = std::map<core::AttendeeId, core::Attendee>;
using report::DisagreementKind;

app::Disagreement::Kind kind_of(DisagreementKind kind) {
  using Kind = app::Disagreement::Kind;
  switch (kind) {
    case DisagreementKind::admitted_twice:
      return Kind::admitted_twice;
    case DisagreementKind::over_capacity:
      return Kind::over_capacity;
    case DisagreementKind::registered_twice:
      return Kind::registered_twice;
    case DisagreementKind::edited_twice:
      break;
  }
  return Kind::edited_twice;
}

/// Whoever has not come over from another kiosk yet stays without a name.
core::Result<People> people_in(db::Store& store, const core::MeetingId& meeting,
                               const std::vector<report::Disagreement>& found) {
  std::set<core::AttendeeId> wanted;
  for (const report::Disagreement& one : found) {
    wanted.insert(one.attendee);
    wanted.insert(one.other);
    for (const auto& [scan, kiosk] : one.scans) wanted.insert(scan.attendee);
  }
  People people;
  const auto read = store.for_each_attendee(meeting, [&](const core::Attendee& attendee) {
    if (wanted.contains(attendee.id)) people[attendee.id] = attendee;
  });
  if (!read) return tl::unexpected(read.error());
  return people;
}

std::string called(const People& people, core::AttendeeId id) {
  const auto at = people.find(id);
  if (at == people.end()) return {};
  return core::full_name(at->second.details) + "\u00A0· " + at->second.number;
}

core::AttendeeId who_is(const report::Disagreement& found, std::size_t side) {
  switch (found.kind) {
    case DisagreementKind::over_capacity:
      return found.scans.at(side).scan.attendee;
    case DisagreementKind::registered_twice:
      return side == 0 ? found.attendee : found.other;
    default:
      return {};  // the same person on every side
  }
}

app::Disagreement shown(const report::Disagreement& found, const People& people) {
  app::Disagreement one;
  one.id = found.id;
  one.kind = kind_of(found.kind);
  one.checkpoint = found.checkpoint;
  one.field = found.field;
  const auto attendee = people.find(found.attendee);
  const auto other = people.find(found.other);
  if (attendee != people.end() && other != people.end()) {
    one.pair = app::PeoplePair{{attendee->second}, {other->second}};
  } else if (attendee != people.end()) {
    one.attendee = attendee->second;
  }
  const bool tells_value = found.kind == DisagreementKind::edited_twice && found.field != "toml";
  for (std::size_t i = 0; i < found.sides.size(); ++i) {
    const report::Side& side = found.sides[i];
    one.sides.push_back({side.kiosk, side.at, called(people, who_is(found, i)),
                         tells_value ? side.what : std::string()});
  }
  return one;
}

}  // namespace

core::Result<app::PeopleLoaded> load_people(db::Store& store, const core::MeetingId& meeting) {
  const auto pairs = store.duplicates(meeting);
  if (!pairs) return tl::unexpected(pairs.error());
  const auto found = report::find_disagreements(store, meeting);
  if (!found) return tl::unexpected(found.error());
  const auto people = people_in(store, meeting, *found);
  if (!people) return tl::unexpected(people.error());
  app::PeopleLoaded loaded;
  std::set<std::pair<core::AttendeeId, core::AttendeeId>> between_kiosks;
  for (const report::Disagreement& one : *found) {
    if (one.kind == DisagreementKind::registered_twice) {
      between_kiosks.emplace(one.attendee, one.other);
    }
    if (one.settled.empty()) loaded.conflicts.push_back(shown(one, *people));
  }
  for (const db::LikelyPair& pair : *pairs) {
    if (between_kiosks.contains({pair.first.id, pair.second.id})) continue;
    loaded.pairs.push_back({{pair.first}, {pair.second}});
  }
  return loaded;
}

}  // namespace shell
