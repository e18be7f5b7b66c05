// Scans on their way to the store and back: the desk's and the attendees' own.
#include <algorithm>

#include "app/steps.h"

namespace app {
namespace {

constexpr std::size_t kLastScans = 5;
constexpr std::chrono::seconds kHeld{1};  ///< a code held up longer than its verdict takes

/// Where attendees scan by themselves.
const core::CheckpointId& front_door(const Model& model) {
  const core::Checkpoint* door = model.meeting->door();
  return door != nullptr ? door->id : desk_checkpoint(model)->id;
}

std::string send(Model& model, Effects& effects, core::ScanCommand command, bool at_desk) {
  command.meeting = model.meeting->id;
  command.at = model.now.wall;
  command.nonce = next_nonce(model);
  std::string nonce = command.nonce;
  model.pending.push_back({nonce, command.text, at_desk, command.answers, false, model.now.up});
  effects.emplace_back(RecordScan{std::move(command)});
  return nonce;
}

/// Takes the scan off the list; empty where nobody waits for it any more.
std::optional<PendingScan> answered(Model& model, const std::string& nonce) {
  const auto at = std::find_if(model.pending.begin(), model.pending.end(),
                               [&](const PendingScan& scan) { return scan.nonce == nonce; });
  if (at == model.pending.end()) return std::nullopt;
  PendingScan scan = std::move(*at);
  model.pending.erase(at);
  return scan;
}

/// An open question that has been answered makes room for what came of it.
void drop_question(std::deque<DoorEntry>& last, const DoorEntry& decided) {
  std::erase_if(last, [&](const DoorEntry& entry) {
    return entry.verdict == core::Verdict::needs_answer && entry.text == decided.text &&
           entry.checkpoint == decided.checkpoint;
  });
}

void show_at_desk(Model& model, DoorEntry entry, PendingScan scan, Effects& effects) {
  entry.text = std::move(scan.text);
  entry.answers = std::move(scan.answers);
  effects.emplace_back(PlaySound{sound_of(entry.verdict)});
  go_to_door(model);
  model.desk.shown = entry;
  remember_scan(model.desk, std::move(entry));
}

/// The verdict of the scan before must not be taken for this one's.
void show_failure(Model& model, const core::Error& error, Effects& effects) {
  effects.emplace_back(PlaySound{Sound::stop});
  go_to_door(model);
  model.desk.shown.reset();
  model.desk.trouble = error;
}

}  // namespace

std::string next_nonce(Model& model) { return model.run + "-" + std::to_string(++model.nonces); }

void remember_scan(Desk& desk, DoorEntry entry) {
  drop_question(desk.last, entry);
  desk.last.push_front(std::move(entry));
  if (desk.last.size() > kLastScans) desk.last.pop_back();
}

void go_to_door(Model& model) {
  park(model);
  const bool working = tab_of(model.screen) == "find" || tab_of(model.screen) == "walk_in";
  const bool at_door = std::holds_alternative<screen::Door>(model.screen);
  model.desk.interrupted = working || (at_door && model.desk.interrupted);
  model.screen = screen::Door{};
  model.desk.trouble.reset();
  model.desk.undo_too_late = false;
  model.desk.checked_out.reset();
}

bool is_held_up(const Model& model, const std::string& text) {
  return std::any_of(model.pending.begin(), model.pending.end(), [&](const PendingScan& scan) {
    return scan.text == text && !scan.of_delegation && model.now.up - scan.sent < kHeld;
  });
}

std::string send_scan(Model& model, Effects& effects, std::string text, bool at_desk) {
  core::ScanCommand command;
  command.checkpoint = at_desk ? desk_checkpoint(model)->id : front_door(model);
  command.direction = at_desk ? model.desk.direction : core::Direction::in;
  command.text = std::move(text);
  return send(model, effects, std::move(command), at_desk);
}

void send_again(Model& model, Effects& effects, bool force, core::Answers answers) {
  const auto& shown = model.desk.shown;
  if (!shown || shown->text.empty()) return;
  const bool on_its_way =
      std::any_of(model.pending.begin(), model.pending.end(),
                  [&](const PendingScan& scan) { return scan.text == shown->text; });
  if (on_its_way) return;
  core::ScanCommand command;
  command.checkpoint = shown->checkpoint;
  command.direction = shown->direction;
  command.text = shown->text;
  command.force = force;
  command.answers = std::move(answers);
  command.answers.insert(shown->answers.begin(), shown->answers.end());
  send(model, effects, std::move(command), true);
}

bool take_scan_news(Model& model, const Action& action, Effects& effects) {
  if (const auto* decided = action.get<ScanDecided>()) {
    auto scan = answered(model, decided->entry.nonce);
    if (scan && scan->of_delegation) {
      take_delegation_verdict(model, decided->entry, effects);
    } else if (scan && scan->at_desk) {
      show_at_desk(model, decided->entry, std::move(*scan), effects);
    } else if (scan) {
      show_own_scan(model, decided->entry, effects);
    }
    return true;
  }
  if (const auto* failed = action.get<ScanFailed>()) {
    const auto scan = answered(model, failed->nonce);
    if (scan && scan->of_delegation) return take_delegation_failure(model, *failed, effects);
    if (scan && scan->at_desk) show_failure(model, failed->error, effects);
    return !scan || scan->at_desk;  // an attendee's is told on their screen
  }
  return false;
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

}  // namespace app
