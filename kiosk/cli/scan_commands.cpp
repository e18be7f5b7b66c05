// `scan`, `scan -`, `undo` and `checkout`.
#include <chrono>
#include <cstdlib>

#include "cli/command.h"
#include "cli/json.h"
#include "cli/scan_json.h"
#include "cli/terminal.h"

namespace cli {
namespace {

constexpr std::size_t kLongestLine = 65536;
constexpr int kSomeBad = 3;

struct ScanOptions {
  std::string text, meeting, checkpoint, nonce, language;
  std::optional<std::string> at;
  std::string direction = "in";
  bool force = false;
  std::vector<std::string> answers;
};

struct UndoOptions {
  std::string nonce, meeting, by, why, as;
  std::optional<std::string> at;
};

struct CheckoutOptions {
  std::string meeting, checkpoint;
  std::optional<std::string> at;
};

core::Instant now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

core::Result<core::Answers> parse_answers(const std::vector<std::string>& given) {
  core::Answers answers;
  for (const std::string& text : given) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
      return wrong_field("answer", "must be QUESTION=VALUE, such as meal=fish");
    }
    const core::QuestionId question{text.substr(0, equals)};
    if (!answers.emplace(question, text.substr(equals + 1)).second) {
      return wrong_field("answer", "answers one question twice");
    }
  }
  return answers;
}

core::Result<core::ScanCommand> command_from(const ScanOptions& options, const core::Zone& zone) {
  if (options.checkpoint.empty()) {
    return core::fail(core::Failure::usage, "--checkpoint is required.",
                      "`kioskctl meeting show ID` lists the meeting's checkpoints.");
  }
  const auto at = parse_at(options.at, zone);
  if (!at) return tl::unexpected(at.error());
  auto answers = parse_answers(options.answers);
  if (!answers) return tl::unexpected(answers.error());
  core::ScanCommand command;
  command.meeting = {options.meeting};
  command.checkpoint = {options.checkpoint};
  command.text = options.text;
  command.direction = core::parse_direction(options.direction).value_or(core::Direction::in);
  command.at = at->value_or(now());
  command.nonce = options.nonce;
  command.force = options.force;
  command.answers = std::move(*answers);
  return command;
}

core::Result<int> scan_one(Context& context, db::Store& store, const ScanOptions& options) {
  const auto meeting = store.meeting({options.meeting});
  if (!meeting) return tl::unexpected(meeting.error());
  const auto command = command_from(options, (*meeting)->zone);
  if (!command) return tl::unexpected(command.error());
  const i18n::Catalogues* catalogues = context.catalogues();
  const auto outcome = store.scan(*command);
  if (!outcome) return tl::unexpected(outcome.error());
  return context.answer(scan_answer(*outcome, **meeting, catalogues, options.language));
}

/// The answer to one line of the stream.
core::Result<ordered_json> scan_line(Context& context, db::Store& store, std::string_view line,
                                     const ScanDefaults& defaults) {
  const auto meeting = store.meeting(defaults.meeting);
  if (!meeting) return tl::unexpected(meeting.error());
  const auto read = read_scan_line(line, defaults, (*meeting)->zone, now());
  if (!read) return tl::unexpected(read.error());
  const auto outcome = store.scan(read->command);
  if (!outcome) return tl::unexpected(outcome.error());
  return scan_answer(*outcome, **meeting, context.catalogues(), read->language);
}

ordered_json line_error(core::Error error, int line) {
  for (core::Mistake& mistake : error.mistakes) mistake.line = line;
  ordered_json json = error_json(error);
  json["line"] = line;
  return json;
}

/// Answers each line before it reads the next. A bad line is answered and passed over; a failed
/// store ends the stream, since nothing after it would be durable.
core::Result<int> scan_stream(Context& context, db::Store& store, const ScanOptions& options) {
  const ScanDefaults defaults{{options.meeting}, options.checkpoint, options.language};
  if (const auto meeting = store.meeting(defaults.meeting); !meeting) {
    return tl::unexpected(meeting.error());
  }
  int status = kDone;
  std::string line;
  bool too_long = false;
  for (int number = 1; read_bounded_line(context.in(), kLongestLine, line, too_long); ++number) {
    core::Result<ordered_json> answer =
        too_long ? core::fail(core::Failure::bad_input, "The line is longer than 64 KiB.")
                 : scan_line(context, store, line, defaults);
    const bool failed = !answer;
    const bool lost = failed && answer.error().failure != core::Failure::bad_input;
    if (auto told = context.print_line(failed ? line_error(answer.error(), number) : *answer);
        !told) {
      return tl::unexpected(told.error());
    }
    if (lost) return tl::unexpected(answer.error());
    if (!failed) continue;
    status = kSomeBad;
    context.say("line " + std::to_string(number) + ": " + core::describe(answer.error()));
  }
  return status;
}

core::Result<int> scan(Context& context, const ScanOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  return options.text == "-" ? scan_stream(context, **store, options)
                             : scan_one(context, **store, options);
}

core::Result<std::string> organiser_pin(Context& context) {
  if (const char* pin = std::getenv("KIOSK_PIN")) return std::string(pin);
  return read_secret(context, "Organiser's PIN: ");
}

