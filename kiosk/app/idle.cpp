// Are you still there?
#include "app/steps.h"

namespace app {
namespace {

bool answers(const Action& action) {
  return std::holds_alternative<StillHerePressed>(action) ||
         std::holds_alternative<TextTyped>(action) || std::holds_alternative<Touched>(action) ||
         std::holds_alternative<NextPressed>(action);
}

/// Screens that end by themselves need not ask.
bool ends_by_itself(const Screen& screen) {
  return std::holds_alternative<screen::Done>(screen) ||
         std::holds_alternative<screen::Greeting>(screen) ||
         std::holds_alternative<screen::AskAtDesk>(screen);
}

void rest_welcome(Model& model) {
  // Whoever chose the language, the contrast or the size has gone; the next is greeted anew.
  if (model.now.up - model.last_touch < kAskAfter) return;
  if (!model.language_chosen && !model.settings.larger_text && !model.settings.high_contrast)
    return;
  model.language_chosen = false;
  model.language = model.meeting->languages.front();
  model.settings.larger_text = false;
  model.settings.high_contrast = false;
}

}  // namespace

bool update_idle(Model& model, const Action& action, Effects& effects) {
  if (std::holds_alternative<screen::Welcome>(model.screen)) {
    if (std::holds_alternative<TimePassed>(action)) rest_welcome(model);
    return false;
  }
  if (!is_attendee_screen(model.screen) || ends_by_itself(model.screen)) return false;
  if (model.ask_still_there_until) {
    if (answers(action)) {
      model.ask_still_there_until.reset();
      model.last_touch = model.now.up;
      return true;
    }
    const bool over = model.now.up >= *model.ask_still_there_until;
    if (over || std::holds_alternative<StartOverPressed>(action)) {
      forget_person(model, effects);
      return true;
    }
    return std::holds_alternative<TimePassed>(action);
  }
  if (std::holds_alternative<TimePassed>(action) && model.now.up - model.last_touch >= kAskAfter) {
    model.ask_still_there_until = model.now.up + kAnswerWithin;
    return true;
  }
  return false;
}

}  // namespace app
