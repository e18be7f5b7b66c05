#include "report/badge_content.h"

#include "i18n/names.h"

namespace report {
namespace {

std::string language_of(const core::Meeting& meeting, const core::Details& details,
                        std::string_view asked) {
  if (!asked.empty()) return std::string(asked);
  if (!details.language.empty()) return details.language;
  return meeting.languages.empty() ? "en" : meeting.languages.front();
}

std::string organisation_of(const core::Meeting& meeting, const core::Details& details) {
  if (!details.organisation.empty()) return details.organisation;
  const core::Partner* partner = meeting.partner(details.partner);
  return partner == nullptr ? std::string() : partner->name;
}

std::string place_and_dates(const core::Meeting& meeting, const std::string& language) {
  const std::string dates =
      i18n::date_range_text(language, meeting.days.front(), meeting.days.back());
  return meeting.place.town.empty() ? dates : meeting.place.town + ", " + dates;
}

/// Who reads Finnish and gets no Finnish reads English sooner than the host's language, as on the
/// screens.
std::string text_in(const core::Meeting& meeting, const core::MultiText& text,
                    const std::string& language) {
  if (text.by_language.contains("en")) return text.in(language, "en");
  return text.in(language, meeting.languages.empty() ? "" : meeting.languages.front());
}

}  // namespace

badge::Content make_badge_content(const core::Meeting& meeting, const core::Attendee& attendee,
                                  const std::string& code, const i18n::Catalogues& catalogues,
                                  std::string_view language) {
  const core::Details& details = attendee.details;
  badge::Content content;
  content.language = language_of(meeting, details, language);
  content.given_name = details.given_name;
  content.family_name = details.family_name;
  content.organisation = organisation_of(meeting, details);
  content.town = details.town;
  content.country = details.country;
  content.country_name = i18n::country_name(content.language, details.country);
  content.kind = details.kind;
  content.kind_label =
      catalogues.text(content.language, "kind." + std::string(core::to_text(details.kind)));
  content.meeting_name = text_in(meeting, meeting.name, content.language);
  content.place_and_dates = place_and_dates(meeting, content.language);
  content.number = attendee.number;
  content.code = code;
  content.funding_line = meeting.project.funding_line;
  content.eu_emblem = meeting.project.eu_emblem;
  content.photo_opt_out = details.photo_opt_out;
  content.photo_label = catalogues.text(content.language, "badge.no_photos");
  for (const core::SessionId& id : details.sessions) {
    const core::Session* session = meeting.session(id);
    if (session != nullptr)
      content.sessions.push_back(text_in(meeting, session->name, content.language));
  }
  return content;
}

}  // namespace report
