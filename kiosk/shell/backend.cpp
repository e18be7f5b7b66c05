#include "shell/backend.h"

#include <fstream>
#include <sstream>

#include "devices/printer.h"

namespace shell {
namespace {

core::Result<std::string> read_meeting_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  // An empty file has no character to copy, which is no failure to read it.
  if (stream && (stream.peek() == std::ifstream::traits_type::eof() || text << stream.rdbuf())) {
    if (!stream.bad()) return text.str();
  }
  return core::fail(core::Failure::bad_input,
                    "The meeting file " + file.string() + " cannot be read.",
                    "Name a meeting file that exists with --meeting.", "failure.meeting_broken");
}

/// The meeting of the file, stored anew if it changed; without a file the one stored last.
core::Result<core::MeetingId> choose_meeting(db::Store& store, const std::filesystem::path& file) {
  if (!file.empty()) {
    const auto text = read_meeting_file(file);
    if (!text) return tl::unexpected(text.error());
    const auto stored = store.store_meeting(*text, file.filename().string());
    if (!stored) {
      core::Error error = stored.error();
      if (!error.mistakes.empty()) error.message = "failure.meeting_broken";
      return tl::unexpected(std::move(error));
    }
    return stored->id;
  }
  const auto meetings = store.meetings();
  if (!meetings) return tl::unexpected(meetings.error());
  if (meetings->empty()) {
    return core::fail(core::Failure::bad_input, "There is no meeting in this data folder yet.",
                      "Start with --meeting FILE.toml, or add one with `kioskctl meeting add "
                      "FILE.toml`.",
                      "failure.no_meeting");
  }
  return meetings->back();
}

core::Result<void> set_demo_pins(db::Store& store) {
  const std::pair<core::Role, std::string_view> pins[] = {{core::Role::staff, "2468"},
                                                          {core::Role::organiser, "1357"}};
  for (const auto& [role, pin] : pins) {
    const auto is_set = store.has_pin(role);
    if (!is_set) return tl::unexpected(is_set.error());
    if (*is_set) continue;
    if (auto set = store.set_pin(role, pin); !set) return set;
  }
  return {};
}

}  // namespace

core::Result<std::unique_ptr<Backend>> Backend::start(const BackendOptions& options,
                                                      const Configuration& configuration,
                                                      const i18n::Catalogues& words,
                                                      const Clock& clock, Mailbox& mailbox) {
  auto lock = DataLock::take(options.data);
  if (!lock) return tl::unexpected(lock.error());
  const auto open_store = [&] {
    return db::Store::open({options.data, [&clock] { return clock.now(); }, 'A'});
  };
  auto store = open_store();
  if (!store) return tl::unexpected(store.error());
  const auto id = choose_meeting(**store, options.meeting_file);
  if (!id) return tl::unexpected(id.error());
  const auto meeting = (*store)->meeting(*id);
  if (!meeting) return tl::unexpected(meeting.error());
  if (options.demo_pins) {
    if (auto set = set_demo_pins(**store); !set) return tl::unexpected(set.error());
  }
  auto badges = BadgeMaker::load(options.assets, **meeting, words);
  if (!badges) return tl::unexpected(badges.error());
  auto printer = devices::make_printer(configuration.printer, options.data / "spool");
  if (!printer) return tl::unexpected(printer.error());
  auto printing = open_store();
  auto exporting = open_store();
  auto importing = open_store();
  if (!importing) return tl::unexpected(importing.error());
  auto caring = db::Store::open({options.data, {}, 'A'});
  if (!caring) return tl::unexpected(caring.error());
  if (!printing) return tl::unexpected(printing.error());
  if (!exporting) return tl::unexpected(exporting.error());

  auto backend = std::make_unique<Backend>(std::move(*lock), *meeting);
  backend->badge_width_mm_ = badges->width_mm();
  backend->clock_ = &clock;
  backend->mailbox_ = &mailbox;
  backend->exporter_ =
      std::make_unique<Exporter>(std::move(*exporting), *id, words, options.data / "exports");
  backend->previews_ = std::make_unique<PreviewWorker>(*badges, *meeting, mailbox);
  backend->printer_ =
      std::make_unique<PrintWorker>(std::move(*printing), std::move(*printer), std::move(*badges),
                                    configuration.printer_dpi, mailbox);
  backend->store_ = std::make_unique<StoreWorker>(
      std::move(*store), *id, mailbox, [worker = backend->printer_.get()] { worker->wake(); },
      [&clock] { return clock.now(); });
  backend->exports_ = std::make_unique<Worker>();
  backend->import_ = std::make_unique<ImportWorker>(
      std::move(*importing), *meeting, options.assets / "mappings", stick_roots(), mailbox);
  backend->care_ =
      std::make_unique<CareWorker>(std::move(*caring), *meeting, clock.is_rehearsal(), mailbox);
  backend->store_->refresh();
  return backend;
}

bool Backend::take(const app::Effect& effect, core::Role role) {
  if (const auto* wanted = std::get_if<app::DrawPreview>(&effect)) {
    previews_->draw(*wanted);
    return true;
  }
  if (const auto* wanted = std::get_if<app::ExportData>(&effect)) {
    exports_->post([this, what = *wanted] { export_data(what); });
    return true;
  }
  return import_->take(effect) || store_->take(effect, role);
}

void Backend::export_data(const app::ExportData& wanted) {
  const auto done = exporter_->make(wanted, clock_->now());
  if (done) {
    mailbox_->post(app::Exported{done->file.string(), done->sha256});
  } else {
    mailbox_->post(app::ExportFailed{done.error()});
  }
}

}  // namespace shell
