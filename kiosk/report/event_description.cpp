#include "report/evidence.h"
#include "report/tables.h"

namespace report {
namespace {

using core::Dimension;

constexpr std::string_view kMeasured = "measured";
constexpr std::string_view kFromFile = "meeting_file";
constexpr std::string_view kMissing = "missing";

/// Writes rows of `section, item, value, source`.
class Form {
 public:
  explicit Form(const VisitRow& visit) : visit_(visit) {}

  void said(std::string_view section, std::string_view item, Cell value) {
    const auto* text = std::get_if<std::string>(&value);
    if (text != nullptr && text->empty()) return missing(section, item);
    visit_({section, item, std::move(value), kFromFile});
  }
  void measured(std::string_view section, std::string_view item, int value) {
    visit_({section, item, static_cast<std::int64_t>(value), kMeasured});
  }
  /// The funder's form asks for it, and the meeting file has no answer.
  void missing(std::string_view section, std::string_view item) {
    visit_({section, item, std::monostate{}, kMissing});
  }

 private:
  const VisitRow& visit_;
};

std::string one_a_line(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : "\n") + text;
  return all;
}

void put_event(Form& form, const core::Meeting& meeting) {
  const std::string language = meeting.languages.empty() ? "" : meeting.languages.front();
  form.said("event", "title", meeting.name.in(language));
  form.said("event", "type", meeting.event.type);
  form.said("event", "host", host_name(meeting));
  form.said("event", "venue", meeting.place.venue);
  form.said("event", "town", meeting.place.town);
  form.said("event", "country", meeting.place.country);
  form.said("event", "first_day", meeting.days.front());
  form.said("event", "last_day", meeting.days.back());
  form.said("event", "days", static_cast<std::int64_t>(meeting.days.size()));
  form.said("event", "websites", one_a_line(meeting.event.websites));
  const std::string& text = meeting.event.text.in(language);
  form.said("event", "description", text.empty() ? meeting.project.description : text);
}

void put_project(Form& form, const core::Project& project) {
  form.said("project", "acronym", project.acronym);
  form.said("project", "name", project.name);
  form.said("project", "programme", project.programme);
  form.said("project", "number", project.number);
  form.said("project", "funding_line", project.funding_line);
}

int present(const db::CountTable& table, Dimension dimension, std::string_view wanted) {
  for (const db::CountRow& row : table.rows) {
    if (row.keys.at(std::string(to_text(dimension))) == wanted) return row.count.present;
  }
  return 0;
}

void put_genders(Form& form, const db::CountTable& table) {
  using core::Gender;
  for (Gender gender :
       {Gender::female, Gender::male, Gender::non_binary, Gender::undisclosed, Gender::unasked}) {
    const std::string_view name = to_text(gender);
    form.measured("participants", name, present(table, Dimension::gender, name));
  }
}

void put_kinds(Form& form, const db::CountTable& table) {
  for (core::Kind kind : {core::Kind::invited, core::Kind::local, core::Kind::team}) {
    const std::string_view name = to_text(kind);
    form.measured("participants", name, present(table, Dimension::kind, name));
  }
}

void put_places(Form& form, std::string_view section, const db::CountTable& table) {
  for (const db::CountRow& row : table.rows) {
    if (row.count.present == 0) continue;
    std::string item;
    if (const auto town = row.keys.find("town"); town != row.keys.end()) item = town->second + ", ";
    form.measured(section, item + row.keys.at("country"), row.count.present);
  }
}

}  // namespace

core::Result<void> for_each_eds_row(db::Store& store, const core::Meeting& meeting,
                                    const VisitRow& visit) {
  const auto genders = store.counts(meeting.id, {Dimension::gender});
  if (!genders) return tl::unexpected(genders.error());
  const auto kinds = store.counts(meeting.id, {Dimension::kind});
  if (!kinds) return tl::unexpected(kinds.error());
  const auto countries = store.counts(meeting.id, {Dimension::country});
  if (!countries) return tl::unexpected(countries.error());
  const auto towns = store.counts(meeting.id, {Dimension::country, Dimension::town});
  if (!towns) return tl::unexpected(towns.error());
  Form form(visit);
  put_event(form, meeting);
  put_project(form, meeting.project);
  form.measured("participants", "registered", genders->total.registered);
  form.measured("participants", "total", genders->total.present);
  put_genders(form, *genders);
  put_kinds(form, *kinds);
  put_places(form, "country", *countries);
  put_places(form, "town", *towns);
  return {};
}

}  // namespace report
