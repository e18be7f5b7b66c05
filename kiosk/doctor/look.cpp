#include "doctor/look.h"

#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <map>

#include "badge/render.h"
#include "devices/camera_list.h"
#include "devices/printer.h"

namespace doctor {
namespace {

namespace fs = std::filesystem;

PrinterSeen look_at_printer(const Subject& subject) {
  PrinterSeen seen;
  seen.is_set = !subject.printer.empty();
  const auto printer = devices::make_printer(subject.printer, subject.data / "spool", subject.stop);
  if (!printer) {
    seen.answers = false;
    seen.detail = printer.error().what;
    return seen;
  }
  const devices::PrinterState state = (*printer)->state();
  seen.can_print = state.can_print;
  for (const devices::Trouble trouble : state.troubles) {
    if (trouble == devices::Trouble::unreachable) seen.answers = false;
    if (!seen.detail.empty()) seen.detail += ", ";
    seen.detail += devices::to_text(trouble);
    seen.words.emplace_back(devices::word_of(trouble));
  }
  return seen;
}

/// The folder's entries in order; none where it cannot be read.
std::vector<fs::path> entries(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code none;  // a folder that is not there has no devices
  for (fs::directory_iterator at(folder, none), end; !none && at != end; at.increment(none))
    found.push_back(at->path());
  std::sort(found.begin(), found.end());
  return found;
}

std::string first_line(const fs::path& file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  return line.substr(0, 100);
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return text;
}

/// What the system lists may still give nothing that can be read; what GStreamer finds does.
CameraSeen look_at_camera(const Subject& subject) {
  CameraSeen seen{subject.wants_camera, !subject.camera.empty(), {}};
  if (!seen.is_wanted) return seen;
  if (subject.camera_is_pipeline) {
    seen.name = "GStreamer";
    return seen;
  }
  const bool is_real = subject.root == "/";
  if (is_real) seen.name = devices::find_camera(subject.camera);
  if (seen.name) return seen;
  seen.gives_pictures = !is_real;
  for (const fs::path& node : entries(subject.root / "sys/class/video4linux")) {
    if (first_line(node / "index") != "0") continue;  // its others carry no pictures
    const std::string name = first_line(node / "name");
    const std::string device = "/dev/" + node.filename().string();
    const bool wanted = subject.camera.empty() || subject.camera == device ||
                        name.find(subject.camera) != std::string::npos;
    if (wanted && !seen.name) seen.name = name.empty() ? device : name;
  }
  return seen;
}

/// One that types like a keyboard gives itself away by its name only.
std::optional<std::string> typing_scanner(const fs::path& root) {
  constexpr std::array<std::string_view, 9> kWords{"scan",       "barcode", "honeywell",
                                                   "datalogic",  "zebra",   "symbol",
                                                   "metrologic", "newland", "netum"};
  for (const fs::path& node : entries(root / "dev/input/by-id")) {
    const std::string name = lower(node.filename().string());
    if (!name.ends_with("-event-kbd")) continue;
    for (const std::string_view word : kWords)
      if (name.find(word) != std::string::npos) return node.filename().string();
  }
  return std::nullopt;
}

ScannerSeen look_at_scanner(const Subject& subject) {
  ScannerSeen seen;
  seen.is_set = !subject.serial_scanner.empty();
  std::error_code none;  // what cannot be looked at is not there
  if (seen.is_set && subject.serial_scanner != "auto") {
    const fs::path line = subject.root / fs::path(subject.serial_scanner).relative_path();
    if (fs::exists(line, none)) seen.name = subject.serial_scanner;
    return seen;
  }
  for (const fs::path& node : entries(subject.root / "dev")) {
    const std::string name = node.filename().string();
    if (seen.is_set && name.starts_with("ttyACM")) seen.name = "/dev/" + name;
  }
  if (!seen.name) seen.name = typing_scanner(subject.root);
  return seen;
}

/// The folder itself, or the nearest above it that is there.
fs::path standing(fs::path folder) {
  std::error_code none;
  while (folder.has_relative_path() && !fs::exists(folder, none)) folder = folder.parent_path();
  return folder.empty() ? fs::path(".") : folder;
}

DiskSeen look_at_disk(const Subject& subject) {
  constexpr std::array<long, 2> kMemory{0x01021994, 0x858458f6};  // tmpfs, ramfs: statfs(2)
  DiskSeen seen;
  const fs::path folder = standing(subject.data);
  struct statvfs room {};
  struct statfs kind {};
  seen.is_writable = ::statvfs(folder.c_str(), &room) == 0 && (room.f_flag & ST_RDONLY) == 0 &&
                     ::access(folder.c_str(), W_OK) == 0;
  seen.free_bytes = std::uintmax_t{room.f_bavail} * room.f_frsize;
  if (::statfs(folder.c_str(), &kind) == 0)
    seen.in_memory = std::find(kMemory.begin(), kMemory.end(), kind.f_type) != kMemory.end();
  return seen;
}

/// When the program was built, as its file tells.
core::Instant built_at() {
  std::error_code none;  // then anything is later
  const auto written = fs::last_write_time("/proc/self/exe", none);
  if (none) return {};
  return std::chrono::time_point_cast<std::chrono::milliseconds>(
      std::chrono::file_clock::to_sys(written));
}

ClockSeen look_at_clock(const Subject& subject) {
  ClockSeen seen{subject.now, built_at(), {}, subject.days_to_meeting, subject.last_recorded};
  struct timex state {};
  if (const int answer = ::adjtimex(&state); answer >= 0)
    seen.is_synced = answer != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
  return seen;
}

/// A few letters of the languages that names come in, beside those of the screens.
FontsSeen look_at_fonts() {
  static const std::map<std::string, std::string> kSamples{
      {"lv", "āčēģīķļņšūž"}, {"ru", "Йёщъы"},      {"sv", "åäö"},   {"de", "äöüßẞ"},
      {"es", "ñ¿"},          {"el", "Ωψ"},         {"uk", "ґєії"},  {"ka", "ნინო"},
      {"ar", "محمد"},        {"he", "שלום"},       {"hi", "कृष्णा"},  {"th", "สมชาย"},
      {"zh", "王小明龍"},    {"ja", "ひろしカナ"}, {"ko", "김민준"}};
  FontsSeen seen;
  for (const auto& [language, letters] : kSamples) {
    const auto missing = badge::missing_letters(letters);
    if (!missing || *missing > 0) seen.missing.push_back(language);
  }
  return seen;
}

}  // namespace

Seen look(const Subject& subject) {
  Seen seen;
  seen.printer = look_at_printer(subject);
  seen.camera = look_at_camera(subject);
  seen.scanner = look_at_scanner(subject);
  if (!subject.hub.empty() && subject.ask_hub)
    seen.hub = subject.ask_hub(subject.hub, subject.data);
  seen.disk = look_at_disk(subject);
  seen.clock = look_at_clock(subject);
  seen.fonts = look_at_fonts();
  seen.screen = {subject.px_per_mm, subject.px_per_mm_is_set};
  return seen;
}

}  // namespace doctor
