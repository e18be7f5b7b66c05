#include "meeting/checkpoint_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "meeting/text_checks.h"

namespace meeting {
namespace {

using core::Checkpoint;
using core::Session;

constexpr Range kTolerance{0, 720};
constexpr Range kMinGap{0, 1440};
constexpr std::chrono::minutes kMidnight{1440};

std::string unknown(std::string_view what, std::string_view found,
                    const std::vector<std::string_view>& known) {
  const std::string near = nearest(found, known);
  const std::string hint = near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near);
  return fmt::format("there is no {} \"{}\" in this file{}", what, shown(found), hint);
}

bool is_among(core::Day day, const std::vector<core::Day>& days) {
  return std::binary_search(days.begin(), days.end(), day);
}

std::string other_day(core::Day day) {
  return fmt::format("{} is none of the meeting's days; expected one of `days`",
                     core::to_text(day));
}

}  // namespace

CheckpointReader::CheckpointReader(const core::Meeting& meeting, std::string_view default_language,
                                   Mistakes& mistakes)
    : meeting_(meeting), default_language_(default_language), mistakes_(mistakes) {
  for (const Session& session : meeting.sessions) sessions_.emplace(session.id.text, &session);
  for (const core::Partner& partner : meeting.partners) partners_.insert(partner.id.text);
}

Checkpoint CheckpointReader::read(TableReader& from) {
  Checkpoint checkpoint;
  checkpoint.id.text = from.id("id", Need::required);
  const Session* session = read_session(from, checkpoint);
  read_name(from, session, checkpoint);
  if (checkpoint.session.empty()) {
    read_times(from, checkpoint);
  } else {
    take_times(from, session, checkpoint);
  }
  read_admitted(from, checkpoint);
  read_partners(from, checkpoint);
  read_limits(from, checkpoint);
  read_questions(from, checkpoint);
  return checkpoint;
}

const Session* CheckpointReader::read_session(TableReader& from, Checkpoint& checkpoint) {
  checkpoint.session.text = from.text("session", Need::optional);
  checkpoint.members_only = from.flag("members_only");
  if (checkpoint.members_only && !from.has("session")) {
    from.mistake("members_only", "members of which session? expected a `session` beside it");
  }
  if (checkpoint.session.empty()) return nullptr;
  const auto at = sessions_.find(checkpoint.session.text);
  if (at != sessions_.end()) return at->second;
  std::vector<std::string_view> known;
  for (const auto& [id, session] : sessions_) known.push_back(id);
  from.mistake("session", unknown("session", checkpoint.session.text, known));
  return nullptr;
}

void CheckpointReader::read_name(TableReader& from, const Session* session,
                                 Checkpoint& checkpoint) {
  const Need need = checkpoint.session.empty() ? Need::required : Need::optional;
  checkpoint.name = from.multi_text("name", need, default_language_);
  if (session != nullptr && !from.has("name")) checkpoint.name = session->name;
}

void CheckpointReader::read_times(TableReader& from, Checkpoint& checkpoint) {
  read_days(from, checkpoint);
  checkpoint.opens = from.clock("opens", Need::optional);
  checkpoint.closes = from.clock("closes", Need::optional);
  if (checkpoint.opens == kMidnight) {
    from.mistake("opens", "24:00 is the end of the day; expected \"00:00\" to \"23:59\"");
  }
}

void CheckpointReader::take_times(TableReader& from, const Session* session,
                                  Checkpoint& checkpoint) {
  read_times(from, checkpoint);
  for (std::string_view key : {"days", "opens", "closes"}) {
    if (from.has(key)) from.mistake(key, "the session gives its day and times; leave this key out");
  }
  if (session == nullptr) return;
  checkpoint.days = {session->day};
  checkpoint.opens = session->starts;
  checkpoint.closes = session->ends;
}

