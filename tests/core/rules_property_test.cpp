// Properties of the rules under random scans: RapidCheck prints the seed and the shortest history
// that breaks one.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <numeric>

#include "core/conflict.h"
#include "core/counts.h"
#include "core/decide.h"
#include "core/door.h"

namespace {

using core::AttendeeState;
using core::Direction;
using core::Policy;
namespace event = core::event;

constexpr int kPeople = 4;

struct Try {
  int person = 0;
  int checkpoint = 0;
  bool out = false;
  bool undo = false;
  int minute = 0;  ///< after the first local midnight; in no order, as late scans arrive
};

std::ostream& operator<<(std::ostream& stream, const Try& t) {
  return stream << (t.undo  ? "undo "
                    : t.out ? "out "
                            : "in ")
                << t.person << " at " << t.checkpoint << " minute " << t.minute;
}

rc::Gen<Try> any_try() {
  return rc::gen::build<Try>(
      rc::gen::set(&Try::person, rc::gen::inRange(0, kPeople)),
      rc::gen::set(&Try::checkpoint, rc::gen::inRange(0, 3)),
      rc::gen::set(&Try::out, rc::gen::weightedElement<bool>({{2, false}, {1, true}})),
      rc::gen::set(&Try::undo, rc::gen::weightedElement<bool>({{9, false}, {1, true}})),
      // Few moments, so that equal ones are frequent; three days with the change of the clocks.
      rc::gen::set(&Try::minute,
                   rc::gen::map(rc::gen::inRange(0, 72), [](int hour) { return hour * 60; })));
}

/// A meeting with several people, scanned the way the store does it.
class Crowd {
 public:
  explicit Crowd(bool undo_allowed) : undo_allowed_(undo_allowed) {
    for (std::uint64_t i = 0; i < kPeople; ++i) {
      people[i] = test::Door().person;
      people[i].attendee->id = {100 + i};
      people[i].badges = {{core::BadgeId{200 + i}, false}};
    }
  }

  core::Verdict run(const Try& t) {
    AttendeeState& person = people[static_cast<std::size_t>(t.person)];
    if (t.undo) {
      if (undo_allowed_) undo(person);
      return core::Verdict::unknown;
    }
    core::ScanCommand command;
    command.meeting = meeting.id;
    command.checkpoint = meeting.checkpoints[static_cast<std::size_t>(t.checkpoint)].id;
    command.direction = t.out ? Direction::out : Direction::in;
    command.at =
        *core::parse_instant("2019-03-30 00:00", meeting.zone) + std::chrono::minutes{t.minute};
    core::Slice slice;
    slice.meeting = &meeting;
    slice.checkpoint = meeting.checkpoint(command.checkpoint);
    slice.credential = core::Credential::genuine;
    slice.badge = person.badges.front().id;
    slice.state = person;
    slice.inside_now = inside(command.checkpoint);
    const auto decision = decide(slice, command);
    core::Scan scan;
    scan.nonce = "n" + std::to_string(rows + 1);
    scan.checkpoint = command.checkpoint;
    scan.direction = command.direction;
    scan.at = command.at;
    scan.attendee = person.attendee->id;
    scan.verdict = decision.verdict;
    apply(person, event::ScanTried{meeting.id, scan});
    return decision.verdict;
  }

  int inside(const core::CheckpointId& id) const {
    int sum = 0;
    for (const auto& person : people) {
      const auto counts = contribution(meeting, person);
      const auto at = counts.find({core::Dimension::checkpoint, id.text});
      if (at == counts.end()) continue;
      RC_ASSERT(at->second.inside >= 0);
      RC_ASSERT(at->second.inside <= 1);
      sum += at->second.inside;
    }
    return sum;
  }

  core::Meeting meeting = test::small_meeting();
  std::array<AttendeeState, kPeople> people;
  std::uint64_t rows = 0;

