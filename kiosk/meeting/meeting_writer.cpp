#include <fmt/format.h>

#include <iterator>
#include <optional>
#include <utility>

#include "meeting/meeting_file.h"

namespace meeting {
namespace {

using core::MultiText;

std::string toml_string(std::string_view text) {
  std::string result = "\"";
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (byte < 0x20 || byte == 0x7f) {
      result += fmt::format("\\u{:04X}", byte);
    } else {
      result += c;
    }
  }
  return result + "\"";
}

template <class Items, class Text>
std::string list(const Items& items, Text text) {
  std::string result;
  for (const auto& item : items) {
    if (!result.empty()) result += ", ";
    result += toml_string(text(item));
  }
  return "[" + result + "]";
}

/// `{ lv = "…", en = "…" }`.
std::string by_language(const MultiText& texts) {
  std::string result;
  for (const auto& [language, text] : texts.by_language) {
    result += fmt::format("{}{} = {}", result.empty() ? "" : ", ", language, toml_string(text));
  }
  return "{ " + result + " }";
}

/// Writes keys; those that are empty or absent not at all, and a table's header before its first.
class Writer {
 public:
  void header(std::string_view text) { header_ = text; }
  /// A table that is one of several is there even with no keys.
  void item(std::string_view text) {
    header_.clear();
    add("\n[[{}]]\n", text);
  }

  void raw(std::string_view key, std::string_view value) {
    if (!header_.empty()) add("\n[{}]\n", std::exchange(header_, {}));
    add("{} = {}\n", key, value);
  }
  void text(std::string_view key, std::string_view value) {
    if (!value.empty()) raw(key, toml_string(value));
  }
  void texts(std::string_view key, const MultiText& value) {
    if (!value.empty()) raw(key, by_language(value));
  }
  void flag(std::string_view key, bool value) {
    if (value) raw(key, "true");
  }
  void number(std::string_view key, std::optional<int> value) {
    if (value) raw(key, fmt::to_string(*value));
  }
  void minutes(std::string_view key, std::chrono::minutes value) {
    if (value.count() != 0) raw(key, fmt::to_string(value.count()));
  }
  void days(std::string_view key, const std::vector<core::Day>& value) {
    if (!value.empty()) raw(key, list(value, [](core::Day day) { return core::to_text(day); }));
  }
  void clock(std::string_view key, std::optional<std::chrono::minutes> value) {
    if (value) raw(key, toml_string(core::clock_text(*value)));
  }
  std::string take() { return std::move(out_); }