void CheckpointReader::read_days(TableReader& from, Checkpoint& checkpoint) {
  checkpoint.days = meeting_.days;
  const auto items = from.texts("days", Need::optional);
  if (!items) return;
  checkpoint.days = checked_days(*items, mistakes_);
  if (meeting_.days.empty() || checkpoint.days.size() != items->size()) return;
  for (std::size_t i = 0; i < items->size(); ++i) {
    if (is_among(checkpoint.days[i], meeting_.days)) continue;
    mistakes_.add((*items)[i].line, (*items)[i].path, other_day(checkpoint.days[i]));
  }
}

void CheckpointReader::read_admitted(TableReader& from, Checkpoint& checkpoint) {
  const std::vector<std::string_view> policies = {"once", "once_per_day", "re_entry", "unlimited"};
  const std::string policy = from.word("policy", policies);
  checkpoint.policy = core::parse_policy(policy).value_or(core::Policy::once);
  const auto items = from.texts("admits", Need::optional);
  if (!items) return;
  checkpoint.admits.emplace();
  for (const ListItem& item : *items) {
    if (const auto kind = core::parse_kind(item.text)) {
      checkpoint.admits->push_back(*kind);
    } else {
      mistakes_.add(item.line, item.path,
                    fmt::format("\"{}\" is no kind of attendee; expected invited, local or team",
                                shown(item.text)));
    }
  }
}

void CheckpointReader::read_partners(TableReader& from, Checkpoint& checkpoint) {
  const auto items = from.texts("partners", Need::optional);
  if (!items) return;
  const std::vector<std::string_view> known(partners_.begin(), partners_.end());
  for (const ListItem& item : *items) {
    checkpoint.partners.push_back({item.text});
    if (partners_.count(item.text) > 0) continue;
    mistakes_.add(item.line, item.path, unknown("partner", item.text, known));
  }
}

void CheckpointReader::read_limits(TableReader& from, Checkpoint& checkpoint) {
  using std::chrono::minutes;
  checkpoint.tolerance = minutes{from.number("tolerance_minutes", kTolerance).value_or(0)};
  checkpoint.capacity = from.number("capacity", kPositive);
  checkpoint.max_per_day = from.number("max_per_day", kPositive);
  checkpoint.min_gap = minutes{from.number("min_gap_minutes", kMinGap).value_or(0)};
}

void CheckpointReader::read_questions(TableReader& from, Checkpoint& checkpoint) {
  std::set<std::string> ids;
  for (TableReader& table : from.tables("question", Need::optional)) {
    core::Question question = read_question(table);
    note_duplicate(table, question.id.text, ids);
    checkpoint.questions.push_back(std::move(question));
    table.finish();
  }
}

core::Question CheckpointReader::read_question(TableReader& from) {
  core::Question question;
  question.id.text = from.id("id", Need::required);
  question.text = from.multi_text("text", Need::required, default_language_);
  question.required = from.flag("required");
  const auto choices = from.texts("choices", Need::optional);
  if (!choices) return question;
  for (const ListItem& choice : *choices) question.choices.push_back(choice.text);
  return question;
}

std::vector<core::Day> checked_days(const std::vector<ListItem>& items, Mistakes& mistakes) {
  std::vector<core::Day> days;
  const std::size_t before = mistakes.size();
  for (const ListItem& item : items) {
    const auto day = checked_day(item, mistakes);
    if (!day) continue;
    // A repeated day is told by the list itself.
    if (!days.empty() && *day < days.back()) {
      mistakes.add(item.line, item.path,
                   fmt::format("{} is out of order; expected a day after {}", item.text,
                               core::to_text(days.back())));
    }
    days.push_back(*day);
  }
  if (mistakes.size() > before) days.clear();
  return days;
}

void note_duplicate(TableReader& from, const std::string& id, std::set<std::string>& seen) {
  if (id.empty() || seen.insert(id).second) return;
  from.mistake("id", fmt::format("\"{}\" is used already; expected an id of its own", shown(id)));
}

void note_other_day(TableReader& from, std::string_view key, core::Day day,
                    const std::vector<core::Day>& days) {
  if (!days.empty() && !is_among(day, days)) from.mistake(key, other_day(day));
}

}  // namespace meeting
