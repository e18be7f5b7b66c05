// A person as staff type them: walking in, or being corrected.
#pragma once

#include <optional>
#include <string>

#include "app/text_field.h"
#include "core/attendee.h"
#include "core/meeting.h"

namespace app {

/// The text fields there are. Which one is being typed into belongs to its screen.
enum class FieldId {
  given,
  family,
  town,
  country_search,
  email,
  number,
  search,
  answer,
  passphrase,
  again
};

/// A person as staff see them in a list.
struct Person {
  core::Attendee attendee;
  bool present = false;  ///< let in today at the desk's checkpoint
  bool inside = false;   ///< and has not left it
  friend bool operator==(const Person&, const Person&) = default;
};

struct PersonForm {
  TextField given;
  TextField family;
  TextField town;  ///< a partner's town stands for that partner
  std::string country;
  TextField country_search;
  TextField email;
  std::optional<core::Kind> kind;  ///< empty: as the town says
  std::vector<core::SessionId> sessions;
  bool photo_opt_out = false;
  FieldId field = FieldId::given;
  bool towns_open =
      true;            ///< while the town is active: the partners' towns instead of the keyboard
  bool tried = false;  ///< what is missing is marked
  friend bool operator==(const PersonForm&, const PersonForm&) = default;
};

enum class FormFault { none, given_missing, family_missing, town_missing, email_wrong };

/// The partner whose town was typed; null for another place.
const core::Partner* partner_of(const PersonForm& form, const core::Meeting& meeting);
/// The kind chosen, else the one that follows from the town.
core::Kind kind_of(const PersonForm& form, const core::Meeting& meeting);

PersonForm form_of(const core::Details& details);
/// `before` with what the form says in its place; what the form does not ask is kept.
core::Details details_of(const PersonForm& form, const core::Details& before,
                         const core::Meeting& meeting);

/// The first thing that keeps the form from being stored, and the field it is in.
FormFault fault_of(const PersonForm& form, const core::Meeting& meeting);
FieldId field_of(FormFault fault);

/// The form's field that is typed into.
TextField& active_field(PersonForm& form);

/// One `@` with something on each side, and no space.
bool is_email(const std::string& text);

}  // namespace app
