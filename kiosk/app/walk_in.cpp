// The registration by staff, in one form.
#include "app/steps.h"

namespace app {
namespace {

using screen::WalkIn;
using Phase = screen::WalkIn::Phase;

core::Details details_of(const Model& model, const WalkIn& screen) {
  core::Details told;
  told.language = model.language;
  told.notice_version = model.meeting->privacy.notice_version;
  return app::details_of(screen.form, told, *model.meeting);
}

/// One registration, however often it is pressed; likely doubles are shown first.
void register_them(const Model& model, WalkIn& screen, Effects& effects) {
  if (screen.phase == Phase::saving) return;
  const bool anyway = screen.phase == Phase::alike;
  if (!form_is_whole(screen.form, *model.meeting)) return;
  screen.phase = Phase::saving;
  screen.failure = {};
  effects.emplace_back(RegisterAttendee{details_of(model, screen), model.now.wall,
                                        anyway ? Alike::ignore : Alike::show});
}

/// The form is empty for the next one; what was ticked by habit stays ticked.
void begin_anew(WalkIn& screen) {
  const bool check_in = screen.check_in;
  Reprint last = std::move(screen.last);
  screen = {};
  screen.check_in = check_in;
  screen.last = std::move(last);
}

void take_registered(Model& model, WalkIn& screen, const Registered& done, Effects& effects) {
  if (screen.phase != Phase::saving) return;
  screen.last = {Reprint::State::queued, done.number, done.print_job};
  const bool check_in = screen.check_in;
  begin_anew(screen);
  effects.emplace_back(LoadCounts{});
  if (check_in) send_scan(model, effects, done.code, true);
}

/// The registration that exists already is theirs.
void use(Model& model, WalkIn& screen, const PersonCheckedIn& wanted, Effects& effects) {
  begin_anew(screen);
  send_scan(model, effects, wanted.number, true);
}

void go_back(Model& model, WalkIn& screen) {
  if (screen.phase == Phase::saving) return;
  if (screen.phase == Phase::alike) {
    screen.phase = Phase::typing;
    screen.alike.clear();
  } else {
    go_to_door(model);
  }
}

}  // namespace

void update_walk_in(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<WalkIn>(model.screen);
  if (take_print_news(screen.last, action)) return;
  if (screen.phase != Phase::saving && update_form(screen.form, model, action)) return;
  visit(Match{[&](const NextPressed&) {
                if (screen.phase == Phase::alike) return;
                if (step_form(screen.form, *model.meeting)) return;
                register_them(model, screen, effects);
              },
              [&](const ConfirmPressed&) { register_them(model, screen, effects); },
              [&](const CheckInToggled&) { screen.check_in = !screen.check_in; },
              [&](const ClearPressed&) { begin_anew(screen); },
              [&](const AlikeFound& found) {
                if (screen.phase != Phase::saving) return;
                screen.phase = Phase::alike;
                screen.alike = found.people;
              },
              [&](const PersonCheckedIn& wanted) { use(model, screen, wanted, effects); },
              [&](const ReprintPressed& wanted) {
                begin_anew(screen);
                print_again(screen.last, wanted.number, effects);
              },
              [&](const Registered& done) { take_registered(model, screen, done, effects); },
              [&](const RegistrationFailed& failed) {
                if (screen.phase != Phase::saving) return;
                screen.phase = Phase::failed;
                screen.failure = failed.error;
              },
              [&](const BackPressed&) { go_back(model, screen); }, [](const auto&) {}},
        action);
}

}  // namespace app
