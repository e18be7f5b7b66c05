#include <algorithm>

#include "app/steps.h"
#include "core/needs.h"

namespace app {
namespace {

void toggle(Model& model, const core::SessionId& id) {
  auto& chosen = model.draft.sessions;
  const auto at = std::find(chosen.begin(), chosen.end(), id);
  if (at != chosen.end()) {
    chosen.erase(at);
    return;
  }
  const core::Session* session = model.meeting->session(id);
  if (session != nullptr && has_places(model, *session)) chosen.push_back(id);
}

void show_check(Model& model, Effects& effects) {
  model.screen = screen::Check{};
  model.preview_ready = false;
  effects.emplace_back(DrawPreview{++model.preview, details_of(model)});
}

/// As it was left: the towns, or the other place with what was typed.
screen::WhereFrom where_from_of(const Draft& draft) {
  return {draft.partner.empty() && !draft.town.is_blank(), FieldId::town, false};
}

void toggle_consent(Model& model) {
  Draft& draft = model.draft;
  draft.needs_consent = !draft.needs_consent && asks_needs(*model.meeting);
  if (!draft.needs_consent) draft.needs.clear();
}

void toggle_need(Draft& draft, const std::string& need) {
  const bool known =
      std::find(core::kNeeds.begin(), core::kNeeds.end(), need) != core::kNeeds.end();
  if (!draft.needs_consent || !known) return;
  if (std::erase(draft.needs, need) == 0) draft.needs.push_back(need);
}

}  // namespace

bool has_places(const Model& model, const core::Session& session) {
  if (!session.capacity) return true;
  for (const CountRow& row : model.counts.session) {
    if (row.key == session.id.text) return row.count.registered < *session.capacity;
  }
  return true;
}

void update_optional(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<screen::Optional>(model.screen);
  visit(Match{[&](const FieldFocused& focused) {
                screen = {true, false};
                set_caret(model.draft.email, focused.caret.value_or(model.draft.email.text.size()));
              },
              [&](const SessionToggled& toggled) { toggle(model, toggled.session); },
              [&](const GenderChosen& chosen) {
                const bool again = model.draft.gender == chosen.gender;
                model.draft.gender = again ? core::Gender::unasked : chosen.gender;
              },
              [&](const PhotoOptOutToggled&) {
                model.draft.photo_opt_out = !model.draft.photo_opt_out;
              },
              [&](const NeedsConsentToggled&) { toggle_consent(model); },
              [&](const NeedToggled& toggled) { toggle_need(model.draft, toggled.need); },
              [&](const NextPressed&) {
                const std::string email = model.draft.email.trimmed();
                screen.email_wrong = !email.empty() && !is_email(email);
                if (screen.typing_email && !screen.email_wrong) {
                  screen.typing_email = false;
                } else if (!screen.email_wrong) {
                  show_check(model, effects);
                }
              },
              [&](const SkipPressed&) {
                // Skipping means giving nothing of this screen; a wish not to be
                // photographed gives nothing and stands.
                model.draft.email = {};
                model.draft.gender = core::Gender::unasked;
                model.draft.needs_consent = false;
                model.draft.needs.clear();
                model.draft.sessions.clear();
                show_check(model, effects);
              },
              [&](const BackPressed&) {
                if (screen.typing_email) {
                  screen = {};
                } else {
                  model.screen = where_from_of(model.draft);
                }
              },
              [](const auto&) {}},
        action);
}

}  // namespace app
