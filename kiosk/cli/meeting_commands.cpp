// `meeting add|check|list|show|export`.
#include <algorithm>
#include <fstream>
#include <iterator>

#include "cli/command.h"
#include "cli/json.h"
#include "core/counts.h"
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

/// A file that was read and found right.
struct CheckedFile {
  core::Meeting meeting;
  std::string text;
};

core::Result<CheckedFile> checked_file(const std::filesystem::path& file) {
  auto read = meeting::load_meeting(file);
  if (!read) return tl::unexpected(read.error());
  std::ifstream stream(file, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(stream)), {});
  if (stream.bad()) {
    return core::fail(core::Failure::bad_input, "The meeting file could not be read to its end.");
  }
  return CheckedFile{std::move(*read), std::move(text)};
}

bool has(const core::Meeting& meeting, core::Dimension dimension, const std::string& key) {
  switch (dimension) {
    case core::Dimension::day: {
      const auto day = core::parse_day(key);
      return day && std::find(meeting.days.begin(), meeting.days.end(), *day) != meeting.days.end();
    }
    case core::Dimension::checkpoint:
      return meeting.checkpoint({key}) != nullptr;
    case core::Dimension::session:
      return meeting.session({key}) != nullptr;
    default:
      return true;
  }
}

/// Everybody is registered for every day and every checkpoint that admits them: only for a session
/// is that a choice that the file takes away.
std::string use_of(core::Dimension dimension, const core::Count& count) {
  const bool chosen = dimension == core::Dimension::session && count.registered > 0;
  std::string use =
      chosen ? "registered for it " + std::to_string(count.registered) : std::string();
  if (count.present > 0) {
    use += (use.empty() ? "" : ", ") + std::string("let in ") + std::to_string(count.present);
  }
  return use;
}

/// What people were let in at or registered for, and the new file no longer has. It is stored all
/// the same: what was recorded stays.
core::Result<std::vector<std::string>> dropped_in_use(db::Store& store,
                                                      const core::Meeting& after) {
  std::vector<std::string> dropped;
  const auto known = store.meetings();
  if (!known) return tl::unexpected(known.error());
  if (std::find(known->begin(), known->end(), after.id) == known->end()) return dropped;
  const auto before = store.meeting(after.id);
  if (!before) return tl::unexpected(before.error());
  for (const auto dimension :
       {core::Dimension::day, core::Dimension::checkpoint, core::Dimension::session}) {
    const auto table = store.counts(after.id, {dimension});
    if (!table) return tl::unexpected(table.error());
    const std::string name(core::to_text(dimension));
    for (const db::CountRow& row : table->rows) {
      const std::string& key = row.keys.at(name);
      const std::string use = use_of(dimension, row.count);
      if (use.empty() || !has(**before, dimension, key) || has(after, dimension, key)) continue;
      dropped.push_back(name + " " + key + " is dropped, and in use: " + use +
                        "; what was recorded stays");
    }
  }
  return dropped;
}

/// Right by the letter, and hardly meant.
std::vector<std::string> hardly_meant(const core::Meeting& meeting) {
  const auto& until = meeting.privacy.keep_evidence_until;
  if (!until || *until >= meeting.days.back()) return {};
  return {"keep_evidence_until " + core::to_text(*until) + " is before the last day, " +
          core::to_text(meeting.days.back()) + ": everybody may be erased the day after it"};
}

core::Result<int> answer_with(Context& context, ordered_json json,
                              const std::vector<std::string>& warnings) {
  if (!warnings.empty()) json["warnings"] = warnings;
  for (const std::string& warning : warnings) context.say(warning + ".");
  return context.answer(json);
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
  const auto file = checked_file(options.file);
  if (!file) return tl::unexpected(file.error());
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  auto dropped = dropped_in_use(**store, file->meeting);
  if (!dropped) return tl::unexpected(dropped.error());
  const auto summary = (*store)->store_meeting(file->text, options.file.filename().string());
  if (!summary) return tl::unexpected(summary.error());
  const auto meant = hardly_meant(file->meeting);
  dropped->insert(dropped->end(), meant.begin(), meant.end());
  return answer_with(context, summary_json(*summary), *dropped);
}

core::Result<int> check(Context& context, const FileOptions& options) {
  const auto meeting = meeting::load_meeting(options.file);
  if (!meeting) return tl::unexpected(meeting.error());
  return answer_with(context, {{"ok", true}, {"id", meeting->id.text}}, hardly_meant(*meeting));
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
  auto& added = add_command<FileOptions>(
      *family, context, "add",
      "Check and store a meeting file; warnings tell what it drops that is in use",
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
