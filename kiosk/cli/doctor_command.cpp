// `doctor`.
#include <chrono>

#include "cli/command.h"
#include "doctor/look.h"
#include "i18n/names.h"

namespace cli {
namespace {

struct DoctorOptions {
  std::string meeting;
};

/// The meeting's days tell whether the clock is far off.
core::Result<std::optional<int>> days_to_meeting(db::Store& store, const std::string& asked,
                                                 core::Instant now) {
  core::MeetingId id{asked};
  if (asked.empty()) {
    const auto meetings = store.meetings();
    if (!meetings) return tl::unexpected(meetings.error());
    if (meetings->empty()) return std::optional<int>();
    id = meetings->back();
  }
  const auto meeting = store.meeting(id);
  if (!meeting) return tl::unexpected(meeting.error());
  return doctor::days_to(**meeting, now);
}

/// What the database says about the time. Without one it says nothing.
core::Result<void> ask_store(Context& context, const std::string& asked, doctor::Subject& subject) {
  std::error_code none;  // what cannot be looked at is no database; the disk's finding tells
  if (!std::filesystem::exists(context.data_folder() / "kiosk.db", none) && asked.empty())
    return {};
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto last = (*store)->last_recorded();
  if (!last) return tl::unexpected(last.error());
  subject.last_recorded = *last;
  const auto days = days_to_meeting(**store, asked, subject.now);
  if (!days) return tl::unexpected(days.error());
  subject.days_to_meeting = *days;
  if (!subject.hub.empty()) return {};
  auto hub = (*store)->hub();  // the enrolment's, where kiosk.toml names none
  if (!hub) return tl::unexpected(hub.error());
  subject.hub = std::move(*hub);
  return {};
}

std::string words_of(const core::Finding& finding, const i18n::Catalogues* catalogues) {
  if (catalogues == nullptr) return finding.message;
  i18n::Values values;
  for (const auto& [name, value] : finding.values) {
    values.push_back({name, name == "languages" ? i18n::language_list("en", value) : value});
  }
  return catalogues->text("en", finding.message, values);
}

core::Result<int> examine(Context& context, const DoctorOptions& options) {
  auto subject = context.parts.subject(context.data_folder());
  if (!subject) return tl::unexpected(subject.error());
  if (auto asked = ask_store(context, options.meeting, *subject); !asked) {
    return tl::unexpected(asked.error());
  }
  bool ok = true;
  bool unreachable = false;
  ordered_json parts = ordered_json::array();
  for (const core::Finding& finding : doctor::judge(doctor::look(*subject))) {
    ok = ok && (finding.health == core::Health::ok || finding.health == core::Health::off);
    unreachable = unreachable || finding.unreachable;
    ordered_json part = {{"part", core::to_text(finding.part)},
                         {"state", core::to_text(finding.health)},
                         {"message", words_of(finding, context.catalogues())}};
    if (!finding.detail.empty()) part["detail"] = finding.detail;
    parts.push_back(std::move(part));
  }
  const ordered_json json = {{"ok", ok}, {"parts", std::move(parts)}};
  return context.answer(json, unreachable ? core::exit_status(core::Failure::unreachable) : kDone);
}

}  // namespace

void add_doctor_command(CLI::App& app, Context& context) {
  CLI::App* command = nullptr;
  auto& options = add_command<DoctorOptions>(
      app, context, "doctor",
      "Look at printer, camera, scanner, hub, disk, clock, fonts and screen; say what to do",
      "kioskctl doctor --json", examine, command);
  command->add_option("--meeting", options.meeting, "Whose days the clock is held against")
      ->type_name("ID");
}

}  // namespace cli
