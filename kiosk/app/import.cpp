// The organiser's Import: lists of people on USB sticks; what would happen, then the import.
#include "app/steps.h"

namespace app {
namespace {

using screen::Import;
using Phase = screen::Import::Phase;

bool is_busy(const Import& screen) {
  return screen.phase == Phase::looking || screen.phase == Phase::checking ||
         screen.phase == Phase::storing;
}

void look(Import& screen, Effects& effects) {
  screen = {};
  effects.emplace_back(FindLists{});
}

void check(Import& screen, Effects& effects) {
  screen.phase = Phase::checking;
  screen.percent = screen.rows = 0;
  effects.emplace_back(CheckList{screen.files[screen.chosen].path, screen.update});
}

void choose(Import& screen, std::size_t index, Effects& effects) {
  if (screen.phase != Phase::choosing || index >= screen.files.size()) return;
  screen.chosen = index;
  screen.update = false;
  check(screen, effects);
}

/// What would happen is another thing then.
void toggle_update(Import& screen, Effects& effects) {
  if (screen.phase != Phase::checked) return;
  screen.update = !screen.update;
  check(screen, effects);
}

void confirm(Import& screen, Effects& effects) {
  const int changes = screen.outcome.added + screen.outcome.updated;
  if (screen.phase != Phase::checked || changes == 0) return;
  screen.phase = Phase::storing;
  screen.done = 0;
  screen.total = changes;
  effects.emplace_back(ImportList{screen.files.at(screen.chosen).path, screen.update});
}

/// While people are stored it stops that; else it goes one step back. The lists are found after
/// what is left of a stopped check, so nothing of it can come when another one is being checked.
void go_back(Import& screen, Effects& effects) {
  if (screen.phase == Phase::storing) {
    effects.emplace_back(StopImport{});
  } else if (screen.phase == Phase::checking) {
    effects.emplace_back(StopImport{});
    look(screen, effects);
  } else if (!is_busy(screen)) {
    look(screen, effects);
  }
}

}  // namespace

void update_import(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<Import>(model.screen);
  visit(Match{[&](const ListsFound& found) {
                if (screen.phase != Phase::looking) return;
                screen.files = found.files;
                screen.phase = Phase::choosing;
              },
              [&](const ListChosen& chosen) { choose(screen, chosen.index, effects); },
              [&](const CheckProgressed& progress) {
                if (screen.phase != Phase::checking) return;
                screen.percent = progress.percent;
                screen.rows = progress.rows;
              },
              [&](const ListChecked& checked) {
                if (screen.phase != Phase::checking) return;
                screen.outcome = checked.outcome;
                screen.phase = Phase::checked;
              },
              [&](const UpdateKnownToggled&) { toggle_update(screen, effects); },
              [&](const ConfirmPressed&) { confirm(screen, effects); },
              [&](const ImportProgressed& progress) { screen.done = progress.done; },
              [&](const ListImported& imported) {
                if (screen.phase != Phase::storing) return;
                screen.outcome = imported.outcome;
                screen.phase = imported.outcome.stopped ? Phase::stopped : Phase::done;
              },
              [&](const ImportFailed& failed) {
                if (!is_busy(screen) || screen.phase == Phase::looking) return;
                screen.failure = failed.error;
                screen.phase = Phase::failed;
              },
              [&](const RetryPressed&) {
                if (!is_busy(screen)) look(screen, effects);
              },
              [&](const BackPressed&) { go_back(screen, effects); }, [](const auto&) {}},
        action);
}

}  // namespace app
