#include "shell/store_worker.h"

#include <algorithm>
#include <array>

#include "db/damage.h"
#include "report/disagreements.h"
#include "shell/people_lists.h"

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

core::Result<std::vector<app::Person>> guests_in(db::Store& store, const core::MeetingId& meeting,
                                                 const app::LoadGuests& wanted, core::Instant now) {
  const auto guests = store.guests_of_partner(meeting, wanted.partner, wanted.checkpoint, now);
  if (!guests) return tl::unexpected(guests.error());
  std::vector<app::Person> people;
  for (const db::Guest& guest : *guests) {
    people.push_back({guest.attendee, guest.present, guest.inside});
  }
  return people;
}

/// With who is in at the checkpoint; without one, nobody is.
core::Result<std::vector<app::Person>> persons_in(db::Store& store, const core::MeetingId& meeting,
                                                  const std::vector<core::Attendee>& people,
                                                  const core::CheckpointId& checkpoint,
                                                  core::Instant now) {
  std::vector<app::Person> persons;
  std::vector<core::AttendeeId> ids;
  for (const core::Attendee& attendee : people) ids.push_back(attendee.id);
  for (const core::Attendee& attendee : people) persons.push_back({attendee});
  if (checkpoint.text.empty()) return persons;
  const auto admissions = store.admissions_of(meeting, checkpoint, ids, now);
  if (!admissions) return tl::unexpected(admissions.error());
  for (std::size_t i = 0; i < persons.size(); ++i) {
    persons[i].present = (*admissions)[i].present;
    persons[i].inside = (*admissions)[i].inside;
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
  return app::Wishes::visit(effect, [&](const auto& wanted) {
    if constexpr (requires { run(wanted); }) {
      worker_.post([this, wanted, role] {
        store_->act_as(role);
        run(wanted);
        if (after_each_) after_each_();
      });
      return true;
    } else {
      return false;
    }
  });
}

void StoreWorker::refresh() {
  worker_.post([this] {
    tell_meeting();
    tell_counts();
  });
}

/// Where its file was changed, here or at another kiosk, the desk goes on with the new one.
void StoreWorker::tell_meeting() {
  const auto now = store_->meeting(meeting_);
  if (!now || *now == told_) return;
  const bool is_first = told_ == nullptr;
  told_ = *now;
  if (is_first) return;
  if (meeting_changed_) meeting_changed_(told_);
  mailbox_.post(app::MeetingChanged{told_});
}

bool StoreWorker::tell_if_out_of_service(const core::Error& error) {
  if (!store_->out_of_service()) return false;
  mailbox_.post(app::StoreFailed{db::with_way_back(error, store_->folder())});
  return true;
}

/// True if registrations are much like this one, or where that cannot be told: then nothing is to
/// be stored yet.
bool StoreWorker::tell_alike(const app::RegisterAttendee& effect) {
  constexpr int kMostShown = 5;
  if (effect.alike == app::Alike::ignore) return false;
  const auto alike = store_->likely_duplicates(meeting_, effect.details, kMostShown);
  if (!alike) {
    if (!tell_if_out_of_service(alike.error())) {
      mailbox_.post(app::RegistrationFailed{alike.error()});
    }
    return true;
  }
  if (alike->empty()) return false;
  app::AlikeFound found;
  if (effect.alike == app::Alike::show) {
    for (const core::Attendee& attendee : *alike) found.people.push_back({attendee});
  }
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
  app::Registered registered{done->number, done->code, done->print_job};
  if (!effect.needs.empty()) {
    const auto kept = store_->keep_needs(meeting_, done->attendee, effect.needs);
    if (!kept && tell_if_out_of_service(kept.error())) return;
    registered.needs_lost = !kept;
  }
  mailbox_.post(std::move(registered));
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
  // The change is stored: where it cannot be told whether they are in, it is told without.
  const auto persons = persons_in(*store_, meeting_, {card->attendee}, at, now_());
  if (!persons && tell_if_out_of_service(persons.error())) return;
  mailbox_.post(
      app::PersonChanged{persons ? persons->front() : app::Person{card->attendee, false, false}});
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
  app::GuestsFound found{effect.partner, {}, {}};
  auto guests = guests_in(*store_, meeting_, effect, now_());
  if (!guests && tell_if_out_of_service(guests.error())) return;
  if (guests) found.people = std::move(*guests);
  if (!guests) found.trouble = guests.error();
  mailbox_.post(std::move(found));
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
  auto loaded = load_people(*store_, meeting_);
  if (!loaded && tell_if_out_of_service(loaded.error())) return;
  if (loaded) {
    mailbox_.post(std::move(*loaded));
  } else {
    mailbox_.post(app::PeopleLoaded{{}, {}, loaded.error()});
  }
}

void StoreWorker::run(const app::SettleConflict& effect) {
  const auto settled = report::settle(*store_, meeting_, effect.id, effect.how);
  if (settled) return mailbox_.post(app::ConflictSettled{effect.id});
  if (!tell_if_out_of_service(settled.error())) mailbox_.post(app::SettleFailed{settled.error()});
}

void StoreWorker::run(const app::MergeAttendees& effect) {
  const auto merged = store_->merge_attendees(meeting_, effect.from, effect.into);
  if (!merged) {
    if (!tell_if_out_of_service(merged.error())) mailbox_.post(app::MergeFailed{merged.error()});
    return;
  }
  mailbox_.post(app::PeopleMerged{merged->attendee.number});
  tell_counts();
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
  app::PeopleFound answer{effect.text, {}, {}};
  auto found = store_->search(meeting_, effect.text, kMostFound).and_then([&](const auto& people) {
    return persons_in(*store_, meeting_, people, effect.checkpoint, now_());
  });
  if (!found && tell_if_out_of_service(found.error())) return;
  if (found) answer.people = std::move(*found);
  if (!found) answer.trouble = found.error();
  mailbox_.post(std::move(answer));
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
    mailbox_.post(app::StoreFailed{db::with_way_back(reopened.error(), store_->folder())});
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
