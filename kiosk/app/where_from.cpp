#include "app/steps.h"

namespace app {
namespace {

void go_on(Model& model, screen::WhereFrom& screen) {
  screen.tried = true;
  const bool chosen = !model.draft.partner.empty();
  const bool told = !model.draft.town.is_blank() && !model.draft.country.empty();
  if (screen.another_place ? told : chosen) {
    if (screen.another_place) model.draft.partner = {};
    model.screen = screen::Optional{};
  }
}

}  // namespace

void update_where_from(Model& model, const Action& action, Effects&) {
  auto& screen = std::get<screen::WhereFrom>(model.screen);
  visit(Match{[&](const TownChosen& town) {
                if (model.meeting->partner(town.partner) == nullptr) return;
                model.draft.partner = town.partner;
                model.screen = screen::Optional{};
              },
              [&](const AnotherPlaceChosen&) {
                screen = {true, FieldId::town, false};
                if (model.draft.country.empty()) model.draft.country = model.meeting->place.country;
              },
              [&](const CountryChosen& chosen) { model.draft.country = chosen.code; },
              [&](const FieldFocused& focused) {
                screen.field = focused.field == FieldId::country_search ? FieldId::country_search
                                                                        : FieldId::town;
                if (TextField* field = active_field(model)) {
                  set_caret(*field, focused.caret.value_or(field->text.size()));
                }
              },
              [&](const NextPressed&) { go_on(model, screen); },
              [&](const BackPressed&) {
                if (screen.another_place) {
                  screen = {};
                } else {
                  model.screen = screen::Name{};
                }
              },
              [](const auto&) {}},
        action);
}

}  // namespace app
