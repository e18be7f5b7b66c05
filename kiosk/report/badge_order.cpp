#include "report/badge_order.h"

#include <algorithm>
#include <array>

#include "i18n/names.h"

namespace report {
namespace {

struct Entry {
  std::string group;  ///< town, partner or country
  std::string name;
  core::Attendee person;
};

std::string group_of(const core::Details& details, BadgeOrder order, const core::Meeting& meeting,
                     const std::string& language) {
  switch (order) {
    case BadgeOrder::number:
    case BadgeOrder::name:
      return {};
    case BadgeOrder::town:
      return details.town;
    case BadgeOrder::partner:
      if (const core::Partner* partner = meeting.partner(details.partner)) return partner->name;
      return {};
    case BadgeOrder::country:
      return details.country.empty() ? std::string()
                                     : i18n::country_name(language, details.country);
  }
  return {};
}

/// `A-0042` before `A-0100` before `A-12345` before `B-0001`.
bool number_less(const std::string& left, const std::string& right) {
  const auto letter = [](const std::string& number) { return number.substr(0, 1); };
  if (letter(left) != letter(right)) return letter(left) < letter(right);
  if (left.size() != right.size()) return left.size() < right.size();
  return left < right;
}

}  // namespace

std::optional<BadgeOrder> parse_badge_order(std::string_view text) {
  constexpr std::array<std::string_view, 5> kNames{"number", "name", "town", "partner", "country"};
  const auto* const found = std::find(kNames.begin(), kNames.end(), text);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<BadgeOrder>(found - kNames.begin());
}

void sort_for_badges(std::vector<core::Attendee>& people, BadgeOrder order,
                     const core::Meeting& meeting) {
  const std::string language = meeting.languages.empty() ? "en" : meeting.languages.front();
  std::vector<Entry> entries;
  entries.reserve(people.size());
  for (core::Attendee& person : people) {
    const core::Details& details = person.details;
    std::string name = details.family_name + " " + details.given_name;
    if (order == BadgeOrder::number) name.clear();
    entries.push_back(
        {group_of(details, order, meeting, language), std::move(name), std::move(person)});
  }
  const i18n::TextOrder before = i18n::collate_less(language);
  const auto less = [&](const Entry& left, const Entry& right) {
    if (left.group.empty() != right.group.empty()) return right.group.empty();
    if (left.group != right.group) {
      if (before(left.group, right.group)) return true;
      if (before(right.group, left.group)) return false;
    }
    if (before(left.name, right.name)) return true;
    if (before(right.name, left.name)) return false;
    return number_less(left.person.number, right.person.number);
  };
  std::sort(entries.begin(), entries.end(), less);
  for (std::size_t i = 0; i < entries.size(); ++i) people[i] = std::move(entries[i].person);
}

}  // namespace report
