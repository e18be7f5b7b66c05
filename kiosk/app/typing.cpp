#include "app/steps.h"
#include "core/wipe.h"

namespace app {

namespace {

void wipe(Draft& draft) {
  for (TextField* field :
       {&draft.given, &draft.family, &draft.town, &draft.country_search, &draft.email}) {
    core::wipe(field->text);
  }
}

void sign_out(Desk& desk) {
  Desk left;
  left.checkpoint = desk.checkpoint;
  desk = std::move(left);
}

}  // namespace

bool is_as_found(const Model& model) {
  Settings usual;
  usual.reduced_motion = model.settings.reduced_motion;
  return !model.language_chosen && model.settings == usual;
}

void leave_as_found(Model& model) {
  const bool reduced_motion = model.settings.reduced_motion;
  model.settings = {};
  model.settings.reduced_motion = reduced_motion;
  model.language_chosen = false;
  model.language = model.meeting->languages.front();
}

void forget_person(Model& model, Effects& effects) {
  wipe(model.draft);
  if (TextField* field = active_field(model)) core::wipe(field->text);
  model.screen = screen::Welcome{};
  model.draft = {};
  model.pending.clear();  // an answer that comes later finds nobody to be shown to
  sign_out(model.desk);
  model.ask_still_there_until.reset();
  leave_as_found(model);
  model.preview_ready = false;
  model.last_touch = model.now.up;
  model.last_turn = model.now.up;
  effects.emplace_back(ForgetPerson{});
}

bool edit_active_field(Model& model, const Action& action) {
  TextField* field = active_field(model);
  if (field == nullptr) return false;
  return visit(Match{[&](const TextTyped& typed) {
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
                     [&](const NextLetterErased&) {
                       erase_right(*field);
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
