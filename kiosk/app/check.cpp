#include <algorithm>

#include "app/steps.h"

namespace app {

namespace {

/// The printer may have been quicker than the answer that names the job.
screen::Done::Print print_of(const Model& model, const std::string& job) {
  using Print = screen::Done::Print;
  const auto at = std::find_if(model.prints_ended.begin(), model.prints_ended.end(),
                               [&](const auto& ended) { return ended.first == job; });
  if (at == model.prints_ended.end()) return Print::waiting;
  return at->second ? Print::printed : Print::trouble;
}

}  // namespace

void update_check(Model& model, const Action& action, Effects& effects) {
  using Phase = screen::Check::Phase;
  auto& screen = std::get<screen::Check>(model.screen);
  const bool saving = screen.phase == Phase::saving;
  visit(Match{[&](const PreviewDrawn& drawn) {
                if (drawn.preview == model.preview) model.preview_ready = true;
              },
              [&](const LanguageChosen&) {
                effects.emplace_back(DrawPreview{++model.preview, details_of(model)});
              },
              [&](const NoticeToggled&) { screen.notice_open = !screen.notice_open; },
              [&](const PrintPressed&) {
                if (saving) return;  // one registration, however often it is pressed
                screen.phase = Phase::saving;
                screen.failure = {};
                effects.emplace_back(RegisterAttendee{details_of(model), model.now.wall, Alike::ask,
                                                      model.draft.needs});
              },
              [&](const BackPressed&) {
                if (screen.notice_open) {
                  screen.notice_open = false;
                } else if (!saving) {
                  model.screen = screen::Optional{};
                }
              },
              [&](const Registered& done) {
                if (!saving) return;
                // Who has to tell the desk something needs the time to read what.
                const auto base = done.needs_lost ? 2 * kDoneFor : kDoneFor;
                model.screen = screen::Done{done.number,
                                            done.code,
                                            print_of(model, done.print_job),
                                            done.print_job,
                                            model.now.up + shown_for(model, base),
                                            done.needs_lost};
                model.draft = {};
                effects.emplace_back(LoadCounts{});
              },
              [&](const AlikeFound&) {
                if (saving) model.screen = screen::BeenBefore{};
              },
              [&](const RegistrationFailed& failed) {
                if (!saving) return;
                screen.phase = Phase::failed;
                screen.failure = failed.error;
              },
              [](const auto&) {}},
        action);
}

}  // namespace app
