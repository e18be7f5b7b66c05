// `erase`, `retention run` and `attendee extract`.
#include "cli/command.h"
#include "report/atomic_file.h"

namespace cli {
namespace {

struct EraseOptions {
  std::string meeting, person;
};

struct ExtractOptions {
  std::string meeting, person;
  std::filesystem::path out;
};

struct RetentionOptions {
  std::string meeting;
  std::optional<std::string> at;
  bool dry_run = false;
};

core::Result<int> erase(Context& context, const EraseOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto done = (*store)->erase({options.meeting}, options.person);
  if (!done) return tl::unexpected(done.error());
  ordered_json json = {{"erased", true},
                       {"number", done->number},
                       {"people", done->people},
                       {"journal_rows", done->rows}};
  return context.answer(json);
}

core::Result<int> extract(Context& context, const ExtractOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto document =
      (*store)->extract({options.meeting}, options.person, db::Store::SealedNeeds::named);
  if (!document) return tl::unexpected(document.error());
  if (options.out == "-") {
    context.raw_out() << *document;
    return context.done();
  }
  const auto fill = [&](std::ostream& out) -> core::Result<void> {
    out << *document;
    return {};
  };
  const auto written = report::write_file(options.out, fill);
  if (!written) return tl::unexpected(written.error());
  ordered_json json = {{"file", options.out.string()}, {"sha256", *written}};
  return context.answer(json);
}

/// Without --at it is now; local times are those of the first meeting named.
core::Result<std::optional<core::Instant>> moment_of(Context& context,
                                                     const RetentionOptions& options) {
  if (!options.at) return std::optional<core::Instant>();
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto ids = (*store)->meetings();
  if (!ids) return tl::unexpected(ids.error());
  const std::string named = !options.meeting.empty() ? options.meeting
                            : ids->empty()           ? std::string()
                                                     : ids->front().text;
  const auto meeting = (*store)->meeting({named});
  return parse_at(options.at, meeting ? (*meeting)->zone : core::Zone{});
}

core::Result<int> retention(Context& context, const RetentionOptions& options) {
  const auto at = moment_of(context, options);
  if (!at) return tl::unexpected(at.error());
  auto store = context.open_store(*at);
  if (!store) return tl::unexpected(store.error());
  auto ids = (*store)->meetings();
  if (!ids) return tl::unexpected(ids.error());
  if (!options.meeting.empty()) *ids = {core::MeetingId{options.meeting}};
  ordered_json meetings = ordered_json::array();
  for (const core::MeetingId& id : *ids) {
    const auto done = (*store)->run_retention(id, options.dry_run);
    if (!done) return tl::unexpected(done.error());
    meetings.push_back({{"meeting", id.text},
                        {"needs", done->needs},
                        {"contacts", done->contacts},
                        {"people", done->people}});
  }
  ordered_json json = {{"dry_run", options.dry_run}, {"meetings", std::move(meetings)}};
  return context.answer(json);
}

void add_erase(CLI::App& app, Context& context) {
  CLI::App* command = nullptr;
  auto& options = add_command<EraseOptions>(
      app, context, "erase", "Erase a person for good; counts and the hash chain stay",
      "kioskctl erase A-0001 --meeting daugavpils-2019-03", erase, command);
  command->add_option("person", options.person, "An id, a number or a code")
      ->required()
      ->type_name("NUMBER");
  add_meeting_option(*command, options.meeting);
}

void add_retention(CLI::App& app, Context& context) {
  CLI::App* family = add_family(app, "retention", "Erase what is kept too long",
                                "kioskctl retention run --dry-run");
  CLI::App* command = nullptr;
  auto& options = add_command<RetentionOptions>(
      *family, context, "run", "Erase by the dates of the meeting files; tells how many people",
      "kioskctl retention run --at 2019-04-01T03:00 --dry-run", retention, command);
  command->add_option("--meeting", options.meeting, "Only this meeting; else all")->type_name("ID");
  add_at_option(*command, options.at);
  command->add_flag("--dry-run", options.dry_run, "Count only");
}

}  // namespace

void add_privacy_commands(CLI::App& app, Context& context) {
  add_erase(app, context);
  add_retention(app, context);
}

void add_extract_command(CLI::App& attendee, Context& context) {
  CLI::App* command = nullptr;
  auto& options = add_command<ExtractOptions>(
      attendee, context, "extract", "Write all that is held about one person, as JSON",
      "kioskctl attendee extract A-0001 --meeting daugavpils-2019-03 -o extract.json", extract,
      command);
  command->add_option("person", options.person, "An id, a number or a code")
      ->required()
      ->type_name("ID|NUMBER|CODE");
  add_meeting_option(*command, options.meeting);
  add_target(*command, context, "-o,--out", options.out, "The file to write; - for standard output")
      ->required();
}

}  // namespace cli