core::Result<void> prove_organiser(Context& context, db::Store& store) {
  const auto pin = organiser_pin(context);
  if (!pin) return tl::unexpected(pin.error());
  const auto outcome = store.check_pin(core::Role::organiser, *pin);
  if (!outcome) return tl::unexpected(outcome.error());
  switch (outcome->answer) {
    case db::PinAnswer::right:
      return {};
    case db::PinAnswer::wrong:
      return core::fail(core::Failure::denied, "The organiser's PIN is wrong.");
    case db::PinAnswer::locked:
      return core::fail(core::Failure::denied, "The organiser's PIN is wrong or locked.",
                        "Try again in " + std::to_string(outcome->locked_for.count()) + " s.");
    case db::PinAnswer::unset:
      break;
  }
  return core::fail(core::Failure::denied, "No organiser's PIN is set.",
                    "`kioskctl pin set --role organiser` sets one.");
}

core::Result<int> undo(Context& context, const UndoOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto meeting = (*store)->meeting({options.meeting});
  if (!meeting) return tl::unexpected(meeting.error());
  const auto at = parse_at(options.at, (*meeting)->zone);
  if (!at) return tl::unexpected(at.error());
  if (!options.as.empty()) {
    if (auto proven = prove_organiser(context, **store); !proven) {
      return tl::unexpected(proven.error());
    }
  }
  const i18n::Catalogues* catalogues = context.catalogues();
  const auto outcome = (*store)->undo(
      {{options.meeting}, options.nonce, options.by, options.why, *at, !options.as.empty()});
  if (!outcome) return tl::unexpected(outcome.error());
  ordered_json json = scan_answer(*outcome, **meeting, catalogues, "");
  json.erase("message");
  json["undone_by"] = outcome->scan.undone_by;
  json["undone_why"] = outcome->scan.undone_why;
  return context.answer(json);
}

core::Result<int> check_out(Context& context, const CheckoutOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto meeting = (*store)->meeting({options.meeting});
  if (!meeting) return tl::unexpected(meeting.error());
  const auto at = parse_at(options.at, (*meeting)->zone);
  if (!at) return tl::unexpected(at.error());
  const auto left = (*store)->check_out_all({options.meeting}, {options.checkpoint}, *at);
  if (!left) return tl::unexpected(left.error());
  ordered_json json = {{"checkpoint", options.checkpoint}, {"exited", *left}};
  return context.answer(json);
}

void add_scan(CLI::App& app, Context& context) {
  CLI::App* command = nullptr;
  auto& options = add_command<ScanOptions>(
      app, context, "scan", "Try a code, number or name at a checkpoint; - reads JSON lines",
      "kioskctl scan A-0001 --meeting daugavpils-2019-03 --checkpoint door --at 2019-03-12T09:02\n"
      "  echo '{\"text\":\"A-0001\",\"checkpoint\":\"door\"}' | "
      "kioskctl scan - --meeting daugavpils-2019-03",
      scan, command);
  command->add_option("text", options.text, "What the scanner read, or -")
      ->required()
      ->type_name("TEXT");
  add_meeting_option(*command, options.meeting);
  command->add_option("--checkpoint", options.checkpoint, "The checkpoint's id")->type_name("ID");
  command->add_option("--direction", options.direction, "in or out")
      ->check(CLI::IsMember({"in", "out"}))
      ->capture_default_str();
  add_at_option(*command, options.at);
  command->add_option("--nonce", options.nonce, "Makes a retry count once");
  command->add_flag("--force", options.force, "Staff admit in spite of the rules");
  add_each(*command, "--answer", options.answers, "An answer; once for each")
      ->type_name("QUESTION=VALUE");
  command->add_option("--language", options.language, "Language of the message");
}

void add_undo(CLI::App& app, Context& context) {
  CLI::App* command = nullptr;
  auto& options = add_command<UndoOptions>(
      app, context, "undo", "Take a recorded scan back, by its nonce",
      "kioskctl undo 7ZZ0 --meeting daugavpils-2019-03 --by \"desk 1\" --why \"wrong person\"",
      undo, command);
  command->add_option("nonce", options.nonce, "The scan's nonce")->required()->type_name("NONCE");
  add_meeting_option(*command, options.meeting);
  command->add_option("--by", options.by, "Who undoes it")->required()->type_name("WHO");
  command->add_option("--why", options.why, "Why")->required();
  command
      ->add_option("--as", options.as,
                   "organiser: at any time, with the PIN from $KIOSK_PIN or standard input")
      ->check(CLI::IsMember({"organiser"}));
  add_at_option(*command, options.at);
}

void add_checkout(CLI::App& app, Context& context) {
  CLI::App* command = nullptr;
  auto& options = add_command<CheckoutOptions>(
      app, context, "checkout", "Record an exit for everybody still inside",
      "kioskctl checkout --meeting daugavpils-2019-03 --checkpoint door --at 2019-03-12T20:00",
      check_out, command);
  add_meeting_option(*command, options.meeting);
  command->add_option("--checkpoint", options.checkpoint, "The checkpoint's id")
      ->required()
      ->type_name("ID");
  add_at_option(*command, options.at);
}

}  // namespace

void add_scan_commands(CLI::App& app, Context& context) {
  add_scan(app, context);
  add_undo(app, context);
  add_checkout(app, context);
}

}  // namespace cli
