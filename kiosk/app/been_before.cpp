// "Have you registered before?": asked where a registration is much like this one, which is not
// shown.
#include "app/steps.h"

namespace app {

void update_been_before(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<screen::BeenBefore>(model.screen);
  visit(Match{[&](const BeenBeforeAnswered& answer) {
                if (answer.yes) {
                  screen.said_yes = true;
                  return;
                }
                screen::Check check;
                check.phase = screen::Check::Phase::saving;
                model.screen = std::move(check);
                effects.emplace_back(RegisterAttendee{details_of(model), model.now.wall,
                                                      Alike::ignore, model.draft.needs});
              },
              [&](const HaveCodePressed&) {
                model.draft = {};
                model.screen = screen::HaveCode{};
              },
              [&](const DonePressed&) { forget_person(model, effects); },
              [&](const BackPressed&) {
                if (screen.said_yes) {
                  screen.said_yes = false;
                } else {
                  model.screen = screen::Check{};
                }
              },
              [](const auto&) {}},
        action);
}

}  // namespace app
