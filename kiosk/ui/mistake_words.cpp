#include "ui/mistake_words.h"

#include <array>
#include <string_view>
#include <utility>

#include "ui/desk.h"

namespace ui {
namespace {

using Known = std::pair<std::string_view, std::string_view>;

/// How the messages of core/attendee.cpp, core/event.cpp, db/store_intake.cpp and intake/ begin.
constexpr std::array<Known, 19> kMistakes = {
    {{"is missing", "mistake.missing"},
     {"is too long", "mistake.too_long"},
     {"is not valid UTF-8", "mistake.unreadable"},
     {"holds control characters", "mistake.unreadable"},
     {"must be an ISO 3166-1 code", "mistake.country"},
     {"is no country's code or name", "mistake.country"},
     {"must look like name@example.org", "mistake.email"},
     {"is none of this meeting's partners", "mistake.partner"},
     {"is none of this meeting's sessions", "mistake.session"},
     {"has no places left", "mistake.session_full"},
     {"must be a language's", "mistake.language"},
     {"must be invited, local or team", "mistake.kind"},
     {"must be female, male", "mistake.gender"},
     {"must be true or false", "mistake.yes_no"},
     {"no heading here is known", "mistake.no_names"},
     {"cannot be read as a row", "mistake.row"},
     {"is more than a list", "mistake.too_much"},
     {"has a quotation mark", "mistake.quote"},
     {"must be one of this meeting's", "mistake.partner"}}};

std::string_view key_of(const core::Mistake& mistake) {
  for (const auto& [words, key] : kMistakes) {
    if (!mistake.message.starts_with(words)) continue;
    const bool of_session = key == "mistake.partner" && mistake.field.starts_with("session");
    return of_session ? "mistake.session" : key;
  }
  return {};
}

/// Between two marks of the message; empty where they are not there.
std::string between(const std::string& text, std::string_view from, std::string_view to) {
  const auto begin = text.find(from);
  if (begin == std::string::npos) return {};
  const auto end = text.find(to, begin + from.size());
  return text.substr(begin + from.size(),
                     end == std::string::npos ? end : end - begin - from.size());
}

}  // namespace

std::string mistake_words(const Canvas& canvas, const core::Mistake& mistake) {
  const std::string line =
      mistake.line > 0 ? canvas.say("failure.line", {{"line", std::to_string(mistake.line)}}) : "";
  const std::string_view key = key_of(mistake);
  if (key.empty()) return joined({line, mistake.field, mistake.message});
  const std::string column = between(mistake.message, "(column \"", "\")");
  const std::string session = between(mistake.message, "left: ", " (column");
  const std::string where =
      column.empty() ? mistake.field : canvas.say("mistake.column", {{"column", column}});
  return joined({line, where, canvas.say(key, {{"session", session}})});
}

std::string list_failure_words(const Canvas& canvas, const core::Error& error) {
  if (error.what.starts_with("It is not clear which columns")) {
    return canvas.say("failure.list_columns");
  }
  if (error.what.starts_with("The list cannot be read.")) {
    return canvas.say("failure.list_unreadable");
  }
  return error.message.empty() ? error.what : canvas.say(error.message);
}

}  // namespace ui
