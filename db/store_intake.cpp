// `register_many`: a list of people in one transaction.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "db/store.h"
#include "db/store_write.h"
#include "i18n/fold_text.h"

namespace db {

/// What one row comes to.
struct IntakeStep {
  enum class Kind { add, update, skip } kind = Kind::add;
  std::size_t row = 0;
  core::AttendeeId attendee;  ///< none: a new one with an id of its own
  std::string folded = {};    ///< the name of a new one
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

std::string lower(std::string_view text) {
  std::string all(text);
  for (char& c : all) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return all;
}

/// Texts of which there are few different ones, folded once each.
class Folded {
 public:
  const std::string& operator()(const std::string& text) {
    const auto known = known_.find(text);
    if (known != known_.end()) return known->second;
    return known_.emplace(text, i18n::fold(text)).first->second;
  }

 private:
  std::unordered_map<std::string, std::string> known_;
};

/// Finds the person that a row is about, among those registered and the rows before it.
class People {
 public:
  struct Key {
    std::string email;          ///< small letters
    std::string name_and_town;  ///< folded
  };

  Key key(std::string_view email, const std::string& folded_name, const std::string& town) {
    return {lower(email), folded_name + '\n' + towns_(town)};
  }

  /// Ids are kept only for a list that has some of its own.
  void expect(std::size_t people, bool with_ids) {
    with_ids_ = with_ids;
    if (with_ids) ids_.reserve(people);
    by_email_.reserve(people);
    by_name_.reserve(people);
  }

  void add(core::AttendeeId id, Key key) {
    if (with_ids_) ids_.insert(id);
    if (!key.email.empty()) by_email_.emplace(std::move(key.email), id);
    by_name_.emplace(std::move(key.name_and_town), id);
  }

  /// A list that has ids of its own tells two people with one address apart by them: of those
  /// known otherwise, each is found by one row only.
  core::AttendeeId find(const Key& key, core::AttendeeId external) {
    if (external && ids_.count(external) != 0) return external;
    const core::AttendeeId found = lookup(key);
    if (!external || !found) return found;
    return from_list_.insert(found).second ? found : core::AttendeeId{};
  }
  void came_from_list(core::AttendeeId id) { from_list_.insert(id); }

 private:
  [[nodiscard]] core::AttendeeId lookup(const Key& key) const {
    if (!key.email.empty()) {
      if (const auto at = by_email_.find(key.email); at != by_email_.end()) return at->second;
    }
    const auto at = by_name_.find(key.name_and_town);
    return at == by_name_.end() ? core::AttendeeId{} : at->second;
  }

  Folded towns_;
  bool with_ids_ = false;
  std::unordered_set<core::AttendeeId> ids_;
  std::unordered_set<core::AttendeeId> from_list_;
  std::unordered_map<std::string, core::AttendeeId> by_email_;
  std::unordered_map<std::string, core::AttendeeId> by_name_;
};

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
  Planner(const core::Meeting& meeting, Keys& keys, const core::IntakeOptions& options,
          core::IntakeOutcome& outcome, const std::vector<core::Incoming>& rows)
      : meeting_(meeting),
        keys_(keys),
        options_(options),
        outcome_(outcome),
        fresh_ids_(ordered_ids(rows.size())) {
    people.expect(rows.size(), std::any_of(rows.begin(), rows.end(), [](const auto& person) {
                    return !person.external_id.empty();
                  }));
    steps.reserve(rows.size());
  }

  core::Result<void> plan(const core::Incoming& person, std::size_t row) {
    const auto external = external_id(person);
    if (!external) return tl::unexpected(external.error());
    const core::Details& details = person.details;
    std::string folded = i18n::fold(core::full_name(details));
    auto key = people.key(details.email, folded, details.town);
    const bool matches = options_.duplicates != core::Duplicates::add;
    const core::AttendeeId found = matches ? people.find(key, *external) : core::AttendeeId{};
    if (!is_right(person, !found)) return {};
    if (found) {
      known(row, found);
      return {};
    }
    const core::AttendeeId id =
        *external && matches ? *external : core::AttendeeId{fresh_ids_[steps.size()]};
    steps.push_back({IntakeStep::Kind::add, row, id, std::move(folded)});
    people.add(id, std::move(key));
    if (*external) people.came_from_list(id);
    ++outcome_.added;
    return {};
  }

  People people;
  Places places;
  std::vector<IntakeStep> steps;

 private:
  core::Result<core::AttendeeId> external_id(const core::Incoming& person) {
    if (person.external_id.empty()) return core::AttendeeId{};
    return keys_.attendee_of(meeting_.id, person.external_id);
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
  Keys& keys_;
  const core::IntakeOptions& options_;
  core::IntakeOutcome& outcome_;
  std::vector<std::uint64_t> fresh_ids_;
};

}  // namespace

core::Result<std::vector<IntakeStep>> Store::plan_intake(const core::Meeting& meeting,
                                                         const std::vector<core::Incoming>& people,
                                                         const core::IntakeOptions& options,
                                                         core::IntakeOutcome& outcome) {
  Planner planner(meeting, keys_, options, outcome, people);
  People& known = planner.people;
  std::size_t read = 0;
  for (Query row = connection_->query("people_to_match").with(meeting.id); row.step(); ++read) {
    if (read % kTellEvery == 0 && !goes_on(options, 0)) return stopped();
    known.add(core::AttendeeId{row.bits(0)}, known.key(row.bytes(1), row.text(2), row.text(3)));
  }
  for (const core::Session& session : meeting.sessions) {
    if (!session.capacity) continue;
    const auto taken = count(meeting.id, {core::Dimension::session, session.id.text});
    if (!taken) return tl::unexpected(taken.error());
    planner.places[session.id] = *session.capacity - taken->registered;
  }
  for (std::size_t i = 0; i < people.size(); ++i) {
    const bool tells = i % kTellEvery == 0;
    if (tells && !goes_on(options, options.dry_run ? i : 0)) return stopped();
    if (auto done = planner.plan(people[i], i); !done) return tl::unexpected(done.error());
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
    core::Event registered = core::event::AttendeeRegistered{
        meeting.id, steps[i].attendee, core::number_text(letter_.front(), running++),
        people[steps[i].row].details, now};
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
