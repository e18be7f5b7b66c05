// What the screens' updates share. Only for app/*.cpp.
#pragma once

#include <string>

#include "app/action.h"
#include "app/effect.h"
#include "app/model.h"
#include "app/update.h"

namespace app {

/// Helps a visitor over actions to be written as one set of arms.
template <class... Arms>
struct Match : Arms... {
  using Arms::operator()...;
};

/// Back to Welcome; nothing of the person is left.
void forget_person(Model& model, Effects& effects);

/// Sends a scan to the store under a new nonce.
void send_scan(Model& model, Effects& effects, std::string text, bool at_desk, bool force = false,
               core::Answers answers = {});

Sound sound_of(core::Verdict verdict);

/// An empty PIN pad that asks for the role's PIN.
screen::Pin pin_of(core::Role role);

// One for each screen, in the file of its name. They see actions that the frame around them
// (update.cpp) has not dealt with.
void update_welcome(Model& model, const Action& action, Effects& effects);
void update_name(Model& model, const Action& action, Effects& effects);
void update_where_from(Model& model, const Action& action, Effects& effects);
void update_optional(Model& model, const Action& action, Effects& effects);
void update_check(Model& model, const Action& action, Effects& effects);
void update_done(Model& model, const Action& action, Effects& effects);
void update_have_code(Model& model, const Action& action, Effects& effects);
void update_greeting(Model& model, const Action& action, Effects& effects);
void update_ask_at_desk(Model& model, const Action& action, Effects& effects);
void update_pin(Model& model, const Action& action, Effects& effects);
void update_door(Model& model, const Action& action, Effects& effects);
void update_find(Model& model, const Action& action, Effects& effects);
void update_counts(Model& model, const Action& action, Effects& effects);
void update_export(Model& model, const Action& action, Effects& effects);
void update_out_of_service(Model& model, const Action& action, Effects& effects);

/// Edits the active field; true if the action was typing.
bool edit_active_field(Model& model, const Action& action);

/// What any screen of the desk answers: navigation, checkpoint, direction, scans, signing out.
bool update_desk(Model& model, const Action& action, Effects& effects);

/// "Are you still there?": true if the action was only about that.
bool update_idle(Model& model, const Action& action, Effects& effects);

}  // namespace app
