#include "shell/print_worker.h"

#include <algorithm>

namespace shell {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int kAtOnce = 10;
constexpr milliseconds kFirstPause = seconds{2};
constexpr milliseconds kLongestPause = seconds{60};

}  // namespace

PrintWorker::PrintWorker(std::unique_ptr<db::Store> store,
                         std::unique_ptr<devices::Printer> printer, BadgeMaker badges, double dpi,
                         Mailbox& mailbox)
    : store_(std::move(store)),
      printer_(std::move(printer)),
      badges_(std::move(badges)),
      dpi_(dpi),
      mailbox_(mailbox),
      thread_([this] { work(); }) {}

PrintWorker::~PrintWorker() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void PrintWorker::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_all();
}

void PrintWorker::work() {
  milliseconds pause_for = milliseconds::max();
  while (pause(pause_for)) {
    const bool all_printed = print_waiting();
    if (all_printed) {
      pause_for = milliseconds::max();
    } else if (pause_for == milliseconds::max()) {
      pause_for = kFirstPause;
    } else {
      pause_for = std::min(pause_for * 2, kLongestPause);
    }
  }
}

/// Until something is queued, or for `longest`; false when it is time to end.
bool PrintWorker::pause(milliseconds longest) {
  std::unique_lock lock(mutex_);
  const auto something = [this] { return woken_ || ending_; };
  if (longest == milliseconds::max()) {
    changed_.wait(lock, something);
  } else {
    changed_.wait_for(lock, longest, something);
  }
  woken_ = false;
  return !ending_;
}

bool PrintWorker::print_waiting() {
  const int asked = kAtOnce + unprintable_;  // badges that cannot be made hold up no others
  const auto waiting = store_->print_jobs_waiting(asked);
  if (!waiting) return false;
  std::string trouble;
  int printed = 0;
  unprintable_ = 0;
  for (const db::PrintTicket& ticket : *waiting) {
    if (is_ending()) break;
    const auto receipt = print(ticket);
    tell(ticket, receipt);
    if (receipt) {
      ++printed;
      continue;
    }
    trouble = receipt.error().what;
    if (receipt.error().failure != core::Failure::bad_input) break;  // the others would fail too
    ++unprintable_;
  }
  const int found = static_cast<int>(waiting->size());
  const int left = found - printed;
  mailbox_.post(app::PrinterChanged{left > 0, trouble, left});
  if (found == asked && printed > 0) wake();  // there may be more
  return left == 0;
}

bool PrintWorker::is_ending() {
  const std::lock_guard lock(mutex_);
  return ending_;
}

core::Result<devices::PrintReceipt> PrintWorker::print(const db::PrintTicket& ticket) {
  const auto meeting = store_->meeting(ticket.meeting);
  if (!meeting) return tl::unexpected(meeting.error());
  const auto card = store_->find_attendee(ticket.meeting, core::to_text(ticket.attendee));
  if (!card) return tl::unexpected(card.error());
  if (card->code.empty()) {
    return core::fail(core::Failure::bad_input, "The badge was withdrawn before it was printed.",
                      "Reissue it.");
  }
  auto badge = badges_.make(**meeting, card->attendee, card->code, dpi_);
  if (!badge) return tl::unexpected(badge.error());
  return printer_->print({ticket.job, "badge " + card->attendee.number, std::move(badge->pdf),
                          badge->width_mm, badge->height_mm, 1});
}

/// A failure is written down once, not at every try.
void PrintWorker::tell(const db::PrintTicket& ticket,
                       const core::Result<devices::PrintReceipt>& receipt) {
  const std::string detail = receipt ? receipt->place : receipt.error().what;
  if (receipt || !ticket.failed_before || ticket.detail != detail) {
    // If this row cannot be written, the job stays waiting and the printer knows its id.
    (void)store_->end_print(ticket, receipt.has_value(), detail);
    mailbox_.post(app::PrintEnded{ticket.job, receipt.has_value()});
  }
}

}  // namespace shell
