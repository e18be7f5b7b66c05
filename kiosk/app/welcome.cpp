#include "app/steps.h"

namespace app {

void update_welcome(Model& model, const Action& action, Effects& effects) {
  visit(Match{[&](const RegisterPressed&) {
                model.language_chosen = true;
                model.screen = screen::Name{};
              },
              [&](const HaveCodePressed&) {
                model.language_chosen = true;
                model.screen = screen::HaveCode{};
              },
              // There is no way back from here, so a keypad's fourth key asks for help.
              [&](const BackPressed&) { model.settings.read_aloud = !model.settings.read_aloud; },
              [&](const StaffPressed&) { model.screen = screen::Pin{}; },
              [&](const BadgeScanned& scanned) {
                const std::string nonce = send_scan(model, effects, scanned.text, false);
                model.screen = screen::HaveCode{screen::HaveCode::Phase::looking, {}, false, nonce};
              },
              [](const auto&) {}},
        action);
}

}  // namespace app
