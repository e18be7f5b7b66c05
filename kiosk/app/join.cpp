// A kiosk without a meeting joins others with a file from a USB stick.
#include "app/steps.h"
#include "core/wipe.h"

namespace app {
namespace {

using screen::Join;
using Phase = screen::Join::Phase;

void look(Join& screen, Effects& effects) {
  screen.phase = Phase::looking;
  screen.failure.reset();
  effects.emplace_back(FindEnrolments{});
}

void choose(Join& screen, std::size_t index) {
  if (screen.phase != Phase::choosing || index >= screen.files.size()) return;
  screen.chosen = index;
  screen.failure.reset();
  screen.phase = Phase::typing;
}

void forget_passphrase(Join& screen) {
  core::wipe(screen.passphrase.text);
  screen.passphrase = {};
}

void try_to_join(Join& screen, Effects& effects) {
  if (screen.phase != Phase::typing || screen.passphrase.text.empty()) return;
  screen.failure.reset();
  screen.phase = Phase::joining;
  effects.emplace_back(JoinKiosk{screen.files[screen.chosen].path, screen.passphrase.text});
  forget_passphrase(screen);
}

/// The kiosk starts as one that has a meeting.
void start_working(Model& model, Effects& effects) {
  const core::Error before = std::get<Join>(model.screen).before;
  model.screen = screen::OutOfService{before, true};
  effects.emplace_back(ReopenStore{});
}

void go_back(Model& model, Join& screen) {
  if (screen.phase == Phase::joining || screen.phase == Phase::joined) return;
  if (screen.phase == Phase::typing) {
    forget_passphrase(screen);
    screen.failure.reset();
    screen.phase = Phase::choosing;
    return;
  }
  const core::Error before = screen.before;
  model.screen = screen::OutOfService{before};
}

}  // namespace

void open_join(Model& model, Effects& effects) {
  Join screen;
  screen.before = std::get<screen::OutOfService>(model.screen).error;
  look(screen, effects);
  model.screen = std::move(screen);
}

void update_join(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<Join>(model.screen);
  visit(Match{[&](const EnrolmentsFound& found) {
                if (screen.phase != Phase::looking) return;
                screen.files = found.files;
                screen.phase = Phase::choosing;
              },
              [&](const LookForSticksPressed&) {
                if (screen.phase == Phase::choosing) look(screen, effects);
              },
              [&](const ListChosen& chosen) { choose(screen, chosen.index); },
              [&](const NextPressed&) {
                if (screen.phase == Phase::joined) return start_working(model, effects);
                try_to_join(screen, effects);
              },
              [&](const KioskJoined& joined) {
                screen.phase = Phase::joined;
                screen.letter = joined.letter;
              },
              [&](const JoinFailed& failed) {
                screen.phase = Phase::typing;
                screen.failure = failed.error;
              },
              [&](const BackPressed&) { go_back(model, screen); }, [](const auto&) {}},
        action);
}

}  // namespace app
