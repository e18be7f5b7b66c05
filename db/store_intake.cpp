// `register_many`: a list of people in one transaction.
#include <algorithm>
#include <map>

#include "db/known_people.h"
#include "db/store.h"
#include "db/store_write.h"
#include "i18n/fold_text.h"

namespace db {

/// What one row comes to.
struct IntakeStep {
  enum class Kind { add, update, skip } kind = Kind::add;
  std::size_t row = 0;
  core::AttendeeId attendee;
  bool by_their_id = false;  ///< a new one whose id is made of the list's
  std::string folded = {};   ///< the name of a new one
};

namespace {

constexpr std::size_t kTellEvery = 1000;
/// What ends a transaction that was stopped by whoever watches it.
constexpr std::string_view kStopped = "stopped";

tl::unexpected<core::Error> stopped() {
  return core::fail(core::Failure::bad_input, std::string(kStopped));
}

bool goes_on(const core::IntakeOptions& options, std::size_t done) {
  return !options.progress || options.progress(done);
}

/// Random ids in the order in which SQLite keeps them, so that rows are appended, not scattered.
std::vector<std::uint64_t> ordered_ids(std::size_t count) {
  std::vector<std::uint64_t> ids = random_bits(count);
  std::sort(ids.begin(), ids.end(), [](std::uint64_t left, std::uint64_t right) {
    return static_cast<std::int64_t>(left) < static_cast<std::int64_t>(right);
  });
  return ids;
}

/// The places left in each session that has a limit.
using Places = std::map<core::SessionId, int>;

std::vector<core::Mistake> take_places(Places& places, const core::Incoming& person) {
  std::vector<core::Mistake> mistakes;
  for (const core::SessionId& session : person.details.sessions) {
    const auto limit = places.find(session);
    if (limit == places.end()) continue;
    if (limit->second <= 0) {
      mistakes.push_back({person.line,
                          "session",
                          "has no places left: " + session.text,
                          "mistake.session_full",
                          {{"session", session.text}}});
    } else {
      --limit->second;
    }
  }
  return mistakes;
}

}  // namespace

core::Result<core::IntakeOutcome> Store::register_many(const core::MeetingId& meeting_id,
                                                       const std::vector<core::Incoming>& people,
                                                       const core::IntakeOptions& options) {
  core::IntakeOutcome outcome;
  const auto work = [&]() -> core::Result<core::IntakeOutcome> {
    outcome = {};
    outcome.read = static_cast<int>(people.size());
    const auto meeting = known_meeting(meeting_id);
    if (!meeting) return tl::unexpected(meeting.error());
    const auto steps = plan_intake(**meeting, people, options, outcome);
    if (!steps) return tl::unexpected(steps.error());
    const bool may = outcome.mistakes.empty() || options.partial;
    if (!may) outcome.added = outcome.updated = outcome.skipped = 0;
    if (options.dry_run || !may) return outcome;
    auto done = carry_out(**meeting, people, *steps, options);
    if (!done) return tl::unexpected(done.error());
    outcome.stored = true;
    return outcome;
  };
  auto done = options.dry_run ? guarded(work) : write(work);
  journal_->end_run();  // whatever ended the transaction
  if (done || done.error().what != kStopped) return done;
  outcome.added = outcome.updated = outcome.skipped = 0;
  outcome.stopped = true;
  return outcome;
}

namespace {

/// Decides row by row; knows the rows before.
class Planner {
 public:
  Planner(const core::Meeting& meeting, const core::IntakeOptions& options,
          core::IntakeOutcome& outcome, KnownPeople& known, std::size_t rows)
      : meeting_(meeting),
        options_(options),
        outcome_(outcome),
        known_(known),
        fresh_ids_(ordered_ids(rows)) {
    steps.reserve(rows);
  }

  /// Before any row is planned: whom of those registered it is surely about, wherever in the list
  /// it stands.
  core::AttendeeId reserve(const core::Incoming& person, core::AttendeeId their_id) {
    if (const core::AttendeeId found = known_.find_by_id(their_id)) return found;
    return known_.find_surely(their_id,
                              looks_of(person, i18n::fold(core::full_name(person.details))));
  }

  void plan(const core::Incoming& person, std::size_t row, core::AttendeeId their_id,
            core::AttendeeId reserved) {
    if (reserved) {
      if (is_right(person, false)) known(row, reserved);
      return;
    }
    std::string folded = i18n::fold(core::full_name(person.details));
    LooksOf looks = looks_of(person, folded);
    const core::AttendeeId found = find(their_id, looks);
    if (!is_right(person, !found)) return;
    if (found) return known(row, found);
    const bool by_their_id = their_id && !known_.find_by_id(their_id);
    const core::AttendeeId id = by_their_id ? their_id : core::AttendeeId{fresh_ids_[steps.size()]};
    steps.push_back({IntakeStep::Kind::add, row, id, by_their_id, std::move(folded)});
    known_.add_row(id, by_their_id, looks);
    ++outcome_.added;
  }

  Places places;
  std::vector<IntakeStep> steps;

 private:
  LooksOf looks_of(const core::Incoming& person, const std::string& folded) {
    const core::Details& details = person.details;
    return known_.looks(details.given_name, folded, details.town, details.email);
  }

  core::AttendeeId find(core::AttendeeId their_id, const LooksOf& looks) {
    if (options_.duplicates == core::Duplicates::add) return {};
    const core::AttendeeId surely = known_.find_surely(their_id, looks);
    return surely ? surely : known_.find_perhaps(their_id, looks);
  }

