// Counts and export, and what the organisers' tabs share.
#include <algorithm>

#include "app/steps.h"

namespace app {
namespace {

using Phase = screen::Export::Phase;

constexpr std::string_view kSheets = "signature-sheets";

bool is_busy(const screen::Export& screen) {
  return screen.phase == Phase::running || screen.phase == Phase::stopping;
}

void make(const Model& model, screen::Export& screen, const std::string& what, Effects& effects) {
  effects.emplace_back(
      ExportData{what, model.language, model.desk.targets.chosen, screen.day, screen.town});
  screen = {Phase::running, what, {}, {}, {}};
}

/// Sheets are made once it is said of which day and town.
void export_or_ask(const Model& model, screen::Export& screen, const std::string& what,
                   Effects& effects) {
  if (is_busy(screen)) return;
  screen = {};
  if (what != kSheets) return make(model, screen, what, effects);
  screen.choosing = true;
}

void choose_town(const Model& model, screen::Export& screen, const std::string& town) {
  const auto towns = towns_of_sheets(model);
  const bool known = std::find(towns.begin(), towns.end(), town) != towns.end();
  if (known || town.empty()) screen.town = town;
}

void stop(screen::Export& screen, Effects& effects) {
  if (screen.phase != Phase::running) return;
  screen.phase = Phase::stopping;
  effects.emplace_back(StopWork{});
}

void forget_in(Screen& screen, const std::string& number) {
  auto* find = std::get_if<screen::Find>(&screen);
  if (find == nullptr) return;
  std::erase_if(find->found,
                [&](const Person& person) { return person.attendee.number == number; });
}

}  // namespace

void open_organisers_screen(Model& model, std::string_view name, Effects& effects) {
  if (name == "export") {
    model.screen = screen::Export{};
    look_for_sticks(model, effects);
  } else if (name == "import") {
    model.screen = screen::Import{};
    effects.emplace_back(FindLists{});
  } else if (name == "people") {
    model.screen = screen::People{};
    effects.emplace_back(LoadPeople{});
  } else if (name == "devices") {
    model.screen = screen::Devices{};
    effects.emplace_back(CheckDevices{});
  } else if (name == "care") {
    model.screen = screen::Care{};
  } else if (name == "meeting") {
    model.screen = screen::Meeting{};
    effects.emplace_back(FindBadgeForms{});
  } else {
    model.screen = screen::Counts{};
    effects.emplace_back(LoadCounts{});
  }
}

void look_for_sticks(Model& model, Effects& effects) {
  if (model.desk.targets.looking) return;
  model.desk.targets.looking = true;
  effects.emplace_back(FindSticks{});
}

void forget_erased(Model& model, const std::string& number) {
  Desk& desk = model.desk;
  std::erase_if(desk.last, [&](const DoorEntry& entry) { return entry.number == number; });
  if (desk.shown && desk.shown->number == number) desk.shown.reset();
  forget_in(model.screen, number);
  for (Screen& left : desk.parked) forget_in(left, number);
}

std::vector<std::string> towns_of_sheets(const Model& model) {
  std::vector<std::string> towns = {model.meeting->place.town};
  for (const CountRow& row : model.counts.town) {
    if (!row.key.empty() && row.key != towns.front()) towns.push_back(row.key);
  }
  std::sort(towns.begin() + 1, towns.end());
  return towns;
}

void update_counts(Model&, const Action& action, Effects& effects) {
  if (action.is<RetryPressed>()) effects.emplace_back(LoadCounts{});
}

void update_export(Model& model, const Action& action, Effects& effects) {
  auto& screen = std::get<screen::Export>(model.screen);
  visit(Match{[&](const ExportPressed& pressed) {
                export_or_ask(model, screen, pressed.what, effects);
              },
              [&](const SheetDayChosen& chosen) { screen.day = chosen.day; },
              [&](const SheetTownChosen& chosen) { choose_town(model, screen, chosen.town); },
              [&](const ConfirmPressed&) {
                if (screen.choosing) make(model, screen, std::string(kSheets), effects);
              },
              [&](const BackPressed&) {
                if (screen.choosing) screen = {};
              },
              [&](const StopPressed&) { stop(screen, effects); },
              [&](const WorkProgressed& progress) {
                screen.percent = progress.percent;
                if (screen.phase == Phase::idle) screen.phase = Phase::running;
              },
              [&](const WorkStopped&) { screen.phase = Phase::stopped; },
              [&](const Exported& done) {
                screen.phase = Phase::done;
                screen.file = done.file;
                screen.checksum = done.checksum;
              },
              [&](const ExportFailed& failed) {
                screen.phase = Phase::failed;
                screen.failure = failed.error;
              },
              [](const auto&) {}},
        action);
}

}  // namespace app
