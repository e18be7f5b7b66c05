#include "app/model.h"

#include <array>

namespace app {
namespace {

constexpr std::array<std::string_view, 27> kScreenNames = {
    "welcome",     "name",     "where_from",     "optional",    "check",   "done",
    "have_code",   "greeting", "ask_at_desk",    "pin",         "door",    "find",
    "counts",      "export",   "out_of_service", "edit_person", "walk_in", "delegation",
    "been_before", "people",   "print_queue",    "devices",     "import",  "care",
    "starting",    "meeting",  "unseal"};
static_assert(std::variant_size_v<Screen> == kScreenNames.size(), "a name for every screen");

struct FindField {
  Model& model;
  TextField* operator()(screen::Name& s) const {
    return s.field == FieldId::given ? &model.draft.given : &model.draft.family;
  }
  TextField* operator()(screen::WhereFrom& s) const {
    if (!s.another_place) return nullptr;
    return s.field == FieldId::town ? &model.draft.town : &model.draft.country_search;
  }
  TextField* operator()(screen::Optional& s) const {
    return s.typing_email ? &model.draft.email : nullptr;
  }
  TextField* operator()(screen::HaveCode& s) const { return &s.number; }
  TextField* operator()(screen::Find& s) const { return s.chosen ? nullptr : &s.text; }
  TextField* operator()(screen::Door& s) const {
    const core::Question* question = open_question(model);
    const bool typed = question != nullptr && question->choices.empty();
    return typed && (s.answering || !model.desk.interrupted) ? &s.answer : nullptr;
  }
  TextField* operator()(screen::EditPerson& s) const { return &active_field(s.form); }
  TextField* operator()(screen::Care& s) const {
    if (!s.typing) return nullptr;
    return s.typing_again ? &s.again : &s.passphrase;
  }
  TextField* operator()(screen::Unseal& s) const {
    return s.phase == screen::Unseal::Phase::typing ? &s.passphrase : nullptr;
  }
  TextField* operator()(screen::People& s) const {
    const bool typed = s.writing && s.phase != screen::People::Phase::settling;
    return typed ? &s.how : nullptr;
  }
  TextField* operator()(screen::WalkIn& s) const {
    return s.phase == screen::WalkIn::Phase::alike ? nullptr : &active_field(s.form);
  }
  template <class Other>
  TextField* operator()(Other&) const {
    return nullptr;
  }
};

}  // namespace

std::string_view name_of(const Screen& screen) { return kScreenNames.at(screen.index()); }

std::string_view tab_of(const Screen& screen) {
  const bool of_find = std::holds_alternative<screen::EditPerson>(screen) ||
                       std::holds_alternative<screen::Delegation>(screen);
  return of_find ? "find" : name_of(screen);
}

bool asks_needs(const core::Meeting& meeting) {
  return meeting.privacy.erase_needs_after_days.has_value();
}

core::Details details_of(const Model& model) {
  const Draft& draft = model.draft;
  core::Details details;
  details.given_name = draft.given.trimmed();
  details.family_name = draft.family.trimmed();
  details.partner = draft.partner;
  if (const core::Partner* partner = model.meeting->partner(draft.partner)) {
    details.town = partner->town;
    details.country = partner->country;
    // Who lives in the host's town is a resident, not one of the host's people.
    if (partner->host) details.partner = {};
  } else {
    details.town = draft.town.trimmed();
    details.country = draft.country;
  }
  details.kind = core::kind_for(*model.meeting, details.partner);
  details.email = draft.email.trimmed();
  details.gender = draft.gender;
  details.sessions = draft.sessions;
  details.photo_opt_out = draft.photo_opt_out;
  details.language = model.language;
  details.notice_version = model.meeting->privacy.notice_version;
  return details;
}

TextField* active_field(Model& model) { return std::visit(FindField{model}, model.screen); }

const TextField* active_field(const Model& model) {
  return active_field(const_cast<Model&>(model));  // finds, changes nothing
}

const TextField* field_in(const Model& model, FieldId id) {
  switch (id) {
    case FieldId::given:
      return &model.draft.given;
    case FieldId::family:
      return &model.draft.family;
    case FieldId::town:
      return &model.draft.town;
    case FieldId::country_search:
      return &model.draft.country_search;
    case FieldId::email:
      return &model.draft.email;
    default:
      return active_field_id(model) == id ? active_field(model) : nullptr;
  }
}

std::optional<FieldId> active_field_id(const Model& model) {
  if (const auto* s = std::get_if<screen::Name>(&model.screen)) return s->field;
  if (const auto* s = std::get_if<screen::WhereFrom>(&model.screen)) {
    return s->another_place ? std::optional(s->field) : std::nullopt;
  }
  if (const auto* s = std::get_if<screen::Optional>(&model.screen)) {
    return s->typing_email ? std::optional(FieldId::email) : std::nullopt;
  }
  if (std::holds_alternative<screen::HaveCode>(model.screen)) return FieldId::number;
  if (const TextField* field = active_field(model); field == nullptr) return std::nullopt;
  if (std::holds_alternative<screen::Find>(model.screen)) return FieldId::search;
  if (std::holds_alternative<screen::Door>(model.screen)) return FieldId::answer;
  if (std::holds_alternative<screen::People>(model.screen)) return FieldId::answer;
  if (std::holds_alternative<screen::Unseal>(model.screen)) return FieldId::passphrase;
  if (const auto* s = std::get_if<screen::Care>(&model.screen)) {
    return s->typing_again ? FieldId::again : FieldId::passphrase;
  }
  if (const PersonForm* form = form_on(model.screen)) return form->field;
  return std::nullopt;
}

bool is_desk_screen(const Screen& screen) {
  return std::holds_alternative<screen::Door>(screen) ||
         std::holds_alternative<screen::Find>(screen) ||
         std::holds_alternative<screen::EditPerson>(screen) ||
         std::holds_alternative<screen::WalkIn>(screen) ||
         std::holds_alternative<screen::Delegation>(screen) ||
         std::holds_alternative<screen::Counts>(screen) ||
         std::holds_alternative<screen::Export>(screen) ||
         std::holds_alternative<screen::PrintQueue>(screen) ||
         std::holds_alternative<screen::People>(screen) ||
         std::holds_alternative<screen::Devices>(screen) ||
         std::holds_alternative<screen::Import>(screen) ||
         std::holds_alternative<screen::Care>(screen) ||
         std::holds_alternative<screen::Meeting>(screen);
}

bool is_attendee_screen(const Screen& screen) {
  return !is_desk_screen(screen) && !std::holds_alternative<screen::Welcome>(screen) &&
         !std::holds_alternative<screen::OutOfService>(screen) &&
         !std::holds_alternative<screen::Unseal>(screen) &&
         !std::holds_alternative<screen::Starting>(screen);
}

bool is_saving(const Screen& screen) {
  const auto* check = std::get_if<screen::Check>(&screen);
  return check != nullptr && check->phase == screen::Check::Phase::saving;
}

bool is_signed_in(const Model& model) { return model.desk.role != core::Role::attendee; }

const core::Question* open_question(const Model& model) {
  const auto& shown = model.desk.shown;
  if (!shown || shown->undone || shown->verdict != core::Verdict::needs_answer) return nullptr;
  const core::Checkpoint* checkpoint = model.meeting->checkpoint(shown->checkpoint);
  if (checkpoint == nullptr || shown->questions.empty()) return nullptr;
  return checkpoint->question(shown->questions.front());
}

PersonForm* form_on(Screen& screen) {
  if (auto* edit = std::get_if<screen::EditPerson>(&screen)) return &edit->form;
  if (auto* walk_in = std::get_if<screen::WalkIn>(&screen)) return &walk_in->form;
  return nullptr;
}

const PersonForm* form_on(const Screen& screen) {
  return form_on(const_cast<Screen&>(screen));  // finds, changes nothing
}

const core::Checkpoint* desk_checkpoint(const Model& model) {
  const core::Checkpoint* chosen = model.meeting->checkpoint(model.desk.checkpoint);
  if (chosen != nullptr) return chosen;
  const core::Checkpoint* door = model.meeting->door();
  return door != nullptr ? door : &model.meeting->checkpoints.front();
}

}  // namespace app
