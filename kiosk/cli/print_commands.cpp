// `badge print` and `paper`.
#include <chrono>
#include <thread>

#include "badge/render.h"
#include "cli/badges.h"
#include "cli/json.h"
#include "db/keys.h"
#include "devices/cups_printer.h"
#include "devices/read_back.h"
#include "i18n/places.h"

namespace cli {
namespace {

constexpr double kUsualDpi = 300;
constexpr std::chrono::seconds kWaitForPaper{20};
constexpr std::chrono::milliseconds kLookEvery{200};

struct PrintOptions {
  std::string meeting, person, printer, form;
  int copies = 1;
};

ordered_json job_json(const core::Attendee& attendee, const std::string& job,
                      const std::string& state) {
  return {{"attendee", core::to_text(attendee.id)},
          {"number", attendee.number},
          {"print_job", job},
          {"state", state}};
}

/// The job waits in the database; the kiosk's printer worker takes it.
core::Result<int> queue(Context& context, db::Store& store, const PrintOptions& options) {
  if (options.copies != 1 || !options.form.empty()) {
    return core::fail(core::Failure::usage, "--copies and --template go with --printer only.");
  }
  const auto card = store.find_attendee({options.meeting}, options.person);
  if (!card) return tl::unexpected(card.error());
  const auto job = store.queue_print({options.meeting}, options.person);
  if (!job) return tl::unexpected(job.error());
  context.say("The badge is queued; a running kiosk on this data folder prints it.");
  return context.answer(job_json(card->attendee, *job, "queued"));
}

/// Drawn for that printer's dots; an unreadable badge is an error and no paper.
core::Result<devices::PrintJob> make_job(const Context& context, db::Store& store,
                                         const db::AttendeeCard& card, devices::Printer& printer,
                                         const PrintOptions& options) {
  const auto meeting = store.meeting({options.meeting});
  if (!meeting) return tl::unexpected(meeting.error());
  const auto form = find_template(context, **meeting, options.form);
  if (!form) return tl::unexpected(form.error());
  const auto catalogues = i18n::Catalogues::load(i18n::catalogues_folder());
  if (!catalogues) return tl::unexpected(catalogues.error());
  const auto content = content_of(store, **meeting, *catalogues, options.person);
  if (!content) return tl::unexpected(content.error());
  const int told = printer.resolution();
  const double dpi = told >= badge::kLowestDpi ? told : kUsualDpi;
  const auto raster = badge::render_raster(*form, *content, dpi);
  if (!raster) return tl::unexpected(raster.error());
  if (!devices::reads_as({raster->rgba.data(), raster->width, raster->height, raster->stride},
                         card.code)) {
    return core::fail(core::Failure::bad_input,
                      "The badge's QR code could not be read back, so it was not printed.",
                      "Choose a larger badge template or a finer printer resolution.");
  }
  auto pdf = badge::render_pdf(*form, *content, dpi);
  if (!pdf) return tl::unexpected(pdf.error());
  return devices::PrintJob{core::crockford(db::random_bits()),
                           "badge " + card.attendee.number,
                           std::move(*pdf),
                           form->page_width(),
                           form->page_height(),
                           options.copies,
                           form->sides == badge::Sides::two};
}

core::Error not_out(const devices::PrinterState& state) {
  const auto trouble = state.troubles.empty() ? devices::Trouble::other : state.troubles.front();
  return {core::Failure::unreachable,
          "The badge did not come out: " + std::string(devices::to_text(trouble)) + ".",
          "Mend that and print it again; the printer was told to forget this one.",
          {}};
}

/// `printed`, or `under_way` with a printer that is only slow. One that cannot print is told to
/// forget the job, so that it does not come out when nobody expects it.
core::Result<std::string> wait_until_out(devices::Printer& printer, const std::string& id) {
  const auto until = std::chrono::steady_clock::now() + kWaitForPaper;
  for (;;) {
    const auto report = printer.look_up(id);
    if (!report) return tl::unexpected(report.error());
    const auto phase = report->phase;
    if (phase == devices::JobPhase::printed || phase == devices::JobPhase::absent) {
      return std::string("printed");
    }
    const devices::PrinterState state = printer.state();
    if (phase != devices::JobPhase::under_way || !state.can_print) {
      if (auto done = printer.withdraw(id); !done) return tl::unexpected(done.error());
      return tl::unexpected(not_out(state));
    }
    if (std::chrono::steady_clock::now() > until) return std::string("under_way");
    std::this_thread::sleep_for(kLookEvery);
  }
}

core::Result<int> print_there(Context& context, db::Store& store, const PrintOptions& options) {
  const auto card = store.find_attendee({options.meeting}, options.person);
  if (!card) return tl::unexpected(card.error());
  const auto printer = devices::CupsPrinter::from_setting(options.printer);
  if (!printer) return tl::unexpected(printer.error());
  const auto job = make_job(context, store, *card, **printer, options);
  if (!job) return tl::unexpected(job.error());
  const auto receipt = (*printer)->print(*job);
  if (!receipt) return tl::unexpected(receipt.error());
  const auto state = wait_until_out(**printer, job->id);
  if (!state) return tl::unexpected(state.error());
  const auto recorded = store.record_print({options.meeting}, options.person, job->id,
                                           options.printer, receipt->place);
  if (!recorded) return tl::unexpected(recorded.error());
  ordered_json json = job_json(card->attendee, job->id, *state);
  json["printer"] = options.printer;
  return context.answer(json);
}

core::Result<int> print(Context& context, const PrintOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  return options.printer.empty() ? queue(context, **store, options)
                                 : print_there(context, **store, options);
}

struct PaperOptions {
  int set = -1;
  int roll = 0;
};

core::Result<int> paper(Context& context, const PaperOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  if (options.roll > 0 && options.set < 0) {
    return core::fail(core::Failure::usage, "--roll goes with --set.");
  }
  if (options.set >= 0) {
    if (auto set = (*store)->set_paper(options.set, options.roll); !set) {
      return tl::unexpected(set.error());
    }
  }
  const auto left = (*store)->paper();
  if (!left) return tl::unexpected(left.error());
  ordered_json json = {{"left", nullptr}, {"roll", nullptr}, {"low", false}};
  if (*left) json = {{"left", (*left)->left}, {"roll", (*left)->roll}, {"low", (*left)->is_low()}};
  return context.answer(json);
}

}  // namespace

void add_print_command(CLI::App& family, Context& context) {
  CLI::App* command = nullptr;
  auto& options = add_command<PrintOptions>(
      family, context, "print", "Print a badge: at the kiosk, or at once on another printer",
      "kioskctl badge print A-0001 --meeting daugavpils-2019-03\n"
      "  kioskctl badge print A-0001 --meeting daugavpils-2019-03 --printer "
      "ipp://desk.local/ipp/print",
      print, command);
  command->add_option("person", options.person, "An id, a number or a code")
      ->required()
      ->type_name("NUMBER");
  command
      ->add_option("--printer", options.printer,
                   "Print there, now: an ipp:// address or the name of a CUPS queue")
      ->type_name("URI");
  command->add_option("--copies", options.copies, "With --printer: how many")
      ->check(CLI::Range(1, 99));
  command->add_option("--template", options.form, "With --printer: another than the meeting's");
  add_meeting_option(*command, options.meeting);
}

void add_paper_command(CLI::App& app, Context& context) {
  CLI::App* command = nullptr;
  auto& options = add_command<PaperOptions>(app, context, "paper",
                                            "How many labels the kiosk's printer has left",
                                            "kioskctl paper --set 100", paper, command);
  command->add_option("--set", options.set, "There are so many now, as after a new roll")
      ->check(CLI::Range(0, 100'000));
  command->add_option("--roll", options.roll, "With --set: a new roll has so many")
      ->check(CLI::Range(1, 100'000));
}

}  // namespace cli
