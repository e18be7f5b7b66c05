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
template <class... Arms>
Match(Arms...) -> Match<Arms...>;  // clang before 17 does not deduce aggregates

/// Touches and keys; not what devices, workers and the clock say.
bool is_by_hand(const Action& action);

/// Nobody has chosen a language, a size, a contrast, a voice.
bool is_as_found(const Model& model);
void leave_as_found(Model& model);

/// Back to Welcome; nothing of the person is left, and the desk is signed out.
void forget_person(Model& model, Effects& effects);

/// Sends a scan to the store under a new nonce, which it returns.
std::string send_scan(Model& model, Effects& effects, std::string text, bool at_desk);
/// Tries the scan on the desk's screen once more, with more said; once, however often it is asked.
void send_again(Model& model, Effects& effects, bool force, core::Answers answers);

/// The store's answers to scans, wherever the app has gone meanwhile; true if it was one.
bool take_scan_news(Model& model, const Action& action, Effects& effects);
/// What the store said of a code that an attendee showed.
void show_own_scan(Model& model, const DoorEntry& entry, Effects& effects);
/// The next person has shown a code while the last one's screen still stood.
void greet_the_next(Model& model, const BadgeScanned& scanned, Effects& effects);

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

/// Whether a badge shown now is looked up; else it only makes a sound.
bool takes_scans(const Model& model);

/// Whether "Are you still there?" is asked on this screen.
bool may_be_asked(const Model& model);

/// "Are you still there?": true if the action was only about that.
bool update_idle(Model& model, const Action& action, Effects& effects);

}  // namespace app
