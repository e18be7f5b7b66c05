#include "core/event.h"

#include <algorithm>
#include <array>
#include <functional>

namespace core {
namespace {

constexpr std::array<std::string_view, 20> kEventWords = {
    "kiosk_opened",       "meeting_stored", "attendee_registered", "attendee_edited",
    "attendee_cancelled", "badge_issued",   "badge_revoked",       "scan_tried",
    "scan_undone",        "print_queued",   "print_ended",         "signed_in",
    "print_moved",        "pin_changed",    "attendees_merged",    "attendee_erased",
    "retention_run",      "kiosk_enrolled", "kiosk_left_out",      "conflict_settled"};
static_assert(std::variant_size_v<Event> == kEventWords.size(), "a word for every event");

constexpr std::array<std::string_view, 3> kRoles = {"attendee", "staff", "organiser"};

constexpr std::array<std::string_view, 13> kFields = {
    "given", "family", "town",     "country",       "kind",     "partner",       "organisation",
    "email", "gender", "sessions", "photo_opt_out", "language", "notice_version"};

/// The plain text field of that name, or null; as constant as `details` is.
template <class AnyDetails>
auto text_field(AnyDetails& details, std::string_view field) -> decltype(&details.town) {
  if (field == "given") return &details.given_name;
  if (field == "family") return &details.family_name;
  if (field == "town") return &details.town;
  if (field == "country") return &details.country;
  if (field == "partner") return &details.partner.text;
  if (field == "organisation") return &details.organisation;
  if (field == "email") return &details.email;
  if (field == "language") return &details.language;
  if (field == "notice_version") return &details.notice_version;
  return nullptr;
}

std::vector<SessionId> split_sessions(std::string_view value) {
  std::vector<SessionId> sessions;
  while (!value.empty()) {
    const auto end = value.find(';');
    if (const auto id = value.substr(0, end); !id.empty()) sessions.push_back({std::string(id)});
    value = end == std::string_view::npos ? std::string_view() : value.substr(end + 1);
  }
  return sessions;
}

std::string join_sessions(const std::vector<SessionId>& sessions) {
  std::string text;
  for (const SessionId& session : sessions) {
    if (!text.empty()) text += ';';
    text += session.text;
  }
  return text;
}

}  // namespace

std::string_view to_text(Role role) { return kRoles.at(static_cast<std::size_t>(role)); }

std::optional<Role> parse_role(std::string_view text) {
  const auto* at = std::find(kRoles.begin(), kRoles.end(), text);
  if (at == kRoles.end()) return std::nullopt;
  return static_cast<Role>(at - kRoles.begin());
}

std::string_view kind_of(const Event& event) { return kEventWords.at(event.index()); }

std::uint64_t subject_of(const Event& event) {
  return std::visit(
      [](const auto& e) -> std::uint64_t {
        using E = std::decay_t<decltype(e)>;
        if constexpr (std::is_same_v<E, event::ScanTried>) {
          return e.scan.attendee ? e.scan.attendee.bits : e.scan.badge.bits;
        } else if constexpr (std::is_same_v<E, event::ScanUndone>) {
          return e.attendee ? e.attendee.bits : e.badge.bits;
        } else if constexpr (requires { e.attendee; }) {
          return e.attendee.bits;
        } else {
          return 0;
        }
      },
      event);
}

std::string set_field(Details& details, std::string_view field, std::string_view value) {
  if (std::string* text = text_field(details, field)) {
    *text = value;
    return {};
  }
  if (field == "kind") {
    const auto kind = parse_kind(value);
    if (!kind) return "must be invited, local or team";
    details.kind = *kind;
  } else if (field == "gender") {
    const auto gender = parse_gender(value);
    if (!gender) return "must be female, male, non_binary or undisclosed";
    details.gender = *gender;
  } else if (field == "sessions") {
    details.sessions = split_sessions(value);
  } else if (field == "photo_opt_out") {
    if (value != "true" && value != "false") return "must be true or false";
    details.photo_opt_out = value == "true";
  } else {
    return "is not a field of an attendee";
  }
  return {};
}

std::string get_field(const Details& details, std::string_view field) {
  if (const std::string* text = text_field(details, field)) return *text;
  if (field == "kind") return std::string(to_text(details.kind));
  if (field == "gender") return std::string(to_text(details.gender));
  if (field == "sessions") return join_sessions(details.sessions);
  if (field == "photo_opt_out") return details.photo_opt_out ? "true" : "false";
  return {};
}

FieldChanges differences(const Details& before, const Details& after) {
  FieldChanges changes;
  for (std::string_view field : kFields) {
    std::string value = get_field(after, field);
    if (value != get_field(before, field)) changes.emplace(field, std::move(value));
  }
  return changes;
}

}  // namespace core
