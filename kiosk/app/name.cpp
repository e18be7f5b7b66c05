#include "app/steps.h"

namespace app {
namespace {

/// Next goes to the family name first, then on; what is missing keeps the person here.
void go_on(Model& model, screen::Name& screen) {
  if (screen.field == FieldId::given && model.draft.family.is_blank() &&
      !model.draft.given.is_blank()) {
    screen.field = FieldId::family;
    return;
  }
  screen.tried = true;
  if (model.draft.given.is_blank()) {
    screen.field = FieldId::given;
  } else if (model.draft.family.is_blank()) {
    screen.field = FieldId::family;
  } else {
    model.screen = screen::WhereFrom{};
  }
}

}  // namespace

void update_name(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<screen::Name>(model.screen);
  visit(Match{[&](const NextPressed&) { go_on(model, screen); },
              [&](const BackPressed&) { forget_person(model, effects); },
              [&](const FieldFocused& focused) {
                screen.field = focused.field == FieldId::family ? FieldId::family : FieldId::given;
                TextField& field = *active_field(model);
                set_caret(field, focused.caret.value_or(field.text.size()));
              },
              [](const auto&) {}},
        action);
}

}  // namespace app
