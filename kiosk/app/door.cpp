// The staff's desk: what every one of its screens does, and the door itself.
#include <algorithm>

#include "app/steps.h"

namespace app {
namespace {

constexpr std::size_t kLastScans = 5;

bool is_organiser(const Model& model) { return model.desk.role == core::Role::organiser; }

void remember(Model& model, DoorEntry entry) {
  const auto pending =
      std::find_if(model.pending.begin(), model.pending.end(),
                   [&](const PendingScan& scan) { return scan.nonce == entry.nonce; });
  if (pending != model.pending.end()) {
    entry.text = pending->text;
    model.pending.erase(pending);
  }
  model.desk.shown = entry;
  model.desk.last.push_front(std::move(entry));
  if (model.desk.last.size() > kLastScans) model.desk.last.pop_back();
}

void mark_undone(Model& model, const std::string& nonce) {
  for (DoorEntry& entry : model.desk.last) {
    if (entry.nonce == nonce) entry.undone = true;
  }
  if (model.desk.shown && model.desk.shown->nonce == nonce) model.desk.shown->undone = true;
}

void choose_screen(Model& model, const std::string& name) {
  if (name == "door") model.screen = screen::Door{};
  if (name == "find") model.screen = screen::Find{};
  const bool for_organisers = name == "counts" || name == "export";
  if (for_organisers && !is_organiser(model)) {
    model.screen = pin_of(core::Role::organiser);
    return;
  }
  if (name == "counts") model.screen = screen::Counts{};
  if (name == "export") model.screen = screen::Export{};
}

void sign_out(Model& model, Effects& effects) {
  const auto checkpoint = model.desk.checkpoint;
  model.desk = {};
  model.desk.checkpoint = checkpoint;
  forget_person(model, effects);
}

/// Tries the scan on the screen once more, with more said.
void try_again(Model& model, Effects& effects, bool force, core::Answers answers) {
  if (!model.desk.shown || model.desk.shown->text.empty()) return;
  send_scan(model, effects, model.desk.shown->text, true, force, std::move(answers));
}

}  // namespace

void send_scan(Model& model, Effects& effects, std::string text, bool at_desk, bool force,
               core::Answers answers) {
  core::ScanCommand command;
  command.meeting = model.meeting->id;
  command.checkpoint = at_desk                            ? desk_checkpoint(model)->id
                       : model.meeting->door() != nullptr ? model.meeting->door()->id
                                                          : desk_checkpoint(model)->id;
  command.text = text;
  command.direction = at_desk ? model.desk.direction : core::Direction::in;
  command.at = model.now.wall;
  command.nonce = model.run + "-" + std::to_string(++model.nonces);
  command.force = force;
  command.answers = std::move(answers);
  model.pending.push_back({command.nonce, std::move(text), at_desk});
  effects.emplace_back(RecordScan{std::move(command)});
}

Sound sound_of(core::Verdict verdict) {
  switch (verdict) {
    case core::Verdict::admitted:
    case core::Verdict::exited:
      return Sound::admitted;
    case core::Verdict::already:
    case core::Verdict::needs_answer:
    case core::Verdict::ambiguous:
    case core::Verdict::too_early:
    case core::Verdict::too_late:
      return Sound::look;
    default:
      return Sound::stop;
  }
}

bool update_desk(Model& model, const Action& action, Effects& effects) {
  return std::visit(Match{[&](const BadgeScanned& scanned) {
                            send_scan(model, effects, scanned.text, true);
                            return true;
                          },
                          [&](const ScanDecided& decided) {
                            remember(model, decided.entry);
                            model.screen = screen::Door{};
                            effects.emplace_back(PlaySound{sound_of(decided.entry.verdict)});
                            return true;
                          },
                          [&](const ScanFailed& failed) {
                            std::erase_if(model.pending, [&](const PendingScan& scan) {
                              return scan.nonce == failed.nonce;
                            });
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
                            return true;
                          },
                          [&](const DirectionChosen& chosen) {
                            model.desk.direction = chosen.direction;
                            return true;
                          },
                          [&](const ScanUndone& undone) {
                            mark_undone(model, undone.nonce);
                            effects.emplace_back(LoadCounts{});
                            return true;
                          },
                          [&](const SignOutPressed&) {
                            sign_out(model, effects);
                            return true;
                          },
                          [](const auto&) { return false; }},
                    action);
}

void update_door(Model& model, const Action& action, Effects& effects) {
  std::visit(Match{[&](const UndoPressed& pressed) {
                     effects.emplace_back(UndoScan{pressed.nonce, is_organiser(model)});
                   },
                   [&](const ForcePressed&) { try_again(model, effects, true, {}); },
                   [&](const AnswerChosen& chosen) {
                     try_again(model, effects, false, {{chosen.question, chosen.answer}});
                   },
                   [](const auto&) {}},
             action);
}

}  // namespace app
