// `simulate`.
#include "cli/command.h"
#include "cli/simulation.h"
#include "cli/terminal.h"

namespace cli {
namespace {

struct SimulateOptions {
  SimulationPlan plan;
  int calm_seconds = 60;
};

ordered_json seen_json(const SeenElsewhere& seen) {
  return {{"times", seen.times}, {"p50_ms", seen.p50}, {"p99_ms", seen.p99}};
}

double rate(double count, double seconds) { return seconds > 0 ? count / seconds : 0; }

ordered_json report_json(const SimulationPlan& plan, const SimulationReport& report) {
  ordered_json json = {
      {"kiosks", plan.kiosks}, {"meetings", plan.meetings}, {"attendees", plan.attendees}};
  json["prepared"] = {{"people", report.prepared}, {"seconds", report.prepared_seconds}};
  json["rush"] = {{"admissions", report.admissions},
                  {"walk_ins", report.walk_ins},
                  {"seconds", report.rush_seconds},
                  {"admissions_a_second", rate(report.admissions, report.rush_seconds)},
                  {"details_pending", report.details_pending},
                  {"seen_elsewhere", seen_json(report.in_rush)}};
  json["calm"] = {{"admissions", report.calm_admissions},
                  {"seconds", report.calm_seconds},
                  {"admissions_a_second", rate(report.calm_admissions, report.calm_seconds)},
                  {"seen_elsewhere", seen_json(report.in_calm)}};
  json["settling_seconds"] = report.settling_seconds;
  const auto rows = static_cast<double>(std::max<std::int64_t>(report.hub.rows, 1));
  json["hub"] = {{"rows", report.hub.rows},
                 {"bytes_a_row", static_cast<double>(report.hub.journal_bytes) / rows},
                 {"bytes", report.hub.bytes}};
  json["kiosks_bytes"] = report.kiosk_bytes;
  json["memory_bytes"] = report.memory_bytes;
  return json;
}

core::Result<int> run_simulation(Context& context, const SimulateOptions& options) {
  SimulationPlan plan = options.plan;
  plan.calm = std::chrono::seconds{options.calm_seconds};
  if (plan.meetings == 0) plan.meetings = std::max(1, plan.kiosks / 2);
  if (plan.folder.empty()) plan.folder = std::filesystem::temp_directory_path();
  const bool shows = shows_progress();
  const auto report = simulate(plan, [&](const SimulationProgress& progress) {
    if (!shows) return;
    context.err() << '\r' << progress.phase << ' ' << progress.done;
    if (progress.all > 0) context.err() << " of " << progress.all;
    context.err() << "\x1b[K" << std::flush;
  });
  if (shows) context.err() << std::endl;
  if (!report) return tl::unexpected(report.error());
  return context.answer(report_json(plan, *report));
}

}  // namespace

void add_simulate_command(CLI::App& app, Context& context) {
  CLI::App* command = nullptr;
  auto& options = add_command<SimulateOptions>(
      app, context, "simulate",
      "Play a day of a programme with made-up people against a hub, and measure it",
      "kioskctl simulate --kiosks 20 --attendees 20000 --hub $(scripts/hub)", run_simulation,
      command);
  options.plan.meetings = 0;
  command->add_option("--hub", options.plan.hub, "A database for nothing else, with its owner")
      ->required()
      ->type_name("postgresql://…");
  command->add_option("--kiosks", options.plan.kiosks, "How many kiosks")->capture_default_str();
  command->add_option("--attendees", options.plan.attendees, "How many people")
      ->capture_default_str();
  command->add_option("--meetings", options.plan.meetings,
                      "Towns that meet at the same time; else one for two kiosks");
  command->add_option("--pace", options.plan.pace, "Admissions a second in the calm part")
      ->capture_default_str();
  command->add_option("--calm", options.calm_seconds, "Seconds of the calm part")
      ->check(CLI::Range(0, 86'400))
      ->capture_default_str();
  command->add_option("--folder", options.plan.folder,
                      "Where the kiosks keep their data meanwhile; has to be on a disk");
}

}  // namespace cli
