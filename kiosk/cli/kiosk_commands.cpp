// `kiosk list`, `enrol`, `join`, `leave-out`, and `journal export` and `import`.
#include "cli/command.h"
#include "cli/several_kiosks.h"
#include "db/journal_file.h"

namespace cli {
namespace {

struct NoOptions {};

struct EnrolOptions {
  std::string letter;
  std::string hub;
  std::filesystem::path file;
};

struct FileOptions {
  std::filesystem::path file;
  std::filesystem::path since;
};

struct LetterOptions {
  std::string letter;
};

core::Result<char> letter_in(const std::string& text) {
  if (text.size() == 1 && text[0] >= 'A' && text[0] <= 'Z') return text[0];
  return wrong_field("letter", "must be one of A to Z");
}

ordered_json marks_json(const std::vector<db::KioskMark>& marks) {
  ordered_json list = ordered_json::array();
  for (const db::KioskMark& mark : marks) {
    list.push_back({{"kiosk", mark.letter},
                    {"id", core::to_text(mark.kiosk)},
                    {"rows", mark.seq},
                    {"this_one", mark.own},
                    {"left_out", mark.left_out}});
  }
  return list;
}

core::Result<int> list(Context& context, const NoOptions&) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto marks = (*store)->marks();
  if (!marks) return tl::unexpected(marks.error());
  return context.answer(marks_json(*marks));
}

core::Result<int> enrol(Context& context, const EnrolOptions& options) {
  const auto letter = letter_in(options.letter);
  if (!letter) return tl::unexpected(letter.error());
  const auto secret = read_passphrase(context);
  if (!secret) return tl::unexpected(secret.error());
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  std::string hub = options.hub;
  if (hub.empty()) {
    auto known = (*store)->hub();
    if (!known) return tl::unexpected(known.error());
    hub = std::move(*known);
  }
  const auto done = db::write_enrolment(**store, *letter, hub, options.file, *secret);
  if (!done) return tl::unexpected(done.error());
  ordered_json json = {{"letter", options.letter},
                       {"file", options.file.string()},
                       {"rows", done->rows},
                       {"hub", !hub.empty()}};
  return context.answer(json);
}

/// Nothing that was refused may pass for done.
core::Result<int> answer_taken(Context& context, const db::Taken& taken, ordered_json json) {
  tell_trouble(context, taken);
  json.update(taken_json(taken));
  const bool nothing = taken.rows == 0 && taken.known == 0 && !taken.refused.empty();
  return context.answer(json, nothing ? core::exit_status(core::Failure::bad_input) : kDone);
}

core::Result<int> join(Context& context, const FileOptions& options) {
  const auto secret = read_passphrase(context);
  if (!secret) return tl::unexpected(secret.error());
  const auto head = db::read_journal_head(options.file, *secret);
  if (!head) return tl::unexpected(head.error());
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto taken = db::join_with(**store, options.file, *secret);
  if (!taken) return tl::unexpected(taken.error());
  ordered_json json = {{"letter", (*store)->letter()}, {"meetings", ordered_json::array()}};
  const auto meetings = (*store)->meetings();
  if (!meetings) return tl::unexpected(meetings.error());
  for (const core::MeetingId& meeting : *meetings) json["meetings"].push_back(meeting.text);
  return answer_taken(context, *taken, std::move(json));
}

core::Result<int> leave_out(Context& context, const LetterOptions& options) {
  const auto letter = letter_in(options.letter);
  if (!letter) return tl::unexpected(letter.error());
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  if (auto done = (*store)->leave_out(*letter); !done) return tl::unexpected(done.error());
  const auto marks = (*store)->marks();
  if (!marks) return tl::unexpected(marks.error());
  return context.answer(marks_json(*marks));
}

core::Result<int> export_journal(Context& context, const FileOptions& options) {
  const auto secret = read_passphrase(context);
  if (!secret) return tl::unexpected(secret.error());
  std::vector<db::KioskMark> since;
  if (!options.since.empty()) {
    auto head = db::read_journal_head(options.since, *secret);
    if (!head) return tl::unexpected(head.error());
    since = std::move(head->marks);
  }
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto done = db::write_journal_file(**store, options.file, *secret, since);
  if (!done) return tl::unexpected(done.error());
  ordered_json json = {
      {"file", options.file.string()}, {"rows", done->rows}, {"kiosks", marks_json(done->marks)}};
  return context.answer(json);
}

core::Result<int> import_journal(Context& context, const FileOptions& options) {
  const auto secret = read_passphrase(context);
  if (!secret) return tl::unexpected(secret.error());
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto taken = db::read_journal_file(**store, options.file, *secret);
  if (!taken) return tl::unexpected(taken.error());
  return answer_taken(context, *taken, ordered_json::object());
}

void add_kiosk_family(CLI::App& app, Context& context) {
  CLI::App* command = nullptr;
  CLI::App* kiosk = add_family(app, "kiosk", "Several kiosks of one meeting",
                               "kioskctl kiosk enrol --letter B -o /media/usb/kiosk-b.enrol");
  add_command<NoOptions>(*kiosk, context, "list", "The kiosks that this one has heard of",
                         "kioskctl kiosk list", list, command);
  auto& given = add_command<EnrolOptions>(
      *kiosk, context, "enrol",
      "Write a sealed file with which another kiosk joins: meetings, people, badge keys",
      "kioskctl kiosk enrol --letter B -o /media/usb/kiosk-b.enrol", enrol, command);
  command->add_option("--letter", given.letter, "Its letter, of those that were never given")
      ->required()
      ->type_name("B");
  command->add_option("--hub", given.hub, "Where the hub is")->type_name("postgresql://…");
  add_target(*command, context, "-o,--output", given.file, "Where to")->required();
  auto& joined = add_command<FileOptions>(
      *kiosk, context, "join", "Become another kiosk of the meeting, on a new data folder",
      "kioskctl kiosk join /media/usb/kiosk-b.enrol", join, command);
  command->add_option("file", joined.file, "The enrolment file")->required()->type_name("FILE");
  auto& lost = add_command<LetterOptions>(
      *kiosk, context, "leave-out",
      "Leave a lost kiosk out: its badges stay valid, what it writes from now on is refused",
      "kioskctl kiosk leave-out C", leave_out, command);
  command->add_option("letter", lost.letter, "Its letter")->required()->type_name("LETTER");
}

void add_journal_family(CLI::App& app, Context& context) {
  CLI::App* command = nullptr;
  CLI::App* journal = add_family(app, "journal", "Exchange between kiosks by file",
                                 "kioskctl journal export -o /media/usb/a.rows");
  auto& to = add_command<FileOptions>(
      *journal, context, "export", "Write what this kiosk holds, sealed with a passphrase",
      "kioskctl journal export -o /media/usb/a-2.rows --since /media/usb/a-1.rows", export_journal,
      command);
  add_target(*command, context, "-o,--output", to.file, "Where to")->required();
  command
      ->add_option("--since", to.since,
                   "Only what is newer than this file: an earlier one, or another kiosk's")
      ->type_name("FILE");
  auto& from = add_command<FileOptions>(
      *journal, context, "import",
      "Take in another kiosk's file, in any order and as often as one likes",
      "kioskctl journal import /media/usb/b.rows", import_journal, command);
  command->add_option("file", from.file, "The file")->required()->type_name("FILE");
}

}  // namespace

void add_kiosk_commands(CLI::App& app, Context& context) {
  add_kiosk_family(app, context);
  add_journal_family(app, context);
}

}  // namespace cli