 private:
  void undo(AttendeeState& person) {
    const auto last = std::find_if(person.scans.rbegin(), person.scans.rend(),
                                   [](const core::Scan& scan) { return scan.stands(); });
    if (last == person.scans.rend()) return;
    apply(person,
          event::ScanUndone{meeting.id, person.attendee->id, {}, last->nonce, "a", "b", {}});
  }

  void apply(AttendeeState& person, const core::Event& event) {
    ++rows;
    core::apply(person, event, {rows, {1 + rows % 3}, static_cast<std::int64_t>(rows)});
  }

  bool undo_allowed_;
};

int standing_entries(const AttendeeState& person, const core::CheckpointId& checkpoint) {
  return static_cast<int>(
      std::count_if(person.scans.begin(), person.scans.end(), [&](const core::Scan& scan) {
        return scan.stands() && scan.direction == Direction::in && scan.checkpoint == checkpoint;
      }));
}

TEST(RuleProperties, NoSequenceAdmitsTwiceUnderOnce) {
  EXPECT_TRUE(rc::check("no sequence admits twice under `once`", [] {
    Crowd crowd(true);
    for (auto& checkpoint : crowd.meeting.checkpoints) checkpoint.policy = Policy::once;
    for (const Try& t : *rc::gen::container<std::vector<Try>>(any_try())) crowd.run(t);
    for (const auto& person : crowd.people) {
      for (const auto& checkpoint : crowd.meeting.checkpoints) {
        RC_ASSERT(standing_entries(person, checkpoint.id) <= 1);
      }
    }
  }));
}

TEST(RuleProperties, NoSequenceAdmitsTwiceOnOneLocalDayUnderOncePerDay) {
  EXPECT_TRUE(rc::check("at most one entry a local day under `once_per_day`", [] {
    Crowd crowd(true);
    for (auto& checkpoint : crowd.meeting.checkpoints) checkpoint.policy = Policy::once_per_day;
    for (const Try& t : *rc::gen::container<std::vector<Try>>(any_try())) crowd.run(t);
    for (const auto& person : crowd.people) {
      std::set<std::pair<core::CheckpointId, core::Day>> seen;
      for (const auto& scan : person.scans) {
        if (!scan.stands() || scan.direction != Direction::in) continue;
        RC_ASSERT(seen.emplace(scan.checkpoint, crowd.meeting.zone.day_of(scan.at)).second);
      }
    }
  }));
}

TEST(RuleProperties, UnderReEntryThereIsALeavingBetweenAnyTwoEntries) {
  EXPECT_TRUE(rc::check("a leaving strictly between any two entries under `re_entry`", [] {
    Crowd crowd(false);  // an undone exit rightly leaves two entries side by side
    for (auto& checkpoint : crowd.meeting.checkpoints) checkpoint.policy = Policy::re_entry;
    for (const Try& t : *rc::gen::container<std::vector<Try>>(any_try())) crowd.run(t);
    for (const auto& person : crowd.people) {
      for (const auto& checkpoint : crowd.meeting.checkpoints) {
        const core::Timeline timeline(crowd.meeting, checkpoint, person.scans);
        const auto& entries = timeline.entries();
        for (std::size_t i = 1; i < entries.size(); ++i) {
          RC_ASSERT(timeline.left_between(entries[i - 1]->at, entries[i]->at));
        }
      }
    }
  }));
}

TEST(RuleProperties, TheLimitPerDayAndTheGapAreKept) {
  EXPECT_TRUE(rc::check("max_per_day and min_gap hold on every local day", [] {
    Crowd crowd(true);
    for (auto& checkpoint : crowd.meeting.checkpoints) {
      checkpoint.max_per_day = 2;
      checkpoint.min_gap = std::chrono::minutes{90};
    }
    for (const Try& t : *rc::gen::container<std::vector<Try>>(any_try())) crowd.run(t);
    for (const auto& person : crowd.people) {
      std::map<std::pair<core::CheckpointId, core::Day>, std::vector<core::Instant>> entries;
      for (const auto& scan : person.scans) {
        if (!scan.stands() || scan.direction != Direction::in) continue;
        entries[{scan.checkpoint, crowd.meeting.zone.day_of(scan.at)}].push_back(scan.at);
      }
      for (const auto& [where, moments] : entries) {
        RC_ASSERT(moments.size() <= 2U);
        for (std::size_t i = 1; i < moments.size(); ++i) {
          RC_ASSERT(moments[i] - moments[i - 1] >= std::chrono::minutes{90});
        }
      }
    }
  }));
}

TEST(RuleProperties, InsideIsNeverNegativeNorAboveCapacityWithoutForce) {
  EXPECT_TRUE(rc::check("0 <= inside <= capacity", [] {
    Crowd crowd(false);
    const auto policy = *rc::gen::element(Policy::re_entry, Policy::unlimited, Policy::once);
    for (auto& checkpoint : crowd.meeting.checkpoints) {
      checkpoint.policy = policy;
      checkpoint.capacity = 2;
    }
    for (const Try& t : *rc::gen::container<std::vector<Try>>(any_try())) {
      crowd.run(t);
      for (const auto& checkpoint : crowd.meeting.checkpoints) {
        RC_ASSERT(crowd.inside(checkpoint.id) <= 2);
      }
    }
  }));
}

TEST(RuleProperties, KiosksThatKnowOfEachOtherMakeNoConflict) {
  EXPECT_TRUE(rc::check("what three kiosks on one file decide is never a conflict", [] {
    Crowd crowd(false);  // an undone exit rightly leaves two entries side by side
    for (auto& checkpoint : crowd.meeting.checkpoints) {
      checkpoint.policy = *rc::gen::element(Policy::once, Policy::once_per_day, Policy::re_entry,
                                            Policy::unlimited);
      if (*rc::gen::arbitrary<bool>()) checkpoint.max_per_day = 2;
    }
    for (const Try& t : *rc::gen::container<std::vector<Try>>(any_try())) crowd.run(t);
    for (const auto& person : crowd.people) {
      for (const auto& checkpoint : crowd.meeting.checkpoints) {
        RC_ASSERT(conflicts_among(crowd.meeting, checkpoint, person.scans).empty());
      }
    }
  }));
}

TEST(RuleProperties, KiosksThatWereCutOffConflictUnderOnceWheneverTwoLetSomebodyIn) {
  EXPECT_TRUE(rc::check("two entries of two kiosks under `once` are a conflict", [] {
    Crowd here(false);
    Crowd there(false);
    for (Crowd* crowd : {&here, &there}) {
      for (auto& checkpoint : crowd->meeting.checkpoints) checkpoint.policy = Policy::once;
      for (const Try& t : *rc::gen::container<std::vector<Try>>(any_try())) crowd->run(t);
    }
    for (std::size_t i = 0; i < here.people.size(); ++i) {
      std::vector<core::Scan> together = here.people[i].scans;
      for (core::Scan scan : there.people[i].scans) {
        scan.stamp.kiosk = {9};
        together.push_back(scan);
      }
      for (const auto& checkpoint : here.meeting.checkpoints) {
        const bool both = standing_entries(here.people[i], checkpoint.id) > 0 &&
                          standing_entries(there.people[i], checkpoint.id) > 0;
        RC_ASSERT(conflicts_among(here.meeting, checkpoint, together).empty() == !both);
      }
    }
  }));
}

TEST(RuleProperties, NobodyIsInTwoRooms) {
  EXPECT_TRUE(rc::check("one person is inside one session's room at most", [] {
    Crowd crowd(true);
    for (const Try& t : *rc::gen::container<std::vector<Try>>(any_try())) crowd.run(t);
    for (const auto& person : crowd.people) {
      int rooms = 0;
      for (const auto& checkpoint : crowd.meeting.checkpoints) {
        if (checkpoint.session.empty()) continue;
        rooms += core::Timeline(crowd.meeting, checkpoint, person.scans).inside() ? 1 : 0;
      }
      RC_ASSERT(rooms <= 1);
    }
  }));
}

TEST(RuleProperties, AnExitIsAlwaysTaken) {
  EXPECT_TRUE(rc::check("no exit is refused", [] {
    Crowd crowd(true);
    for (Try t : *rc::gen::container<std::vector<Try>>(any_try())) {
      const auto verdict = crowd.run(t);
      if (t.out && !t.undo) RC_ASSERT(verdict == core::Verdict::exited);
    }
  }));
}

using History = std::vector<std::pair<core::Stamp, core::Event>>;

core::Event any_event(std::int64_t seq) {
  const core::AttendeeId person{7};
  const auto badge = core::BadgeId{static_cast<std::uint64_t>(*rc::gen::inRange(1, 4))};
  const auto nonce = "n" + std::to_string(*rc::gen::inRange(0, 6));
  switch (*rc::gen::inRange(0, 7)) {
    case 0:
      return event::AttendeeRegistered{
          {"small"}, person, "A-000" + std::to_string(seq % 9 + 1), {}, {}};
    case 1:
      return event::AttendeeEdited{person,
                                   {{*rc::gen::element<std::string>("given", "town", "sessions"),
                                     "v" + std::to_string(seq)}},
                                   {}};
    case 2:
      return event::AttendeeCancelled{person, {}, ""};
    case 3:
      return event::BadgeIssued{person, badge, {}};
    case 4:
      return event::BadgeRevoked{person, badge, {}, ""};
    case 5:
      return event::ScanUndone{{"small"}, person, {}, nonce, "by" + std::to_string(seq), "", {}};
    default: {
      core::Scan scan;
      scan.nonce = nonce;
      scan.checkpoint = {"door"};
      scan.at = core::Instant{std::chrono::hours{*rc::gen::inRange(0, 4)}};
      scan.verdict =
          *rc::gen::element(core::Verdict::admitted, core::Verdict::exited, core::Verdict::already);
      return event::ScanTried{{"small"}, scan};
    }
  }
}

/// Stamps of three kiosks with equal clocks among them; each stamp once.
History any_history() {
  History history;
  const int length = *rc::gen::inRange(0, 30);
  for (std::int64_t seq = 1; seq <= length; ++seq) {
    const core::Stamp stamp{static_cast<std::uint64_t>(*rc::gen::inRange(1, 12)),
                            core::KioskId{*rc::gen::element<std::uint64_t>(1, 2, ~0ULL)}, seq};
    history.emplace_back(stamp, any_event(seq));
  }
  return history;
}

TEST(FoldProperties, AnyOrderOfArrivalGivesTheSameState) {
  EXPECT_TRUE(rc::check("fold does not depend on the order of arrival", [] {
    const History history = any_history();
    std::vector<std::size_t> order(history.size());
    std::iota(order.begin(), order.end(), 0U);
    for (std::size_t i = order.size(); i > 1; --i) {
      std::swap(order[i - 1], order[*rc::gen::inRange<std::size_t>(0, i)]);
    }
    History shuffled;
    for (std::size_t i : order) shuffled.push_back(history[i]);
    RC_ASSERT(core::fold(history) == core::fold(shuffled));
  }));
}

TEST(FoldProperties, FoldIsApplyingInTheJournalsOrder) {
  EXPECT_TRUE(rc::check("fold equals applying one by one", [] {
    History history = any_history();
    AttendeeState state;
    std::sort(history.begin(), history.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [stamp, event] : history) apply(state, event, stamp);
    RC_ASSERT(state == core::fold(history));
  }));
}

TEST(FoldProperties, NoScanIsEverLost) {
  EXPECT_TRUE(rc::check("as many scans as tries", [] {
    const History history = any_history();
    const auto tries = std::count_if(history.begin(), history.end(), [](const auto& row) {
      return std::holds_alternative<event::ScanTried>(row.second);
    });
    RC_ASSERT(core::fold(history).scans.size() == static_cast<std::size_t>(tries));
  }));
}

}  // namespace
