#include "shell/store_worker.h"

#include <type_traits>

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

}  // namespace

StoreWorker::StoreWorker(std::unique_ptr<db::Store> store, core::MeetingId meeting,
                         Mailbox& mailbox, std::function<void()> print_queued)
    : store_(std::move(store)),
      meeting_(std::move(meeting)),
      mailbox_(mailbox),
      print_queued_(std::move(print_queued)),
      worker_([this] {
        // Writing the log back is put off until nobody waits; failing leaves it for the next time.
        if (!store_->out_of_service()) (void)store_->rest();
      }) {}

bool StoreWorker::take(const app::Effect& effect) {
  return std::visit(
      [&](const auto& wanted) {
        if constexpr (requires { run(wanted); }) {
          worker_.post([this, wanted] { run(wanted); });
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

void StoreWorker::run(const app::RegisterAttendee& effect) {
  auto done = store_->register_attendee(meeting_, effect.details, effect.at, true);
  if (!done) {
    if (!tell_if_out_of_service(done.error())) {
      mailbox_.post(app::RegistrationFailed{done.error()});
    }
    return;
  }
  mailbox_.post(app::Registered{done->number, done->code, done->print_job});
  print_queued_();
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
  mailbox_.post(
      app::PeopleFound{effect.text, found ? std::move(*found) : std::vector<core::Attendee>{}});
}

void StoreWorker::run(const app::QueuePrint& effect) {
  const auto job = store_->queue_print(meeting_, effect.number);
  if (job) {
    print_queued_();
  } else {
    tell_if_out_of_service(job.error());
  }
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
  counts.checkpoint_day = by(Dimension::checkpoint_day);
  counts.arrival = by(Dimension::arrival);
  mailbox_.post(app::CountsChanged{std::move(counts)});
}

}  // namespace shell
