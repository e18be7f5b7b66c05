#include "devices/cups_printer.h"

#include <cups/pwg.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

namespace devices {
namespace {

/// RFC 8011, 5.4.11: `pending` (3) to `completed` (9) of a job; 7 and 8 came to nothing.
bool is_alive_or_done(int job_state) {
  return job_state != IPP_JSTATE_CANCELED && job_state != IPP_JSTATE_ABORTED;
}

/// The printer's name for the job, by which it is found again.
std::string job_name(const PrintJob& job) {
  constexpr std::size_t kMaxTitle = 100;
  return job.title.substr(0, kMaxTitle) + " " + job.id;
}

int hundredths(double millimetres) { return static_cast<int>(std::lround(millimetres * 100)); }

/// CUPS translates the name of a size for any kind of printer, but not a collection.
void add_media_name(ipp_t* request, const PrintJob& job) {
  std::array<char, 128> name{};
  pwgFormatSizeName(name.data(), name.size(), "custom", nullptr, hundredths(job.width_mm),
                    hundredths(job.height_mm), "mm");
  ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", nullptr, name.data());
}

void add_media_size(ipp_t* request, const PrintJob& job) {
  const IppMessage size(ippNew());
  ippAddInteger(size.get(), IPP_TAG_ZERO, IPP_TAG_INTEGER, "x-dimension", hundredths(job.width_mm));
  ippAddInteger(size.get(), IPP_TAG_ZERO, IPP_TAG_INTEGER, "y-dimension",
                hundredths(job.height_mm));
  const IppMessage media(ippNew());
  ippAddCollection(media.get(), IPP_TAG_ZERO, "media-size", size.get());
  ippAddCollection(request, IPP_TAG_JOB, "media-col", media.get());
}

IppMessage print_request(const IppAddress& address, const PrintJob& job) {
  IppMessage request = new_ipp_request(IPP_OP_PRINT_JOB, address);
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr,
               job_name(job).c_str());
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr,
               "application/pdf");
  ippAddBoolean(request.get(), IPP_TAG_OPERATION, "ipp-attribute-fidelity", 1);
  if (job.copies > 1) {
    ippAddInteger(request.get(), IPP_TAG_JOB, IPP_TAG_INTEGER, "copies", job.copies);
  }
  address.is_queue ? add_media_name(request.get(), job) : add_media_size(request.get(), job);
  return request;
}

/// A job's attributes come in any order; a job ends where the next one's group begins.
struct KnownJob {
  std::string name;
  std::string uri;
  int state = 0;
};

/// Empty where a printer gives something else than a text.
std::string text_of(ipp_attribute_t* attribute) {
  const char* text = ippGetString(attribute, 0, nullptr);
  return text == nullptr ? std::string() : std::string(text);
}

std::vector<KnownJob> read_jobs(ipp_t* answer) {
  std::vector<KnownJob> jobs(1);
  for (auto* at = ippFirstAttribute(answer); at != nullptr; at = ippNextAttribute(answer)) {
    if (ippGetName(at) == nullptr) {
      jobs.emplace_back();
      continue;
    }
    const std::string_view name = ippGetName(at);
    if (name == "job-name") jobs.back().name = text_of(at);
    if (name == "job-uri") jobs.back().uri = text_of(at);
    if (name == "job-state") jobs.back().state = ippGetInteger(at, 0);
  }
  return jobs;
}

/// The URI of the job, if an earlier try reached the printer; empty if none did, or if the printer
/// lists no jobs.
core::Result<std::string> find_job(const IppAddress& address, const std::string& name,
                                   const char* which, std::chrono::milliseconds timeout) {
  IppMessage request = new_ipp_request(IPP_OP_GET_JOBS, address);
  ippAddBoolean(request.get(), IPP_TAG_OPERATION, "my-jobs", 1);
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nullptr, which);
  const std::array<const char*, 3> wanted = {"job-name", "job-uri", "job-state"};
  ippAddStrings(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                static_cast<int>(wanted.size()), nullptr, wanted.data());
  const auto answer = ask_printer(address, std::move(request), {}, timeout);
  if (!answer && answer.error().failure == core::Failure::unreachable) {
    return tl::unexpected(answer.error());
  }
  if (!answer) return std::string();
  for (const KnownJob& job : read_jobs(answer->get())) {
    if (job.name == name && is_alive_or_done(job.state)) return job.uri;
  }
  return std::string();
}

