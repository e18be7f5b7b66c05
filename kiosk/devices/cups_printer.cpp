#include "devices/cups_printer.h"

#include <cups/pwg.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "devices/ipp_jobs.h"
#include "devices/ipp_state.h"
#include "devices/printer_abilities.h"

namespace devices {
namespace {

/// The printer's name for the job, by whose end it is found again.
std::string job_name(const PrintJob& job) {
  constexpr std::size_t kMaxTitle = 100;
  return job.title.substr(0, kMaxTitle) + " " + job.id;
}

int hundredths(double millimetres) { return static_cast<int>(std::lround(millimetres * 100)); }

/// CUPS translates the name of a size for any kind of printer, but not a collection.
void add_media_name(ipp_t* request, const Media& media) {
  std::array<char, 128> name{};
  pwgFormatSizeName(name.data(), name.size(), "custom", nullptr, hundredths(media.width_mm),
                    hundredths(media.height_mm), "mm");
  ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", nullptr,
               media.name.empty() ? name.data() : media.name.c_str());
}

void add_media_size(ipp_t* request, const Media& media) {
  const IppMessage size(ippNew());
  ippAddInteger(size.get(), IPP_TAG_ZERO, IPP_TAG_INTEGER, "x-dimension",
                hundredths(media.width_mm));
  ippAddInteger(size.get(), IPP_TAG_ZERO, IPP_TAG_INTEGER, "y-dimension",
                hundredths(media.height_mm));
  const IppMessage collection(ippNew());
  ippAddCollection(collection.get(), IPP_TAG_ZERO, "media-size", size.get());
  ippAddCollection(request, IPP_TAG_JOB, "media-col", collection.get());
}

void add_wishes(ipp_t* request, const PrintJob& job, const PrinterAbilities& abilities) {
  if (job.copies > 1) {
    ippAddInteger(request, IPP_TAG_JOB, IPP_TAG_INTEGER, "copies", job.copies);
  }
  if (job.two_sided && abilities.two_sided) {
    ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "sides", nullptr, "two-sided-long-edge");
  }
  if (abilities.scales_unasked) {
    ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-scaling", nullptr, "none");
  }
}

IppMessage print_request(const IppAddress& address, const PrintJob& job, const Media& media,
                         const PrinterAbilities& abilities) {
  IppMessage request = new_ipp_request(IPP_OP_PRINT_JOB, address);
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr,
               job_name(job).c_str());
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr,
               "application/pdf");
  ippAddBoolean(request.get(), IPP_TAG_OPERATION, "ipp-attribute-fidelity", 1);
  add_wishes(request.get(), job, abilities);
  address.is_queue ? add_media_name(request.get(), media) : add_media_size(request.get(), media);
  return request;
}

/// A raw queue lists every paper there is; CUPS itself refuses what the printer behind it lacks.
core::Result<Media> media_for(const IppAddress& address, const PrinterAbilities& abilities,
                              const PrintJob& job) {
  auto media = choose_media(abilities, job.width_mm, job.height_mm);
  const bool is_exact = media && hundredths(media->width_mm) == hundredths(job.width_mm) &&
                        hundredths(media->height_mm) == hundredths(job.height_mm);
  if (address.is_queue && !is_exact && abilities.loaded.empty()) {
    return Media{{}, job.width_mm, job.height_mm};
  }
  return media;
}

bool is_taken(JobPhase phase) { return phase == JobPhase::under_way || phase == JobPhase::printed; }

/// No printer that could be asked, as opposed to one that would not say.
bool is_gone(const core::Error& error) {
  return error.message == "printer.unreachable" || error.message == kFellSilent;
}

}  // namespace

core::Result<std::unique_ptr<CupsPrinter>> CupsPrinter::from_setting(
    const std::string& setting, std::chrono::milliseconds timeout, std::shared_ptr<StopFlag> stop) {
  return parse_ipp_address(setting).map([&](IppAddress&& address) {
    return std::make_unique<CupsPrinter>(std::move(address), Patience{timeout, std::move(stop)});
  });
}

core::Result<PrintReceipt> CupsPrinter::print(const PrintJob& job) {
  if (auto checked = check_job(job); !checked) return tl::unexpected(checked.error());
  const auto known = look_up(job.id);
  if (!known) return tl::unexpected(known.error());
  if (is_taken(known->phase)) return PrintReceipt{known->place, true};
  PrinterAbilities abilities;
  const auto answer = attributes();
  if (answer) {
    abilities = read_abilities(answer->get());
  } else if (is_gone(answer.error())) {
    return tl::unexpected(answer.error());
  }
  const auto media = media_for(address_, abilities, job);
  if (!media) return tl::unexpected(media.error());
  return ask_printer(address_, print_request(address_, job, *media, abilities), job.pdf, patience_)
      .map([](const IppMessage& taken) {
        return PrintReceipt{ipp_text(taken.get(), "job-uri"), false};
      });
}

PrinterState CupsPrinter::state() {
  const auto answer = attributes();
  if (!answer) return {false, {Trouble::unreachable}, answer.error().what};
  return read_state(answer->get());
}

core::Result<JobReport> CupsPrinter::look_up(const std::string& id) {
  return find_job(address_, id, patience_);
}

core::Result<void> CupsPrinter::withdraw(const std::string& id) {
  return cancel_job(address_, id, patience_);
}

int CupsPrinter::resolution() {
  const auto answer = attributes();
  return answer ? read_abilities(answer->get()).dpi : 0;
}

core::Result<IppMessage> CupsPrinter::attributes() {
  IppMessage request = new_ipp_request(IPP_OP_GET_PRINTER_ATTRIBUTES, address_);
  const std::array<const char*, 14> wanted = {"printer-state",
                                              "printer-state-reasons",
                                              "printer-state-message",
                                              "printer-is-accepting-jobs",
                                              "media-size-supported",
                                              "media-supported",
                                              "media-col-ready",
                                              "media-ready",
                                              "printer-resolution-default",
                                              "printer-resolution-supported",
                                              "sides-supported",
                                              "copies-supported",
                                              "print-scaling-supported",
                                              "document-format-supported"};
  ippAddStrings(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                static_cast<int>(wanted.size()), nullptr, wanted.data());
  return ask_printer(address_, std::move(request), {}, patience_);
}

}  // namespace devices
