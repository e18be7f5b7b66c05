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
  /// `print_queued` is called on the worker's thread when a print job was committed.
  StoreWorker(std::unique_ptr<db::Store> store, core::MeetingId meeting, Mailbox& mailbox,
              std::function<void()> print_queued);

  /// Any thread. Takes the effects that concern the store; false for the others.
  bool take(const app::Effect& effect);
  /// Tells the counts anew, as when another program may have written.
  void refresh();

 private:
  void run(const app::RegisterAttendee& effect);
  void run(const app::RecordScan& effect);
  void run(const app::UndoScan& effect);
  void run(const app::CheckPin& effect);
  void run(const app::LoadCounts& effect);
  void run(const app::FindPeople& effect);
  void run(const app::QueuePrint& effect);
  void run(const app::ReopenStore& effect);
  void tell_counts();
  bool tell_if_out_of_service(const core::Error& error);
  app::DoorEntry entry_of(const db::ScanOutcome& outcome) const;

  std::unique_ptr<db::Store> store_;
  const core::MeetingId meeting_;
  Mailbox& mailbox_;
  const std::function<void()> print_queued_;
  Worker worker_;  ///< last: its thread uses what stands above
};

}  // namespace shell
