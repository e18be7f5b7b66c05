// How a family of commands is told to CLI11: options into a struct, then a function of that struct.
#pragma once

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/context.h"

namespace cli {

/// Adds a command with an example in its help. The options object lives as long as the command.
template <class Options>
Options& add_command(CLI::App& family, Context& context, const std::string& name,
                     const std::string& description, const std::string& example,
                     core::Result<int> (*run)(Context&, const Options&), CLI::App*& command) {
  auto options = std::make_shared<Options>();
  command = family.add_subcommand(name, description);
  command->footer("Example:\n  " + example);
  command->callback([&context, options, run] {
    context.action = [options, run](Context& with) { return run(with, *options); };
  });
  return *options;
}

/// Adds a word under which commands stand.
CLI::App* add_family(CLI::App& app, const std::string& name, const std::string& description,
                     const std::string& example);

void add_meeting_option(CLI::App& command, std::string& meeting);
void add_at_option(CLI::App& command, std::optional<std::string>& at);

/// An option or, without dashes in `names`, a word that says where to write. What the kiosk lives
/// on is refused there.
CLI::Option* add_target(CLI::App& command, Context& context, const std::string& names,
                        std::filesystem::path& file, const std::string& description);

/// An option that is given once for each value.
CLI::Option* add_each(CLI::App& command, const std::string& name, std::vector<std::string>& values,
                      const std::string& description);

/// One family each; called once when the command line is built.
void add_meeting_commands(CLI::App& app, Context& context);
void add_register_command(CLI::App& app, Context& context);
void add_attendee_commands(CLI::App& app, Context& context);
/// Into the family of `attendee`.
void add_needs_command(CLI::App& family, Context& context);
void add_badge_commands(CLI::App& app, Context& context);
void add_paper_command(CLI::App& app, Context& context);
void add_import_command(CLI::App& app, Context& context);
void add_scan_commands(CLI::App& app, Context& context);
void add_count_commands(CLI::App& app, Context& context);
void add_export_commands(CLI::App& app, Context& context);
void add_report_commands(CLI::App& app, Context& context);
void add_pin_commands(CLI::App& app, Context& context);
/// Under `badge`.
void add_invitation_command(CLI::App& badge, Context& context);
/// Under `attendee`.
void add_extract_command(CLI::App& attendee, Context& context);
void add_privacy_commands(CLI::App& app, Context& context);
void add_backup_commands(CLI::App& app, Context& context);
void add_care_commands(CLI::App& app, Context& context);
void add_sync_commands(CLI::App& app, Context& context);
void add_simulate_command(CLI::App& app, Context& context);
void add_doctor_command(CLI::App& app, Context& context);
/// `kiosk` and `journal`.
void add_kiosk_commands(CLI::App& app, Context& context);

}  // namespace cli
