#include "report/letterhead.h"

#include <algorithm>

#include "i18n/names.h"

namespace report {
namespace {

using badge::Align;
using badge::Weight;

constexpr double kFundingWidth = 62;
constexpr double kEmblemHeight = 10;

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += between;
    text += part;
  }
  return text;
}

void put_foot(Pen& pen, const Words& words, const Evidence& evidence, std::size_t page) {
  constexpr double kTopOfFoot = kPageHeight - 16.5;
  constexpr double kPageColumn = 36;
  const Ink small{2.25, Weight::regular, kMuted, Align::left, 2, 1.5};
  pen.rule(kLeft, kTopOfFoot, kContentWidth);
  std::vector<std::string> heads;
  for (const db::JournalHead& head : evidence.heads) heads.push_back(head_text(head));
  const double width = kContentWidth - kPageColumn;
  const std::string as_of =
      words.say("report.as_of", {{"time", words.moment(evidence.as_of, evidence.meeting->zone)}});
  double y = pen.put(as_of, kLeft, kTopOfFoot + 2.4, width, small);
  pen.put(words.say("report.journal") + ": " + joined(heads, " "), kLeft, y + 0.7, width, small);
  const std::string number = words.say(
      "report.page", {{"page", std::to_string(page + 1)}, {"pages", std::to_string(pen.pages())}});
  const Ink ink{2.6, Weight::bold, kInk, Align::right, 1, 2};
  pen.put(number, kRight - kPageColumn, kTopOfFoot + 2.4, kPageColumn, ink);
}

/// The number stays beside its label.
std::string labelled_number(const Words& words, const std::string& number) {
  if (number.empty()) return number;
  std::string label = words.say("report.project_number") + ": ";
  constexpr std::string_view kUnbroken = "\u00A0";
  for (auto at = label.find(' '); at != std::string::npos; at = label.find(' ', at)) {
    label.replace(at, 1, kUnbroken);
  }
  return label + number;
}

}  // namespace

std::string project_line(const Words& words, const core::Project& project) {
  const std::string name = joined({project.acronym, project.name}, " – ");
  return joined({name.empty() ? name : words.say("report.project") + ": " + name, project.programme,
                 labelled_number(words, project.number)},
                " · ");
}

std::string place_and_dates(const Words& words, const core::Meeting& meeting) {
  return joined({meeting.place.venue, words.place(meeting.place.town, meeting.place.country),
                 i18n::date_range_text(words.language, meeting.days.front(), meeting.days.back())},
                ", ");
}

double put_funding(Pen& pen, const core::Project& project, double x, double y, double width,
                   double emblem_height) {
  if (!project.eu_emblem && project.funding_line.empty()) return 0;
  double text_x = x;
  if (project.eu_emblem) {
    pen.emblem(x, y, emblem_height);
    text_x += emblem_height * 1.5 + 3;
  }
  const Ink ink{2.7, Weight::regular, kInk, Align::left, 3, 1.8};
  pen.put_middle(pen.fit(project.funding_line, width - (text_x - x), ink), text_x, y,
                 emblem_height);
  return emblem_height;
}

double put_letterhead(Pen& pen, const Words& words, const core::Meeting& meeting) {
  const core::Project& project = meeting.project;
  const bool funded = project.eu_emblem || !project.funding_line.empty();
  const double width = funded ? kContentWidth - kFundingWidth - 8 : kContentWidth;
  double y = pen.put(words.of(meeting.name), kLeft, kTop, width,
                     {4.7, Weight::bold, kInk, Align::left, 2, 3.2});
  y = pen.put(place_and_dates(words, meeting), kLeft, y + 1.2, width,
              {3.1, Weight::regular, kMuted, Align::left, 2, 2.4});
  const double funding =
      put_funding(pen, project, kRight - kFundingWidth, kTop, kFundingWidth, kEmblemHeight);
  y = std::max(y, kTop + funding) + 2.2;
  pen.rule(kLeft, y, kContentWidth);
  const std::string line = project_line(words, project);
  if (line.empty()) return y;
  y = pen.put(line, kLeft, y + 2.2, kContentWidth,
              {2.6, Weight::regular, kMuted, Align::left, 2, 2});
  pen.rule(kLeft, y + 1.4, kContentWidth);
  return y + 1.4;
}

void put_feet(Pen& pen, const Words& words, const Evidence& evidence) {
  for (std::size_t page = 0; page < pen.pages(); ++page) {
    pen.turn_to(page);
    put_foot(pen, words, evidence, page);
  }
  pen.turn_to_last();
}

}  // namespace report
