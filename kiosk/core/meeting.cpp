#include "core/meeting.h"

#include <algorithm>
#include <array>

namespace core {
namespace {

constexpr std::array<std::string_view, 3> kKinds = {"invited", "local", "team"};
constexpr std::array<std::string_view, 4> kPolicies = {"once", "once_per_day", "re_entry",
                                                       "unlimited"};

template <class Enum, std::size_t Size>
std::optional<Enum> find_word(const std::array<std::string_view, Size>& words,
                              std::string_view text) {
  const auto* at = std::find(words.begin(), words.end(), text);
  if (at == words.end()) return std::nullopt;
  return static_cast<Enum>(at - words.begin());
}

template <class Item, class Id>
const Item* find_by_id(const std::vector<Item>& items, const Id& wanted) {
  const auto at =
      std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == wanted; });
  return at == items.end() ? nullptr : &*at;
}

}  // namespace

const std::string& MultiText::in(std::string_view language, std::string_view fallback) const {
  static const std::string none;
  for (std::string_view wanted : {language, fallback, std::string_view("en")}) {
    const auto at = by_language.find(wanted);
    if (at != by_language.end()) return at->second;
  }
  return by_language.empty() ? none : by_language.begin()->second;
}

std::string_view to_text(Kind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }
std::optional<Kind> parse_kind(std::string_view text) { return find_word<Kind>(kKinds, text); }
std::string_view to_text(Policy policy) { return kPolicies.at(static_cast<std::size_t>(policy)); }
std::optional<Policy> parse_policy(std::string_view text) {
  return find_word<Policy>(kPolicies, text);
}

const Question* Checkpoint::question(const QuestionId& wanted) const {
  return find_by_id(questions, wanted);
}

const Partner* Meeting::partner(const PartnerId& wanted) const {
  return find_by_id(partners, wanted);
}

const Partner* Meeting::partner_of_town(std::string_view town) const {
  const auto at = std::find_if(partners.begin(), partners.end(),
                               [&](const Partner& partner) { return partner.town == town; });
  return at == partners.end() ? nullptr : &*at;
}

const Session* Meeting::session(const SessionId& wanted) const {
  return find_by_id(sessions, wanted);
}

const Checkpoint* Meeting::checkpoint(const CheckpointId& wanted) const {
  return find_by_id(checkpoints, wanted);
}

const Checkpoint* Meeting::door() const {
  const auto at = std::find_if(checkpoints.begin(), checkpoints.end(),
                               [](const Checkpoint& item) { return item.session.empty(); });
  return at == checkpoints.end() ? nullptr : &*at;
}

Window window_on(const Meeting& meeting, const Checkpoint& checkpoint, Day day) {
  using std::chrono::days;
  using std::chrono::hours;
  using std::chrono::milliseconds;
  const auto opens = checkpoint.opens.value_or(std::chrono::minutes{0});
  auto closes = checkpoint.closes.value_or(hours{24});
  if (closes <= opens) closes += days{1};
  const Instant last = meeting.zone.to_instant(LocalTime{day} + closes);
  // Open all day ends with the day: the next midnight is already tomorrow.
  return {meeting.zone.to_instant(LocalTime{day} + opens),
          checkpoint.closes ? last : last - milliseconds{1}};
}

}  // namespace core
