// A sealed file and its passphrase: an enrolment makes a kiosk without a meeting one of others, a
// backup makes it what it was.
#include "app/steps.h"
#include "core/wipe.h"

namespace app {
namespace {

using screen::Unseal;
using Kind = screen::Unseal::Kind;
using Phase = screen::Unseal::Phase;

void look(Unseal& screen, Effects& effects) {
  screen.phase = Phase::looking;
  screen.failure.reset();
  if (screen.kind == Kind::enrolment) {
    effects.emplace_back(FindEnrolments{});
  } else {
    effects.emplace_back(FindBackups{});
  }
}

void choose(Unseal& screen, std::size_t index) {
  if (screen.phase != Phase::choosing || index >= screen.files.size()) return;
  screen.chosen = index;
  screen.failure.reset();
  screen.phase = Phase::typing;
}

void forget_passphrase(Unseal& screen) {
  core::wipe(screen.passphrase.text);
  screen.passphrase = {};
}

void open_file(Unseal& screen, Effects& effects) {
  if (screen.phase != Phase::typing || screen.passphrase.text.empty()) return;
  screen.failure.reset();
  screen.phase = Phase::opening;
  screen.percent = 0;
  screen.stopping = false;
  const std::string& path = screen.files[screen.chosen].path;
  if (screen.kind == Kind::enrolment) {
    effects.emplace_back(JoinKiosk{path, screen.passphrase.text});
  } else {
    effects.emplace_back(RestoreBackup{path, screen.passphrase.text});
  }
  forget_passphrase(screen);
}

/// Joining is done at once; going back can take a while.
void stop(Unseal& screen, Effects& effects) {
  if (screen.phase != Phase::opening || screen.kind != Kind::backup || screen.stopping) return;
  screen.stopping = true;
  effects.emplace_back(StopRestoring{});
}

/// What was here is as it was, so a kiosk that was in service is again.
void type_again(Unseal& screen, const core::Error& error, Effects& effects) {
  screen.phase = Phase::typing;
  screen.failure = error;
  if (!screen.before) effects.emplace_back(ReopenStore{});
}

/// In service again, behind what is told here.
void tell_restored(Unseal& screen, const CopyRestored& restored, Effects& effects) {
  screen.phase = Phase::opened;
  screen.taken_over = restored.taken_over;
  screen.before.reset();
  effects.emplace_back(ReopenStore{});
}

void leave(Model& model, const Unseal& screen, Effects& effects) {
  if (!screen.before) return forget_person(model, effects);
  const core::Error before = *screen.before;
  model.screen = screen::OutOfService{before};
  effects.emplace_back(FindCopy{});
}

void go_on(Model& model, Unseal& screen, Effects& effects) {
  if (screen.phase != Phase::opened) return open_file(screen, effects);
  if (!screen.before) return leave(model, screen, effects);
  const core::Error before = *screen.before;  // a kiosk that joined starts as one with a meeting
  model.screen = screen::OutOfService{before, true};
  effects.emplace_back(ReopenStore{});
}

void go_back(Model& model, Unseal& screen, Effects& effects) {
  if (screen.phase == Phase::opening || screen.phase == Phase::opened) return;
  if (screen.phase != Phase::typing) return leave(model, screen, effects);
  forget_passphrase(screen);
  screen.failure.reset();
  screen.phase = Phase::choosing;
}

/// What is looked for, or asked, stands in it; a kiosk in service forgets who was there.
Unseal opened(Model& model, Kind kind, Effects& effects) {
  Unseal screen;
  screen.kind = kind;
  if (const auto* out = std::get_if<screen::OutOfService>(&model.screen)) {
    screen.before = out->error;
  } else {
    const std::string language = model.language;
    forget_person(model, effects);
    model.language = language;
    model.language_chosen = true;
  }
  return screen;
}

}  // namespace

void open_unseal(Model& model, Kind kind, Effects& effects) {
  Unseal screen = opened(model, kind, effects);
  look(screen, effects);
  model.screen = std::move(screen);
}

void open_unseal_of(Model& model, ListFile backup, Effects& effects) {
  Unseal screen = opened(model, Kind::backup, effects);
  screen.files.push_back(std::move(backup));
  screen.phase = Phase::typing;
  model.screen = std::move(screen);
}

void update_unseal(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<Unseal>(model.screen);
  visit(Match{[&](const SealedFilesFound& found) {
                if (screen.phase != Phase::looking) return;
                screen.files = found.files;
                screen.phase = Phase::choosing;
              },
              [&](const LookForSticksPressed&) {
                if (screen.phase == Phase::choosing) look(screen, effects);
              },
              [&](const ListChosen& chosen) { choose(screen, chosen.index); },
              [&](const NextPressed&) { go_on(model, screen, effects); },
              [&](const KioskJoined& joined) {
                screen.phase = Phase::opened;
                screen.letter = joined.letter;
              },
              [&](const CopyRestored& restored) { tell_restored(screen, restored, effects); },
              [&](const StoreReopened&) { effects.emplace_back(LoadCounts{}); },
              [&](const JoinFailed& failed) { type_again(screen, failed.error, effects); },
              [&](const RestoreFailed& failed) { type_again(screen, failed.error, effects); },
              [&](const WorkProgressed& progress) { screen.percent = progress.percent; },
              [&](const StopPressed&) { stop(screen, effects); },
              [&](const BackPressed&) { go_back(model, screen, effects); }, [](const auto&) {}},
        action);
}

}  // namespace app
