#include "app/steps.h"

namespace app {

namespace {

void sign_out(Desk& desk) {
  Desk left;
  left.checkpoint = desk.checkpoint;
  desk = std::move(left);
}

}  // namespace

bool is_by_hand(const Action& action) {
  // `Action` lists everything a hand does before what devices say.
  return action.index() < Action(BadgeScanned{}).index();
}

void forget_person(Model& model, Effects& effects) {
  model.screen = screen::Welcome{};
  model.draft = {};
  model.pending.clear();  // an answer that comes later finds nobody to be shown to
  sign_out(model.desk);
  model.ask_still_there_until.reset();
  model.language_chosen = false;
  model.language = model.meeting->languages.front();
  model.settings.larger_text = false;
  model.settings.high_contrast = false;
  model.preview_ready = false;
  model.last_touch = model.now.up;
  model.last_turn = model.now.up;
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
