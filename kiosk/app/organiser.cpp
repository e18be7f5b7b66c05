// Counts and export.
#include "app/steps.h"

namespace app {

void update_counts(Model&, const Action& action, Effects& effects) {
  if (std::holds_alternative<RetryPressed>(action)) effects.emplace_back(LoadCounts{});
}

void update_export(Model& model, const Action& action, Effects& effects) {
  using Phase = screen::Export::Phase;
  auto& screen = std::get<screen::Export>(model.screen);
  std::visit(Match{[&](const ExportPressed& pressed) {
                     if (screen.phase == Phase::running) return;
                     screen = {Phase::running, pressed.what, {}, {}, {}};
                     effects.emplace_back(ExportData{pressed.what, model.language});
                   },
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
