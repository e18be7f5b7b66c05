#include "report/publication.h"

#include <algorithm>
#include <array>

#include "i18n/names.h"
#include "report/letterhead.h"

namespace report {
namespace {

using core::Kind;

struct Town {
  std::string name;
  std::string country;
  int people = 0;
};

/// Those with most people first, then by the order of the alphabet.
std::vector<Town> towns_of(const Measured& measured, const std::string& language) {
  std::vector<Town> towns;
  for (const auto& [place, count] : measured.from)
    towns.push_back({place.first, place.second, count});
  const auto less = i18n::collate_less(language);
  std::stable_sort(towns.begin(), towns.end(), [&](const Town& a, const Town& b) {
    return a.people != b.people ? a.people > b.people : less(a.name, b.name);
  });
  return towns;
}

/// `a, b and c`.
std::string listed(const Words& words, const std::vector<std::string>& items) {
  if (items.size() == 1) return items.front();
  std::string most;
  for (std::size_t i = 0; i + 1 < items.size(); ++i) most += (i == 0 ? "" : ", ") + items[i];
  return words.say("report.publication.list_last", {{"most", most}, {"last", items.back()}});
}

std::string involved(const Words& words, const Measured& measured) {
  const int n = measured.present;
  const auto towns = towns_of(measured, words.language);
  const auto country = [&](const Town& town) {
    return i18n::country_name(words.language, town.country);
  };
  if (n == 0) return words.say("report.publication.nobody");
  if (towns.empty()) {
    return words.catalogues.text_n(words.language, "report.publication.involved_plain", n);
  }
  if (towns.size() == 1 && towns.front().people == n) {
    return words.catalogues.text_n(
        words.language, "report.publication.involved_one_town", n,
        {{"town", towns.front().name}, {"country", country(towns.front())}});
  }
  std::vector<std::string> items;
  for (const Town& town : towns) {
    items.push_back(words.say(
        "report.publication.from_town",
        {{"n", std::to_string(town.people)}, {"town", town.name}, {"country", country(town)}}));
  }
  return words.catalogues.text_n(words.language, "report.publication.involved", n,
                                 {{"list", listed(words, items)}});
}

/// `Invited participants: 23 · Residents: 41`; kinds that nobody had are left out.
std::string by_kind(const Words& words, const Measured& measured) {
  std::string text;
  for (Kind kind : {Kind::invited, Kind::local, Kind::team}) {
    const auto counted = measured.kinds.find(kind);
    if (counted == measured.kinds.end()) continue;
    text += (text.empty() ? "" : " · ") +
            words.say("report.group." + std::string(core::to_text(kind))) + ": " +
            std::to_string(counted->second);
  }
  return text;
}

/// The event's own in the language asked or in English, then the project's, then whatever there is.
std::string description(const Words& words, const core::Meeting& meeting) {
  const auto& texts = meeting.event.text.by_language;
  const bool is_read = texts.contains(words.language) || texts.contains("en");
  if (is_read || meeting.project.description.empty()) return words.of(meeting.event.text);
  return meeting.project.description;
}

std::string place_and_time(const Words& words, const core::Meeting& meeting) {
  return words.say("report.publication.place_and_dates",
                   {{"place", words.place(meeting.place.town, meeting.place.country)},
                    {"dates", i18n::date_range_text(words.language, meeting.days.front(),
                                                    meeting.days.back())}});
}

std::string escaped(std::string_view text) {
  std::string html;
  for (char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html += c;
    }
  }
  return html;
}

}  // namespace

core::Result<Measured> measure(db::Store& store, const core::MeetingId& id) {
  using core::Dimension;
  const auto meeting = store.meeting(id);
  if (!meeting) return tl::unexpected(meeting.error());
  const auto towns = store.counts(id, {Dimension::country, Dimension::town});
  if (!towns) return tl::unexpected(towns.error());
  const auto kinds = store.counts(id, {Dimension::kind});
  if (!kinds) return tl::unexpected(kinds.error());
  Measured measured{*meeting, towns->total.present, {}, {}};
  for (const db::CountRow& row : towns->rows) {
    const std::string& town = row.keys.at("town");
    if (row.count.present > 0 && !town.empty()) {
      measured.from[{town, row.keys.at("country")}] = row.count.present;
    }
  }
  for (const db::CountRow& row : kinds->rows) {
    const auto kind = core::parse_kind(row.keys.at("kind"));
    if (kind && row.count.present > 0) measured.kinds[*kind] = row.count.present;
  }
  return measured;
}

Publication make_publication(const Measured& measured, std::string_view language,
                             const i18n::Catalogues& catalogues) {
  const core::Meeting& meeting = *measured.meeting;
  const Words words(catalogues, meeting, language);
  Publication publication{words.language, words.of(meeting.name), {}};
  const auto add = [&](std::string paragraph) {
    if (!paragraph.empty()) publication.paragraphs.push_back(std::move(paragraph));
  };
  add(project_line(words, meeting.project));
  add(involved(words, measured));
  add(by_kind(words, measured));
  add(place_and_time(words, meeting));
  if (const std::string text = description(words, meeting); !text.empty()) {
    add(words.say("report.publication.description", {{"text", text}}));
  }
  add(meeting.project.funding_line);
  return publication;
}

std::string as_text(const Publication& publication) {
  std::string text = publication.title + "\n";
  for (const std::string& paragraph : publication.paragraphs) text += "\n" + paragraph + "\n";
  return text;
}

std::string as_html(const Publication& publication) {
  const std::string title = escaped(publication.title);
  std::string html = "<!DOCTYPE html>\n<html lang=\"" + escaped(publication.language) +
                     "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + title +
                     "</title>\n</head>\n<body>\n<article>\n<h1>" + title + "</h1>\n";
  for (const std::string& paragraph : publication.paragraphs) {
    html += "<p>" + escaped(paragraph) + "</p>\n";
  }
  return html + "</article>\n</body>\n</html>\n";
}

}  // namespace report
