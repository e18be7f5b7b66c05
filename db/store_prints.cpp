// Print jobs and the paper of the kiosk's own printer.
#include <array>
#include <charconv>

#include "core/badge_code.h"
#include "db/keys.h"
#include "db/store_write.h"

namespace db {
namespace {

constexpr std::size_t kLongestNote = 400;
constexpr std::size_t kLongestPrinter = 400;
constexpr int kMostPaper = 100'000;

constexpr std::array<std::string_view, 4> kStates = {"queued", "printed", "failed", "cancelled"};

PrintState state_of(std::string_view word) {
  const auto at = std::find(kStates.begin(), kStates.end(), word);
  return static_cast<PrintState>(at - kStates.begin());
}

/// What a printer or its driver said, made fit to be stored.
std::string clean(const std::string& detail) {
  if (core::is_clean_text(detail, kLongestNote)) return detail;
  std::string ascii = detail.substr(0, kLongestNote);
  for (char& c : ascii) {
    if (c < ' ' || c > '~') c = '?';
  }
  return ascii;
}

std::optional<core::Error> unfit_printer(const std::string& printer) {
  if (core::is_clean_text(printer, kLongestPrinter)) return std::nullopt;
  return core::Error{core::Failure::bad_input,
                     "The printer's name cannot be stored as it is.",
                     "Give the name of a CUPS queue or an address as ipp://host:631/ipp/print.",
                     {}};
}

core::Error no_job() {
  return {core::Failure::bad_input, "There is no such print job.", "Nothing was changed.", {}};
}

std::optional<int> number_in(const std::string& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// The upper 48 bits of the journal's clock are Unix milliseconds.
core::Instant queued_at(std::uint64_t clock) {
  return core::Instant{std::chrono::milliseconds{clock >> 16U}};
}

PrintJobInfo read_job(const Query& row) {
  PrintJobInfo job;
  job.job = row.text(0);
  job.attendee = core::AttendeeId{row.bits(1)};
  job.number = row.text(2);
  job.given_name = row.text(3);
  job.family_name = row.text(4);
  job.state = state_of(row.bytes(5));
  job.printer = row.text(6);
  job.detail = row.text(7);
  job.tries = static_cast<int>(row.integer(8));
  job.at = queued_at(row.bits(9));
  return job;
}

}  // namespace

std::string PrintTicket::name() const { return turn == 0 ? job : job + "-" + std::to_string(turn); }

core::Result<std::string> Store::queue_print(const core::MeetingId& meeting, std::string_view text,
                                             const std::string& printer) {
  if (auto no = unfit_printer(printer)) return tl::unexpected(*no);
  return write([&]() -> core::Result<std::string> {
    const auto id = resolve_person(meeting, text);
    if (!id) return tl::unexpected(id.error());
    std::string job = core::crockford(random_bits());
    record(core::event::PrintQueued{*id, job, options_.now(), printer});
    return job;
  });
}

core::Result<void> Store::record_print(const core::MeetingId& meeting, std::string_view text,
                                       const std::string& job, const std::string& printer,
                                       const std::string& detail) {
  if (auto no = unfit_printer(printer)) return tl::unexpected(*no);
  return write([&]() -> core::Result<void> {
    const auto id = resolve_person(meeting, text);
    if (!id) return tl::unexpected(id.error());
    record(core::event::PrintQueued{*id, job, options_.now(), printer});
    record(core::event::PrintEnded{*id, job, true, clean(detail), options_.now()});
    return {};
  });
}

core::Result<std::vector<PrintTicket>> Store::print_jobs_waiting(int limit) {
  return guarded([&]() -> core::Result<std::vector<PrintTicket>> {
    std::vector<PrintTicket> tickets;
    for (Query row = connection_->query("print_jobs_waiting").with(k_, limit); row.step();) {
      tickets.push_back({row.text(0), core::MeetingId{row.text(5)}, core::AttendeeId{row.bits(1)},
                         static_cast<int>(row.integer(3)), row.bytes(2) == "failed", row.text(4),
                         static_cast<int>(row.integer(6)), row.text(7), row.text(8)});
    }
    return tickets;
  });
}

core::Result<std::vector<PrintJobInfo>> Store::print_jobs(const core::MeetingId& meeting,
                                                          int limit) {
  return guarded([&]() -> core::Result<std::vector<PrintJobInfo>> {
    std::vector<PrintJobInfo> jobs;
    for (const char* part : {"print_queue_waiting", "print_queue_recent"}) {
      const int left = limit - static_cast<int>(jobs.size());
      for (Query row = connection_->query(part).with(k_, meeting, left); row.step();) {
        jobs.push_back(read_job(row));
      }
    }
    return jobs;
  });
}

core::Result<void> Store::end_print(const PrintTicket& ticket, bool printed,
                                    const std::string& detail, int pages) {
  return write([&]() -> core::Result<void> {
    Query now = connection_->query("print_job").with(ticket.job);
    if (!now.step()) return tl::unexpected(no_job());
    const bool moved = now.integer(2) != ticket.turn;
    if (printed && pages > 0) connection_->query("use_paper").with(pages).run();
    if (moved || (!printed && now.bytes(1) == "cancelled")) return {};
    record(core::event::PrintEnded{ticket.attendee, ticket.job, printed, clean(detail),
                                   options_.now()});
    if (printed) connection_->query("forget_send").with(ticket.job, ticket.name()).run();
    return {};
  });
}

core::Result<void> Store::move_print(const std::string& job, const std::string& printer) {
  if (auto no = unfit_printer(printer)) return tl::unexpected(*no);
  return write([&]() -> core::Result<void> {
    core::AttendeeId attendee;
    if (Query now = connection_->query("print_job").with(job); now.step()) {
      attendee = core::AttendeeId{now.bits(0)};
    } else {
      return tl::unexpected(no_job());
    }
    record(core::event::PrintMoved{attendee, job, printer, options_.now()});
    return {};
  });
}

core::Result<void> Store::cancel_print(const std::string& job, const std::string& why) {
  return write([&]() -> core::Result<void> {
    core::AttendeeId attendee;
    if (Query now = connection_->query("print_job").with(job); now.step()) {
      const PrintState state = state_of(now.bytes(1));
      if (state == PrintState::printed || state == PrintState::cancelled) return {};
      attendee = core::AttendeeId{now.bits(0)};
    } else {
      return tl::unexpected(no_job());
    }
    record(core::event::PrintEnded{attendee, job, false, clean(why), options_.now(), true});
    return {};
  });
}

core::Result<void> Store::note_send(const PrintTicket& ticket) {
  return write([&]() -> core::Result<void> {
    connection_->query("note_send").with(ticket.job, ticket.name(), ticket.printer).run();
    return {};
  });
}

core::Result<void> Store::forget_send(const std::string& job, const std::string& sent_as) {
  return write([&]() -> core::Result<void> {
    connection_->query("forget_send").with(job, sent_as).run();
    return {};
  });
}

core::Result<std::vector<PrintSend>> Store::sends_to_withdraw() {
  return guarded([&]() -> core::Result<std::vector<PrintSend>> {
    std::vector<PrintSend> sends;
    for (Query row = connection_->query("sends_to_withdraw"); row.step();) {
      sends.push_back({row.text(0), row.text(1), row.text(2)});
    }
    return sends;
  });
}

core::Result<std::optional<Paper>> Store::paper() {
  return guarded([&]() -> core::Result<std::optional<Paper>> {
    const auto left = number_in(setting("paper_left"));
    if (!left) return std::optional<Paper>();
    return std::optional(Paper{*left, number_in(setting("paper_roll")).value_or(*left)});
  });
}

core::Result<void> Store::set_paper(int left, int roll) {
  if (left < 0 || left > kMostPaper || roll < 0 || roll > kMostPaper) {
    return tl::unexpected<core::Error>({core::Failure::bad_input,
                                        "The paper cannot be set to that.",
                                        "Nothing was changed.",
                                        {{0, "set", "must be 0 to 100000 labels"}}});
  }
  return write([&]() -> core::Result<void> {
    connection_->query("set_setting").with("paper_left", std::to_string(left)).run();
    if (roll == 0 && !setting("paper_roll").empty()) return {};
    const int size = roll > 0 ? roll : left;
    connection_->query("set_setting").with("paper_roll", std::to_string(size)).run();
    return {};
  });
}

}  // namespace db
