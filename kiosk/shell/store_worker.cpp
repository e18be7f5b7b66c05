#include "shell/store_worker.h"

#include <algorithm>
#include <array>
#include <type_traits>

#include "report/conflicts.h"

namespace shell {
namespace {

std::vector<app::CountRow> rows_by(db::Store& store, const core::MeetingId& meeting,
                                   core::Dimension dimension) {
  std::vector<app::CountRow> rows;
  const auto table = store.counts(meeting, {dimension});
  if (!table) return rows;
  for (const db::CountRow& row : table->rows) {
    rows.push_back({row.keys.begin()->second, row.count});
  }
  return rows;
}

app::screen::Pin::Answer answer_of(db::PinAnswer answer) {
  using Answer = app::screen::Pin::Answer;
  switch (answer) {
    case db::PinAnswer::right:
      return Answer::none;
    case db::PinAnswer::wrong:
      return Answer::wrong;
    case db::PinAnswer::locked:
      return Answer::locked;
    case db::PinAnswer::unset:
      return Answer::unset;
  }
  return Answer::wrong;
}

// ---- stores that cannot say who is alike, who is in, who did what leave it unsaid

template <class Store>
void act_as(Store& store, core::Role role) {
  if constexpr (requires { store.act_as(role); }) store.act_as(role);
}

template <class Store>
std::vector<core::Attendee> alike_in(Store& store, const core::MeetingId& meeting,
                                     const core::Details& details) {
  constexpr int kMostShown = 5;
  if constexpr (requires { store.likely_duplicates(meeting, details, kMostShown); }) {
    auto alike = store.likely_duplicates(meeting, details, kMostShown);
    if (alike) return std::move(*alike);
  }
  return {};
}

template <class Store>
std::vector<app::Person> guests_in(Store& store, const core::MeetingId& meeting,
                                   const app::LoadGuests& wanted, core::Instant now) {
  std::vector<app::Person> people;
  if constexpr (requires {
                  store.guests_of_partner(meeting, wanted.partner, wanted.checkpoint, now);
                }) {
    const auto guests = store.guests_of_partner(meeting, wanted.partner, wanted.checkpoint, now);
    if (!guests) return people;
    for (const auto& guest : *guests) {
      people.push_back({guest.attendee, guest.present, guest.inside});
    }
  }
  return people;
}

template <class Store>
std::vector<app::PeoplePair> pairs_in(Store& store, const core::MeetingId& meeting) {
  std::vector<app::PeoplePair> found;
  if constexpr (requires { store.duplicates(meeting); }) {
    const auto pairs = store.duplicates(meeting);
    if (!pairs) return found;
    for (const auto& pair : *pairs) found.push_back({{pair.first}, {pair.second}});
  }
  return found;
}

/// The first scan and the next by another kiosk. A badge whose attendee is not known is left out:
/// there is nobody to show.
std::vector<app::ScanConflict> conflicts_in(db::Store& store, const core::MeetingId& meeting) {
  std::vector<app::ScanConflict> shown;
  const auto found = report::find_conflicts(store, meeting);
  if (!found) return shown;
  for (const report::Conflict& conflict : *found) {
    const auto& scans = conflict.scans;
    const auto second = std::find_if(scans.begin(), scans.end(), [&](const auto& other) {
      return other.kiosk != scans.front().kiosk;
    });
    const auto card = store.find_attendee(meeting, core::to_text(conflict.attendee));
    if (!card || second == scans.end()) continue;
    shown.push_back(
        {card->attendee, scans.front().scan, second->scan, scans.front().kiosk, second->kiosk});
  }
  return shown;
}

template <class Store>
core::Result<db::AttendeeCard> merge_in(Store& store, const core::MeetingId& meeting,
                                        const app::MergeAttendees& wanted) {
  if constexpr (requires { store.merge_attendees(meeting, wanted.from, wanted.into); }) {
    return store.merge_attendees(meeting, wanted.from, wanted.into);
  } else {
    return core::fail(core::Failure::denied, "This store merges nobody.", "");
  }
}

/// With who is in at the checkpoint; without one, or where that cannot be read, nobody is.
template <class Store>
std::vector<app::Person> persons_in(Store& store, const core::MeetingId& meeting,
                                    std::vector<core::Attendee> people,
                                    const core::CheckpointId& checkpoint, core::Instant now) {
  std::vector<app::Person> persons;
  std::vector<core::AttendeeId> ids;
  for (const core::Attendee& attendee : people) ids.push_back(attendee.id);
  for (core::Attendee& attendee : people) persons.push_back({std::move(attendee)});
  if constexpr (requires { store.admissions_of(meeting, checkpoint, ids, now); }) {
    const auto admissions = store.admissions_of(meeting, checkpoint, ids, now);
    for (std::size_t i = 0; admissions && i < persons.size(); ++i) {
      persons[i].present = (*admissions)[i].present;
      persons[i].inside = (*admissions)[i].inside;
    }
  }
  return persons;
}

app::PrintJob shown(const db::PrintJobInfo& info) {
  using State = app::PrintJob::State;
  static constexpr std::array kStates = {State::waiting, State::printed, State::trouble,
                                         State::cancelled};  // as db::PrintState has them
  core::Details name;
  name.given_name = info.given_name;
  name.family_name = info.family_name;
  return {info.job,
          info.number,
          core::full_name(name),
          kStates.at(static_cast<std::size_t>(info.state)),
          info.printer,
          info.detail,
          info.at};
}

}  // namespace

StoreWorker::StoreWorker(std::unique_ptr<db::Store> store, core::MeetingId meeting,
                         Mailbox& mailbox, std::function<void()> print_queued,
                         std::function<core::Instant()> now)
    : store_(std::move(store)),
      meeting_(std::move(meeting)),
      mailbox_(mailbox),
      print_queued_(std::move(print_queued)),
      now_(std::move(now)),
      worker_([this] {
        // Writing the log back is put off until nobody waits; failing leaves it for the next time.
        if (!store_->out_of_service()) (void)store_->rest();
      }) {}

bool StoreWorker::take(const app::Effect& effect, core::Role role) {
  return std::visit(
      [&](const auto& wanted) {
        if constexpr (requires { run(wanted); }) {
          worker_.post([this, wanted, role] {
            act_as(*store_, role);
            run(wanted);
          });
          return true;
        } else {
          return false;
        }
      },
      effect);
}

void StoreWorker::refresh() {
  worker_.post([this] { tell_counts(); });
}

bool StoreWorker::tell_if_out_of_service(const core::Error& error) {
  if (!store_->out_of_service()) return false;
  mailbox_.post(app::StoreFailed{error});
  return true;
}

/// True if registrations are much like this one: then nothing is to be stored yet. Where looking
/// for them fails, the registration itself will say why.
bool StoreWorker::tell_alike(const app::RegisterAttendee& effect) {
  if (effect.alike == app::Alike::ignore) return false;
  auto alike = alike_in(*store_, meeting_, effect.details);
  if (alike.empty()) return false;
  app::AlikeFound found;
  if (effect.alike == app::Alike::show) found.people = persons(std::move(alike), {});
  mailbox_.post(std::move(found));
  return true;
}

void StoreWorker::run(const app::RegisterAttendee& effect) {
  if (tell_alike(effect)) return;
  auto done = store_->register_attendee(meeting_, effect.details, effect.at, true);
  if (!done) {
    if (!tell_if_out_of_service(done.error())) {
      mailbox_.post(app::RegistrationFailed{done.error()});
    }
    return;
  }
  if (!effect.needs.empty()) {
    const auto kept = store_->keep_needs(meeting_, done->attendee, effect.needs);
    if (!kept && tell_if_out_of_service(kept.error())) return;
  }
  mailbox_.post(app::Registered{done->number, done->code, done->print_job});
  print_queued_();
  tell_counts();
}

void StoreWorker::tell_changed(const core::Result<db::AttendeeCard>& card,
                               const core::CheckpointId& at) {
  if (!card) {
    if (!tell_if_out_of_service(card.error())) {
      mailbox_.post(app::PersonChangeFailed{card.error()});
    }
    return;
  }
  mailbox_.post(app::PersonChanged{persons({card->attendee}, at).front()});
  tell_counts();
}

void StoreWorker::run(const app::EditAttendee& effect) {
  tell_changed(store_->edit_attendee(meeting_, effect.number, effect.changes), effect.checkpoint);
}

void StoreWorker::run(const app::CancelAttendee& effect) {
  tell_changed(store_->cancel_attendee(meeting_, effect.number, "cancelled at the desk"),
               effect.checkpoint);
}

void StoreWorker::run(const app::LoadGuests& effect) {
  mailbox_.post(app::GuestsFound{effect.partner, guests_in(*store_, meeting_, effect, now_())});
}

void StoreWorker::run(const app::CheckOutAll& effect) {
  const auto out = store_->check_out_all(meeting_, effect.checkpoint, effect.at);
  if (!out) {
    if (!tell_if_out_of_service(out.error())) mailbox_.post(app::CheckOutAllFailed{out.error()});
    return;
  }
  mailbox_.post(app::AllCheckedOut{*out});
  tell_counts();
}

void StoreWorker::run(const app::LoadPeople&) {
  app::PeopleLoaded loaded;
  loaded.pairs = pairs_in(*store_, meeting_);
  loaded.conflicts = conflicts_in(*store_, meeting_);
  mailbox_.post(std::move(loaded));
}

void StoreWorker::run(const app::MergeAttendees& effect) {
  const auto merged = merge_in(*store_, meeting_, effect);
  if (!merged) {
    if (!tell_if_out_of_service(merged.error())) mailbox_.post(app::MergeFailed{merged.error()});
    return;
  }
  mailbox_.post(app::PeopleMerged{merged->attendee.number});
  tell_counts();
}

std::vector<app::Person> StoreWorker::persons(std::vector<core::Attendee> people,
                                              const core::CheckpointId& checkpoint) {
  return persons_in(*store_, meeting_, std::move(people), checkpoint, now_());
}

app::DoorEntry StoreWorker::entry_of(const db::ScanOutcome& outcome) const {
  app::DoorEntry entry;
  const core::Scan& scan = outcome.scan;
  entry.nonce = scan.nonce;
  entry.verdict = scan.verdict;
  entry.checkpoint = scan.checkpoint;
  entry.direction = scan.direction;
  entry.at = scan.at;
  entry.forced = scan.forced;
  entry.details_pending = scan.details_pending;
  entry.undone = scan.undone;
  entry.conflict = outcome.conflict;
  entry.reason = scan.reason;
  entry.opens = outcome.opens;
  entry.questions = outcome.questions;
  if (outcome.attendee) {
    const core::Details& details = outcome.attendee->details;
    entry.name = core::full_name(details);
    entry.given_name = details.given_name;
    entry.number = outcome.attendee->number;
    entry.town = details.town;
    entry.country = details.country;
    entry.kind = details.kind;
    entry.language = details.language;
  }
  if (outcome.first) {
    entry.first_at = outcome.first->at;
    entry.first_kiosk = outcome.first->kiosk;
    entry.first_checkpoint = outcome.first->checkpoint;
  }
  return entry;
}

void StoreWorker::run(const app::RecordScan& effect) {
  const auto outcome = store_->scan(effect.command);
  if (!outcome) {
    if (!tell_if_out_of_service(outcome.error())) {
      mailbox_.post(app::ScanFailed{effect.command.nonce, outcome.error()});
    }
    return;
  }
  mailbox_.post(app::ScanDecided{entry_of(*outcome)});
  if (outcome->scan.stands()) tell_counts();
}

void StoreWorker::run(const app::UndoScan& effect) {
  db::UndoCommand command;
  command.meeting = meeting_;
  command.nonce = effect.nonce;
  command.by = effect.as_organiser ? "organiser" : "staff";
  command.why = "undone at the desk";
  command.as_organiser = effect.as_organiser;
  const auto undone = store_->undo(command);
  if (!undone) {
    if (!tell_if_out_of_service(undone.error())) {
      mailbox_.post(app::UndoFailed{effect.nonce, undone.error()});
    }
    return;
  }
  mailbox_.post(app::ScanUndone{effect.nonce});
  tell_counts();
}

void StoreWorker::run(const app::CheckPin& effect) {
  const auto outcome = store_->check_pin(effect.role, effect.digits);
  if (!outcome) {
    if (!tell_if_out_of_service(outcome.error())) {
      mailbox_.post(app::PinChecked{effect.role, app::screen::Pin::Answer::wrong, {}});
    }
    return;
  }
  mailbox_.post(app::PinChecked{effect.role, answer_of(outcome->answer), outcome->locked_for});
}

void StoreWorker::run(const app::LoadCounts&) { tell_counts(); }

void StoreWorker::run(const app::FindPeople& effect) {
  constexpr int kMostFound = 20;
  auto found = store_->search(meeting_, effect.text, kMostFound);
  mailbox_.post(app::PeopleFound{effect.text, found ? persons(std::move(*found), effect.checkpoint)
                                                    : std::vector<app::Person>{}});
}

void StoreWorker::run(const app::QueuePrint& effect) {
  const auto job = store_->queue_print(meeting_, effect.number);
  if (!job) {
    if (!tell_if_out_of_service(job.error())) {
      mailbox_.post(app::PrintRefused{effect.number, job.error()});
    }
    return;
  }
  mailbox_.post(app::PrintQueued{effect.number, *job});
  print_queued_();
}

void StoreWorker::run(const app::LoadPrintJobs&) { list_print_jobs(); }

void StoreWorker::run(const app::MovePrint& effect) {
  tell_print_jobs(store_->move_print(effect.job, effect.printer));
}

void StoreWorker::run(const app::CancelPrint& effect) {
  tell_print_jobs(store_->cancel_print(effect.job, "print.cancelled_by_staff"));
}

void StoreWorker::run(const app::SetPaper& effect) {
  tell_print_jobs(store_->set_paper(effect.left));
}

/// The printer's thread has something to do, or to tell, after every change.
void StoreWorker::tell_print_jobs(const core::Result<void>& done) {
  if (done) print_queued_();
  if (!done && tell_if_out_of_service(done.error())) return;
  list_print_jobs();
}

void StoreWorker::list_print_jobs() {
  constexpr int kMostListed = 60;
  const auto jobs = store_->print_jobs(meeting_, kMostListed);
  if (!jobs) return;
  app::PrintJobsListed listed;
  for (const db::PrintJobInfo& job : *jobs) listed.jobs.push_back(shown(job));
  mailbox_.post(std::move(listed));
}

void StoreWorker::run(const app::ReopenStore&) {
  if (auto reopened = store_->reopen_checked(); !reopened) {
    mailbox_.post(app::StoreFailed{reopened.error()});
    return;
  }
  mailbox_.post(app::StoreReopened{});
  tell_counts();
}

void StoreWorker::tell_counts() {
  using core::Dimension;
  app::Counts counts;
  const auto total = store_->count(meeting_, {Dimension::total, ""});
  if (!total) return;
  counts.total = *total;
  const auto by = [&](Dimension dimension) { return rows_by(*store_, meeting_, dimension); };
  counts.country = by(Dimension::country);
  counts.town = by(Dimension::town);
  counts.day = by(Dimension::day);
  counts.kind = by(Dimension::kind);
  counts.session = by(Dimension::session);
  counts.checkpoint = by(Dimension::checkpoint);
  counts.partner = by(Dimension::partner);
  counts.gender = by(Dimension::gender);
  counts.checkpoint_day = by(Dimension::checkpoint_day);
  counts.arrival = by(Dimension::arrival);
  mailbox_.post(app::CountsChanged{std::move(counts)});
}

}  // namespace shell
