// The organiser's People: registrations of one person to merge, conflicts to see.
#include "app/steps.h"

namespace app {
namespace {

using screen::People;
using Phase = screen::People::Phase;

void close_pair(People& screen) {
  screen.open.reset();
  screen.asking = false;
  screen.keep_second = false;
}

void merge(People& screen, Effects& effects) {
  if (!screen.open || screen.phase == Phase::merging) return;
  if (!screen.asking) {
    screen.asking = true;
    return;
  }
  const PeoplePair& pair = screen.pairs.at(*screen.open);
  const Person& into = screen.keep_second ? pair.second : pair.first;
  const Person& from = screen.keep_second ? pair.first : pair.second;
  screen.phase = Phase::merging;
  effects.emplace_back(MergeAttendees{from.attendee.number, into.attendee.number});
}

void go_back(Model& model, People& screen) {
  if (screen.phase == Phase::merging) return;
  if (screen.asking) {
    screen.asking = false;
  } else if (screen.open) {
    close_pair(screen);
  } else {
    model.screen = screen::Door{};
  }
}

}  // namespace

void update_people(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<People>(model.screen);
  visit(Match{[&](const PeopleLoaded& loaded) {
                close_pair(screen);
                screen.phase = loaded.trouble ? Phase::unread : Phase::listing;
                screen.pairs = loaded.pairs;
                screen.conflicts = loaded.conflicts;
              },
              [&](const PairChosen& chosen) {
                if (chosen.index >= screen.pairs.size()) return;
                close_pair(screen);
                screen.open = chosen.index;
              },
              [&](const KeepChosen& keep) { screen.keep_second = keep.second; },
              [&](const ConfirmPressed&) { merge(screen, effects); },
              [&](const PeopleMerged& merged) {
                close_pair(screen);
                screen.merged = merged.number;
                screen.phase = Phase::loading;
                effects.emplace_back(LoadPeople{});
              },
              [&](const MergeFailed& failed) {
                screen.asking = false;
                screen.phase = Phase::failed;
                screen.failure = failed.error;
              },
              [&](const BackPressed&) { go_back(model, screen); }, [](const auto&) {}},
        action);
}

}  // namespace app
