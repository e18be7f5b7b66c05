// The organiser's Meeting: what the file says, and a sample of each badge template.
#include <algorithm>

#include "app/steps.h"

namespace app {
namespace {

using screen::Meeting;

/// Nobody, with all that a badge may carry: a guest's town, sessions, the mark against photographs.
core::Details sample(const Model& model) {
  const core::Meeting& meeting = *model.meeting;
  core::Details details;
  details.given_name = "Ilze";
  details.family_name = "Bērziņa-Kalniņa";
  const auto guest = std::find_if(meeting.partners.begin(), meeting.partners.end(),
                                  [](const core::Partner& partner) { return !partner.host; });
  if (guest != meeting.partners.end()) {
    details.partner = guest->id;
    details.town = guest->town;
    details.country = guest->country;
  }
  details.kind = core::kind_for(meeting, details.partner);
  for (const core::Session& session : meeting.sessions) details.sessions.push_back(session.id);
  details.photo_opt_out = true;
  details.language = model.language;
  return details;
}

void show(Model& model, Meeting& screen, const std::string& name, Effects& effects) {
  screen.form = name;
  screen.failure = {};
  model.preview_ready = false;
  effects.emplace_back(DrawPreview{++model.preview, sample(model), name});
}

}  // namespace

void update_meeting(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<Meeting>(model.screen);
  visit(Match{[&](const BadgeFormsFound& found) {
                screen.searching = false;
                screen.forms = found.forms;
                show(model, screen, model.meeting->badge_template, effects);
              },
              [&](const BadgeFormChosen& chosen) { show(model, screen, chosen.name, effects); },
              [&](const LanguageChosen&) {
                if (!screen.form.empty()) show(model, screen, std::string(screen.form), effects);
              },
              [&](const PreviewDrawn& drawn) {
                if (drawn.preview == model.preview) model.preview_ready = true;
              },
              [&](const PreviewFailed& failed) {
                if (failed.preview == model.preview) screen.failure = failed.error;
              },
              [&](const BackPressed&) { model.screen = screen::Door{}; }, [](const auto&) {}},
        action);
}

}  // namespace app
