// Find a person and do what staff do for them; the card of one, and its form.
#include <algorithm>

#include "app/steps.h"
#include "core/wipe.h"

namespace app {
namespace {

using screen::EditPerson;
using screen::Find;

/// Asks once for each text; the answer says what it answers.
void ask(const Model& model, Find& screen, Effects& effects) {
  const std::string text = screen.text.trimmed();
  if (text == screen.asked) return;
  screen.asked = text;
  screen.unread = false;
  if (text.size() < 2) {
    screen.found.clear();
    return;
  }
  effects.emplace_back(FindPeople{text, desk_checkpoint(model)->id});
}

/// The organiser's work with the person's data is on its way: nothing else until it is over.
bool is_at_work(const Find& screen) {
  using State = DataWork::State;
  return screen.data.state == State::erasing || screen.data.state == State::extracting;
}

void close_card(Find& screen) {
  screen.data = {};
  screen.chosen.reset();
  screen.asking_cancel = false;
  screen.reprint = {};
  screen.trouble.reset();
}

void open_card(Find& screen, const std::string& number) {
  const auto at = std::find_if(screen.found.begin(), screen.found.end(), [&](const Person& person) {
    return person.attendee.number == number;
  });
  if (at == screen.found.end() || is_at_work(screen)) return;
  close_card(screen);
  screen.chosen = *at;
}

/// The card is closed: after the verdict the next person is looked for.
void check(Model& model, Find& screen, const PersonCheckedIn& wanted, Effects& effects) {
  close_card(screen);
  const core::Direction desks = model.desk.direction;
  model.desk.direction = wanted.direction.value_or(desks);
  send_scan(model, effects, wanted.number, true);
  model.desk.direction = desks;
}

/// Who cancelled is only ever checked out by it: letting them in is staff's decision, not a habit.
void check_chosen(Model& model, Find& screen, Effects& effects) {
  const Person& person = *screen.chosen;
  const bool cancelled = person.attendee.status == core::Status::cancelled;
  if (cancelled && !person.inside) return;
  std::optional<core::Direction> direction;  // the desk's
  if (person.inside) direction = core::Direction::out;
  check(model, screen, PersonCheckedIn{std::string(person.attendee.number), direction}, effects);
}

void go_on(Model& model, Find& screen, Effects& effects) {
  const bool is_asked = screen.asking_cancel || screen.data.state != DataWork::State::none;
  if (screen.chosen && !is_asked) {
    check_chosen(model, screen, effects);
  } else if (!screen.chosen && screen.found.size() == 1) {
    open_card(screen, std::string(screen.found.front().attendee.number));
  }
}

/// One step out: of the question, of the card, of what was looked for, of Find.
void go_back(Model& model, Find& screen, Effects& effects) {
  if (is_at_work(screen)) return;
  if (screen.asking_cancel || screen.data.state != DataWork::State::none) {
    screen.asking_cancel = false;
    screen.data = {};
  } else if (screen.chosen) {
    close_card(screen);
  } else if (!screen.text.text.empty()) {
    screen.text = {};
    ask(model, screen, effects);
  } else {
    model.screen = screen::Door{};
  }
}

void edit(Model& model, Find& screen) {
  if (!screen.chosen) return;
  EditPerson next;
  next.person = *screen.chosen;
  next.form = form_of(screen.chosen->attendee.details);
  next.find = std::move(screen);
  model.screen = std::move(next);
}

void cancel(const Model& model, Find& screen, Effects& effects) {
  if (!screen.asking_cancel) return;
  screen.asking_cancel = false;
  effects.emplace_back(CancelAttendee{screen.chosen->attendee.number, desk_checkpoint(model)->id});
}

// ---- what only an organiser does with a person's data

/// One more step of it, for a person whose card is open.
void begin_data_work(const Model& model, Find& screen, DataWork::State state) {
  if (model.desk.role != core::Role::organiser || !screen.chosen || is_at_work(screen)) return;
  screen.asking_cancel = false;
  screen.data = {};
  screen.data.state = state;
  screen.data.number = screen.chosen->attendee.number;
}

void confirm(const Model& model, Find& screen, Effects& effects) {
  if (screen.data.state != DataWork::State::asking) return cancel(model, screen, effects);
  screen.data.state = DataWork::State::erasing;
  effects.emplace_back(ErasePerson{screen.data.number});
}

void choose_target(Model& model, Find& screen, bool certifies, Effects& effects) {
  begin_data_work(model, screen, DataWork::State::choosing);
  if (screen.data.state != DataWork::State::choosing) return;
  screen.data.certifies = certifies;
  look_for_sticks(model, effects);
}

void write_file(const Model& model, Find& screen, Effects& effects) {
  if (screen.data.state != DataWork::State::choosing) return;
  screen.data.state = DataWork::State::extracting;
  const std::string& where = model.desk.targets.chosen;
  if (screen.data.certifies) {
    effects.emplace_back(CertifyPerson{screen.data.number, where});
  } else {
    effects.emplace_back(ExtractPerson{screen.data.number, where});
  }
}

/// The person is gone: the card, what found them, and what was found with them.
void take_erased(Find& screen, const PersonErased& erased) {
  close_card(screen);
  core::wipe(screen.text.text);
  screen.text = {};
  screen.found.clear();
  screen.asked.clear();
  screen.data.state = DataWork::State::erased;
  screen.data.number = erased.number;
  screen.data.rows = erased.rows;
  screen.data.took = erased.took;
  screen.data.exports = erased.exports;
}

/// The worker's answers; true if the action was one.
bool take_data_answer(Find& screen, const Action& action) {
  return visit(Match{[&](const PersonErased& erased) {
                       if (screen.data.number == erased.number) take_erased(screen, erased);
                       return true;
                     },
                     [&](const PersonExtracted& done) {
                       if (screen.data.number != done.number) return true;
                       screen.data.state = DataWork::State::extracted;
                       screen.data.file = done.file;
                       return true;
                     },
                     [&](const DataWorkFailed& failed) {
                       if (!is_at_work(screen)) return true;
                       screen.data.state = DataWork::State::failed;
                       screen.data.failure = failed.error;
                       return true;
                     },
                     [](const auto&) { return false; }},
               action);
}

void take_changed(Find& screen, const Person& changed) {
  const auto same = [&](const Person& p) { return p.attendee.number == changed.attendee.number; };
  for (Person& person : screen.found) {
    if (same(person)) person = changed;
  }
  if (screen.chosen && same(*screen.chosen)) screen.chosen = changed;
  screen.trouble.reset();
}

void choose_delegation(Model& model, Find& screen, const core::PartnerId& partner,
                       Effects& effects) {
  if (model.meeting->partner(partner) == nullptr) return;
  screen::Delegation next;
  next.partner = partner;
  next.find = std::move(screen);
  model.screen = std::move(next);
  effects.emplace_back(LoadGuests{partner, desk_checkpoint(model)->id});
}

}  // namespace

void print_again(Reprint& reprint, const std::string& number, Effects& effects) {
  if (reprint.state == Reprint::State::asked && reprint.number == number) return;
  reprint = {Reprint::State::asked, number, {}};
  effects.emplace_back(QueuePrint{number});
}

bool take_print_news(Reprint& reprint, const Action& action) {
  using State = Reprint::State;
  return visit(Match{[&](const PrintQueued& queued) {
                       if (queued.number != reprint.number) return true;
                       reprint.state = State::queued;
                       reprint.job = queued.job;
                       return true;
                     },
                     [&](const PrintRefused& refused) {
                       if (refused.number == reprint.number) reprint.state = State::refused;
                       return true;
                     },
                     [&](const PrintEnded& ended) {
                       if (ended.job != reprint.job) return true;
                       reprint.state = ended.printed ? State::printed : State::trouble;
                       return true;
                     },
                     [](const auto&) { return false; }},
               action);
}

void update_find(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<Find>(model.screen);
  if (take_print_news(screen.reprint, action) || take_data_answer(screen, action)) return;
  visit(Match{[&](const PeopleFound& found) {
                if (found.asked != screen.asked) return;
                screen.found = found.people;
                screen.unread = found.trouble.has_value();
              },
              [&](const FieldFocused& focused) {
                set_caret(screen.text, focused.caret.value_or(screen.text.text.size()));
              },
              [&](const PersonOpened& person) { open_card(screen, person.number); },
              [&](const PersonCheckedIn& person) {
                if (!is_at_work(screen)) check(model, screen, person, effects);
              },
              [&](const ReprintPressed& person) {
                print_again(screen.reprint, person.number, effects);
              },
              [&](const EditPressed&) { edit(model, screen); },
              [&](const CancelPersonPressed&) { screen.asking_cancel = screen.chosen.has_value(); },
              [&](const ConfirmPressed&) { confirm(model, screen, effects); },
              [&](const PersonDataPressed&) {
                begin_data_work(model, screen, DataWork::State::open);
              },
              [&](const ErasePersonPressed&) {
                begin_data_work(model, screen, DataWork::State::asking);
              },
              [&](const ExtractPressed&) { choose_target(model, screen, false, effects); },
              [&](const CertificatePressed&) { choose_target(model, screen, true, effects); },
              [&](const TargetChosen&) { write_file(model, screen, effects); },
              [&](const PersonChanged& changed) { take_changed(screen, changed.person); },
              [&](const PersonChangeFailed& failed) { screen.trouble = failed.error; },
              [&](const DelegationChosen& chosen) {
                choose_delegation(model, screen, chosen.partner, effects);
              },
              [&](const ClearPressed&) {
                screen.text = {};
                ask(model, screen, effects);
              },
              [&](const NextPressed&) { go_on(model, screen, effects); },
              [&](const BackPressed&) { go_back(model, screen, effects); },
              [&](const auto&) { ask(model, screen, effects); }},
        action);
}

}  // namespace app
