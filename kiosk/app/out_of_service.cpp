#include "app/steps.h"

namespace app {

/// A kiosk with a meeting cannot become another one's.
bool can_join(const screen::OutOfService& screen) {
  return screen.error.message == "failure.no_meeting" && !screen.checking;
}

void update_out_of_service(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<screen::OutOfService>(model.screen);
  visit(Match{[&](const RetryPressed&) {
                if (screen.checking) return;
                screen.checking = true;
                effects.emplace_back(ReopenStore{});
              },
              [&](const JoinPressed&) {
                if (can_join(screen)) open_join(model, effects);
              },
              [&](const StoreReopened&) {
                forget_person(model, effects);
                effects.emplace_back(LoadCounts{});
              },
              [](const auto&) {}},
        action);
}

}  // namespace app
