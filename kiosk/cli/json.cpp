#include "cli/json.h"

namespace cli {
namespace {

template <class Id>
ordered_json texts(const std::vector<Id>& ids) {
  ordered_json list = ordered_json::array();
  for (const Id& id : ids) list.push_back(id.text);
  return list;
}

ordered_json scan_json(const core::Scan& scan, const core::Zone& zone) {
  return {{"at", core::to_rfc3339(scan.at, zone)},
          {"checkpoint", scan.checkpoint.text},
          {"direction", core::to_text(scan.direction)},
          {"verdict", core::to_text(scan.verdict)},
          {"forced", scan.forced},
          {"nonce", scan.nonce},
          {"undone", scan.undone}};
}

ordered_json multi_text(const core::MultiText& text) {
  ordered_json json = ordered_json::object();
  for (const auto& [language, words] : text.by_language) json[language] = words;
  return json;
}

template <class Number>
ordered_json or_null(const std::optional<Number>& number) {
  return number ? ordered_json(*number) : ordered_json(nullptr);
}

ordered_json clock_or_null(const std::optional<std::chrono::minutes>& clock) {
  return clock ? ordered_json(core::clock_text(*clock)) : ordered_json(nullptr);
}

ordered_json days_json(const std::vector<core::Day>& days) {
  ordered_json list = ordered_json::array();
  for (core::Day day : days) list.push_back(core::to_text(day));
  return list;
}

ordered_json partner_json(const core::Partner& partner) {
  return {{"id", partner.id.text},      {"name", partner.name}, {"town", partner.town},
          {"country", partner.country}, {"lead", partner.lead}, {"host", partner.host}};
}

ordered_json session_json(const core::Session& session) {
  return {{"id", session.id.text},
          {"name", multi_text(session.name)},
          {"day", core::to_text(session.day)},
          {"starts", core::clock_text(session.starts)},
          {"ends", core::clock_text(session.ends)},
          {"room", session.room},
          {"capacity", or_null(session.capacity)}};
}

ordered_json question_json(const core::Question& question) {
  return {{"id", question.id.text},
          {"text", multi_text(question.text)},
          {"choices", question.choices},
          {"required", question.required}};
}

ordered_json kinds_or_null(const std::optional<std::vector<core::Kind>>& kinds) {
  if (!kinds) return nullptr;
  ordered_json list = ordered_json::array();
  for (core::Kind kind : *kinds) list.push_back(core::to_text(kind));
  return list;
}

ordered_json checkpoint_json(const core::Checkpoint& checkpoint) {
  ordered_json questions = ordered_json::array();
  for (const auto& question : checkpoint.questions) questions.push_back(question_json(question));
  return {{"id", checkpoint.id.text},
          {"name", multi_text(checkpoint.name)},
          {"session", checkpoint.session.empty() ? ordered_json(nullptr)
                                                 : ordered_json(checkpoint.session.text)},
          {"members_only", checkpoint.members_only},
          {"policy", core::to_text(checkpoint.policy)},
          {"days", days_json(checkpoint.days)},
          {"opens", clock_or_null(checkpoint.opens)},
          {"closes", clock_or_null(checkpoint.closes)},
          {"tolerance_minutes", checkpoint.tolerance.count()},
          {"admits", kinds_or_null(checkpoint.admits)},
          {"partners", texts(checkpoint.partners)},
          {"capacity", or_null(checkpoint.capacity)},
          {"max_per_day", or_null(checkpoint.max_per_day)},
          {"min_gap_minutes", checkpoint.min_gap.count()},
          {"questions", std::move(questions)}};
}

ordered_json project_json(const core::Project& project) {
  return {{"acronym", project.acronym},
          {"name", project.name},
          {"programme", project.programme},
          {"number", project.number},
          {"emblem", project.eu_emblem ? "eu" : "none"},
          {"funding_line", project.funding_line},
          {"description", project.description}};
}

ordered_json grant_json(const core::Grant& grant) {
  return {{"min_participants", or_null(grant.min_participants)},
          {"min_invited", or_null(grant.min_invited)},
          {"min_invited_percent", or_null(grant.min_invited_percent)},
          {"min_countries", or_null(grant.min_countries)}};
}

ordered_json privacy_json(const core::Privacy& privacy) {
  const auto& until = privacy.keep_evidence_until;
  return {{"controller", privacy.controller},
          {"contact", privacy.contact},
          {"notice_version", privacy.notice_version},
          {"notice", multi_text(privacy.notice)},
          {"erase_needs_after_days", or_null(privacy.erase_needs_after_days)},
          {"erase_contact_after_days", or_null(privacy.erase_contact_after_days)},
          {"keep_evidence_until", until ? ordered_json(core::to_text(*until)) : nullptr}};
}

template <class Items, class ToJson>
ordered_json list_of(const Items& items, ToJson to_json) {
  ordered_json list = ordered_json::array();
  for (const auto& item : items) list.push_back(to_json(item));
  return list;
}

}  // namespace

ordered_json attendee_summary(const core::Attendee& attendee) {
  const core::Details& details = attendee.details;
  return {{"attendee", core::to_text(attendee.id)},
          {"number", attendee.number},
          {"given_name", details.given_name},
          {"family_name", details.family_name},
          {"town", details.town},
          {"country", details.country},
          {"kind", core::to_text(details.kind)},
          {"status", attendee.erased ? "erased" : core::to_text(attendee.status)}};
}

ordered_json attendee_card(const db::AttendeeCard& card, const core::Meeting& meeting) {
  const core::Details& details = card.attendee.details;
  ordered_json json = attendee_summary(card.attendee);
  json["partner"] = details.partner.text;
  json["organisation"] = details.organisation;
  json["email"] = details.email;
  json["gender"] = core::to_text(details.gender);
  json["sessions"] = texts(details.sessions);
  json["photo_opt_out"] = details.photo_opt_out;
  json["language"] = details.language;
  json["notice_version"] = details.notice_version;
  json["registered_at"] = core::to_rfc3339(card.attendee.registered_at, meeting.zone);
  json["code"] = card.code.empty() ? ordered_json(nullptr) : ordered_json(card.code);
  json["scans"] = ordered_json::array();
  for (const core::Scan& scan : card.scans) {
    if (core::is_attendance(scan.verdict)) json["scans"].push_back(scan_json(scan, meeting.zone));
  }
  return json;
}

ordered_json meeting_json(const core::Meeting& meeting) {
  return {{"id", meeting.id.text},
          {"timezone", meeting.zone.name()},
          {"days", days_json(meeting.days)},
          {"languages", meeting.languages},
          {"name", multi_text(meeting.name)},
          {"place",
           {{"venue", meeting.place.venue},
            {"town", meeting.place.town},
            {"country", meeting.place.country}}},
          {"project", project_json(meeting.project)},
          {"grant", grant_json(meeting.grant)},
          {"partners", list_of(meeting.partners, partner_json)},
          {"sessions", list_of(meeting.sessions, session_json)},
          {"checkpoints", list_of(meeting.checkpoints, checkpoint_json)},
          {"needs", {{"ask", meeting.asks_needs}}},
          {"privacy", privacy_json(meeting.privacy)},
          {"badge", {{"template", meeting.badge_template}}}};
}

}  // namespace cli
