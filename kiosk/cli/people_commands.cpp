// `register`, `attendee show|edit|cancel|merge`, `duplicates` and `search`.
#include <algorithm>

#include "cli/command.h"
#include "cli/details_options.h"
#include "cli/json.h"

namespace cli {
namespace {

constexpr std::size_t kLongestWhy = 400;
constexpr int kMostLikelyTold = 5;

struct RegisterOptions {
  std::string meeting;
  DetailsOptions details;
  std::optional<std::string> at;
  bool print = false;
};

struct PersonOptions {
  std::string meeting;
  std::string person;
  DetailsOptions details;
  std::string why;
  std::optional<std::string> at;
};

struct MergeOptions {
  std::string meeting;
  std::string from;
  std::string into;
};

struct DuplicateOptions {
  std::string meeting;
};

struct SearchOptions {
  std::string meeting;
  std::string text;
  int limit = 20;
};

/// Numbers of those who may be the same person, most likely first.
core::Result<std::vector<std::string>> likely_numbers(db::Store& store,
                                                      const core::MeetingId& meeting,
                                                      const core::Details& details) {
  const auto alike = store.likely_duplicates(meeting, details, kMostLikelyTold);
  if (!alike) return tl::unexpected(alike.error());
  std::vector<std::string> numbers;
  for (const core::Attendee& attendee : *alike) numbers.push_back(attendee.number);
  return numbers;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

core::Result<int> register_person(Context& context, const RegisterOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto meeting = (*store)->meeting({options.meeting});
  if (!meeting) return tl::unexpected(meeting.error());
  const auto at = parse_at(options.at, (*meeting)->zone);
  if (!at) return tl::unexpected(at.error());
  auto details = details_from(options.details);
  if (!details) return tl::unexpected(details.error());
  const auto alike = likely_numbers(**store, {options.meeting}, *details);
  if (!alike) return tl::unexpected(alike.error());
  const auto done = (*store)->register_attendee({options.meeting}, *details, *at, options.print);
  if (!done) return tl::unexpected(done.error());
  ordered_json json = {
      {"attendee", core::to_text(done->attendee)}, {"number", done->number}, {"code", done->code}};
  if (options.print) json["print_job"] = done->print_job;
  if (!alike->empty()) {
    json["duplicates"] = *alike;
    context.say(done->number + " may be registered twice; look at " + joined(*alike) +
                ". `kioskctl attendee merge` makes two registrations one.");
  }
  return context.answer(json);
}

core::Result<int> show(Context& context, const PersonOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto meeting = (*store)->meeting({options.meeting});
  if (!meeting) return tl::unexpected(meeting.error());
  const auto card = (*store)->find_attendee({options.meeting}, options.person);
  if (!card) return tl::unexpected(card.error());
  return context.answer(attendee_card(*card, **meeting));
}

core::Result<int> edit(Context& context, const PersonOptions& options) {
  const auto changes = changes_from(options.details);
  if (!changes) return tl::unexpected(changes.error());
  if (changes->empty()) {
    return core::fail(core::Failure::usage, "Nothing to change was given.",
                      "`kioskctl attendee edit --help` shows what can be changed.");
  }
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto meeting = (*store)->meeting({options.meeting});
  if (!meeting) return tl::unexpected(meeting.error());
  const auto card = (*store)->edit_attendee({options.meeting}, options.person, *changes);
  if (!card) return tl::unexpected(card.error());
  return context.answer(attendee_card(*card, **meeting));
}

/// The moment a cancellation is to have happened; it cannot lie ahead.
core::Result<std::optional<core::Instant>> past_moment(Context& context,
                                                       const PersonOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto meeting = (*store)->meeting({options.meeting});
  if (!meeting) return tl::unexpected(meeting.error());
  auto at = parse_at(options.at, (*meeting)->zone);
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  if (at && *at && **at > now) {
    return wrong_field("at", "must not lie ahead");
  }
  return at;
}

core::Result<int> cancel(Context& context, const PersonOptions& options) {
  if (!core::is_clean_text(options.why, kLongestWhy)) {
    return wrong_field("why", "must be at most 400 bytes of plain text");
  }
  const auto at = past_moment(context, options);
  if (!at) return tl::unexpected(at.error());
  auto store = context.open_store(*at);
  if (!store) return tl::unexpected(store.error());
  const auto meeting = (*store)->meeting({options.meeting});
  if (!meeting) return tl::unexpected(meeting.error());
  const auto card = (*store)->cancel_attendee({options.meeting}, options.person, options.why);
  if (!card) return tl::unexpected(card.error());
  return context.answer(attendee_card(*card, **meeting));
}

core::Result<int> merge(Context& context, const MergeOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto meeting = (*store)->meeting({options.meeting});
  if (!meeting) return tl::unexpected(meeting.error());
  const auto card = (*store)->merge_attendees({options.meeting}, options.from, options.into);
  if (!card) return tl::unexpected(card.error());
  return context.answer(attendee_card(*card, **meeting));
}

core::Result<int> duplicates(Context& context, const DuplicateOptions& options) {
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto pairs = (*store)->duplicates({options.meeting});
  if (!pairs) return tl::unexpected(pairs.error());
  ordered_json json = ordered_json::array();
  for (const db::LikelyPair& pair : *pairs) {
    json.push_back(
        {{"first", attendee_summary(pair.first)}, {"second", attendee_summary(pair.second)}});
  }
  if (pairs->size() == db::Store::kMostPairs) {
    context.say("There may be more pairs; merge these and look again.");
  }
  return context.answer(json);
}

/// Code points, not bytes; blanks around it are none of the text.
std::size_t letters(const std::string& text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string::npos) return 0;
  const std::string typed = text.substr(first, text.find_last_not_of(' ') - first + 1);
  return static_cast<std::size_t>(std::count_if(typed.begin(), typed.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

core::Result<int> search(Context& context, const SearchOptions& options) {
  if (letters(options.text) < 2) return wrong_field("text", "must have at least two letters");
  auto store = context.open_store();
  if (!store) return tl::unexpected(store.error());
  const auto found = (*store)->search({options.meeting}, options.text, options.limit);
  if (!found) return tl::unexpected(found.error());
  ordered_json json = ordered_json::array();
  for (const core::Attendee& attendee : *found) json.push_back(attendee_summary(attendee));
  return context.answer(json);
}

PersonOptions& add_person_command(CLI::App& family, Context& context, const std::string& name,
                                  const std::string& description, const std::string& example,
                                  core::Result<int> (*run)(Context&, const PersonOptions&),
                                  CLI::App*& command) {
  auto& options =
      add_command<PersonOptions>(family, context, name, description, example, run, command);
  command->add_option("person", options.person, "An id, a number or a code")
      ->required()
      ->type_name("ID|NUMBER|CODE");
  add_meeting_option(*command, options.meeting);
  return options;
}

void add_search_command(CLI::App& app, Context& context) {
  CLI::App* command = nullptr;
  auto& options = add_command<SearchOptions>(
      app, context, "search", "Find people by name, number or e-mail; best match first",
      "kioskctl search ozol --meeting daugavpils-2019-03", search, command);
  command->add_option("text", options.text, "At least two letters")->required()->type_name("TEXT");
  add_meeting_option(*command, options.meeting);
  command->add_option("--limit", options.limit, "At most so many people")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
}

void add_merge_command(CLI::App& family, Context& context) {
  CLI::App* command = nullptr;
  auto& options = add_command<MergeOptions>(
      family, context, "merge",
      "Make two registrations one: badges and scans of the first become the second's",
      "kioskctl attendee merge A-0007 --into A-0001 --meeting daugavpils-2019-03", merge, command);
  command->add_option("person", options.from, "Who is registered twice: an id, a number or a code")
      ->required()
      ->type_name("ID|NUMBER|CODE");
  command->add_option("--into", options.into, "The registration that stays")
      ->required()
      ->type_name("ID|NUMBER|CODE");
  add_meeting_option(*command, options.meeting);
}

void add_duplicates_command(CLI::App& app, Context& context) {
  CLI::App* command = nullptr;
  auto& options = add_command<DuplicateOptions>(
      app, context, "duplicates", "Registrations that may be one person's; most likely first",
      "kioskctl duplicates --meeting daugavpils-2019-03", duplicates, command);
  add_meeting_option(*command, options.meeting);
}

}  // namespace

void add_register_command(CLI::App& app, Context& context) {
  CLI::App* command = nullptr;
  auto& options = add_command<RegisterOptions>(
      app, context, "register", "Register somebody and issue their badge",
      "kioskctl register --meeting daugavpils-2019-03 --given Anna --family Ozola "
      "--town Daugavpils --country LV --kind local",
      register_person, command);
  add_meeting_option(*command, options.meeting);
  add_details_options(*command, options.details, Required::whole);
  add_at_option(*command, options.at);
  command->add_flag("--print", options.print, "Queue the badge for the kiosk's printer");
}

void add_attendee_commands(CLI::App& app, Context& context) {
  const std::string person = " A-0001 --meeting daugavpils-2019-03";
  CLI::App* family =
      add_family(app, "attendee", "People who are registered", "kioskctl attendee show" + person);
  CLI::App* command = nullptr;
  add_person_command(*family, context, "show", "Everything known of one person",
                     "kioskctl attendee show" + person, show, command);
  auto& edited = add_person_command(
      *family, context, "edit", "Change what was told when registering",
      "kioskctl attendee edit" + person + " --town Linz --country AT", edit, command);
  add_details_options(*command, edited.details, Required::none);
  auto& cancelled = add_person_command(*family, context, "cancel", "Cancel a registration",
                                       "kioskctl attendee cancel" + person + " --why \"is ill\"",
                                       cancel, command);
  command->add_option("--why", cancelled.why, "Why, for the journal");
  add_at_option(*command, cancelled.at);
  add_merge_command(*family, context);
  add_needs_command(*family, context);
  add_extract_command(*family, context);
  add_duplicates_command(app, context);
  add_search_command(app, context);
}

}  // namespace cli
