// The printer's thread: takes the print jobs that are in the database, one after another.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "db/store.h"
#include "devices/printer.h"
#include "shell/badge_maker.h"
#include "shell/mailbox.h"

namespace shell {

/// Registration never waits for it: a job is a journal row first. What fails is tried again with
/// growing pauses; what was queued before a crash is printed after it.
class PrintWorker {
 public:
  /// `store` is a second one on the same file, of this thread alone.
  PrintWorker(std::unique_ptr<db::Store> store, std::unique_ptr<devices::Printer> printer,
              BadgeMaker badges, double dpi, Mailbox& mailbox);
  PrintWorker(const PrintWorker&) = delete;
  PrintWorker& operator=(const PrintWorker&) = delete;
  ~PrintWorker();

  /// There may be something to print. Any thread.
  void wake();

 private:
  void work();
  /// Prints what waits; false if something has to be tried again.
  bool print_waiting();
  core::Result<devices::PrintReceipt> print(const db::PrintTicket& ticket);
  void tell(const db::PrintTicket& ticket, const core::Result<devices::PrintReceipt>& receipt);
  bool is_ending();
  bool pause(std::chrono::milliseconds longest);

  std::unique_ptr<db::Store> store_;
  std::unique_ptr<devices::Printer> printer_;
  const BadgeMaker badges_;
  const double dpi_;
  Mailbox& mailbox_;
  int unprintable_ = 0;  ///< waiting jobs whose badges could not be made, last time
  std::mutex mutex_;     ///< guards the two below
  bool woken_ = true;
  bool ending_ = false;
  std::condition_variable changed_;
  std::thread thread_;
};

}  // namespace shell
