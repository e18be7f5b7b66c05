#include "cli/scan_json.h"

#include <algorithm>
#include <array>

#include "i18n/names.h"

namespace cli {
namespace {

std::string default_language(const core::Meeting& meeting) {
  return meeting.languages.empty() ? "en" : meeting.languages.front();
}

std::string spoken_language(const db::ScanOutcome& outcome, const core::Meeting& meeting,
                            std::string_view asked) {
  if (!asked.empty()) return std::string(asked);
  if (outcome.attendee && !outcome.attendee->details.language.empty()) {
    return outcome.attendee->details.language;
  }
  return default_language(meeting);
}

std::string checkpoint_name(const core::Meeting& meeting, const core::CheckpointId& id,
                            const std::string& language) {
  const core::Checkpoint* checkpoint = meeting.checkpoint(id);
  if (checkpoint == nullptr) return id.text;
  const std::string& name = checkpoint->name.in(language, default_language(meeting));
  return name.empty() ? id.text : name;
}

/// The clock alone on the scan's own day, else with the date.
std::string moment_text(const core::Meeting& meeting, core::Instant moment, core::Instant scanned,
                        const std::string& language) {
  std::string clock = core::clock_text(moment, meeting.zone);
  const core::Day day = meeting.zone.day_of(moment);
  if (day == meeting.zone.day_of(scanned)) return clock;
  return i18n::date_text(language, day) + ", " + clock;
}

std::string question_text(const db::ScanOutcome& outcome, const core::Meeting& meeting,
                          const std::string& language) {
  const core::Checkpoint* checkpoint = meeting.checkpoint(outcome.scan.checkpoint);
  if (checkpoint == nullptr || outcome.questions.empty()) return {};
  const core::Question* question = checkpoint->question(outcome.questions.front());
  return question == nullptr ? std::string()
                             : question->text.in(language, default_language(meeting));
}

ordered_json attendee_json(const std::optional<core::Attendee>& attendee) {
  if (!attendee) return nullptr;
  const core::Details& details = attendee->details;
  return {{"id", core::to_text(attendee->id)},
          {"number", attendee->number},
          {"given_name", details.given_name},
          {"family_name", details.family_name},
          {"town", details.town},
          {"country", details.country},
          {"kind", core::to_text(details.kind)}};
}

ordered_json first_json(const std::optional<db::FirstScan>& first, const core::Zone& zone) {
  if (!first) return nullptr;
  return {{"at", core::to_rfc3339(first->at, zone)},
          {"kiosk", first->kiosk},
          {"checkpoint", first->checkpoint.text}};
}

ordered_json questions_json(const db::ScanOutcome& outcome, const core::Meeting& meeting,
                            const std::string& language) {
  ordered_json list = ordered_json::array();
  const core::Checkpoint* checkpoint = meeting.checkpoint(outcome.scan.checkpoint);
  for (const core::QuestionId& id : outcome.questions) {
    const core::Question* question = checkpoint == nullptr ? nullptr : checkpoint->question(id);
    if (question == nullptr) continue;
    list.push_back({{"id", id.text},
                    {"text", question->text.in(language, default_language(meeting))},
                    {"choices", question->choices},
                    {"required", question->required}});
  }
  return list;
}

/// Reads the members of one line, and notes each that is wrong.
class LineReader {
 public:
  explicit LineReader(const ordered_json& object) : object_(object) {}

  std::string text(const char* key, const std::string& otherwise) {
    const ordered_json* member = find(key);
    if (member == nullptr) return otherwise;
    if (member->is_string()) return member->get<std::string>();
    mistake(key, "must be a text");
    return otherwise;
  }

  bool flag(const char* key) {
    const ordered_json* member = find(key);
    if (member == nullptr) return false;
    if (!member->is_boolean()) mistake(key, "must be true or false");
    return member->is_boolean() && member->get<bool>();
  }

  core::Answers answers(const char* key) {
    core::Answers answers;
    const ordered_json* member = find(key);
    if (member == nullptr) return answers;
    if (!member->is_object()) mistake(key, "must be an object of question and answer");
    if (!member->is_object()) return answers;
    for (const auto& [question, answer] : member->items()) {
      if (!answer.is_string()) mistake("answers." + question, "must be a text");
      if (answer.is_string()) answers[{question}] = answer.get<std::string>();
    }
    return answers;
  }

  void check_unknown() {
    constexpr std::array<std::string_view, 8> kKnown = {
        "text", "checkpoint", "direction", "at", "nonce", "force", "answers", "language"};
    for (const auto& [key, value] : object_.items()) {
      if (std::find(kKnown.begin(), kKnown.end(), key) == kKnown.end()) {
        mistake(key, "is not a key of a scan");
      }
    }
  }

