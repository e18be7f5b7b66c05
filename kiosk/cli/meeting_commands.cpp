// `meeting add|check|list|show|export`.
#include <fstream>
#include <iterator>

#include "cli/command.h"
#include "cli/json.h"
#include "meeting/meeting_file.h"
#include "report/atomic_file.h"

namespace cli {
namespace {

struct FileOptions {
  std::filesystem::path file;
};

struct NoOptions {};

struct MeetingOptions {
  std::string meeting;
  std::filesystem::path out;
};

/// The text of a file that was read and found right.
core::Result<std::string> checked_text(const std::filesystem::path& file) {
  if (const auto read = meeting::load_meeting(file); !read) return tl::unexpected(read.error());
  std::ifstream stream(file, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(stream)), {});
  if (stream.bad()) {
    return core::fail(core::Failure::bad_input, "The meeting file could not be read to its end.");
  }
  return text;
}

ordered_json summary_json(const db::MeetingSummary& summary) {
  ordered_json json = {{"id", summary.id.text},
                       {"checkpoints", ordered_json::array()},
                       {"sessions", ordered_json::array()}};
  for (const auto& checkpoint : summary.checkpoints) json["checkpoints"].push_back(checkpoint.text);
  for (const auto& session : summary.sessions) json["sessions"].push_back(session.text);
  return json;
}

core::Result<int> add(Context& context, const FileOptions& options) {
  const auto text = checked_text(options.file);
  if (!text) return tl::unexpected(text.error());
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto summary = (*store)->store_meeting(*text, options.file.filename().string());
  if (!summary) return tl::unexpected(summary.error());
  return context.answer(summary_json(*summary));
}

core::Result<int> check(Context& context, const FileOptions& options) {
  const auto meeting = meeting::load_meeting(options.file);
  if (!meeting) return tl::unexpected(meeting.error());
  ordered_json json = {{"ok", true}, {"id", meeting->id.text}};
  return context.answer(json);
}

ordered_json list_entry(const core::Meeting& meeting) {
  const std::string language = meeting.languages.empty() ? "" : meeting.languages.front();
  return {{"id", meeting.id.text},
          {"name", meeting.name.in(language)},
          {"town", meeting.place.town},
          {"country", meeting.place.country},
          {"first_day", core::to_text(meeting.days.front())},
          {"last_day", core::to_text(meeting.days.back())}};
}

core::Result<int> list(Context& context, const NoOptions&) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto ids = (*store)->meetings();
  if (!ids) return tl::unexpected(ids.error());
  ordered_json json = ordered_json::array();
  for (const core::MeetingId& id : *ids) {
    const auto meeting = (*store)->meeting(id);
    if (!meeting) return tl::unexpected(meeting.error());
    json.push_back(list_entry(**meeting));
  }
  return context.answer(json);
}

core::Result<int> show(Context& context, const MeetingOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto meeting = (*store)->meeting({options.meeting});
  if (!meeting) return tl::unexpected(meeting.error());
  return context.answer(meeting_json(**meeting));
}

core::Result<int> export_file(Context& context, const MeetingOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto meeting = (*store)->meeting({options.meeting});
  if (!meeting) return tl::unexpected(meeting.error());
  const std::string toml = meeting::write_meeting(**meeting);
  if (options.out == "-") {
    context.raw_out() << toml;
    return context.done();
  }
  const auto fill = [&](std::ostream& out) -> core::Result<void> {
    out << toml;
    return {};
  };
  if (const auto written = report::write_file(options.out, fill); !written) {
    return tl::unexpected(written.error());
  }
  ordered_json json = {{"id", options.meeting}, {"file", options.out.string()}};
  return context.answer(json);
}

}  // namespace

void add_meeting_commands(CLI::App& app, Context& context) {
  const std::string sample = "assets/meetings/daugavpils-2019-03.toml";
  CLI::App* family =
      add_family(app, "meeting", "Meetings and their files", "kioskctl meeting add " + sample);
  CLI::App* command = nullptr;
  auto& added = add_command<FileOptions>(*family, context, "add", "Check and store a meeting file",
                                         "kioskctl meeting add " + sample, add, command);
  command->add_option("file", added.file, "The meeting file")->required()->type_name("FILE.toml");
  auto& checked = add_command<FileOptions>(*family, context, "check", "Check a meeting file only",
                                           "kioskctl meeting check " + sample, check, command);
  command->add_option("file", checked.file, "The meeting file")->required()->type_name("FILE.toml");
  add_command<NoOptions>(*family, context, "list", "The meetings stored here",
                         "kioskctl meeting list --json", list, command);
  auto& shown =
      add_command<MeetingOptions>(*family, context, "show", "Everything a meeting's file says",
                                  "kioskctl meeting show daugavpils-2019-03", show, command);
  command->add_option("id", shown.meeting, "The meeting's id")->required()->type_name("ID");
  auto& exported = add_command<MeetingOptions>(
      *family, context, "export", "Write a meeting's file",
      "kioskctl meeting export daugavpils-2019-03 -o meeting.toml", export_file, command);
  command->add_option("id", exported.meeting, "The meeting's id")->required()->type_name("ID");
  add_target(*command, context, "-o,--output", exported.out,
             "The file to write; - for standard output")
      ->required()
      ->type_name("FILE.toml");
}

}  // namespace cli
