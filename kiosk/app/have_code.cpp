#include "app/steps.h"

namespace app {
namespace {

void look_up(Model& model, screen::HaveCode& screen, std::string text, Effects& effects) {
  if (screen.phase == screen::HaveCode::Phase::looking || text.empty()) return;
  screen.phase = screen::HaveCode::Phase::looking;
  screen.not_found = false;
  screen.nonce = send_scan(model, effects, std::move(text), false);
}

/// Only numbers are looked up here: a name typed at a public kiosk must find nobody.
std::string as_number(const TextField& field) {
  return core::parse_number(field.trimmed()).value_or(std::string());
}

}  // namespace

void show_own_scan(Model& model, const DoorEntry& entry, Effects& effects) {
  const auto* asked = std::get_if<screen::HaveCode>(&model.screen);
  if (asked == nullptr || asked->nonce != entry.nonce) return;
  effects.emplace_back(PlaySound{sound_of(entry.verdict)});
  const bool welcome =
      core::is_attendance(entry.verdict) || entry.verdict == core::Verdict::already;
  if (welcome) {
    model.screen = screen::Greeting{entry, false, model.now.up + shown_for(model, kGreetingFor)};
  } else if (entry.verdict == core::Verdict::unknown) {
    // What was typed stays: a wrong digit is corrected, not typed anew.
    model.screen = screen::HaveCode{screen::HaveCode::Phase::waiting, asked->number, true, {}};
  } else {
    model.screen = screen::AskAtDesk{entry.verdict, model.now.up + shown_for(model, kAskAtDeskFor)};
  }
}

void greet_the_next(Model& model, const BadgeScanned& scanned, Effects& effects) {
  forget_person(model, effects);
  update_welcome(model, scanned, effects);
}

void update_have_code(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<screen::HaveCode>(model.screen);
  visit(Match{[&](const BadgeScanned& scanned) { look_up(model, screen, scanned.text, effects); },
              [&](const NextPressed&) {
                const std::string number = as_number(screen.number);
                screen.not_found = number.empty() && !screen.number.is_blank();
                look_up(model, screen, number, effects);
              },
              [&](const ScanFailed& failed) {
                if (failed.nonce != screen.nonce) return;
                model.screen = screen::AskAtDesk{core::Verdict::unknown,
                                                 model.now.up + shown_for(model, kAskAtDeskFor)};
              },
              [&](const BackPressed&) { forget_person(model, effects); }, [](const auto&) {}},
        action);
}

void update_greeting(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<screen::Greeting>(model.screen);
  if (action.is_by_hand()) stay(model, screen.until, kGreetingFor);
  visit(Match{[&](const PrintPressed&) {
                if (screen.printing || screen.entry.number.empty()) return;
                screen.printing = true;
                effects.emplace_back(QueuePrint{screen.entry.number});
              },
              [&](const BadgeScanned& scanned) { greet_the_next(model, scanned, effects); },
              [&](const DonePressed&) { forget_person(model, effects); },
              [&](const TimePassed&) {
                if (model.now.up >= screen.until) forget_person(model, effects);
              },
              [](const auto&) {}},
        action);
}

void update_ask_at_desk(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<screen::AskAtDesk>(model.screen);
  if (action.is_by_hand()) stay(model, screen.until, kAskAtDeskFor);
  visit(Match{[&](const DonePressed&) { forget_person(model, effects); },
              [&](const BadgeScanned& scanned) { greet_the_next(model, scanned, effects); },
              [&](const TimePassed&) {
                if (model.now.up >= screen.until) forget_person(model, effects);
              },
              [](const auto&) {}},
        action);
}

}  // namespace app
