#include "doctor/judge.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace doctor {
namespace {

using core::Finding;
using core::Health;
using core::Part;

Finding finding(Part part, Health health, std::string message,
                std::vector<std::pair<std::string, std::string>> values = {}) {
  return {part, health, std::move(message), std::move(values), {}, {}, false};
}

Finding judge(const PrinterSeen& seen) {
  Finding found = finding(Part::printer, Health::ok, "doctor.printer_ok");
  if (!seen.answers)
    found = finding(Part::printer, Health::missing, "doctor.printer_unreachable");
  else if (!seen.can_print || !seen.detail.empty())
    found = finding(Part::printer, Health::look, "doctor.printer_trouble");
  else if (!seen.is_set)
    found = finding(Part::printer, Health::off, "doctor.printer_spool");
  found.unreachable = seen.is_set && !seen.answers;
  found.detail = seen.detail;
  if (seen.answers)
    for (const std::string& word : seen.words) found.more.push_back("printer." + word);
  return found;
}

Finding judge(const CameraSeen& seen) {
  if (!seen.is_wanted) return finding(Part::camera, Health::off, "doctor.camera_off");
  if (seen.name && !seen.gives_pictures)
    return finding(Part::camera, Health::look, "doctor.camera_unusable", {{"camera", *seen.name}});
  if (seen.name)
    return finding(Part::camera, Health::ok, "doctor.camera_ok", {{"camera", *seen.name}});
  Finding found = finding(Part::camera, Health::missing, "doctor.camera_missing");
  found.unreachable = seen.is_set;
  return found;
}

Finding judge(const ScannerSeen& seen) {
  if (seen.name)
    return finding(Part::scanner, Health::ok, "doctor.scanner_ok", {{"scanner", *seen.name}});
  if (!seen.is_set) return finding(Part::scanner, Health::off, "doctor.scanner_keyboard");
  Finding found = finding(Part::scanner, Health::missing, "doctor.scanner_missing");
  found.unreachable = true;
  return found;
}

/// English, for the command; a screen says it in its own language.
std::string span_text(std::chrono::seconds span) {
  const auto s = span.count();
  if (s < 120) return fmt::format("{} seconds", s);
  if (s < 7200) return fmt::format("{} minutes", s / 60);
  return s < 172'800 ? fmt::format("{} hours", s / 3600) : fmt::format("{} days", s / 86'400);
}

Finding judge(const std::optional<HubSeen>& seen) {
  if (!seen) return finding(Part::hub, Health::off, "doctor.hub_off");
  if (!seen->trouble.empty()) {
    Finding found = finding(Part::hub, Health::missing, seen->trouble);
    found.detail = seen->address;
    found.unreachable = true;
    return found;
  }
  if (std::chrono::abs(seen->clock_ahead) > kClockTolerance) {
    const bool ahead = seen->clock_ahead.count() > 0;
    return finding(Part::hub, Health::look, ahead ? "sync.clock_ahead" : "sync.clock_behind",
                   {{"time", span_text(std::chrono::abs(seen->clock_ahead))},
                    {"seconds", std::to_string(seen->clock_ahead.count())}});
  }
  return finding(Part::hub, Health::ok, "doctor.hub_set", {{"hub", seen->address}});
}

Finding judge(const DiskSeen& seen) {
  const std::vector<std::pair<std::string, std::string>> room{{"free", size_text(seen.free_bytes)}};
  if (!seen.is_writable) return finding(Part::disk, Health::missing, "doctor.disk_read_only");
  if (seen.in_memory) return finding(Part::disk, Health::look, "doctor.disk_memory");
  if (seen.free_bytes < kLittleRoom)
    return finding(Part::disk, Health::look, "doctor.disk_low", room);
  return finding(Part::disk, Health::ok, "doctor.disk_ok", room);
}

Finding judge(const ClockSeen& seen) {
  if (seen.now < seen.built) return finding(Part::clock, Health::missing, "doctor.clock_wrong");
  if (seen.last_recorded && seen.now + kSmallLag < *seen.last_recorded) {
    const std::string last = core::to_rfc3339(*seen.last_recorded, {}).substr(0, 16);
    return finding(Part::clock, Health::missing, "doctor.clock_back", {{"time", last + " UTC"}});
  }
  if (seen.days_to_meeting && std::abs(*seen.days_to_meeting) > kFarDays)
    return finding(Part::clock, Health::look, "doctor.clock_far");
  if (seen.is_synced == false) return finding(Part::clock, Health::look, "doctor.clock_unsynced");
  return finding(Part::clock, Health::ok, "doctor.clock_ok");
}

Finding judge(const FontsSeen& seen) {
  if (seen.missing.empty()) return finding(Part::fonts, Health::ok, "doctor.fonts_ok");
  std::string languages;
  for (const std::string& language : seen.missing)
    languages += (languages.empty() ? "" : ", ") + language;
  return finding(Part::fonts, Health::look, "doctor.fonts_missing", {{"languages", languages}});
}

Finding judge(const ScreenSeen& seen) {
  if (!seen.px_per_mm) return finding(Part::screen, Health::look, "doctor.screen_unmeasured");
  const std::vector<std::pair<std::string, std::string>> density{
      {"density", fmt::format("{:.2f}", *seen.px_per_mm)}};
  if (!seen.is_set) return finding(Part::screen, Health::ok, "doctor.screen_told", density);
  return finding(Part::screen, Health::ok, "doctor.screen_ok", density);
}

}  // namespace

std::vector<Finding> judge(const Seen& seen) {
  return {judge(seen.printer), judge(seen.camera), judge(seen.scanner), judge(seen.hub),
          judge(seen.disk),    judge(seen.clock),  judge(seen.fonts),   judge(seen.screen)};
}

std::string size_text(std::uintmax_t bytes) {
  constexpr double kMega = 1e6;
  const double mega = static_cast<double>(bytes) / kMega;
  return mega < 1000 ? fmt::format("{:.0f} MB", mega) : fmt::format("{:.1f} GB", mega / 1000);
}

std::optional<int> days_to(const core::Meeting& meeting, core::Instant now) {
  if (meeting.days.empty()) return std::nullopt;
  const core::Day today = meeting.zone.day_of(now);
  std::optional<int> nearest;
  for (const core::Day day : meeting.days) {
    const int away = static_cast<int>((day - today).count());
    if (!nearest || std::abs(away) < std::abs(*nearest)) nearest = away;
  }
  return nearest;
}

}  // namespace doctor
