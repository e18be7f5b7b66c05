#include "shell/backend.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "core/badge_code.h"
#include "db/damage.h"
#include "devices/printer.h"
#include "devices/printer_finder.h"
#include "doctor/try_disk.h"
#include "shell/hub_look.h"
#include "shell/sticks.h"

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

PrintSettings settings_of(const Configuration& configuration, const std::filesystem::path& spool,
                          const Clock& clock, const std::shared_ptr<devices::StopFlag>& stop) {
  PrintSettings settings;
  settings.open = [own = configuration.printer, spool, stop](const std::string& setting) {
    return devices::make_printer(setting.empty() ? own : setting, spool, stop);
  };
  settings.dpi = configuration.printer_dpi;
  settings.timing.up = [&clock] { return clock.up(); };
  return settings;
}

/// The kiosk's own first.
std::vector<app::PrinterChoice> printers_of(const Configuration& configuration) {
  std::vector<app::PrinterChoice> printers = {{}};
  for (const OtherPrinter& other : configuration.printers) {
    printers.push_back({other.uri, other.name});
  }
  return printers;
}

/// A new kiosk begins with a whole roll; after that only staff know.
core::Result<void> have_paper(db::Store& store, int roll) {
  if (roll == 0) return {};
  const auto paper = store.paper();
  if (!paper) return tl::unexpected(paper.error());
  return store.set_paper(*paper ? (*paper)->left : roll, roll);
}

/// None where neither kiosk.toml nor the enrolment names a hub. The doctor looks at the same one.
core::Result<std::unique_ptr<SyncWorker>> start_sync(const BackendOptions& options,
                                                     const Configuration& configuration,
                                                     const Clock& clock, Mailbox& mailbox,
                                                     StoreWorker& desk, doctor::Subject& subject) {
  auto store = db::Store::open({options.data, [&clock] { return clock.now(); }, 'A'});
  if (!store) return tl::unexpected(store.error());
  auto enrolled = (*store)->hub();
  if (!enrolled) return tl::unexpected(enrolled.error());
  const std::string text = configuration.hub.empty() ? *enrolled : configuration.hub;
  subject.hub = text;
  if (text.empty()) return std::unique_ptr<SyncWorker>();
  auto address = kiosk_sync::read_hub_address(text, hub_authority(options.data));
  if (!address) return tl::unexpected(address.error());
  auto worker = std::make_unique<SyncWorker>(
      std::move(*store), std::move(*address), SyncTiming{},
      [&mailbox](const app::HubSign& sign) { mailbox.post(app::HubChanged{sign}); },
      [&desk] { desk.refresh(); }, [&clock] { return clock.now(); });
  desk.after_each([sync = worker.get()] { sync->wake(); });
  return worker;
}

}  // namespace

core::Result<std::unique_ptr<Backend>> Backend::start(const BackendOptions& options,
                                                      const Configuration& configuration,
                                                      const i18n::Catalogues& words,
                                                      const Clock& clock, Mailbox& mailbox) {
  auto lock = DataLock::take(options.data);
  if (!lock) return tl::unexpected(lock.error());
  if (!options.accept_damaged_log) {
    if (auto whole = db::check_log(options.data); !whole) return tl::unexpected(whole.error());
  }
  const auto open_store = [&] {
    return db::Store::open({options.data, [&clock] { return clock.now(); }, 'A', options.progress});
  };
  auto store = open_store();
  if (!store) return tl::unexpected(db::with_way_back(store.error(), options.data));
  const auto id = choose_meeting(**store, options.meeting_file);
  if (!id) return tl::unexpected(id.error());
  const auto meeting = (*store)->meeting(*id);
  if (!meeting) return tl::unexpected(meeting.error());
  if (options.demo_pins) {
    if (auto set = set_demo_pins(**store); !set) return tl::unexpected(set.error());
  }
  auto badges =
      BadgeMaker::load({options.data / "badges", options.assets / "badges"}, **meeting, words);
  if (!badges) return tl::unexpected(badges.error());
  const auto stop = std::make_shared<devices::StopFlag>();
  auto printing_settings = settings_of(configuration, options.data / "spool", clock, stop);
  if (auto own = printing_settings.open(""); !own) return tl::unexpected(own.error());
  if (auto set = have_paper(**store, configuration.roll); !set) return tl::unexpected(set.error());
  auto printing = open_store();
  auto exporting = open_store();
  auto importing = open_store();
  if (!importing) return tl::unexpected(importing.error());
  auto caring = db::Store::open({options.data, {}, 'A'});
  if (!caring) return tl::unexpected(caring.error());
  if (!printing) return tl::unexpected(printing.error());
  if (!exporting) return tl::unexpected(exporting.error());

  auto backend = std::make_unique<Backend>(std::move(*lock), *meeting, stop);
  backend->badge_width_mm_ = badges->width_mm();
  backend->clock_ = &clock;
  backend->mailbox_ = &mailbox;
  backend->badges_ = *badges;
  backend->previews_ = std::make_unique<PreviewWorker>(*badges, *meeting, mailbox);
  backend->printer_ = std::make_unique<PrintWorker>(
      std::move(*printing), std::move(printing_settings), std::move(*badges), mailbox);
  backend->own_printers_ = printers_of(configuration);
  backend->store_ = std::make_unique<StoreWorker>(
      std::move(*store), *id, mailbox, [worker = backend->printer_.get()] { worker->wake(); },
      [&clock] { return clock.now(); });
  backend->searches_ = std::make_unique<Worker>();
  backend->subject_ = subject_of(configuration, options.data, {});
  backend->subject_.stop = stop;
  if (!backend->subject_.px_per_mm) backend->subject_.px_per_mm = options.px_per_mm;
  backend->printer_dpi_ = configuration.printer_dpi.value_or(backend->printer_dpi_);
  backend->doctor_ = std::make_unique<Worker>();
  backend->import_ = std::make_unique<ImportWorker>(
      std::move(*importing), *meeting, options.assets / "mappings", stick_roots(), mailbox);
  backend->data_ = std::make_unique<DataWorker>(
      std::move(*exporting), *meeting, words, [] { return find_sticks(stick_roots()); },
      [&clock] { return clock.now(); }, mailbox);
  backend->care_ =
      std::make_unique<CareWorker>(std::move(*caring), *meeting, clock.is_rehearsal(), mailbox);
  backend->store_->on_meeting(
      [previews = backend->previews_.get()](auto changed) { previews->use(std::move(changed)); });
  backend->store_->refresh();  // what it knows of the meeting before the sync brings another
  auto sync =
      start_sync(options, configuration, clock, mailbox, *backend->store_, backend->subject_);
  if (!sync) return tl::unexpected(sync.error());
  backend->sync_ = std::move(*sync);
  return backend;
}

