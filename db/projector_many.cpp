// What the Projector does for many at once: people who are new to the file, and batches of events.
#include <algorithm>

#include "db/projector.h"
#include "db/search_bulk.h"

namespace db {
namespace {

/// Rows of fewer people are written before another thread has started.
constexpr std::size_t kManyPeople = 8;
/// What is known of so many is kept in memory, about 200 bytes each.
constexpr std::size_t kMostMoved = 150'000;

}  // namespace

Projector::Newcomers::Newcomers(Projector& projector, const core::Meeting& meeting)
    : projector_(projector), meeting_(meeting), index_(std::make_unique<SearchBulk>()) {}

Projector::Newcomers::~Newcomers() = default;

/// People of whom the same is counted are counted together.
void Projector::Newcomers::add(const core::Attendee& attendee, std::string folded,
                               core::BadgeId badge, std::uint64_t badge_clock) {
  projector_.put_attendee(meeting_.id, attendee, folded);
  index_->add(std::move(folded), attendee.details.email,
              static_cast<std::int64_t>(attendee.id.bits));
  if (index_->is_full()) index_->write(projector_.connection_, search_number(meeting_.id));
  projector_.connection_.query("put_badge").run_with(badge, attendee.id, badge_clock, false);
  std::string key;
  for (const char* field : {"country", "town", "partner", "kind", "gender", "sessions"}) {
    key += core::get_field(attendee.details, field) + '\0';
  }
  Group& group = groups_[key];
  if (group.people++ == 0) {
    core::AttendeeState state;
    state.attendee = attendee;
    group.each = contribution(meeting_, state);
  }
  if (const auto number = core::parse_number(attendee.number)) {
    std::int64_t& last = numbers_[number->substr(0, 1)];
    last = std::max<std::int64_t>(last, std::stoll(number->substr(2)));
  }
}

void Projector::Newcomers::finish() {
  index_->write(projector_.connection_, search_number(meeting_.id));
  core::Contribution total;
  for (const auto& [key, group] : groups_) {
    for (const auto& [counter, count] : group.each) {
      core::Count& sum = total[counter];
      sum.registered += count.registered * group.people;
      sum.present += count.present * group.people;
      sum.inside += count.inside * group.people;
    }
  }
  projector_.add_counts(meeting_.id, total);
  for (const auto& [letter, last] : numbers_) {
    projector_.connection_.query("use_number").with(meeting_.id, letter, last).run();
  }
}

Projector::Batch::Batch(Projector& projector) : projector_(projector) { projector.batch_ = this; }

Projector::Batch::~Batch() { projector_.batch_ = nullptr; }

/// However often somebody moves, only the first and the last place count.
void Projector::Batch::note(const core::MeetingId& meeting, core::AttendeeId id,
                            std::optional<FoundBy> before, std::optional<FoundBy> now) {
  const auto [at, is_first] = people_[meeting].try_emplace(id);
  if (is_first) at->second.before = std::move(before);
  at->second.now = std::move(now);
  if (is_first && ++moved_ >= kMostMoved) write_index();
}

void Projector::Batch::finish() {
  write_index();
  for (const auto& [meeting, counts] : std::exchange(counts_, {})) {
    projector_.write_counts(meeting, difference({}, counts));
  }
}

void Projector::Batch::write_index() {
  for (auto& [meeting, people] : people_) write_index(meeting, people);
  people_.clear();
  moved_ = 0;
}

/// All rows of `now` are put: who is taken back after a merge had none, though `before` says so.
void Projector::Batch::write_index(const core::MeetingId& meeting, People& people) {
  const std::int64_t number = search_number(meeting);
  std::unique_ptr<SearchBulk> many;
  if (people.size() >= kManyPeople) many = std::make_unique<SearchBulk>();
  for (auto& [id, move] : people) {
    if (move.before) projector_.move_search_rows(number, id, move.before, std::nullopt);
    if (!move.now) continue;
    if (many) {
      many->add(std::move(move.now->name), std::move(move.now->email),
                static_cast<std::int64_t>(id.bits));
    } else {
      projector_.move_search_rows(number, id, std::nullopt, move.now);
    }
  }
  if (many) many->write(projector_.connection_, number);
}

}  // namespace db
