#include "app/steps.h"

namespace app {
namespace {

/// Asks once for each text; the answer says what it answers.
void ask(screen::Find& screen, Effects& effects) {
  const std::string text = screen.text.trimmed();
  if (text == screen.asked) return;
  screen.asked = text;
  if (text.size() < 2) {
    screen.found.clear();
    return;
  }
  effects.emplace_back(FindPeople{text});
}

}  // namespace

void update_find(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<screen::Find>(model.screen);
  std::visit(
      Match{[&](const PeopleFound& found) {
              if (found.asked == screen.asked) screen.found = found.people;
            },
            [&](const FieldFocused& focused) {
              set_caret(screen.text, focused.caret.value_or(screen.text.text.size()));
            },
            [&](const PersonCheckedIn& person) { send_scan(model, effects, person.number, true); },
            [&](const ReprintPressed& person) { effects.emplace_back(QueuePrint{person.number}); },
            [&](const auto&) { ask(screen, effects); }},
      action);
}

}  // namespace app
