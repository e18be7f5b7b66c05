#include "app/steps.h"

namespace app {

void update_check(Model& model, const Action& action, Effects& effects) {
  using Phase = screen::Check::Phase;
  auto& screen = std::get<screen::Check>(model.screen);
  const bool saving = screen.phase == Phase::saving;
  std::visit(Match{[&](const PreviewDrawn& drawn) {
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
                     effects.emplace_back(RegisterAttendee{details_of(model), model.now.wall,
                                                           Alike::ask, model.draft.needs});
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
                     model.screen =
                         screen::Done{done.number, done.code, screen::Done::Print::waiting,
                                      done.print_job, model.now.up + kDoneFor};
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
