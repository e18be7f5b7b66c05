#include "shell/print_worker.h"

#include <algorithm>
#include <random>
#include <utility>

#include "devices/ipp.h"

namespace shell {
namespace {

using devices::JobPhase;
using std::chrono::milliseconds;

constexpr int kAtOnce = 10;
constexpr double kUsualDpi = 300;
constexpr double kLeastDpi = 150;
constexpr milliseconds kLongestPoll{1'000};

/// What staff read: the catalogue's message where there is one.
std::string words_of(const core::Error& error) {
  return error.message.empty() ? error.what : error.message;
}

bool may_be_out(const core::Error& error) { return error.message == devices::kFellSilent; }

/// Others that wait for the same printer would fail in the same way.
bool is_of_the_printer(const core::Error& error) {
  return error.failure != core::Failure::bad_input;
}

core::Error gave_up(const std::string& what, const std::string& message) {
  return {core::Failure::unreachable, what, "Look at the printer.", {}, message};
}

core::Error no_more_than(const devices::PrinterState& state) {
  const auto trouble = state.troubles.empty() ? devices::Trouble::other : state.troubles.front();
  return {core::Failure::unreachable,
          "The printer has the badge and cannot print it: " +
              std::string(devices::to_text(trouble)) + ".",
          "Look at the printer.",
          {},
          "printer." + std::string(devices::word_of(trouble))};
}

/// Badges that are worth nothing any more end their jobs; empty where it is wanted.
std::string why_unwanted(const db::PrintTicket& ticket, const db::AttendeeCard& card) {
  if (card.attendee.id != ticket.attendee) return "print.registration_merged";
  if (card.attendee.status == core::Status::cancelled) return "print.registration_cancelled";
  return card.code.empty() ? "print.badge_withdrawn" : "";
}

/// The word of a printer's message: `printer.media_empty` → `media_empty`.
std::string word_in(const std::string& message) {
  static constexpr std::string_view kFamily = "printer.";
  return message.starts_with(kFamily) ? message.substr(kFamily.size()) : std::string();
}

}  // namespace

PrintWorker::PrintWorker(std::unique_ptr<db::Store> store, PrintSettings settings,
                         BadgeMaker badges, Mailbox& mailbox)
    : store_(std::move(store)),
      settings_(std::move(settings)),
      badges_(std::move(badges)),
      mailbox_(mailbox),
      backoff_(settings_.timing.first_pause, settings_.timing.longest_pause,
               std::random_device{}()),
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
  milliseconds pause = milliseconds::zero();
  for (;;) {
    rest(pause);
    if (is_ending()) return;
    const bool is_all_done = print_waiting();
    if (is_all_done) backoff_.reset();
    pause = is_all_done ? settings_.timing.look_every : backoff_.next();
  }
}

milliseconds PrintWorker::up() const {
  if (settings_.timing.up) return settings_.timing.up();
  return std::chrono::duration_cast<milliseconds>(
      std::chrono::steady_clock::now().time_since_epoch());
}

bool PrintWorker::print_waiting() {
  // One that did not answer before is asked last: what waits for others does not wait for it.
  const auto silent = silent_;
  const auto was_silent = [&](const std::string& printer) { return silent.contains(printer); };
  bool is_withdrawn = withdraw_the_unwanted(std::not_fn(was_silent));
  const int asked = kAtOnce + stuck_;  // what is stuck holds up no others
  const auto waiting = store_->print_jobs_waiting(asked);
  if (!waiting) return false;
  std::set<std::string> failing;  // printers
  core::Error trouble;
  int left = 0;
  for (const db::PrintTicket& ticket : *waiting) {
    if (is_ending()) return false;
    const bool is_hopeless = failing.contains(ticket.printer);
    Outcome outcome = is_hopeless ? Outcome{} : carry_out(ticket);
    if (outcome.kind == Outcome::Kind::failed && is_ending()) return false;  // it was cut short
    tell(ticket, outcome);
    if (outcome.kind == Outcome::Kind::failed) {
      if (is_of_the_printer(outcome.error)) failing.insert(ticket.printer);
      if (trouble.what.empty() || ticket.printer.empty()) trouble = outcome.error;
    }
    if (outcome.kind == Outcome::Kind::failed || outcome.kind == Outcome::Kind::ending) ++left;
  }
  const int found = static_cast<int>(waiting->size());
  if (found == asked && left < found) wake();  // there may be more
  stuck_ = left;
  const std::string state = trouble.what.empty() ? look_at_printer() : word_in(trouble.message);
  tell_signs({left > 0, trouble.what, left, state, {}}, found > 0);
  is_withdrawn = withdraw_the_unwanted(was_silent) && is_withdrawn;
  return left == 0 && is_withdrawn;
}

/// True if nothing is left that a printer should not print; an unreachable one is asked again.
bool PrintWorker::withdraw_the_unwanted(const std::function<bool(const std::string&)>& asks) {
  const auto sends = store_->sends_to_withdraw();
  if (!sends) return false;
  std::set<std::string> failing;  // once is enough
  for (const db::PrintSend& send : *sends) {
    if (is_ending()) return false;
    if (!asks(send.printer) || failing.contains(send.printer)) continue;
    const auto open = printer_for(send.printer);
    const bool is_withdrawn = !open || (*open)->printer->withdraw(send.sent_as).has_value();
    if (!is_withdrawn || !store_->forget_send(send.job, send.sent_as)) failing.insert(send.printer);
    if (is_withdrawn) silent_.erase(send.printer);
  }
  silent_.insert(failing.begin(), failing.end());
  return failing.empty();
}

PrintWorker::Outcome PrintWorker::failed(const core::Error& error) {
  return {Outcome::Kind::failed, words_of(error), error};
}

PrintWorker::Outcome PrintWorker::carry_out(const db::PrintTicket& ticket) {
  const auto card = store_->find_attendee(ticket.meeting, core::to_text(ticket.attendee));
  if (!card) return failed(card.error());
  if (const std::string reason = why_unwanted(ticket, *card); !reason.empty()) {
    return {Outcome::Kind::cancelled, reason, {}};
  }
  const auto open = printer_for(ticket.printer);
  if (!open) return failed(open.error());
  devices::Printer& printer = *(*open)->printer;
  const auto known = printer.look_up(ticket.name());
  if (!known) return failed(known.error());
  switch (known->phase) {
    case JobPhase::cancelled:
      return {Outcome::Kind::cancelled, "print.cancelled_at_printer", {}};
    case JobPhase::under_way:
    case JobPhase::printed:
      return wait_until_out(ticket, printer);
    case JobPhase::absent:
    case JobPhase::given_up:
      break;
  }
  const bool may_have_had_it = ticket.sent_as == ticket.name() && !known->keeps_list;
  if (known->phase == JobPhase::absent && may_have_had_it) {
    return failed({core::Failure::bad_input,
                   "The kiosk or the printer stopped while this badge was printed, and the printer "
                   "does not say what became of it.",
                   "Look whether it is out; then print it again or cancel it.",
                   {},
                   "print.may_be_out"});
  }
  return send(ticket, *card, **open);
}

PrintWorker::Outcome PrintWorker::send(const db::PrintTicket& ticket, const db::AttendeeCard& card,
                                       OpenPrinter& open) {
  const auto meeting = store_->meeting(ticket.meeting);
  if (!meeting) return failed(meeting.error());
  devices::Printer& printer = *open.printer;
  if (open.dpi == 0) open.dpi = printer.resolution();
  const double told = open.dpi >= kLeastDpi ? open.dpi : kUsualDpi;
  auto badge = badges_.make(**meeting, card.attendee, card.code, settings_.dpi.value_or(told));
  if (!badge) return failed(badge.error());
  if (const auto noted = store_->note_send(ticket); !noted) return failed(noted.error());
  const auto receipt =
      printer.print({ticket.name(), "badge " + card.attendee.number, std::move(badge->pdf),
                     badge->width_mm, badge->height_mm, 1, badge->two_sided});
  if (receipt) return wait_until_out(ticket, printer);
  if (!may_be_out(receipt.error())) (void)store_->forget_send(ticket.job, ticket.name());
  return failed(receipt.error());
}

PrintWorker::Outcome PrintWorker::wait_until_out(const db::PrintTicket& ticket,
                                                 devices::Printer& printer) {
  const milliseconds begin = up();
  milliseconds next_look = settings_.timing.poll;
  bool is_told = false;
  bool was_woken = false;
  std::optional<Outcome> outcome;
  for (;;) {
    outcome = look_at_job(ticket, printer, up() - begin);
    if (outcome) break;
    if (up() - begin >= settings_.timing.told_after && !std::exchange(is_told, true)) {
      mailbox_.post(app::PrintEnded{ticket.job, false});
    }
    if (rest(next_look)) {
      was_woken = true;
      if (is_ending() || !is_still_wanted(ticket)) break;
    }
    next_look = std::min(next_look * 2, kLongestPoll);
  }
  if (was_woken) wake();  // for the jobs that came meanwhile
  return outcome.value_or(Outcome{});
}

/// Empty while it is under way.
std::optional<PrintWorker::Outcome> PrintWorker::look_at_job(const db::PrintTicket& ticket,
                                                             devices::Printer& printer,
                                                             milliseconds waited) {
  const auto report = printer.look_up(ticket.name());
  if (!report) return failed(report.error());
  switch (report->phase) {
    case JobPhase::cancelled:
      return Outcome{Outcome::Kind::cancelled, "print.cancelled_at_printer", {}};
    case JobPhase::given_up:
      return failed(gave_up("The printer gave the badge up.", "printer.gave_up"));
    case JobPhase::absent:  // a printer that has forgotten what it took is done with it
    case JobPhase::printed:
      return Outcome{Outcome::Kind::printed, report->place, {}};
    case JobPhase::under_way:
      break;
  }
  const devices::PrinterState state = printer.state();
  if (!state.can_print) return failed(no_more_than(state));
  if (waited < settings_.timing.given_up_after) return std::nullopt;
  return failed(gave_up("The printer took the badge and does not finish it.", "printer.slow"));
}

/// True if somebody woke it.
bool PrintWorker::rest(milliseconds longest) {
  std::unique_lock lock(mutex_);
  const bool was_woken = changed_.wait_for(lock, longest, [this] { return woken_ || ending_; });
  woken_ = false;
  return was_woken;
}

/// Staff may have moved or cancelled it meanwhile.
bool PrintWorker::is_still_wanted(const db::PrintTicket& ticket) {
  const auto waiting = store_->print_jobs_waiting(kAtOnce + stuck_);
  return !waiting || std::any_of(waiting->begin(), waiting->end(), [&](const auto& other) {
    return other.job == ticket.job && other.turn == ticket.turn;
  });
}

bool PrintWorker::is_ending() {
  const std::lock_guard lock(mutex_);
  return ending_;
}

core::Result<PrintWorker::OpenPrinter*> PrintWorker::printer_for(const std::string& setting) {
  if (const auto known = printers_.find(setting); known != printers_.end()) return &known->second;
  auto opened = settings_.open(setting);
  if (!opened) return tl::unexpected(opened.error());
  return &printers_.emplace(setting, OpenPrinter{std::move(*opened), 0}).first->second;
}

/// A failure is written down once, not at every try.
void PrintWorker::tell(const db::PrintTicket& ticket, const Outcome& outcome) {
  switch (outcome.kind) {
    case Outcome::Kind::ending:
      return;
    case Outcome::Kind::printed:
      // If this row cannot be written, the job stays waiting and the printer knows its name.
      (void)store_->end_print(ticket, true, outcome.detail, ticket.printer.empty() ? 1 : 0);
      break;
    case Outcome::Kind::cancelled:
      (void)store_->cancel_print(ticket.job, outcome.detail);
      break;
    case Outcome::Kind::failed:
      if (ticket.failed_before && ticket.detail == outcome.detail) return;
      (void)store_->end_print(ticket, false, outcome.detail);
      break;
  }
  mailbox_.post(app::PrintEnded{ticket.job, outcome.kind == Outcome::Kind::printed});
}

/// The word of what is the matter with the kiosk's own printer; empty where nothing is.
std::string PrintWorker::look_at_printer() {
  const auto open = printer_for("");
  if (!open) return word_in(open.error().message);
  const devices::PrinterState state = (*open)->printer->state();
  return state.troubles.empty() ? std::string()
                                : std::string(devices::word_of(state.troubles.front()));
}

/// Nobody is woken to be told the same again.
void PrintWorker::tell_signs(app::PrinterChanged news, bool was_busy) {
  if (const auto paper = store_->paper(); paper && *paper) {
    news.paper = app::Paper{(*paper)->left, (*paper)->roll, (*paper)->is_low()};
  }
  if (!was_busy && told_ == news) return;
  told_ = news;
  mailbox_.post(std::move(news));
}

}  // namespace shell
