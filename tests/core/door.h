// The small language of the rules' tests: one person at one checkpoint of a small meeting.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "core/counts.h"
#include "core/decide.h"

namespace test {

/// Riga around the change to summer time on 31 March 2019 and back on 27 October 2019.
inline core::Zone riga() {
  using std::chrono::hours;
  return {"Europe/Riga",
          {{core::Instant{}, hours{2}},
           {*core::parse_instant("2019-03-31T01:00:00Z", {}), hours{3}},
           {*core::parse_instant("2019-10-27T01:00:00Z", {}), hours{2}}}};
}

/// Three days over the change to summer time, two rooms and a door. Checkpoints are open all day
/// and ask nothing until a test says otherwise.
inline core::Meeting small_meeting() {
  core::Meeting meeting;
  meeting.id = {"small"};
  meeting.zone = riga();
  for (const char* day : {"2019-03-30", "2019-03-31", "2019-04-01"}) {
    meeting.days.push_back(*core::parse_day(day));
  }
  meeting.partners = {{{"linz"}, "Linz", "Linz", "AT"}, {{"kassel"}, "Kassel", "Kassel", "DE"}};
  meeting.sessions.resize(2);
  meeting.sessions[0].id = {"one"};
  meeting.sessions[1].id = {"two"};
  for (const auto& [id, session] : {std::pair{"door", ""}, {"room-1", "one"}, {"room-2", "two"}}) {
    core::Checkpoint checkpoint;
    checkpoint.id = {id};
    checkpoint.session = {session};
    checkpoint.policy = core::Policy::unlimited;
    checkpoint.days = meeting.days;
    meeting.checkpoints.push_back(checkpoint);
  }
  return meeting;
}

/// Moments are local: `"09:00"` is on the first day, `"2019-03-31 09:00"` on the second.
class Door {
 public:
  Door() {
    core::Attendee attendee;
    attendee.id = {7};
    attendee.number = "A-0001";
    attendee.details.given_name = "Ilze";
    attendee.details.family_name = "Ozola";
    attendee.details.town = "Daugavpils";
    attendee.details.country = "LV";
    person.attendee = attendee;
    person.badges = {{core::BadgeId{11}, false}};
    badge = core::BadgeId{11};
  }

  core::Checkpoint& checkpoint(const std::string& id = "door") {
    for (auto& item : meeting.checkpoints) {
      if (item.id.text == id) return item;
    }
    ADD_FAILURE() << "no checkpoint " << id;
    return meeting.checkpoints.front();
  }

  core::Instant at(const std::string& local) const {
    const std::string full = local.size() > 12 ? local : "2019-03-30 " + local;
    const auto moment = core::parse_instant(full, meeting.zone);
    EXPECT_TRUE(moment) << full;
    return moment.value_or(core::Instant{});
  }

  core::ScanCommand in(const std::string& when, const std::string& where = "door") const {
    core::ScanCommand command;
    command.meeting = meeting.id;
    command.checkpoint = {where};
    command.at = at(when);
    return command;
  }

  core::ScanCommand out(const std::string& when, const std::string& where = "door") const {
    core::ScanCommand command = in(when, where);
    command.direction = core::Direction::out;
    return command;
  }

  core::Slice slice(const core::CheckpointId& where) const {
    core::Slice slice;
    slice.meeting = &meeting;
    slice.checkpoint = meeting.checkpoint(where);
    slice.credential = credential;
    slice.badge = badge;
    slice.state = person;
    slice.inside_now = inside_now;
    return slice;
  }

  core::Decision ask(const core::ScanCommand& command) const {
    return decide(slice(command.checkpoint), command);
  }

  /// Decides and keeps the scan, as the store would.
  core::Decision scan(const core::ScanCommand& command) {
    core::Decision decision = ask(command);
    core::Scan scan;
    scan.nonce = "n" + std::to_string(++rows);
    scan.checkpoint = command.checkpoint;
    scan.direction = command.direction;
    scan.at = command.at;
    if (person.attendee) scan.attendee = person.attendee->id;
    scan.badge = badge;
    scan.verdict = decision.verdict;
    scan.reason = decision.reason;
    scan.forced = decision.forced;
    if (decision.recorded()) scan.answers = command.answers;
    core::apply(person, core::event::ScanTried{meeting.id, scan}, {rows, {1}, std::int64_t(rows)});
    return decision;
  }

  core::Verdict enter(const std::string& when, const std::string& where = "door") {
    return scan(in(when, where)).verdict;
  }
  core::Verdict leave(const std::string& when, const std::string& where = "door") {
    return scan(out(when, where)).verdict;
  }

  void undo_last() {
    const core::event::ScanUndone undone{
        meeting.id, {7},       {}, person.scans.empty() ? "" : "n" + std::to_string(rows),
        "staff",    "mistake", {}};
    const auto row = ++rows;
    core::apply(person, undone, {row, {1}, std::int64_t(row)});
  }

  bool inside(const std::string& where = "door") {
    return core::Timeline(meeting, checkpoint(where), person.scans).inside();
  }

  core::Meeting meeting = small_meeting();
  core::AttendeeState person;
  core::BadgeId badge;
  core::Credential credential = core::Credential::genuine;
  int inside_now = 0;
  std::uint64_t rows = 0;
};

inline core::ScanCommand forced(core::ScanCommand command) {
  command.force = true;
  return command;
}

inline core::Question question(const std::string& id, bool required,
                               std::vector<std::string> choices = {}) {
  core::Question asked;
  asked.id = {id};
  asked.required = required;
  asked.choices = std::move(choices);
  return asked;
}

inline core::ScanCommand answering(core::ScanCommand command, const core::Answers& answers) {
  command.answers = answers;
  return command;
}

}  // namespace test