  bool is_right(const core::Incoming& person, bool is_new) {
    auto mistakes = check_details(person.details, meeting_);
    for (core::Mistake& mistake : mistakes) mistake.line = person.line;
    if (is_new && mistakes.empty()) mistakes = take_places(places, person);
    outcome_.mistakes.insert(outcome_.mistakes.end(), mistakes.begin(), mistakes.end());
    return mistakes.empty();
  }

  void known(std::size_t row, core::AttendeeId id) {
    if (options_.duplicates == core::Duplicates::update) {
      steps.push_back({IntakeStep::Kind::update, row, id});
      ++outcome_.updated;
    } else {
      ++outcome_.skipped;
    }
  }

  const core::Meeting& meeting_;
  const core::IntakeOptions& options_;
  core::IntakeOutcome& outcome_;
  KnownPeople& known_;
  std::vector<std::uint64_t> fresh_ids_;
};

}  // namespace

core::Result<std::vector<core::AttendeeId>> Store::ids_by_list(
    const core::MeetingId& meeting, const std::vector<core::Incoming>& people) {
  std::vector<core::AttendeeId> ids(people.size());
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (people[i].external_id.empty()) continue;
    const auto id = keys_.attendee_of(meeting, people[i].external_id);
    if (!id) return tl::unexpected(id.error());
    ids[i] = *id;
  }
  return ids;
}

core::Result<std::vector<IntakeStep>> Store::plan_intake(const core::Meeting& meeting,
                                                         const std::vector<core::Incoming>& people,
                                                         const core::IntakeOptions& options,
                                                         core::IntakeOutcome& outcome) {
  const auto their_ids = ids_by_list(meeting.id, people);
  if (!their_ids) return tl::unexpected(their_ids.error());
  KnownPeople known([this](core::AttendeeId id) {
    return connection_->query("came_with_their_id").with(id).step();
  });
  known.expect(*their_ids);
  std::size_t read = 0;
  for (Query row = connection_->query("people_to_match").with(meeting.id); row.step(); ++read) {
    if (read % kTellEvery == 0 && !goes_on(options, 0)) return stopped();
    known.add(core::AttendeeId{row.bits(0)}, core::AttendeeId{row.bits(1)},
              known.looks(row.text(2), row.text(3), row.text(4), row.bytes(5)));
  }
  Planner planner(meeting, options, outcome, known, people.size());
  for (const core::Session& session : meeting.sessions) {
    if (!session.capacity) continue;
    const auto taken = count(meeting.id, {core::Dimension::session, session.id.text});
    if (!taken) return tl::unexpected(taken.error());
    planner.places[session.id] = *session.capacity - taken->registered;
  }
  const bool matches = read > 0 && options.duplicates != core::Duplicates::add;
  std::vector<core::AttendeeId> reserved(people.size());
  for (std::size_t i = 0; matches && i < people.size(); ++i) {
    if (i % kTellEvery == 0 && !goes_on(options, 0)) return stopped();
    reserved[i] = planner.reserve(people[i], (*their_ids)[i]);
  }
  for (std::size_t i = 0; i < people.size(); ++i) {
    const bool tells = i % kTellEvery == 0;
    if (tells && !goes_on(options, options.dry_run ? i : 0)) return stopped();
    planner.plan(people[i], i, (*their_ids)[i], reserved[i]);
  }
  if (options.dry_run && !goes_on(options, people.size())) return stopped();
  return std::move(planner.steps);
}

core::Result<void> Store::carry_out(const core::Meeting& meeting,
                                    const std::vector<core::Incoming>& people,
                                    const std::vector<IntakeStep>& steps,
                                    const core::IntakeOptions& options) {
  int running = 1;
  if (Query row = connection_->query("next_number").with(meeting.id, letter_); row.step()) {
    running = static_cast<int>(row.integer(0));
  }
  const core::Instant now = options_.now();
  Projector::Newcomers newcomers(*projector_, meeting);
  const std::vector<std::uint64_t> badges = ordered_ids(steps.size());
  journal_->begin_run();
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (i % kTellEvery == 0 && !goes_on(options, i)) return stopped();
    if (steps[i].kind != IntakeStep::Kind::add) continue;
    core::Event registered =
        core::event::AttendeeRegistered{meeting.id,
                                        steps[i].attendee,
                                        core::number_text(letter_.front(), running++),
                                        people[steps[i].row].details,
                                        now,
                                        steps[i].by_their_id};
    journal_->append(registered);
    auto& told = std::get<core::event::AttendeeRegistered>(registered);
    const core::Attendee attendee{told.attendee, std::move(told.number), std::move(told.details),
                                  core::Status::registered, now};
    const core::BadgeId badge{badges[i]};
    const core::Stamp issued = journal_->append(core::event::BadgeIssued{attendee.id, badge, now});
    newcomers.add(attendee, steps[i].folded, badge, issued.clock);
  }
  newcomers.finish();
  journal_->end_run();
  for (const IntakeStep& step : steps) {
    if (step.kind == IntakeStep::Kind::update) update_person(step.attendee, people[step.row]);
  }
  if (options.progress) options.progress(steps.size());
  return {};
}

/// What the list says replaces what was known; what it leaves empty stays.
void Store::update_person(core::AttendeeId id, const core::Incoming& person) {
  const core::AttendeeState state = projector_->load(id);
  if (!state.attendee || state.attendee->erased) return;
  core::Details after = state.attendee->details;
  for (const std::string_view field : person.told) {
    core::set_field(after, field, core::get_field(person.details, field));
  }
  const auto changes = core::differences(state.attendee->details, after);
  if (!changes.empty()) {
    record(core::event::AttendeeEdited{id, changes, options_.now(),
                                       core::differences(after, state.attendee->details)});
  }
}

}  // namespace db
