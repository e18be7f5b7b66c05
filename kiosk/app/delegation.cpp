// A partner's people who come together: ticked, checked in one by one under nonces of their own.
#include <algorithm>

#include "app/steps.h"

namespace app {
namespace {

using screen::Delegation;
using Row = screen::Delegation::Row;
using State = screen::Delegation::Row::State;

bool is_in(const Row& row) { return row.person.inside && !row.entry.undone; }

bool can_come(const Row& row) {
  return row.person.attendee.status == core::Status::registered && !is_in(row) &&
         row.state != State::sent;
}

/// The list, on the screen or behind a verdict that came in between.
Delegation* list_of(Model& model) {
  if (auto* shown = std::get_if<Delegation>(&model.screen)) return shown;
  for (Screen& left : model.desk.parked) {
    if (auto* list = std::get_if<Delegation>(&left)) return list;
  }
  return nullptr;
}

Row* row_of(Model& model, const std::string& nonce) {
  Delegation* list = list_of(model);
  if (list == nullptr) return nullptr;
  const auto at = std::find_if(list->rows.begin(), list->rows.end(),
                               [&](const Row& row) { return row.nonce == nonce; });
  return at == list->rows.end() ? nullptr : &*at;
}

bool all_answered(const Delegation& list) {
  return std::none_of(list.rows.begin(), list.rows.end(),
                      [](const Row& row) { return row.state == State::sent; });
}

/// One sound for all of them, when the last answer is there.
void sound_when_done(Model& model, Effects& effects) {
  const Delegation* list = list_of(model);
  if (list == nullptr || !all_answered(*list)) return;
  const bool any_left =
      std::any_of(list->rows.begin(), list->rows.end(), [](const Row& row) { return row.ticked; });
  effects.emplace_back(PlaySound{any_left ? Sound::look : Sound::admitted});
}

void take_guests(const Model& model, Delegation& screen, const GuestsFound& found) {
  if (found.partner != screen.partner || model.meeting->partner(found.partner) == nullptr) return;
  screen.loaded = true;
  screen.unread = found.trouble.has_value();
  screen.rows.clear();
  for (const Person& person : found.people) {
    Row row;
    row.person = person;
    screen.rows.push_back(std::move(row));
  }
}

void send_row(Model& model, Row& row, Effects& effects) {
  // A try that failed may have been recorded all the same: under its nonce it counts once.
  if (row.state != State::failed) row.nonce = next_nonce(model);
  row.state = State::sent;
  core::ScanCommand command;
  command.meeting = model.meeting->id;
  command.checkpoint = desk_checkpoint(model)->id;
  command.text = row.person.attendee.number;
  command.at = model.now.wall;
  command.nonce = row.nonce;
  model.pending.push_back({row.nonce, command.text, true, {}, true, model.now.up});
  effects.emplace_back(RecordScan{std::move(command)});
}

void check_in(Model& model, Delegation& screen, Effects& effects) {
  for (Row& row : screen.rows) {
    if (row.ticked && can_come(row)) send_row(model, row, effects);
  }
}

}  // namespace

void take_delegation_verdict(Model& model, const DoorEntry& entry, Effects& effects) {
  Row* row = row_of(model, entry.nonce);
  DoorEntry kept = entry;
  if (row != nullptr) {
    kept.text = row->person.attendee.number;
    row->state = State::decided;
    row->entry = kept;
    row->ticked = !core::is_attendance(entry.verdict);
    row->person.inside = row->person.inside || core::is_attendance(entry.verdict);
    row->person.present = row->person.present || core::is_attendance(entry.verdict);
  }
  remember_scan(model.desk, std::move(kept));
  sound_when_done(model, effects);
}

bool take_delegation_failure(Model& model, const ScanFailed& failed, Effects& effects) {
  if (Row* row = row_of(model, failed.nonce)) row->state = State::failed;
  sound_when_done(model, effects);
  return true;
}

void update_delegation(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<Delegation>(model.screen);
  visit(Match{[&](const GuestsFound& found) { take_guests(model, screen, found); },
              [&](const PersonTicked& ticked) {
                for (Row& row : screen.rows) {
                  const bool same = row.person.attendee.number == ticked.number;
                  if (same && can_come(row)) row.ticked = !row.ticked;
                }
              },
              [&](const AllTicked& all) {
                for (Row& row : screen.rows) row.ticked = all.on && can_come(row);
              },
              [&](const DelegationCheckedIn&) { check_in(model, screen, effects); },
              [&](const NextPressed&) { check_in(model, screen, effects); },
              [&](const BackPressed&) { model.screen = screen::Find(std::move(screen.find)); },
              [](const auto&) {}},
        action);
}

}  // namespace app
