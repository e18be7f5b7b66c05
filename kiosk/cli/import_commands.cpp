// `import`.
#include "cli/command.h"
#include "cli/terminal.h"
#include "i18n/places.h"
#include "intake/intake.h"

namespace cli {
namespace {

constexpr std::size_t kMistakesTold = 20;

struct ImportOptions {
  std::filesystem::path file;
  std::string meeting, map, encoding;
  std::string duplicates = "skip";
  bool dry_run = false;
  bool partial = false;
};

core::Duplicates duplicates_of(const ImportOptions& options) {
  if (options.duplicates == "update") return core::Duplicates::update;
  return options.duplicates == "add" ? core::Duplicates::add : core::Duplicates::skip;
}

core::Result<intake::ReadOptions> read_options(const ImportOptions& options) {
  intake::ReadOptions read{options.map, {}};
  if (options.encoding.empty()) return read;
  read.encoding = intake::parse_encoding(options.encoding);
  if (read.encoding) return read;
  return wrong_field("encoding",
                     "must be utf-8, utf-16, windows-1250, windows-1251, windows-1252 or "
                     "windows-1257");
}

ordered_json outcome_json(const intake::PeopleList& list, const core::IntakeOutcome& outcome,
                          const ImportOptions& options) {
  ordered_json errors = ordered_json::array();
  for (const core::Mistake& mistake : outcome.mistakes) {
    errors.push_back(
        {{"line", mistake.line}, {"field", mistake.field}, {"message", mistake.message}});
  }
  const ordered_json encoding =
      list.encoding.empty() ? ordered_json(nullptr) : ordered_json(list.encoding);
  return {{"read", list.read},           {"added", outcome.added},
          {"updated", outcome.updated},  {"skipped", outcome.skipped + list.left_out},
          {"errors", std::move(errors)}, {"map", list.mapping},
          {"encoding", encoding},        {"dry_run", options.dry_run},
          {"stored", outcome.stored}};
}

void tell_mistakes(Context& context, const core::IntakeOutcome& outcome, bool stored) {
  std::string text;
  for (std::size_t i = 0; i < std::min(outcome.mistakes.size(), kMistakesTold); ++i) {
    const core::Mistake& mistake = outcome.mistakes[i];
    text += "line " + std::to_string(mistake.line) + ": " + mistake.field + ": " + mistake.message +
            "\n";
  }
  if (outcome.mistakes.size() > kMistakesTold) {
    text += "and " + std::to_string(outcome.mistakes.size() - kMistakesTold) + " more\n";
  }
  text += stored ? "The other rows were stored." : "Nothing was stored.";
  context.say(text);
}

core::Result<intake::PeopleList> read_list(Context& context, const std::filesystem::path& file,
                                           const core::Meeting& meeting, intake::ReadOptions how) {
  PercentLine line(context);
  how.progress = [told = line.progress()](int percent, int) { return told(percent); };
  return intake::read_people_file(file, meeting, i18n::assets_folder() / "mappings", how);
}

core::Result<core::IntakeOutcome> store_people(Context& context, db::Store& store,
                                               const ImportOptions& options,
                                               const std::vector<core::Incoming>& people) {
  core::IntakeOptions how{duplicates_of(options), options.dry_run, options.partial, {}};
  const bool shows = shows_progress();
  how.progress = [&](std::size_t done) {
    if (shows) {
      context.err() << "\r" << done << " of " << people.size() << " people" << std::flush;
    }
    return true;
  };
  auto outcome = store.register_many({options.meeting}, people, how);
  if (shows) context.err() << std::endl;
  return outcome;
}

core::Result<int> import(Context& context, const ImportOptions& options) {
  const auto how = read_options(options);
  if (!how) return tl::unexpected(how.error());
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto meeting = (*store)->meeting({options.meeting});
  if (!meeting) return tl::unexpected(meeting.error());
  auto list = read_list(context, options.file, **meeting, *how);
  if (!list) return tl::unexpected(list.error());
  ImportOptions checked = options;
  const bool blocked = !list->mistakes.empty() && !options.partial;
  checked.dry_run = options.dry_run || blocked;
  auto outcome = store_people(context, **store, checked, list->people);
  if (!outcome) return tl::unexpected(outcome.error());
  auto& mistakes = outcome->mistakes;
  mistakes.insert(mistakes.end(), list->mistakes.begin(), list->mistakes.end());
  std::stable_sort(mistakes.begin(), mistakes.end(),
                   [](const auto& a, const auto& b) { return a.line < b.line; });
  if (!mistakes.empty()) tell_mistakes(context, *outcome, outcome->stored);
  const bool kept_out = !mistakes.empty() && !options.partial;
  if (kept_out) outcome->added = outcome->updated = outcome->skipped = 0;
  return context.answer(outcome_json(*list, *outcome, options),
                        kept_out ? core::exit_status(core::Failure::bad_input) : kDone);
}

}  // namespace

void add_import_command(CLI::App& app, Context& context) {
  CLI::App* command = nullptr;
  auto& options = add_command<ImportOptions>(
      app, context, "import", "Register people from a list: CSV or XLSX; docs/import.md tells how",
      "kioskctl import preregistered.csv --meeting daugavpils-2019-03 --dry-run", import, command);
  command->add_option("file", options.file, "The list")->required()->type_name("FILE");
  add_meeting_option(*command, options.meeting);
  command
      ->add_option("--map", options.map,
                   "What the columns mean: usual, pretix, indico, eventbrite, google-forms or a "
                   ".toml file; else recognised by the headings")
      ->type_name("NAME|FILE.toml");
  command->add_option("--encoding", options.encoding, "Of a CSV file; else found out");
  command->add_flag("--dry-run", options.dry_run, "Say what would happen; store nothing");
  command->add_option("--duplicates", options.duplicates, "People who are registered already")
      ->check(CLI::IsMember({"skip", "update", "add"}))
      ->capture_default_str();
  command->add_flag("--partial", options.partial, "Store the right rows though others are not");
}

}  // namespace cli
