#include "cli/usage.h"

#include <algorithm>

namespace cli {
namespace {

using Words = std::vector<std::string>;

constexpr std::size_t kLongestOption = 24;

/// The commands that were named, the outermost first.
std::vector<const CLI::App*> named_commands(const CLI::App& app) {
  std::vector<const CLI::App*> commands = {&app};
  while (!commands.back()->get_subcommands().empty()) {
    commands.push_back(commands.back()->get_subcommands().front());
  }
  return commands;
}

std::string line_of(const std::vector<const CLI::App*>& commands) {
  std::string line;
  for (const CLI::App* command : commands) line += (line.empty() ? "" : " ") + command->get_name();
  return line;
}

/// `--famly` of `--famly=Ozola`: small letters only, so that it is hardly anything but an option.
std::string option_name(const std::string& word) {
  const std::string name = word.substr(0, word.find('='));
  const bool is_option =
      name.size() > 2 && name.size() <= kLongestOption && name.rfind("--", 0) == 0 &&
      name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-", 2) == std::string::npos;
  return is_option ? name : std::string();
}

bool begins_with_dash(const std::string& word) { return word.rfind('-', 0) == 0; }

/// 1-based place of a word that nothing takes. Where the same word stands more than once, the first
/// ones were taken, and so was one right after an option.
std::size_t place_of(const std::string& word, const Words& words) {
  std::size_t last = 0;
  std::size_t last_by_itself = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] != word) continue;
    last = i + 1;
    if (i == 0 || !begins_with_dash(words[i - 1])) last_by_itself = i + 1;
  }
  return last_by_itself > 0 ? last_by_itself : last;
}

/// After a lone `--` everything is a value, whatever it looks like.
bool is_value(const std::string& word, const Words& words) {
  const auto end_of_options = std::find(words.begin(), words.end(), "--");
  return std::find(end_of_options, words.end(), word) != words.end();
}

core::Mistake unexpected(const std::string& word, const Words& words) {
  const std::string option = is_value(word, words) ? std::string() : option_name(word);
  if (!option.empty()) return {0, option, "there is no such option"};
  std::string where = "word " + std::to_string(place_of(word, words));
  if (begins_with_dash(word)) return {0, std::move(where), "there is no such option"};
  return {0, std::move(where), "was not expected; what has several words needs quotes"};
}

/// `{invited,local,team}` of `TEXT:{invited,local,team}`.
std::string expected_by(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const auto colon = type.find(':');
  return colon == std::string::npos ? type : type.substr(colon + 1);
}

/// The option that the parser complains about: its sentences hold the option's name.
const CLI::Option* option_of(const CLI::ParseError& error,
                             const std::vector<const CLI::App*>& commands) {
  const std::string what = error.what();
  for (const CLI::App* command : commands) {
    for (const CLI::Option* option : command->get_options()) {
      const std::string name = option->get_name();
      const bool is_meant = what.rfind(name + ": ", 0) == 0 ||
                            what.rfind("Could not convert: " + name + " = ", 0) == 0;
      if (is_meant) return option;
    }
  }
  return nullptr;
}

bool tells_names_only(const CLI::ParseError& error) {
  return dynamic_cast<const CLI::RequiredError*>(&error) != nullptr ||
         dynamic_cast<const CLI::RequiresError*>(&error) != nullptr ||
         dynamic_cast<const CLI::ExcludesError*>(&error) != nullptr ||
         dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr;
}

std::vector<core::Mistake> mistakes_of(const CLI::App& app, const CLI::ParseError& error,
                                       const Words& words) {
  std::vector<core::Mistake> mistakes;
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    for (const std::string& word : app.remaining(true)) mistakes.push_back(unexpected(word, words));
  } else if (tells_names_only(error)) {
    mistakes.push_back({0, "", error.what()});
  } else if (const CLI::Option* option = option_of(error, named_commands(app))) {
    mistakes.push_back({0, option->get_name(), "expected " + expected_by(*option)});
  }
  return mistakes;
}

}  // namespace

core::Error usage_error(const CLI::App& app, const CLI::ParseError& error, const Words& words) {
  return {core::Failure::usage, "The command was not understood.",
          "`" + line_of(named_commands(app)) + " --help` shows how it is written.",
          mistakes_of(app, error, words)};
}

}  // namespace cli
