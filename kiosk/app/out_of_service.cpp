#include "app/steps.h"
#include "core/progress.h"

namespace app {

/// A kiosk with a meeting cannot become another one's.
bool can_join(const screen::OutOfService& screen) {
  return screen.error.message == "failure.no_meeting" && !screen.checking;
}

namespace {

using WayBack = screen::OutOfService::WayBack;

bool is_damaged(const screen::OutOfService& screen) {
  return screen.error.message == "failure.damaged" ||
         screen.error.message == "failure.not_a_database";
}

bool is_under_way(const screen::OutOfService& screen) {
  return screen.checking || screen.way_back == WayBack::going;
}

/// The second touch does it.
void go_back(screen::OutOfService& screen, Effects& effects) {
  if (screen.way_back != WayBack::asking) return;
  screen.way_back = WayBack::going;
  screen.percent = 0;
  screen.stopping = false;
  effects.emplace_back(RestoreCopy{});
}

void stop(screen::OutOfService& screen, Effects& effects) {
  if (screen.way_back != WayBack::going || screen.stopping) return;
  screen.stopping = true;
  effects.emplace_back(StopRestoring{});
}

/// Whoever stopped it finds the offer again.
void end_in_failure(screen::OutOfService& screen, const core::Error& error) {
  if (core::is_stopped(error)) {
    screen.way_back = WayBack::offered;
  } else {
    screen.error = error;
    screen.way_back = WayBack::none;
  }
}

/// Going back to it is asked with its passphrase.
void open_sealed_copy(Model& model, const screen::OutOfService& screen, Effects& effects) {
  const std::string path = screen.sealed_copy;  // the screen goes
  open_unseal_of(model, {path, path.substr(path.rfind('/') + 1), ""}, effects);
}

void reopen(screen::OutOfService& screen, Effects& effects) {
  screen.way_back = WayBack::none;
  screen.checking = true;
  effects.emplace_back(ReopenStore{});
}

}  // namespace

bool can_restore(const screen::OutOfService& screen) {
  const bool is_wanted = can_join(screen) || is_damaged(screen);
  return is_wanted && !is_under_way(screen);
}

void update_out_of_service(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<screen::OutOfService>(model.screen);
  visit(Match{[&](const RetryPressed&) {
                if (!is_under_way(screen)) reopen(screen, effects);
              },
              [&](const CopyFound& found) {
                if (!is_damaged(screen) || screen.way_back != WayBack::none) return;
                screen.copy = found.at;
                screen.sealed_copy = found.sealed;
                screen.way_back = WayBack::offered;
              },
              [&](const RestorePressed&) {
                if (screen.way_back != WayBack::offered) return;
                if (!screen.sealed_copy.empty()) return open_sealed_copy(model, screen, effects);
                screen.way_back = WayBack::asking;
              },
              [&](const BackPressed&) {
                if (screen.way_back == WayBack::asking) screen.way_back = WayBack::offered;
              },
              [&](const ConfirmPressed&) { go_back(screen, effects); },
              [&](const CopyRestored&) { reopen(screen, effects); },
              [&](const RestoreFailed& failed) { end_in_failure(screen, failed.error); },
              [&](const WorkProgressed& progress) { screen.percent = progress.percent; },
              [&](const StopPressed&) { stop(screen, effects); },
              [&](const JoinPressed&) {
                if (can_join(screen)) open_unseal(model, screen::Unseal::Kind::enrolment, effects);
              },
              [&](const UnsealBackupPressed&) {
                if (can_restore(screen)) open_unseal(model, screen::Unseal::Kind::backup, effects);
              },
              [&](const StoreReopened&) {
                forget_person(model, effects);
                effects.emplace_back(LoadCounts{});
              },
              [](const auto&) {}},
        action);
}

}  // namespace app
