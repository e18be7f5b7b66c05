#include "app/steps.h"

namespace app {
namespace {

using Phase = screen::Pin::Phase;
using Answer = screen::Pin::Answer;

void check(Model& model, screen::Pin& screen, Effects& effects) {
  if (screen.phase == Phase::checking || screen.digits.size() < kPinDigits) return;
  if (screen.locked_until > model.now.up) return;
  screen.phase = Phase::checking;
  effects.emplace_back(CheckPin{screen.role, screen.digits});
  screen.digits.clear();
}

void add_digit(const Model& model, screen::Pin& screen, char digit) {
  if (screen.phase == Phase::checking || screen.locked_until > model.now.up) return;
  if (digit < '0' || digit > '9' || screen.digits.size() >= kLongestPin) return;
  screen.digits += digit;
  screen.answer = Answer::none;
}

void take_answer(Model& model, screen::Pin& screen, const PinChecked& checked, Effects& effects) {
  if (screen.phase != Phase::checking || checked.role != screen.role) return;
  screen.phase = Phase::entering;
  screen.answer = checked.answer;
  if (checked.answer == Answer::locked) screen.locked_until = model.now.up + checked.locked_for;
  if (checked.answer != Answer::none) {
    effects.emplace_back(PlaySound{Sound::stop});
    return;
  }
  model.desk.role = checked.role;
  if (checked.role != core::Role::organiser) {
    model.screen = screen::Door{};
    effects.emplace_back(LoadCounts{});
  } else {
    const std::string then = screen.then;
    open_organisers_screen(model, then, effects);
  }
}

/// Where the desk was left to give the organiser's PIN, it is returned to.
void go_back(Model& model, Effects& effects) {
  if (is_signed_in(model)) {
    model.screen = screen::Door{};
  } else {
    forget_person(model, effects);
  }
}

}  // namespace

screen::Pin pin_of(core::Role role) {
  screen::Pin pin;
  pin.role = role;
  return pin;
}

void update_pin(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<screen::Pin>(model.screen);
  visit(Match{[&](const DigitPressed& pressed) { add_digit(model, screen, pressed.digit); },
              [&](const TextTyped& typed) {
                for (char c : typed.text) add_digit(model, screen, c);
              },
              [&](const LetterErased&) {
                if (!screen.digits.empty()) screen.digits.pop_back();
              },
              [&](const PinRoleChosen& chosen) {
                if (screen.phase == Phase::entering) screen = pin_of(chosen.role);
              },
              [&](const NextPressed&) { check(model, screen, effects); },
              [&](const PinChecked& checked) { take_answer(model, screen, checked, effects); },
              [&](const BackPressed&) { go_back(model, effects); },
              [&](const TimePassed&) {
                const bool over = screen.locked_until <= model.now.up;
                if (over && screen.answer == Answer::locked) screen.answer = Answer::none;
              },
              [](const auto&) {}},
        action);
}

}  // namespace app