/// The sync worker tells the desk, and the desk wakes it: first it falls silent.
Backend::~Backend() {
  stop_->set();
  if (sync_) sync_->stop();
}

bool Backend::take(const app::Effect& effect, core::Role role) {
  if (const auto* wanted = effect.get<app::DrawPreview>()) {
    previews_->draw(*wanted);
    return true;
  }
  if (effect.is<app::FindBadgeForms>()) {
    previews_->find_forms();
    return true;
  }
  if (effect.is<app::FindPrinters>()) {
    searches_->post([this] { find_printers(); });
    return true;
  }
  if (effect.is<app::CheckDevices>()) {
    doctor_->post([this] { check_devices(); });
    return true;
  }
  if (effect.is<app::PrintTest>()) {
    doctor_->post([this] { print_test(); });
    return true;
  }
  if (const auto* wanted = effect.get<app::TestPart>()) {
    doctor_->post([this, part = wanted->part] { test_part(part); });
    return true;
  }
  const bool for_organisers = role == core::Role::organiser;
  return import_->take(effect) || (for_organisers && data_->take(effect)) ||
         store_->take(effect, role);
}

/// Those of kiosk.toml at once, then what announces itself.
void Backend::find_printers() {
  constexpr std::chrono::seconds kLookFor{3};
  app::PrintersFound all{own_printers_};
  mailbox_->post(all);
  for (const devices::FoundPrinter& found : devices::find_printers(kLookFor, *stop_)) {
    const bool is_known =
        std::any_of(all.printers.begin(), all.printers.end(),
                    [&](const auto& known) { return known.setting == found.setting; });
    if (!is_known) all.printers.push_back({found.setting, found.name});
  }
  if (!stop_->is_set()) mailbox_->post(std::move(all));
}

void Backend::check_devices() {
  doctor::Subject subject = subject_;
  subject.now = clock_->now();
  subject.days_to_meeting = doctor::days_to(*meeting_, subject.now);
  if (!clock_->is_rehearsal()) subject.last_recorded = last_recorded();
  mailbox_->post(app::DevicesChecked{doctor::judge(doctor::look(subject))});
}

/// Of the doctor's thread, which has no store of its own. What cannot be read is told elsewhere.
std::optional<core::Instant> Backend::last_recorded() const {
  const auto store = db::Store::open({subject_.data, {}, 'A'});
  if (!store) return std::nullopt;
  return (*store)->last_recorded().value_or(std::nullopt);
}

/// A badge of nobody, under a code that no kiosk takes, past the queue: it belongs to no journal.
void Backend::print_test() {
  core::Attendee nobody;
  nobody.details.given_name = "Test";
  nobody.number = std::string(1, 'T') + "-" + core::clock_text(clock_->now(), meeting_->zone);
  const auto finish = [this](std::optional<core::Error> failure) {
    mailbox_->post(app::TestPrintEnded{std::move(failure)});
  };
  auto badge = badges_->make(*meeting_, nobody, core::to_text(core::BadgeCode{}), printer_dpi_);
  if (!badge) return finish(badge.error());
  const auto printer = devices::make_printer(subject_.printer, subject_.data / "spool", stop_);
  if (!printer) return finish(printer.error());
  const std::string id = "test-" + std::to_string(clock_->now().time_since_epoch().count());
  const auto printed = (*printer)->print(
      {id, "test badge", std::move(badge->pdf), badge->width_mm, badge->height_mm, 1});
  finish(printed ? std::nullopt : std::optional(printed.error()));
}

void Backend::test_part(core::Part part) {
  if (part != core::Part::disk) return;  // the others are tried by looking at them
  doctor::Tried tried = doctor::try_disk(subject_.data);
  using State = app::screen::PartTry::State;
  mailbox_->post(app::PartTested{part,
                                 {tried.is_good ? State::good : State::bad,
                                  std::move(tried.message), std::move(tried.values)}});
}

}  // namespace shell
