// The thread that owns the store: takes effects, answers with actions.
#pragma once

#include <functional>
#include <memory>

#include "app/effect.h"
#include "db/store.h"
#include "shell/mailbox.h"
#include "shell/worker.h"

namespace shell {

/// Effects are carried out in the order given; each is durable before its answer is posted.
class StoreWorker {
 public:
  /// `print_queued` is called on the worker's thread when a print job was committed; `now` as well,
  /// to tell who is in by now.
  StoreWorker(std::unique_ptr<db::Store> store, core::MeetingId meeting, Mailbox& mailbox,
              std::function<void()> print_queued, std::function<core::Instant()> now);

  /// Any thread. Takes the effects that concern the store, done in the role given, which the
  /// journal keeps; false for the others.
  bool take(const app::Effect& effect, core::Role role);
  /// Called on the worker's thread after each effect. Before the first one.
  void after_each(std::function<void()> done) { after_each_ = std::move(done); }
  /// Called on the worker's thread when the meeting's file was changed elsewhere. Before `refresh`.
  void on_meeting(std::function<void(std::shared_ptr<const core::Meeting>)> changed) {
    meeting_changed_ = std::move(changed);
  }
  /// Tells the counts anew, and the meeting if it was changed since the first time, as when another
  /// program or the sync may have written.
  void refresh();

 private:
  void run(const app::RegisterAttendee& effect);
  void run(const app::EditAttendee& effect);
  void run(const app::CancelAttendee& effect);
  void run(const app::LoadGuests& effect);
  void run(const app::CheckOutAll& effect);
  void run(const app::LoadPeople& effect);
  void run(const app::MergeAttendees& effect);
  void run(const app::SettleConflict& effect);
  void run(const app::RecordScan& effect);
  void run(const app::UndoScan& effect);
  void run(const app::CheckPin& effect);
  void run(const app::LoadCounts& effect);
  void run(const app::FindPeople& effect);
  void run(const app::QueuePrint& effect);
  void run(const app::LoadPrintJobs& effect);
  void run(const app::MovePrint& effect);
  void run(const app::CancelPrint& effect);
  void run(const app::SetPaper& effect);
  void run(const app::ReopenStore& effect);
  bool tell_alike(const app::RegisterAttendee& effect);
  void tell_changed(const core::Result<db::AttendeeCard>& card, const core::CheckpointId& at);
  void tell_counts();
  void tell_meeting();
  void tell_print_jobs(const core::Result<void>& done);
  void list_print_jobs();
  bool tell_if_out_of_service(const core::Error& error);
  app::DoorEntry entry_of(const db::ScanOutcome& outcome) const;

  std::unique_ptr<db::Store> store_;
  const core::MeetingId meeting_;
  Mailbox& mailbox_;
  const std::function<void()> print_queued_;
  const std::function<core::Instant()> now_;
  std::function<void()> after_each_;
  std::function<void(std::shared_ptr<const core::Meeting>)> meeting_changed_;
  std::shared_ptr<const core::Meeting> told_;  ///< what the desk knows
  Worker worker_;                              ///< last: its thread uses what stands above
};

}  // namespace shell
