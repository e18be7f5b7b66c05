// Are you still there?
#include <algorithm>

#include "app/steps.h"
#include "core/wipe.h"

namespace app {
namespace {

template <class Wanted>
bool is(const Action& action) {
  return action.is<Wanted>();
}

bool changes_the_look(const Action& action) {
  return is<LanguageChosen>(action) || is<LargerTextToggled>(action) ||
         is<HighContrastToggled>(action) || is<ReadAloudToggled>(action) ||
         is<LouderPressed>(action) || is<LowReachToggled>(action);
}

/// Screens that end by themselves need not ask.
bool ends_by_itself(const Screen& screen) {
  return std::holds_alternative<screen::Done>(screen) ||
         std::holds_alternative<screen::Greeting>(screen) ||
         std::holds_alternative<screen::AskAtDesk>(screen);
}

/// A kiosk that is in service is kept from everybody meanwhile.
bool is_in_the_way(const Screen& screen) {
  const auto* unseal = std::get_if<screen::Unseal>(&screen);
  return unseal != nullptr && !unseal->before && unseal->phase != screen::Unseal::Phase::opening;
}

/// Where the kiosk serves nobody there is nobody to ask; a passphrase waits for none.
void forget_typed(screen::Unseal& unseal) {
  if (unseal.phase != screen::Unseal::Phase::typing) return;
  core::wipe(unseal.passphrase.text);
  unseal.passphrase = {};
}

void rest(Model& model, Effects& effects) {
  // Whoever chose the language, the contrast or the size has gone; the next is greeted anew.
  if (model.now.up - model.last_touch < kAskAfter) return;
  if (is_as_found(model)) return;
  leave_as_found(model);
  model.last_turn = model.now.up;
  effects.emplace_back(ForgetPerson{});
}

/// True if the answer was nothing but an answer: what is pressed then is not done as well.
bool take_answer(Model& model, const Action& action, Effects& effects) {
  const bool over = model.now.up >= *model.ask_still_there_until;
  if (over || is<StartOverPressed>(action)) {
    forget_person(model, effects);
    return true;
  }
  if (is<TimePassed>(action)) return true;
  const bool shown_a_code = is<BadgeScanned>(action) && takes_scans(model);
  if (!action.is_by_hand() && !shown_a_code) return false;
  model.ask_still_there_until.reset();
  return !shown_a_code && !changes_the_look(action);
}

}  // namespace

Uptime shown_for(const Model& model, Uptime base) {
  return model.settings.read_aloud ? kHeardAs * base : base;
}

void stay(const Model& model, Uptime& until, Uptime base) {
  until = std::max(until, model.now.up + shown_for(model, base));
}

bool is_for_everybody(const Screen& screen) {
  return std::holds_alternative<screen::Welcome>(screen) ||
         std::holds_alternative<screen::OutOfService>(screen);
}

bool takes_scans(const Model& model) {
  return is_signed_in(model) || std::holds_alternative<screen::Welcome>(model.screen) ||
         std::holds_alternative<screen::HaveCode>(model.screen) || ends_by_itself(model.screen);
}

bool may_be_asked(const Model& model) {
  const bool waits = is_attendee_screen(model.screen) || is_in_the_way(model.screen);
  return waits && !is_signed_in(model) && !ends_by_itself(model.screen) && !is_saving(model.screen);
}

bool update_idle(Model& model, const Action& action, Effects& effects) {
  if (is<TimePassed>(action) && is_for_everybody(model.screen)) rest(model, effects);
  if (model.ask_still_there_until) return take_answer(model, action, effects);
  if (!is<TimePassed>(action) || model.now.up - model.last_touch < kAskAfter) return false;
  if (may_be_asked(model)) {
    model.ask_still_there_until = model.now.up + kAnswerWithin;
    return true;
  }
  if (auto* unseal = std::get_if<screen::Unseal>(&model.screen)) forget_typed(*unseal);
  // The desk goes on without the organiser's PIN that nobody gives.
  if (is_signed_in(model) && std::holds_alternative<screen::Pin>(model.screen)) {
    model.screen = screen::Door{};
  }
  return false;
}

}  // namespace app
