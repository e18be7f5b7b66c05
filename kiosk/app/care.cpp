// The organiser's Data: backups, and what is erased when.
#include <algorithm>

#include "app/steps.h"
#include "core/wipe.h"

namespace app {
namespace {

using screen::Care;
using Fault = screen::Care::Fault;
using Page = screen::Care::Page;
using Phase = screen::Care::Phase;

constexpr std::size_t kShortestPassphrase = 8;  // letters

bool is_busy(const Care& screen) {
  return screen.phase == Phase::running || screen.phase == Phase::stopping;
}

std::size_t letters(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

void forget_passphrase(Care& screen) {
  for (TextField* field : {&screen.passphrase, &screen.again}) {
    core::wipe(field->text);
    *field = {};
  }
  screen.typing = screen.typing_again = false;
}

void open_page(Model& model, Care& screen, Page page, Effects& effects) {
  if (is_busy(screen)) return;
  forget_passphrase(screen);
  screen = {};
  screen.page = page;
  screen.seal_copies = model.care.copies_sealed;
  if (page == Page::backup) look_for_sticks(model, effects);
  if (page == Page::retention) effects.emplace_back(PlanRetention{});
  if (page == Page::verify) {
    screen.phase = Phase::running;
    effects.emplace_back(VerifyRecords{});
  }
  if (page == Page::enrol) {
    look_for_sticks(model, effects);
    effects.emplace_back(FindLetters{});
  }
}

/// Backup and enrolment both go somewhere, sealed with a passphrase.
bool is_sealed(const Care& screen) {
  return screen.page == Page::backup || screen.page == Page::enrol;
}

Fault fault_of(const Care& screen) {
  if (letters(screen.passphrase.text) < kShortestPassphrase) return Fault::too_short;
  return screen.passphrase.text == screen.again.text ? Fault::none : Fault::differs;
}

/// What nobody touched stays as it is, whatever became of it since it was shown; sealed ones are
/// sealed with the new passphrase from now on.
std::optional<bool> copies_wanted(const Care& screen) {
  if (screen.chose_copies || screen.seal_copies) return screen.seal_copies;
  return std::nullopt;
}

void seal(Model& model, Care& screen, Effects& effects) {
  if (screen.phase != Phase::idle || !screen.typing) return;
  screen.fault = fault_of(screen);
  if (screen.fault != Fault::none) {
    screen.typing_again = screen.fault == Fault::differs;
    return;
  }
  const std::string& stick = model.desk.targets.chosen;
  if (screen.page == Page::backup) {
    effects.emplace_back(BackUp{screen.passphrase.text, stick, copies_wanted(screen)});
  }
  if (screen.page == Page::enrol) {
    effects.emplace_back(EnrolKiosk{screen.letter, screen.passphrase.text, stick});
  }
  forget_passphrase(screen);
  screen.phase = Phase::running;
  screen.percent = 0;
}

void erase_what_is_due(Care& screen, Effects& effects) {
  const bool any = std::any_of(screen.steps.begin(), screen.steps.end(),
                               [](const RetentionStep& step) { return step.due; });
  if (is_busy(screen) || !any) return;
  if (!screen.asking) {
    screen.asking = true;
    return;
  }
  screen.asking = false;
  screen.phase = Phase::running;
  effects.emplace_back(RunRetention{});
}

void confirm(Model& model, Care& screen, Effects& effects) {
  if (is_sealed(screen)) seal(model, screen, effects);
  if (screen.page == Page::retention) erase_what_is_due(screen, effects);
}

/// From field to field, then as the button does.
void go_on(Model& model, Care& screen, Effects& effects) {
  if (!is_sealed(screen) || screen.phase != Phase::idle) return;
  if (screen.page == Page::enrol && screen.letter == 0) return;
  if (!screen.typing) {
    screen.typing = true;
  } else if (!screen.typing_again) {
    screen.typing_again = true;
  } else {
    seal(model, screen, effects);
  }
}

/// One step out: of the question, of what was done, of the page, of the tab.
void go_back(Model& model, Care& screen, Effects& effects) {
  if (is_busy(screen)) return;
  if (screen.asking) {
    screen.asking = false;
  } else if (screen.typing) {
    const bool seal_copies = screen.seal_copies;
    const bool chose_copies = screen.chose_copies;
    open_page(model, screen, Page{screen.page}, effects);
    screen.seal_copies = seal_copies;
    screen.chose_copies = chose_copies;
  } else if (screen.page == Page::overview) {
    model.screen = screen::Door{};
  } else {
    const bool again = is_sealed(screen) && screen.phase != Phase::idle;
    open_page(model, screen, again ? Page{screen.page} : Page::overview, effects);
  }
}

/// What tells how far it is, and can be stopped.
bool is_long(const Care& screen) {
  return screen.page == Page::backup || screen.page == Page::verify;
}

void stop(Care& screen, Effects& effects) {
  if (!is_long(screen) || screen.phase != Phase::running) return;
  screen.phase = Phase::stopping;
  effects.emplace_back(StopWork{});
}

/// Answers of the worker; true if the action was one.
bool take_answer(Care& screen, const Action& action, Effects& effects) {
  const auto end = [&](Phase phase) {
    screen.phase = phase;
    return true;
  };
  // An answer may come when another page is open.
  const auto done_on = [&](Page page) { return screen.page == page ? end(Phase::done) : true; };
  const auto failed_on = [&](Page page, const core::Error& error) {
    if (screen.page != page) return true;
    screen.failure = error;
    return end(Phase::failed);
  };
  return visit(
      Match{[&](const WorkProgressed& progress) {
              if (!is_long(screen)) return true;
              screen.percent = progress.percent;
              return screen.phase == Phase::idle ? end(Phase::running) : true;
            },
            [&](const WorkStopped&) { return is_long(screen) ? end(Phase::stopped) : true; },
            [&](const RecordsVerified& done) {
              screen.verified = done.found;
              return done_on(Page::verify);
            },
            [&](const VerifyFailed& failed) { return failed_on(Page::verify, failed.error); },
            [&](const BackedUp& done) {
              screen.file = done.file;
              screen.copies_failure = done.copies_failure;
              return done_on(Page::backup);
            },
            [&](const BackupFailed& failed) { return failed_on(Page::backup, failed.error); },
            [&](const LettersFound& found) {
              if (screen.page != Page::enrol) return true;
              screen.letters = found.letters;
              screen.letter = found.letters.empty() ? '\0' : found.letters.front();
              return true;
            },
            [&](const KioskEnrolled& done) {
              screen.file = done.file;
              return done_on(Page::enrol);
            },
            [&](const EnrolFailed& failed) { return failed_on(Page::enrol, failed.error); },
            [&](const RetentionPlanned& planned) {
              screen.steps = planned.steps;
              screen.steps_read = true;
              return true;
            },
            [&](const RetentionDone& done) {
              if (screen.page != Page::retention) return true;
              screen.erased = done.people;
              effects.emplace_back(PlanRetention{});
              return end(Phase::done);
            },
            [&](const RetentionFailed& failed) { return failed_on(Page::retention, failed.error); },
            [](const auto&) { return false; }},
      action);
}

}  // namespace

void update_care(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<Care>(model.screen);
  if (take_answer(screen, action, effects)) return;
  visit(Match{[&](const CarePageChosen& chosen) { open_page(model, screen, chosen.page, effects); },
              [&](const LetterChosen& chosen) {
                const bool known = screen.letters && chosen.letter != 0 &&
                                   screen.letters->find(chosen.letter) != std::string::npos;
                if (known && screen.phase == Phase::idle) screen.letter = chosen.letter;
              },
              [&](const FieldFocused& focused) {
                screen.typing_again = focused.field == FieldId::again;
                TextField& field = screen.typing_again ? screen.again : screen.passphrase;
                set_caret(field, focused.caret.value_or(field.text.size()));
              },
              [&](const NextPressed&) { go_on(model, screen, effects); },
              [&](const ConfirmPressed&) { confirm(model, screen, effects); },
              [&](const StopPressed&) { stop(screen, effects); },
              [&](const SealCopiesToggled&) {
                const bool asks = screen.page == Page::backup && !screen.typing;
                if (!asks || screen.phase != Phase::idle) return;
                screen.seal_copies = !screen.seal_copies;
                screen.chose_copies = true;
              },
              [&](const UnsealBackupPressed&) {
                if (screen.page != Page::restore) return;
                open_unseal(model, screen::Unseal::Kind::backup, effects);
              },
              [&](const BackPressed&) { go_back(model, screen, effects); },
              [&](const TextTyped&) { screen.fault = Fault::none; }, [](const auto&) {}},
        action);
}

/// Nothing can be done until it is over.
void update_starting(Model&, const Action&, Effects&) {}

}  // namespace app
