#include "app/person_form.h"

namespace app {
namespace {

/// Who lives in the host's town is a resident, not one of the host's people; who was entered with
/// a partner keeps it while the town is the same.
core::PartnerId partner_id(const PersonForm& form, const core::Details& before,
                           const core::Meeting& meeting) {
  if (!before.partner.empty() && before.town == form.town.trimmed()) return before.partner;
  const core::Partner* partner = partner_of(form, meeting);
  return partner == nullptr || partner->host ? core::PartnerId{} : partner->id;
}

TextField typed(const std::string& text) { return {text, text.size()}; }

}  // namespace

const core::Partner* partner_of(const PersonForm& form, const core::Meeting& meeting) {
  return meeting.partner_of_town(form.town.trimmed());
}

core::Kind kind_of(const PersonForm& form, const core::Meeting& meeting) {
  return form.kind.value_or(core::kind_for(meeting, partner_id(form, {}, meeting)));
}

PersonForm form_of(const core::Details& details) {
  PersonForm form;
  form.given = typed(details.given_name);
  form.family = typed(details.family_name);
  form.town = typed(details.town);
  form.country = details.country;
  form.email = typed(details.email);
  form.kind = details.kind;
  form.sessions = details.sessions;
  form.photo_opt_out = details.photo_opt_out;
  return form;
}

core::Details details_of(const PersonForm& form, const core::Details& before,
                         const core::Meeting& meeting) {
  core::Details details = before;
  details.given_name = form.given.trimmed();
  details.family_name = form.family.trimmed();
  details.town = form.town.trimmed();
  const core::Partner* partner = partner_of(form, meeting);
  details.country = partner != nullptr ? partner->country : form.country;
  details.partner = partner_id(form, before, meeting);
  details.kind = form.kind.value_or(core::kind_for(meeting, details.partner));
  details.email = form.email.trimmed();
  details.sessions = form.sessions;
  details.photo_opt_out = form.photo_opt_out;
  return details;
}

FormFault fault_of(const PersonForm& form, const core::Meeting& meeting) {
  if (form.given.is_blank()) return FormFault::given_missing;
  if (form.family.is_blank()) return FormFault::family_missing;
  if (form.town.is_blank()) return FormFault::town_missing;
  if (partner_of(form, meeting) == nullptr && form.country.empty()) return FormFault::town_missing;
  const std::string email = form.email.trimmed();
  return email.empty() || is_email(email) ? FormFault::none : FormFault::email_wrong;
}

FieldId field_of(FormFault fault) {
  switch (fault) {
    case FormFault::family_missing:
      return FieldId::family;
    case FormFault::town_missing:
      return FieldId::town;
    case FormFault::email_wrong:
      return FieldId::email;
    default:
      return FieldId::given;
  }
}

TextField& active_field(PersonForm& form) {
  switch (form.field) {
    case FieldId::family:
      return form.family;
    case FieldId::town:
      return form.town;
    case FieldId::country_search:
      return form.country_search;
    case FieldId::email:
      return form.email;
    default:
      return form.given;
  }
}

bool is_email(const std::string& text) {
  const auto at = text.find('@');
  return at != std::string::npos && at > 0 && at == text.rfind('@') && at + 1 < text.size() &&
         text.find(' ') == std::string::npos;
}

}  // namespace app
