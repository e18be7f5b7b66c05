// The print queue: what waits, what went wrong, and what staff can do about it.
#include <algorithm>

#include "app/steps.h"

namespace app {
namespace {

using screen::PrintQueue;

const PrintJob* chosen_job(const PrintQueue& screen) {
  const auto at = std::find_if(screen.jobs.begin(), screen.jobs.end(),
                               [&](const PrintJob& job) { return job.job == screen.chosen; });
  return at == screen.jobs.end() ? nullptr : &*at;
}

/// What somebody chose stays chosen; else the first that needs somebody.
void take_jobs(PrintQueue& screen, std::vector<PrintJob> jobs) {
  screen.jobs = std::move(jobs);
  if (chosen_job(screen) != nullptr) return;
  const auto in_trouble = std::find_if(screen.jobs.begin(), screen.jobs.end(), [](const auto& job) {
    return job.state == PrintJob::State::trouble;
  });
  screen.chosen = in_trouble == screen.jobs.end() ? std::string() : in_trouble->job;
  if (screen.chosen.empty()) screen.picking = false;
}

void pick_printer(PrintQueue& screen, Effects& effects) {
  if (chosen_job(screen) == nullptr) return;
  screen.picking = true;
  if (!screen.searching) effects.emplace_back(FindPrinters{});
  screen.searching = true;
}

void print_on(PrintQueue& screen, const std::string& printer, Effects& effects) {
  const PrintJob* job = chosen_job(screen);
  if (job == nullptr) return;
  effects.emplace_back(MovePrint{job->job, printer});
  screen.picking = false;
  screen.chosen.clear();  // a second press is not a second badge
}

void cancel(PrintQueue& screen, Effects& effects) {
  const PrintJob* job = chosen_job(screen);
  if (job == nullptr || job->state == PrintJob::State::printed) return;
  effects.emplace_back(CancelPrint{job->job});
  screen.chosen.clear();
}

void load_new_roll(const Model& model, Effects& effects) {
  constexpr int kUsualRoll = 100;
  effects.emplace_back(SetPaper{model.signs.paper ? model.signs.paper->roll : kUsualRoll});
}

}  // namespace

void update_print_queue(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<PrintQueue>(model.screen);
  visit(Match{[&](const PrintJobsListed& listed) { take_jobs(screen, listed.jobs); },
              [&](const PrintersFound& found) {
                screen.printers = found.printers;
                screen.searching = false;
              },
              [&](const PrintJobChosen& chosen) { screen.chosen = chosen.job; },
              [&](const PrintAgainPressed&) {
                const PrintJob* job = chosen_job(screen);
                if (job != nullptr) print_on(screen, std::string(job->printer), effects);
              },
              [&](const OtherPrinterPressed&) { pick_printer(screen, effects); },
              [&](const PrinterPicked& picked) { print_on(screen, picked.setting, effects); },
              [&](const CancelPrintPressed&) { cancel(screen, effects); },
              [&](const NewRollPressed&) { load_new_roll(model, effects); },
              [&](const BackPressed&) { screen.picking = false; }, [](const auto&) {}},
        action);
}

}  // namespace app
