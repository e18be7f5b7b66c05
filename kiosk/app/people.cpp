// The organiser's People: registrations of one person to merge, conflicts to settle.
#include "app/steps.h"

namespace app {
namespace {

using screen::People;
using Phase = screen::People::Phase;

bool is_busy(const People& screen) {
  return screen.phase == Phase::merging || screen.phase == Phase::settling;
}

void close_pair(People& screen) {
  screen.open.reset();
  screen.asking = false;
  screen.keep_second = false;
}

void close_conflict(People& screen) {
  screen.conflict.reset();
  screen.writing = false;
  screen.how = {};
}

void compare(People& screen, const PeoplePair& pair) {
  close_pair(screen);
  screen.open = pair;
  if (screen.phase == Phase::failed) screen.phase = Phase::listing;
}

void open_conflict(People& screen, std::size_t index) {
  if (index >= screen.conflicts.size()) return;
  close_pair(screen);
  close_conflict(screen);
  screen.conflict = screen.conflicts[index];
  screen.settled = false;
  screen.merged.clear();
}

void show(People& screen, const PeopleLoaded& loaded) {
  close_pair(screen);
  close_conflict(screen);
  screen.phase = loaded.trouble ? Phase::unread : Phase::listing;
  screen.pairs = loaded.pairs;
  screen.conflicts = loaded.conflicts;
}

void load_again(People& screen, Effects& effects) {
  close_pair(screen);
  close_conflict(screen);
  screen.phase = Phase::loading;
  effects.emplace_back(LoadPeople{});
}

void merge(People& screen, Effects& effects) {
  if (!screen.asking) {
    screen.asking = true;
    return;
  }
  const Person& into = screen.keep_second ? screen.open->second : screen.open->first;
  const Person& from = screen.keep_second ? screen.open->first : screen.open->second;
  screen.phase = Phase::merging;
  effects.emplace_back(MergeAttendees{from.attendee.number, into.attendee.number});
}

void settle(People& screen, const std::string& how, Effects& effects) {
  if (!screen.conflict || screen.open || is_busy(screen) || how.empty()) return;
  screen.phase = Phase::settling;
  effects.emplace_back(SettleConflict{screen.conflict->id, how});
}

void confirm(People& screen, Effects& effects) {
  if (is_busy(screen)) return;
  if (screen.open) {
    merge(screen, effects);
  } else if (screen.writing) {
    settle(screen, screen.how.trimmed(), effects);
  }
}

void fail(People& screen, const core::Error& error) {
  screen.asking = false;
  screen.phase = Phase::failed;
  screen.failure = error;
}

/// One step out: of the question, of the pair, of the own words, of the conflict, of the tab.
void go_back(Model& model, People& screen) {
  if (is_busy(screen)) return;
  if (screen.phase == Phase::failed) screen.phase = Phase::listing;
  if (screen.asking) {
    screen.asking = false;
  } else if (screen.open) {
    close_pair(screen);
  } else if (screen.writing) {
    screen.writing = false;
  } else if (screen.conflict) {
    close_conflict(screen);
  } else {
    model.screen = screen::Door{};
  }
}

}  // namespace

void update_people(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<People>(model.screen);
  visit(Match{[&](const PeopleLoaded& loaded) { show(screen, loaded); },
              [&](const PairChosen& chosen) {
                if (chosen.index < screen.pairs.size()) {
                  compare(screen, screen.pairs[chosen.index]);
                }
              },
              [&](const ConflictChosen& chosen) { open_conflict(screen, chosen.index); },
              [&](const ComparePressed&) {
                if (screen.conflict && screen.conflict->pair && !is_busy(screen)) {
                  compare(screen, *screen.conflict->pair);
                }
              },
              [&](const ConflictAnswered& answer) { settle(screen, answer.how, effects); },
              [&](const OwnWordsPressed&) {
                screen.writing = screen.conflict.has_value() && !is_busy(screen);
              },
              [&](const KeepChosen& keep) { screen.keep_second = keep.second; },
              [&](const NextPressed&) {
                if (screen.writing) confirm(screen, effects);
              },
              [&](const ConfirmPressed&) { confirm(screen, effects); },
              [&](const PeopleMerged& merged) {
                screen.merged = merged.number;
                load_again(screen, effects);
              },
              [&](const ConflictSettled&) {
                screen.settled = true;
                load_again(screen, effects);
              },
              [&](const MergeFailed& failed) { fail(screen, failed.error); },
              [&](const SettleFailed& failed) { fail(screen, failed.error); },
              [&](const BackPressed&) { go_back(model, screen); }, [](const auto&) {}},
        action);
}

}  // namespace app
