#include <map>
#include <set>
#include <tuple>

#include "report/tables.h"

namespace report {
namespace {

/// Where somebody came from, and when and where they were.
struct Place {
  std::string country, town, partner, kind;
  core::Day day;
  std::string session;
  friend auto operator<=>(const Place&, const Place&) = default;
};

using People = std::map<Place, std::set<std::uint64_t>>;

void add(People& people, const core::Meeting& meeting, const db::AttendanceRow& row) {
  if (row.direction != core::Direction::in) return;
  const std::uint64_t who = row.attendee ? row.attendee.bits : row.badge.bits;
  Place place{row.country, row.town, row.partner, row.kind, meeting.zone.day_of(row.at), {}};
  people[place].insert(who);
  const core::Checkpoint* checkpoint = meeting.checkpoint(row.checkpoint);
  if (checkpoint == nullptr || checkpoint->session.empty()) return;
  place.session = checkpoint->session.text;
  people[place].insert(who);
}

}  // namespace

core::Result<void> for_each_matrix_row(db::Store& store, const core::Meeting& meeting,
                                       const VisitRow& visit) {
  People people;
  auto read = store.for_each_attendance(
      meeting.id, [&](const db::AttendanceRow& row) { add(people, meeting, row); });
  if (!read) return read;
  for (const auto& [place, present] : people) {
    visit({std::string_view(place.town), std::string_view(place.country),
           std::string_view(place.partner), std::string_view(place.kind), place.day,
           std::string_view(place.session), static_cast<std::int64_t>(present.size())});
  }
  return {};
}

}  // namespace report
