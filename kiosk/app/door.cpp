// The staff's desk: what every one of its screens does, and the door itself.
#include <algorithm>

#include "app/steps.h"

namespace app {
namespace {

bool is_organiser(const Model& model) { return model.desk.role == core::Role::organiser; }

void mark_undone(Model& model, const std::string& nonce) {
  for (DoorEntry& entry : model.desk.last) {
    if (entry.nonce == nonce) entry.undone = true;
  }
  if (model.desk.shown && model.desk.shown->nonce == nonce) model.desk.shown->undone = true;
}

bool is_undone(const Model& model, const std::string& nonce) {
  return std::any_of(model.desk.last.begin(), model.desk.last.end(),
                     [&](const DoorEntry& entry) { return entry.nonce == nonce && entry.undone; });
}

void choose_screen(Model& model, const std::string& name) {
  if (name == "door") model.screen = screen::Door{};
  if (name == "find") model.screen = screen::Find{};
  const bool for_organisers = name == "counts" || name == "export";
  if (for_organisers && !is_organiser(model)) {
    screen::Pin pin = pin_of(core::Role::organiser);
    pin.then = name;
    model.screen = std::move(pin);
    return;
  }
  if (name == "counts") model.screen = screen::Counts{};
  if (name == "export") model.screen = screen::Export{};
}

}  // namespace

bool update_desk(Model& model, const Action& action, Effects& effects) {
  return std::visit(Match{[&](const BadgeScanned& scanned) {
                            send_scan(model, effects, scanned.text, true);
                            return true;
                          },
                          [&](const DeskScreenChosen& chosen) {
                            choose_screen(model, chosen.name);
                            if (chosen.name == "counts") effects.emplace_back(LoadCounts{});
                            return true;
                          },
                          [&](const CheckpointChosen& chosen) {
                            if (model.meeting->checkpoint(chosen.checkpoint) == nullptr)
                              return true;
                            model.desk.checkpoint = chosen.checkpoint;
                            model.desk.shown.reset();
                            model.desk.trouble.reset();
                            return true;
                          },
                          [&](const DirectionChosen& chosen) {
                            model.desk.direction = chosen.direction;
                            return true;
                          },
                          [&](const ScanUndone& undone) {
                            mark_undone(model, undone.nonce);
                            model.desk.trouble.reset();
                            effects.emplace_back(LoadCounts{});
                            return true;
                          },
                          [&](const UndoFailed& failed) {
                            if (is_undone(model, failed.nonce)) return true;
                            model.desk.trouble = failed.error;
                            effects.emplace_back(PlaySound{Sound::stop});
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
  std::visit(Match{[&](const UndoPressed& pressed) {
                     if (is_undone(model, pressed.nonce)) return;
                     effects.emplace_back(UndoScan{pressed.nonce, is_organiser(model)});
                   },
                   [&](const ForcePressed&) { send_again(model, effects, true, {}); },
                   [&](const AnswerChosen& chosen) {
                     send_again(model, effects, false, {{chosen.question, chosen.answer}});
                   },
                   [](const auto&) {}},
             action);
}

}  // namespace app
