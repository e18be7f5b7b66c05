#include <algorithm>
#include <set>
#include <tuple>

#include "core/same_person.h"
#include "db/search_index.h"
#include "db/store.h"

namespace db {
namespace {

/// Of a crowd whose names begin alike, how many are looked at.
constexpr int kMostCandidates = 3000;

std::string end_of(const std::string& beginning) { return beginning + '\xFF'; }

struct Candidates {
  Connection& connection;
  std::int64_t meeting;
  std::set<std::uint64_t> people;

  void add_near(const std::string& name) {
    for (const std::string& beginning : near_beginnings(name)) {
      for (const Place place : {Place::word_start, Place::inside}) {
        Query row = connection.query("search_rows")
                        .with(meeting, static_cast<int>(place), beginning, end_of(beginning),
                              kMostCandidates);
        while (row.step()) {
          if (may_be(name, row.text(0))) people.insert(row.bits(1));
        }
      }
    }
  }

  void add_email(const std::string& email) {
    if (email.empty()) return;
    Query row =
        connection.query("search_rows")
            .with(meeting, static_cast<int>(Place::email), email, email + '\0', kMostCandidates);
    while (row.step()) people.insert(row.bits(1));
  }

  /// Read from the start of any of its words, the ring is the name or a letter away from it.
  static bool may_be(const std::string& name, const std::string& ring) {
    constexpr std::size_t kLetter = 4;
    if (ring.size() > name.size() + 1 + kLetter || ring.size() + kLetter < name.size() + 1) {
      return false;
    }
    for (auto blank = ring.find(' '); blank != std::string::npos;
         blank = ring.find(' ', blank + 1)) {
      const std::string other = ring.substr(blank + 1) + ring.substr(0, blank);
      if (other == name || core::one_letter_apart(other, name)) return true;
    }
    return false;
  }
};

}  // namespace

core::Result<std::vector<core::Attendee>> Store::likely_duplicates(const core::MeetingId& meeting,
                                                                   const core::Details& details,
                                                                   int limit) {
  return guarded([&]() -> core::Result<std::vector<core::Attendee>> {
    if (const auto known = known_meeting(meeting); !known) return tl::unexpected(known.error());
    const core::Identity wanted = identity_of(details);
    Candidates candidates{*connection_, search_number(meeting), {}};
    candidates.add_near(wanted.name);
    candidates.add_email(wanted.email);
    std::vector<std::pair<int, core::Attendee>> found;
    for (const std::uint64_t id : candidates.people) {
      Query row = connection_->query("attendee").with(id);
      if (!row.step() || row.text(17) != meeting.text) continue;
      core::Attendee attendee = read_attendee(row);
      const int like = core::likeness(wanted, identity_of(attendee.details));
      if (like == 0 || attendee.status == core::Status::cancelled) continue;
      found.emplace_back(like, std::move(attendee));
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      if (a.first != b.first) return a.first > b.first;
      return std::tie(a.second.registered_at, a.second.number) <
             std::tie(b.second.registered_at, b.second.number);
    });
    std::vector<core::Attendee> people;
    for (auto& [like, attendee] : found) {
      if (static_cast<int>(people.size()) >= limit) break;
      people.push_back(std::move(attendee));
    }
    return people;
  });
}

core::Result<std::vector<LikelyPair>> Store::duplicates(const core::MeetingId& meeting) {
  return guarded([&]() -> core::Result<std::vector<LikelyPair>> {
    if (const auto known = known_meeting(meeting); !known) return tl::unexpected(known.error());
    std::vector<std::uint64_t> ids;
    std::vector<core::Identity> people;
    for (Query row = connection_->query("attendees_of_meeting").with(meeting); row.step();) {
      const core::Attendee attendee = read_attendee(row);
      if (attendee.status == core::Status::cancelled) continue;
      ids.push_back(attendee.id.bits);
      people.push_back(identity_of(attendee.details));
    }
    std::vector<LikelyPair> pairs;
    for (const core::IdentityPair& pair : core::likely_pairs(people, kMostPairs)) {
      const auto first = projector_->load(core::AttendeeId{ids[pair.first]}).attendee;
      const auto second = projector_->load(core::AttendeeId{ids[pair.second]}).attendee;
      if (first && second) pairs.push_back({*first, *second});
    }
    return pairs;
  });
}

}  // namespace db
