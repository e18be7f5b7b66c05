#include "app/steps.h"

namespace app {

void forget_person(Model& model, Effects& effects) {
  model.screen = screen::Welcome{};
  model.draft = {};
  model.ask_still_there_until.reset();
  model.language_chosen = false;
  model.language = model.meeting->languages.front();
  model.settings.larger_text = false;
  model.settings.high_contrast = false;
  model.preview_ready = false;
  model.last_touch = model.now.up;
  effects.emplace_back(ForgetPerson{});
}

bool edit_active_field(Model& model, const Action& action) {
  TextField* field = active_field(model);
  if (field == nullptr) return false;
  return std::visit(Match{[&](const TextTyped& typed) {
                            type(*field, typed.text);
                            return true;
                          },
                          [&](const LetterReplaced& letter) {
                            replace_left(*field, letter.text);
                            return true;
                          },
                          [&](const LetterErased&) {
                            erase_left(*field);
                            return true;
                          },
                          [&](const CaretMoved& moved) {
                            move_caret(*field, moved.by);
                            return true;
                          },
                          [](const auto&) { return false; }},
                    action);
}

}  // namespace app
