#include "app/steps.h"

namespace app {

void update_out_of_service(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<screen::OutOfService>(model.screen);
  visit(Match{[&](const RetryPressed&) {
                if (screen.checking) return;
                screen.checking = true;
                effects.emplace_back(ReopenStore{});
              },
              [&](const StoreReopened&) {
                forget_person(model, effects);
                effects.emplace_back(LoadCounts{});
              },
              [](const auto&) {}},
        action);
}

}  // namespace app