  [[nodiscard]] bool has(const char* key) { return find(key) != nullptr; }
  void mistake(std::string key, std::string message) {
    mistakes.push_back({0, std::move(key), std::move(message)});
  }

  std::vector<core::Mistake> mistakes;

 private:
  const ordered_json* find(const char* key) const {
    const auto member = object_.find(key);
    return member == object_.end() || member->is_null() ? nullptr : &*member;
  }
  const ordered_json& object_;
};

ScanLine read_members(LineReader& from, const ScanDefaults& defaults, const core::Zone& zone,
                      core::Instant now) {
  ScanLine line;
  line.command.meeting = defaults.meeting;
  if (!from.has("text")) from.mistake("text", "is missing");
  line.command.text = from.text("text", "");
  line.command.checkpoint = {from.text("checkpoint", defaults.checkpoint)};
  if (line.command.checkpoint.empty()) from.mistake("checkpoint", "is missing");
  const auto direction = core::parse_direction(from.text("direction", "in"));
  if (!direction) from.mistake("direction", "must be in or out");
  line.command.direction = direction.value_or(core::Direction::in);
  std::optional<std::string> said;
  if (from.has("at")) said = from.text("at", "");
  const auto at = parse_at(said, zone);
  if (!at) from.mistakes.push_back(at.error().mistakes.front());
  line.command.at = at && *at ? **at : now;
  line.command.nonce = from.text("nonce", "");
  line.command.force = from.flag("force");
  line.command.answers = from.answers("answers");
  line.language = from.text("language", defaults.language);
  from.check_unknown();
  return line;
}

}  // namespace

std::string verdict_message(const db::ScanOutcome& outcome, const core::Meeting& meeting,
                            const i18n::Catalogues* catalogues, std::string_view language) {
  std::string verdict(core::to_text(outcome.scan.verdict));
  if (catalogues == nullptr) return verdict;
  const std::string spoken = spoken_language(outcome, meeting, language);
  if (outcome.scan.details_pending && outcome.scan.verdict == core::Verdict::admitted) {
    return catalogues->text(spoken, "verdict.admitted.pending");
  }
  i18n::Values values;
  if (outcome.first) {
    values.push_back({"time", moment_text(meeting, outcome.first->at, outcome.scan.at, spoken)});
    values.push_back({"checkpoint", checkpoint_name(meeting, outcome.first->checkpoint, spoken)});
    values.push_back({"kiosk", outcome.first->kiosk});
  }
  if (outcome.opens) {
    values.push_back({"time", moment_text(meeting, *outcome.opens, outcome.scan.at, spoken)});
  }
  values.push_back({"question", question_text(outcome, meeting, spoken)});
  return catalogues->text(spoken, "verdict." + verdict + ".text", values);
}

ordered_json scan_answer(const db::ScanOutcome& outcome, const core::Meeting& meeting,
                         const i18n::Catalogues* catalogues, std::string_view language) {
  const core::Scan& scan = outcome.scan;
  const std::string spoken = spoken_language(outcome, meeting, language);
  return {{"verdict", core::to_text(scan.verdict)},
          {"recorded", core::is_attendance(scan.verdict)},
          {"forced", scan.forced},
          {"nonce", scan.nonce},
          {"at", core::to_rfc3339(scan.at, meeting.zone)},
          {"checkpoint", scan.checkpoint.text},
          {"attendee", attendee_json(outcome.attendee)},
          {"first", first_json(outcome.first, meeting.zone)},
          {"questions", questions_json(outcome, meeting, spoken)},
          {"conflict", outcome.conflict},
          {"message", verdict_message(outcome, meeting, catalogues, language)},
          {"direction", core::to_text(scan.direction)},
          {"details_pending", scan.details_pending},
          {"reason", scan.reason},
          {"repeated", outcome.repeated},
          {"undone", scan.undone}};
}

core::Result<ScanLine> read_scan_line(std::string_view line, const ScanDefaults& defaults,
                                      const core::Zone& zone, core::Instant now) {
  const ordered_json object = ordered_json::parse(line, nullptr, false);
  if (!object.is_object()) {
    return core::fail(core::Failure::bad_input, "The line is not one JSON object.",
                      R"(Write it as {"text":"K1…","checkpoint":"door"}.)");
  }
  LineReader from(object);
  ScanLine read = read_members(from, defaults, zone, now);
  if (from.mistakes.empty()) return read;
  return tl::unexpected<core::Error>({core::Failure::bad_input,
                                      "The scan cannot be taken as it is.", "Nothing was recorded.",
                                      std::move(from.mistakes)});
}

}  // namespace cli
