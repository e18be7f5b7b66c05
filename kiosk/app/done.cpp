#include "app/steps.h"

namespace app {

void update_done(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<screen::Done>(model.screen);
  if (action.is_by_hand()) stay(model, screen.until, kDoneFor);
  visit(Match{[&](const PrintEnded& ended) {
                if (ended.job != screen.job) return;
                screen.print =
                    ended.printed ? screen::Done::Print::printed : screen::Done::Print::trouble;
              },
              [&](const BadgeScanned& scanned) { greet_the_next(model, scanned, effects); },
              [&](const DonePressed&) { forget_person(model, effects); },
              [&](const TimePassed&) {
                if (model.now.up >= screen.until) forget_person(model, effects);
              },
              [](const auto&) {}},
        action);
}

}  // namespace app