struct Reason {
  std::string_view keyword;  ///< RFC 8011, 5.4.12, without its severity
  Trouble trouble;
  bool stops;
};

constexpr std::array kReasons = {
    Reason{"media-empty", Trouble::media_empty, true},
    Reason{"media-needed", Trouble::media_empty, true},
    Reason{"input-tray-missing", Trouble::media_empty, true},
    Reason{"media-low", Trouble::media_low, false},
    Reason{"media-jam", Trouble::media_jam, true},
    Reason{"cover-open", Trouble::cover_open, true},
    Reason{"door-open", Trouble::cover_open, true},
    Reason{"interlock-open", Trouble::cover_open, true},
    Reason{"toner-empty", Trouble::marker_empty, true},
    Reason{"marker-supply-empty", Trouble::marker_empty, true},
    Reason{"toner-low", Trouble::marker_low, false},
    Reason{"marker-supply-low", Trouble::marker_low, false},
    Reason{"paused", Trouble::paused, true},
    Reason{"moving-to-paused", Trouble::paused, true},
    Reason{"offline", Trouble::offline, true},
    Reason{"shutdown", Trouble::offline, true},
    Reason{"connecting-to-device", Trouble::offline, false},
    Reason{"timed-out", Trouble::offline, true},
};

void add_trouble(PrinterState& state, Trouble trouble) {
  const auto& troubles = state.troubles;
  if (std::find(troubles.begin(), troubles.end(), trouble) == troubles.end()) {
    state.troubles.push_back(trouble);
  }
}

void add_reason(PrinterState& state, std::string_view reason) {
  if (reason == "none") return;
  const auto known = std::find_if(kReasons.begin(), kReasons.end(), [&](const Reason& entry) {
    return reason.starts_with(entry.keyword);
  });
  if (known != kReasons.end()) {
    add_trouble(state, known->trouble);
    if (known->stops && !reason.ends_with("-warning")) state.can_print = false;
  } else if (reason.ends_with("-error")) {
    add_trouble(state, Trouble::other);
  }
}

PrinterState read_state(ipp_t* answer) {
  PrinterState state;
  state.detail = ipp_text(answer, "printer-state-message");
  for (const std::string& reason : ipp_texts(answer, "printer-state-reasons")) {
    add_reason(state, reason);
  }
  auto* accepts = ippFindAttribute(answer, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
  const bool is_closed = accepts != nullptr && ippGetBoolean(accepts, 0) == 0;
  if (is_closed || ipp_number(answer, "printer-state") == IPP_PSTATE_STOPPED) {
    state.can_print = false;
    if (state.troubles.empty()) add_trouble(state, Trouble::paused);
  }
  return state;
}

}  // namespace

core::Result<std::unique_ptr<CupsPrinter>> CupsPrinter::from_setting(
    const std::string& setting, std::chrono::milliseconds timeout) {
  return parse_ipp_address(setting).map([&](IppAddress&& address) {
    return std::make_unique<CupsPrinter>(std::move(address), timeout);
  });
}

core::Result<PrintReceipt> CupsPrinter::print(const PrintJob& job) {
  if (auto checked = check_job(job); !checked) return tl::unexpected(checked.error());
  for (const char* which : {"not-completed", "completed"}) {
    auto known = find_job(address_, job_name(job), which, timeout_);
    if (!known) return tl::unexpected(known.error());
    if (!known->empty()) return PrintReceipt{*known, true};
  }
  return ask_printer(address_, print_request(address_, job), job.pdf, timeout_)
      .map([](const IppMessage& answer) {
        return PrintReceipt{ipp_text(answer.get(), "job-uri"), false};
      });
}

PrinterState CupsPrinter::state() {
  IppMessage request = new_ipp_request(IPP_OP_GET_PRINTER_ATTRIBUTES, address_);
  const std::array<const char*, 4> wanted = {"printer-state", "printer-state-reasons",
                                             "printer-state-message", "printer-is-accepting-jobs"};
  ippAddStrings(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                static_cast<int>(wanted.size()), nullptr, wanted.data());
  const auto answer = ask_printer(address_, std::move(request), {}, timeout_);
  if (!answer) return {false, {Trouble::unreachable}, answer.error().what};
  return read_state(answer->get());
}

}  // namespace devices