 private:
  template <class... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  std::string out_;
  std::string header_;
};

void write_basics(Writer& out, const core::Meeting& meeting) {
  out.text("id", meeting.id.text);
  out.text("timezone", meeting.zone.name());
  out.days("days", meeting.days);
  out.raw("languages", list(meeting.languages, [](const std::string& code) { return code; }));
  out.header("name");
  for (const auto& [language, text] : meeting.name.by_language) out.text(language, text);
}

void write_place(Writer& out, const core::Place& place) {
  out.header("place");
  out.text("venue", place.venue);
  out.text("town", place.town);
  out.text("country", place.country);
}

void write_project(Writer& out, const core::Project& project) {
  out.header("project");
  out.text("acronym", project.acronym);
  out.text("name", project.name);
  out.text("programme", project.programme);
  out.text("number", project.number);
  out.text("emblem", project.eu_emblem ? "eu" : "");
  out.text("funding_line", project.funding_line);
  out.text("description", project.description);
}

void write_event(Writer& out, const core::EventDescription& event) {
  out.header("event");
  out.text("type", event.type);
  if (!event.websites.empty()) {
    out.raw("websites", list(event.websites, [](const std::string& site) { return site; }));
  }
  out.texts("description", event.text);
}

void write_grant(Writer& out, const core::Grant& grant) {
  out.header("grant");
  out.number("min_participants", grant.min_participants);
  out.number("min_invited", grant.min_invited);
  out.number("min_invited_percent", grant.min_invited_percent);
  out.number("min_countries", grant.min_countries);
}

void write_partner(Writer& out, const core::Partner& partner) {
  out.item("partner");
  out.text("id", partner.id.text);
  out.text("name", partner.name);
  out.text("town", partner.town);
  out.text("country", partner.country);
  out.flag("lead", partner.lead);
  out.flag("host", partner.host);
}

void write_session(Writer& out, const core::Session& session) {
  out.item("session");
  out.text("id", session.id.text);
  out.texts("name", session.name);
  out.text("day", core::to_text(session.day));
  out.clock("starts", session.starts);
  out.clock("ends", session.ends);
  out.text("room", session.room);
  out.number("capacity", session.capacity);
}

void write_question(Writer& out, const core::Question& question) {
  out.item("checkpoint.question");
  out.text("id", question.id.text);
  out.texts("text", question.text);
  if (!question.choices.empty()) {
    out.raw("choices", list(question.choices, [](const std::string& choice) { return choice; }));
  }
  out.flag("required", question.required);
}

/// Days and times that the session or the meeting gives are not written.
void write_times(Writer& out, const core::Meeting& meeting, const core::Checkpoint& checkpoint) {
  const core::Session* session = meeting.session(checkpoint.session);
  if (session == nullptr || checkpoint.name != session->name) out.texts("name", checkpoint.name);
  if (!checkpoint.session.empty()) return;
  if (checkpoint.days != meeting.days) out.days("days", checkpoint.days);
  out.clock("opens", checkpoint.opens);
  out.clock("closes", checkpoint.closes);
}

void write_checkpoint(Writer& out, const core::Meeting& meeting,
                      const core::Checkpoint& checkpoint) {
  out.item("checkpoint");
  out.text("id", checkpoint.id.text);
  out.text("session", checkpoint.session.text);
  out.flag("members_only", checkpoint.members_only);
  write_times(out, meeting, checkpoint);
  out.text("policy", core::to_text(checkpoint.policy));
  out.minutes("tolerance_minutes", checkpoint.tolerance);
  if (checkpoint.admits) {
    out.raw("admits",
            list(*checkpoint.admits, [](core::Kind kind) { return core::to_text(kind); }));
  }
  if (!checkpoint.partners.empty()) {
    out.raw("partners", list(checkpoint.partners, [](const auto& id) { return id.text; }));
  }
  out.number("capacity", checkpoint.capacity);
  out.number("max_per_day", checkpoint.max_per_day);
  out.minutes("min_gap_minutes", checkpoint.min_gap);
  for (const core::Question& question : checkpoint.questions) write_question(out, question);
}

void write_privacy(Writer& out, const core::Privacy& privacy) {
  out.header("privacy");
  out.text("controller", privacy.controller);
  out.text("contact", privacy.contact);
  out.text("notice_version", privacy.notice_version);
  out.texts("notice", privacy.notice);
  out.number("erase_needs_after_days", privacy.erase_needs_after_days);
  out.number("erase_contact_after_days", privacy.erase_contact_after_days);
  if (privacy.keep_evidence_until) {
    out.text("keep_evidence_until", core::to_text(*privacy.keep_evidence_until));
  }
}

}  // namespace

std::string write_meeting(const core::Meeting& meeting) {
  Writer out;
  write_basics(out, meeting);
  write_place(out, meeting.place);
  write_project(out, meeting.project);
  write_event(out, meeting.event);
  write_grant(out, meeting.grant);
  for (const core::Partner& partner : meeting.partners) write_partner(out, partner);
  for (const core::Session& session : meeting.sessions) write_session(out, session);
  for (const core::Checkpoint& item : meeting.checkpoints) write_checkpoint(out, meeting, item);
  out.header("needs");
  out.flag("ask", meeting.asks_needs);
  write_privacy(out, meeting.privacy);
  out.header("badge");
  out.text("template", meeting.badge_template);
  return out.take();
}

}  // namespace meeting
