#include "cli/cli.h"

#include <algorithm>
#include <exception>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/usage.h"

namespace cli {
namespace {

void add_everything(CLI::App& app, Context& context) {
  app.fallthrough();
  app.require_subcommand(1);
  app.set_help_all_flag("--help-all", "Help for every command");
  app.set_version_flag("--version", "kioskctl 0.1.0");
  app.add_option("--data", context.data,
                 "Data folder; else $KIOSK_DATA, $XDG_DATA_HOME/kiosk or ~/.local/share/kiosk")
      ->type_name("DIR");
  app.add_flag("--json", context.json, "One JSON document on one line");
  app.footer(
      "Example:\n  kioskctl meeting add assets/meetings/daugavpils-2019-03.toml\n\n"
      "Exit status: 0 done (a refused scan is done), 2 wrong usage, 3 bad input,\n"
      "4 storage failed, 5 hub or device unreachable, 6 wrong PIN or key.");
  add_meeting_commands(app, context);
  add_register_command(app, context);
  add_attendee_commands(app, context);
  add_badge_commands(app, context);
  add_paper_command(app, context);
  add_import_command(app, context);
  add_scan_commands(app, context);
  add_count_commands(app, context);
  add_export_commands(app, context);
  add_report_commands(app, context);
  add_pin_commands(app, context);
  add_privacy_commands(app, context);
  add_backup_commands(app, context);
  add_care_commands(app, context);
  add_sync_commands(app, context);
  add_simulate_command(app, context);
  add_doctor_command(app, context);
  add_kiosk_commands(app, context);
}

/// CLI11 2.1 takes the next word for the value of `--email=`; here that means an empty one.
std::vector<std::string> words_of(int argc, const char* const* argv) {
  std::vector<std::string> words;
  bool options = true;
  for (int i = 1; i < argc; ++i) {
    std::string word = argv[i];
    if (word == "--") options = false;
    const bool empty_value =
        options && word.size() > 3 && word.rfind("--", 0) == 0 && word.find('=') == word.size() - 1;
    if (empty_value) word.pop_back();
    words.push_back(std::move(word));
    if (empty_value) words.emplace_back();
  }
  return words;
}

/// Help goes to standard output and is done; everything else is wrong usage. Whether documents are
/// wanted is seen in the words: the parser may have stopped before it came to `--json`.
int explain_usage(const CLI::App& app, const CLI::ParseError& error, Context& context,
                  const std::vector<std::string>& words) {
  if (error.get_exit_code() == 0) return app.exit(error, context.raw_out(), context.err());
  context.json = context.json || std::find(words.begin(), words.end(), "--json") != words.end();
  context.tell(usage_error(app, error, words));
  return kWrongUsage;
}

}  // namespace

CLI::App* add_family(CLI::App& app, const std::string& name, const std::string& description,
                     const std::string& example) {
  CLI::App* family = app.add_subcommand(name, description);
  family->require_subcommand(1);
  family->footer("Example:\n  " + example);
  return family;
}

void add_meeting_option(CLI::App& command, std::string& meeting) {
  command.add_option("--meeting", meeting, "The meeting's id")->required()->type_name("ID");
}

void add_at_option(CLI::App& command, std::optional<std::string>& at) {
  command.add_option("--at", at, "When it happened, RFC 3339; without offset the meeting's time")
      ->type_name("TIME");
}

CLI::Option* add_target(CLI::App& command, Context& context, const std::string& names,
                        std::filesystem::path& file, const std::string& description) {
  CLI::Option* option = command.add_option(names, file, description)->type_name("FILE");
  context.will_write(option->get_single_name(), file);
  return option;
}

CLI::Option* add_each(CLI::App& command, const std::string& name, std::vector<std::string>& values,
                      const std::string& description) {
  return command.add_option(name, values, description)->allow_extra_args(false)->take_all();
}

int run(int argc, const char* const* argv, Streams streams, Parts parts) {
  CLI::App app("Organises a meeting: registration, badges, check-in, counts and exports.",
               "kioskctl");
  Context context(streams);
  context.parts = std::move(parts);
  add_everything(app, context);
  const std::vector<std::string> words = words_of(argc, argv);
  try {
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));  // the last word first
  } catch (const CLI::ParseError& error) {
    return explain_usage(app, error, context, words);
  }
  try {
    return context.perform();
  } catch (const std::exception& failure) {
    context.say(std::string("Something unforeseen stopped the command: ") + failure.what() +
                "\nNothing that was confirmed is lost. Run `kioskctl verify`.");
    return core::exit_status(core::Failure::storage);
  }
}

}  // namespace cli
