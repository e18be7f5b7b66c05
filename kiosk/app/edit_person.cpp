// A person's details corrected by staff, and what every form of a person answers.
#include <algorithm>

#include "app/steps.h"

namespace app {
namespace {

using screen::EditPerson;

void focus(PersonForm& form, const FieldFocused& focused) {
  form.field = focused.field;
  form.towns_open = focused.field == FieldId::town;
  TextField& field = active_field(form);
  set_caret(field, focused.caret.value_or(field.text.size()));
}

void choose_town(PersonForm& form, const core::Partner* partner) {
  if (partner == nullptr) return;
  form.town = {partner->town, partner->town.size()};
  form.field = FieldId::email;
  form.towns_open = false;
}

/// A kind that is pressed again follows from the town once more.
void choose_kind(PersonForm& form, core::Kind kind) {
  form.kind = form.kind == kind ? std::nullopt : std::optional(kind);
}

void toggle_session(PersonForm& form, const Model& model, const core::SessionId& id) {
  const auto at = std::find(form.sessions.begin(), form.sessions.end(), id);
  const core::Session* session = model.meeting->session(id);
  if (at != form.sessions.end()) {
    form.sessions.erase(at);
  } else if (session != nullptr && has_places(model, *session)) {
    form.sessions.push_back(id);
  }
}

void save(Model& model, EditPerson& screen, Effects& effects) {
  if (screen.phase == EditPerson::Phase::saving) return;
  if (!form_is_whole(screen.form, *model.meeting)) return;
  const core::Details& before = screen.person.attendee.details;
  auto changes = core::differences(before, details_of(screen.form, before, *model.meeting));
  if (changes.empty()) {
    model.screen = screen::Find(std::move(screen.find));
    return;
  }
  screen.phase = EditPerson::Phase::saving;
  effects.emplace_back(
      EditAttendee{screen.person.attendee.number, std::move(changes), desk_checkpoint(model)->id});
}

/// Back to the card, which shows what was stored.
void take_saved(Model& model, EditPerson& screen, const PersonChanged& changed, Effects& effects) {
  if (changed.person.attendee.number != screen.person.attendee.number) return;
  model.screen = screen::Find(std::move(screen.find));
  update_find(model, changed, effects);
}

}  // namespace

bool update_form(PersonForm& form, const Model& model, const Action& action) {
  return visit(Match{[&](const FieldFocused& focused) { return focus(form, focused), true; },
                     [&](const TownChosen& town) {
                       return choose_town(form, model.meeting->partner(town.partner)), true;
                     },
                     [&](const OtherTownPressed&) {
                       if (form.country.empty()) form.country = model.meeting->place.country;
                       if (partner_of(form, *model.meeting) != nullptr) form.town = {};
                       form.field = FieldId::town;
                       return form.towns_open = false, true;
                     },
                     [&](const CountryChosen& chosen) { return form.country = chosen.code, true; },
                     [&](const KindChosen& chosen) { return choose_kind(form, chosen.kind), true; },
                     [&](const SessionToggled& toggled) {
                       return toggle_session(form, model, toggled.session), true;
                     },
                     [&](const PhotoOptOutToggled&) {
                       return form.photo_opt_out = !form.photo_opt_out, true;
                     },
                     [](const auto&) { return false; }},
               action);
}

bool step_form(PersonForm& form, const core::Meeting& meeting) {
  const bool other_place = !form.town.is_blank() && partner_of(form, meeting) == nullptr;
  switch (form.field) {
    case FieldId::given:
      form.field = FieldId::family;
      break;
    case FieldId::family:
      form.field = FieldId::town;
      form.towns_open = true;
      return true;
    case FieldId::town:
      if (other_place && form.country.empty()) form.country = meeting.place.country;
      form.field = other_place ? FieldId::country_search : FieldId::email;
      break;
    case FieldId::country_search:
      form.field = FieldId::email;
      break;
    default:
      return false;
  }
  form.towns_open = false;
  return true;
}

bool form_is_whole(PersonForm& form, const core::Meeting& meeting) {
  form.tried = true;
  if (form.country.empty()) form.country = meeting.place.country;
  const FormFault fault = fault_of(form, meeting);
  if (fault == FormFault::none) return true;
  form.field = field_of(fault);
  form.towns_open = form.field == FieldId::town;
  return false;
}

void update_edit_person(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<EditPerson>(model.screen);
  if (update_form(screen.form, model, action)) return;
  visit(Match{[&](const NextPressed&) {
                if (!step_form(screen.form, *model.meeting)) save(model, screen, effects);
              },
              [&](const ConfirmPressed&) { save(model, screen, effects); },
              [&](const BackPressed&) {
                if (screen.phase == EditPerson::Phase::saving) return;
                model.screen = screen::Find(std::move(screen.find));
              },
              [&](const PersonChanged& changed) { take_saved(model, screen, changed, effects); },
              [&](const PersonChangeFailed& failed) {
                screen.phase = EditPerson::Phase::failed;
                screen.failure = failed.error;
              },
              [](const auto&) {}},
        action);
}

}  // namespace app
