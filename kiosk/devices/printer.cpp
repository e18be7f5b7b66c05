#include "devices/printer.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <string>

#include "devices/cups_printer.h"
#include "devices/spool_printer.h"

namespace devices {
namespace {

constexpr std::size_t kMaxId = 100;
constexpr int kMaxCopies = 99;

bool is_id_character(char character) {
  return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z') ||
         (character >= '0' && character <= '9') || character == '-' || character == '_';
}

bool is_id(const std::string& id) {
  return !id.empty() && id.size() <= kMaxId && std::all_of(id.begin(), id.end(), is_id_character);
}

}  // namespace

std::string_view to_text(Trouble trouble) {
  switch (trouble) {
    case Trouble::media_empty:
      return "paper is out";
    case Trouble::media_low:
      return "paper is low";
    case Trouble::media_jam:
      return "paper is jammed";
    case Trouble::cover_open:
      return "cover is open";
    case Trouble::marker_empty:
      return "ink or toner is out";
    case Trouble::marker_low:
      return "ink or toner is low";
    case Trouble::paused:
      return "printing is paused";
    case Trouble::offline:
      return "printer is offline";
    case Trouble::unreachable:
      return "printer does not answer";
    case Trouble::no_room:
      return "spool folder cannot be written";
    case Trouble::other:
      return "printer needs attention";
    case Trouble::wrong_media:
      return "paper of another size is loaded";
  }
  return {};
}

std::string_view word_of(Trouble trouble) {
  static constexpr std::array<std::string_view, 12> kWords = {
      "media_empty", "media_low", "media_jam",   "cover_open", "marker_empty", "marker_low",
      "paused",      "offline",   "unreachable", "no_room",    "other",        "wrong_media"};
  return kWords.at(static_cast<std::size_t>(trouble));
}

core::Result<std::unique_ptr<Printer>> make_printer(const std::string& setting,
                                                    const std::filesystem::path& spool_folder,
                                                    std::shared_ptr<StopFlag> stop) {
  if (!setting.empty()) {
    return CupsPrinter::from_setting(setting, CupsPrinter::kTimeout, std::move(stop))
        .map([](std::unique_ptr<CupsPrinter>&& printer) -> std::unique_ptr<Printer> {
          return std::move(printer);
        });
  }
  // If the folder cannot be made, the first job says so, with the reason.
  ::mkdir(spool_folder.c_str(), S_IRWXU);
  return std::make_unique<SpoolPrinter>(spool_folder);
}

core::Result<void> check_job(const PrintJob& job) {
  using core::Failure;
  if (!is_id(job.id)) return core::fail(Failure::usage, "The print job has no usable id.");
  if (!job.pdf.starts_with("%PDF-")) {
    return core::fail(Failure::bad_input, "Print job " + job.id + " is not a PDF.");
  }
  if (!(job.width_mm > 0 && job.height_mm > 0)) {
    return core::fail(Failure::usage, "Print job " + job.id + " has no paper size.");
  }
  if (job.copies < 1 || job.copies > kMaxCopies) {
    return core::fail(Failure::usage, "Print job " + job.id + " must be of 1 to 99 copies.");
  }
  return {};
}

}  // namespace devices
