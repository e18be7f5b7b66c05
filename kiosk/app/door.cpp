// The staff's desk: what every one of its screens does, and the door itself.
#include <algorithm>

#include "app/steps.h"

namespace app {
namespace {

bool is_organiser(const Model& model) { return model.desk.role == core::Role::organiser; }

DoorEntry* row_entry(Screen& screen, const std::string& nonce) {
  auto* delegation = std::get_if<screen::Delegation>(&screen);
  if (delegation == nullptr) return nullptr;
  for (auto& row : delegation->rows) {
    if (row.nonce == nonce && row.entry.nonce == nonce) return &row.entry;
  }
  return nullptr;
}

/// Wherever the scan is shown: large, among the last ones, in a delegation's list.
std::vector<DoorEntry*> entries_of(Model& model, const std::string& nonce) {
  std::vector<DoorEntry*> entries;
  for (DoorEntry& entry : model.desk.last) {
    if (entry.nonce == nonce) entries.push_back(&entry);
  }
  if (model.desk.shown && model.desk.shown->nonce == nonce) entries.push_back(&*model.desk.shown);
  if (DoorEntry* entry = row_entry(model.screen, nonce)) entries.push_back(entry);
  for (Screen& left : model.desk.parked) {
    if (DoorEntry* entry = row_entry(left, nonce)) entries.push_back(entry);
  }
  return entries;
}

bool is_undone(Model& model, const std::string& nonce) {
  const auto entries = entries_of(model, nonce);
  return std::any_of(entries.begin(), entries.end(), [](const auto* e) { return e->undone; });
}

/// The tab as it was left, else empty.
template <class Fresh>
void take_up(Model& model) {
  Screen next = Fresh{};
  auto& parked = model.desk.parked;
  const auto left = std::find_if(parked.begin(), parked.end(), [&](const Screen& screen) {
    return tab_of(screen) == name_of(next);
  });
  if (left != parked.end()) {
    next = std::move(*left);
    parked.erase(left);
  }
  park(model);
  model.screen = std::move(next);
  model.desk.interrupted = false;
}

void show_door(Model& model) {
  go_to_door(model);
  model.desk.interrupted = false;
}

void choose_organisers_screen(Model& model, const std::string& name, Effects& effects) {
  park(model);
  if (!is_organiser(model)) {
    screen::Pin pin = pin_of(core::Role::organiser);
    pin.then = name;
    model.screen = std::move(pin);
    return;
  }
  open_organisers_screen(model, name, effects);
}

void show_print_queue(Model& model, Effects& effects) {
  park(model);
  model.screen = screen::PrintQueue{};
  model.desk.interrupted = false;
  effects.emplace_back(LoadPrintJobs{});
}

void choose_screen(Model& model, const std::string& name, Effects& effects) {
  if (name == tab_of(model.screen)) return;
  const bool for_organisers = name == "counts" || name == "export" || name == "people" ||
                              name == "devices" || name == "import" || name == "meeting" ||
                              name == "care";
  if (for_organisers) return choose_organisers_screen(model, name, effects);
  if (name == "door") show_door(model);
  if (name == "find") take_up<screen::Find>(model);
  if (name == "walk_in") take_up<screen::WalkIn>(model);
  if (name == "print_queue") show_print_queue(model, effects);
}

void take_undo_failure(Model& model, const UndoFailed& failed, Effects& effects) {
  if (is_undone(model, failed.nonce)) return;
  model.desk.trouble = failed.error;
  model.desk.undo_too_late = failed.error.failure == core::Failure::denied;
  effects.emplace_back(PlaySound{Sound::stop});
}

void mark_undone(Model& model, const ScanUndone& undone, Effects& effects) {
  for (DoorEntry* entry : entries_of(model, undone.nonce)) entry->undone = true;
  model.desk.trouble.reset();
  model.desk.undo_too_late = false;
  effects.emplace_back(LoadCounts{});
}

void undo(Model& model, const std::string& nonce, Effects& effects) {
  if (!is_undone(model, nonce)) effects.emplace_back(UndoScan{nonce, is_organiser(model)});
}

/// A scan that was shown before is shown again, with what can be done about it.
void reopen(Model& model, const std::string& nonce) {
  const auto entries = entries_of(model, nonce);
  if (entries.empty()) return;
  DoorEntry entry = *entries.front();
  go_to_door(model);
  model.desk.shown = std::move(entry);
}

void choose_checkpoint(Model& model, const core::CheckpointId& id) {
  if (model.meeting->checkpoint(id) == nullptr) return;
  model.desk.checkpoint = id;
  model.desk.shown.reset();
  model.desk.trouble.reset();
  model.desk.undo_too_late = false;
  model.desk.checked_out.reset();
}

/// Goes to the store once every open question has been answered; an optional one that was asked
/// before is not asked again there, so it must be answered here.
void answer(Model& model, const core::QuestionId& question, const std::string& text,
            Effects& effects) {
  auto& shown = model.desk.shown;
  if (!shown || text.empty()) return;
  std::erase(shown->questions, question);
  if (!shown->questions.empty()) {
    shown->answers[question] = text;
    std::get<screen::Door>(model.screen).answer = {};
    return;
  }
  send_again(model, effects, false, {{question, text}});
}

void answer_typed(Model& model, Effects& effects) {
  const core::Question* question = open_question(model);
  auto& door = std::get<screen::Door>(model.screen);
  if (question == nullptr || !question->choices.empty() || door.answer.is_blank()) return;
  const core::QuestionId id = question->id;
  answer(model, id, door.answer.trimmed(), effects);
}

void skip(Model& model, Effects& effects) {
  const core::Question* question = open_question(model);
  if (question == nullptr || question->required) return;
  auto& shown = *model.desk.shown;
  std::erase(shown.questions, core::QuestionId(question->id));
  if (shown.questions.empty()) send_again(model, effects, false, {});
}

void check_everybody_out(Model& model, screen::Door& door, Effects& effects) {
  if (!door.asking_check_out) return;
  door.asking_check_out = false;
  effects.emplace_back(CheckOutAll{desk_checkpoint(model)->id, model.now.wall});
}

/// Letters that nothing at the door asks for belong to what a scan interrupted.
void type_on(Model& model, const Action& typed, Effects& effects) {
  if (active_field(model) != nullptr || !come_back(model)) return;
  edit_active_field(model, typed);
  if (std::holds_alternative<screen::Find>(model.screen)) update_find(model, typed, effects);
}

/// One step out: of the question, of the answer, to what was interrupted.
void leave(Model& model, screen::Door& door) {
  if (door.asking_check_out || door.answering) {
    door = {};
  } else {
    come_back(model);
  }
}

void choose_target(Targets& targets, const std::string& path) {
  const bool is_there = std::any_of(targets.sticks.begin(), targets.sticks.end(),
                                    [&](const Stick& stick) { return stick.path == path; });
  if (path.empty() || is_there) targets.chosen = path;
}

}  // namespace

void park(Model& model) {
  const auto tab = tab_of(model.screen);
  if (tab != "find" && tab != "walk_in") return;
  std::erase_if(model.desk.parked, [&](const Screen& left) { return tab_of(left) == tab; });
  model.desk.parked.push_back(model.screen);
}

bool come_back(Model& model) {
  if (!model.desk.interrupted || model.desk.parked.empty()) return false;
  model.screen = std::move(model.desk.parked.back());
  model.desk.parked.pop_back();
  model.desk.interrupted = false;
  return true;
}

bool update_desk(Model& model, const Action& action, Effects& effects) {
  const bool tries_scanner = std::holds_alternative<screen::Devices>(model.screen);
  return visit(Match{[&](const BadgeScanned& scanned) {
                       if (tries_scanner) return false;
                       if (!is_held_up(model, scanned.text))
                         send_scan(model, effects, scanned.text, true);
                       return true;
                     },
                     [&](const DeskScreenChosen& chosen) {
                       choose_screen(model, chosen.name, effects);
                       return true;
                     },
                     [&](const CheckpointChosen& chosen) {
                       choose_checkpoint(model, chosen.checkpoint);
                       return true;
                     },
                     [&](const DirectionChosen& chosen) {
                       model.desk.direction = chosen.direction;
                       return true;
                     },
                     [&](const TargetChosen& chosen) {
                       choose_target(model.desk.targets, chosen.path);
                       return false;  // some screens begin at once
                     },
                     [&](const LookForSticksPressed&) {
                       look_for_sticks(model, effects);
                       return true;
                     },
                     [&](const UndoPressed& pressed) {
                       undo(model, pressed.nonce, effects);
                       return true;
                     },
                     [&](const ScanUndone& undone) {
                       mark_undone(model, undone, effects);
                       return true;
                     },
                     [&](const UndoFailed& failed) {
                       take_undo_failure(model, failed, effects);
                       return true;
                     },
                     [&](const EntryReopened& entry) {
                       reopen(model, entry.nonce);
                       return true;
                     },
                     [&](const SignOutPressed&) {
                       forget_person(model, effects);
                       return true;
                     },
                     [](const auto&) { return false; }},
               action);
}

void update_door(Model& model, const Action& action, Effects& effects) {
  auto& door = std::get<screen::Door>(model.screen);
  visit(Match{[&](const ForcePressed&) { send_again(model, effects, true, {}); },
              [&](const AnswerChosen& chosen) {
                answer(model, chosen.question, chosen.answer, effects);
              },
              [&](const NextPressed&) { answer_typed(model, effects); },
              [&](const QuestionSkipped&) { skip(model, effects); },
              [&](const FieldFocused& focused) {
                door.answering = true;
                set_caret(door.answer, focused.caret.value_or(door.answer.text.size()));
              },
              [&](const TextTyped&) { type_on(model, action, effects); },
              [&](const LetterErased&) { type_on(model, action, effects); },
              [&](const BackPressed&) { leave(model, door); },
              [&](const CheckOutAllPressed&) { door.asking_check_out = true; },
              [&](const ConfirmPressed&) { check_everybody_out(model, door, effects); },
              [&](const AllCheckedOut& out) {
                model.desk.checked_out = out.people;
                model.desk.shown.reset();
              },
              [&](const CheckOutAllFailed& failed) {
                model.desk.shown.reset();
                model.desk.trouble = failed.error;
                effects.emplace_back(PlaySound{Sound::stop});
              },
              [](const auto&) {}},
        action);
}

}  // namespace app
