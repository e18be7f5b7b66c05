// What the screens' updates share. Only for app/*.cpp.
#pragma once

#include <string>

#include "app/action.h"
#include "app/effect.h"
#include "app/model.h"
#include "app/update.h"

namespace app {

/// Nobody has chosen a language, a size, a contrast, a voice.
bool is_as_found(const Model& model);
void leave_as_found(Model& model);

/// Back to Welcome; nothing of the person is left, and the desk is signed out.
void forget_person(Model& model, Effects& effects);

std::string next_nonce(Model& model);
/// Sends a scan to the store under a new nonce, which it returns.
std::string send_scan(Model& model, Effects& effects, std::string text, bool at_desk);
/// The same text is on its way since less than a second: the code is still being held up.
bool is_held_up(const Model& model, const std::string& text);
/// Newest first among the desk's last scans.
void remember_scan(Desk& desk, DoorEntry entry);
/// Keeps what staff were working at, to be taken up again.
void park(Model& model);
/// Shows the door for a scan; what it interrupts is parked.
void go_to_door(Model& model);
/// Back to what a scan interrupted; false where nothing was.
bool come_back(Model& model);
/// Tries the scan on the desk's screen once more, with more said; once, however often it is asked.
void send_again(Model& model, Effects& effects, bool force, core::Answers answers);

/// The store's answers to scans, wherever the app has gone meanwhile; true if it was one.
bool take_scan_news(Model& model, const Action& action, Effects& effects);
/// The store's answers to the scans of a delegation, shown in its list wherever that is.
void take_delegation_verdict(Model& model, const DoorEntry& entry, Effects& effects);
bool take_delegation_failure(Model& model, const ScanFailed& failed, Effects& effects);
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
void update_print_queue(Model& model, const Action& action, Effects& effects);
void update_export(Model& model, const Action& action, Effects& effects);
void update_out_of_service(Model& model, const Action& action, Effects& effects);
void update_edit_person(Model& model, const Action& action, Effects& effects);
void update_walk_in(Model& model, const Action& action, Effects& effects);
void update_delegation(Model& model, const Action& action, Effects& effects);
void update_been_before(Model& model, const Action& action, Effects& effects);
void update_people(Model& model, const Action& action, Effects& effects);
void update_devices(Model& model, const Action& action, Effects& effects);
void update_import(Model& model, const Action& action, Effects& effects);
void update_meeting(Model& model, const Action& action, Effects& effects);
void update_care(Model& model, const Action& action, Effects& effects);
void update_unseal(Model& model, const Action& action, Effects& effects);
void update_starting(Model& model, const Action& action, Effects& effects);

/// One of the organisers' tabs, with what it asks of the workers; any other name is the counts.
void open_organisers_screen(Model& model, std::string_view name, Effects& effects);
/// From out of service; with a backup from the organiser's Data as well, which signs the desk out.
void open_unseal(Model& model, screen::Unseal::Kind kind, Effects& effects);
/// The backup is chosen already.
void open_unseal_of(Model& model, ListFile backup, Effects& effects);
/// Asks for the USB sticks that files can go to.
void look_for_sticks(Model& model, Effects& effects);
/// What is erased is not to be seen at the desk any more.
void forget_erased(Model& model, const std::string& number);

/// Touches and Tab among the fields and choices of a form; true if the action was one.
bool update_form(PersonForm& form, const Model& model, const Action& action);
/// Next on the keyboard: to the next field; false behind the last one.
bool step_form(PersonForm& form, const core::Meeting& meeting);
/// Marks what is missing and goes there; true if the form can be stored.
bool form_is_whole(PersonForm& form, const core::Meeting& meeting);
/// Whether the session has a place for one more.
bool has_places(const Model& model, const core::Session& session);
/// The badge again, with its result shown in `reprint`.
void print_again(Reprint& reprint, const std::string& number, Effects& effects);
/// News of the badge asked for; true if it was one.
bool take_print_news(Reprint& reprint, const Action& action);

/// Edits the active field; true if the action was typing.
bool edit_active_field(Model& model, const Action& action);

/// What any screen of the desk answers: navigation, checkpoint, direction, scans, signing out.
bool update_desk(Model& model, const Action& action, Effects& effects);

/// Whether a badge shown now is looked up; else it only makes a sound.
bool takes_scans(const Model& model);

/// How long a screen stays that goes by itself: hearing it takes longer than reading it.
Uptime shown_for(const Model& model, Uptime base);
/// Somebody is still at a screen that goes by itself: it stays as long again.
void stay(const Model& model, Uptime& until, Uptime base);

/// Whoever comes reads it, in whichever language is theirs: Welcome, and out of service.
bool is_for_everybody(const Screen& screen);
/// Whether "Are you still there?" is asked on this screen.
bool may_be_asked(const Model& model);

/// "Are you still there?": true if the action was only about that.
bool update_idle(Model& model, const Action& action, Effects& effects);

}  // namespace app
