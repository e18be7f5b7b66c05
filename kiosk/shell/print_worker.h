// The printer's thread: takes the print jobs that are in the database, one after another.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>

#include "db/store.h"
#include "devices/printer.h"
#include "shell/backoff.h"
#include "shell/badge_maker.h"
#include "shell/mailbox.h"

namespace shell {

/// How long things may take. Times are measured on `up`.
struct PrintTiming {
  std::chrono::milliseconds first_pause{2'000};  ///< before a failed job is tried again
  std::chrono::milliseconds longest_pause{60'000};
  std::chrono::milliseconds poll{200};          ///< between looks at a job under way
  std::chrono::milliseconds told_after{8'000};  ///< then the attendee is sent to the desk
  std::chrono::milliseconds given_up_after{60'000};
  std::chrono::milliseconds look_every{60'000};   ///< at the printer, while nothing is to print
  std::function<std::chrono::milliseconds()> up;  ///< empty: the steady clock
};

struct PrintSettings {
  /// Opens the printer of a setting as in kiosk.toml; the kiosk's own for an empty one.
  std::function<core::Result<std::unique_ptr<devices::Printer>>(const std::string&)> open;
  std::optional<double> dpi;  ///< empty: what the printer says
  PrintTiming timing;
};

/// Registration never waits for it: a job is a journal row first. What fails is tried again with
/// growing pauses; what was queued before a crash is printed after it. A job is out when its
/// printer says so, and is printed once unless staff ask again: the printer is asked for it by name
/// first.
class PrintWorker {
 public:
  /// `store` is a second one on the same file, of this thread alone.
  PrintWorker(std::unique_ptr<db::Store> store, PrintSettings settings, BadgeMaker badges,
              Mailbox& mailbox);
  PrintWorker(const PrintWorker&) = delete;
  PrintWorker& operator=(const PrintWorker&) = delete;
  ~PrintWorker();

  /// There may be something to print, to move or to cancel. Any thread.
  void wake();

 private:
  /// What came of one try.
  struct Outcome {
    enum class Kind { printed, failed, cancelled, ending } kind = Kind::ending;
    std::string detail;  ///< place, catalogue key or English
    core::Error error = {};
  };
  struct OpenPrinter {
    std::unique_ptr<devices::Printer> printer;
    int dpi = 0;
  };

  void work();
  /// Prints what waits; false if something has to be tried again.
  bool print_waiting();
  bool withdraw_the_unwanted(const std::function<bool(const std::string&)>& asks);
  static Outcome failed(const core::Error& error);
  Outcome carry_out(const db::PrintTicket& ticket);
  Outcome send(const db::PrintTicket& ticket, const db::AttendeeCard& card, OpenPrinter& open);
  Outcome wait_until_out(const db::PrintTicket& ticket, devices::Printer& printer);
  std::optional<Outcome> look_at_job(const db::PrintTicket& ticket, devices::Printer& printer,
                                     std::chrono::milliseconds waited);
  bool is_still_wanted(const db::PrintTicket& ticket);
  core::Result<OpenPrinter*> printer_for(const std::string& setting);
  void tell(const db::PrintTicket& ticket, const Outcome& outcome);
  void tell_signs(app::PrinterChanged news, bool was_busy);
  std::string look_at_printer();
  bool is_ending();
  bool rest(std::chrono::milliseconds longest);
  [[nodiscard]] std::chrono::milliseconds up() const;

  std::unique_ptr<db::Store> store_;
  const PrintSettings settings_;
  const BadgeMaker badges_;
  Mailbox& mailbox_;
  Backoff backoff_;
  std::map<std::string, OpenPrinter> printers_;  ///< by setting
  std::set<std::string> silent_;                 ///< did not answer when a job was to be taken back
  int stuck_ = 0;                                ///< jobs that could not be printed, last time
  std::optional<app::PrinterChanged> told_;
  std::mutex mutex_;  ///< guards the two below
  bool woken_ = true;
  bool ending_ = false;
  std::condition_variable changed_;
  std::thread thread_;
};

}  // namespace shell
