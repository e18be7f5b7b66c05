#include "badge/template.h"

#include <algorithm>

namespace badge {
namespace {

constexpr std::array<std::string_view, 13> kFieldNames{
    "given_name", "family_name",  "organisation",    "town",   "country",      "country_name",
    "kind_label", "meeting_name", "place_and_dates", "number", "funding_line", "photo_label",
    "sessions"};
static_assert(kFieldNames.size() == static_cast<std::size_t>(Field::sessions) + 1);

std::string join_all(const std::vector<std::string>& parts, std::string_view join) {
  std::string all;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!all.empty()) all += join;
    all += part;
  }
  return all;
}

}  // namespace

std::string_view to_text(Field field) { return kFieldNames.at(static_cast<std::size_t>(field)); }

std::optional<Field> parse_field(std::string_view text) {
  const auto* const found = std::find(kFieldNames.begin(), kFieldNames.end(), text);
  if (found == kFieldNames.end()) return std::nullopt;
  return static_cast<Field>(found - kFieldNames.begin());
}

std::string field_text(const Content& content, Field field) {
  switch (field) {
    case Field::given_name:
      return content.given_name;
    case Field::family_name:
      return content.family_name;
    case Field::organisation:
      return content.organisation;
    case Field::town:
      return content.town;
    case Field::country:
      return content.country;
    case Field::country_name:
      return content.country_name;
    case Field::kind_label:
      return content.kind_label;
    case Field::meeting_name:
      return content.meeting_name;
    case Field::place_and_dates:
      return content.place_and_dates;
    case Field::number:
      return content.number;
    case Field::funding_line:
      return content.funding_line;
    case Field::photo_label:
      return content.photo_label;
    case Field::sessions:
      return join_all(content.sessions, " · ");
  }
  return {};
}

std::string joined(const Content& content, const std::vector<Field>& fields,
                   std::string_view join) {
  std::vector<std::string> parts;
  for (const Field field : fields) parts.push_back(field_text(content, field));
  return join_all(parts, join);
}

bool TextSpec::never_cut() const {
  return std::any_of(fields.begin(), fields.end(), [](Field field) {
    return field == Field::given_name || field == Field::family_name || field == Field::number ||
           field == Field::kind_label;
  });
}

}  // namespace badge
