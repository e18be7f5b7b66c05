#include "core/attendee.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "core/countries.h"
#include "core/plain_text.h"

namespace core {
namespace {

constexpr std::array<std::string_view, 5> kGenders = {"unasked", "female", "male", "non_binary",
                                                      "undisclosed"};
constexpr std::array<std::string_view, 2> kStatuses = {"registered", "cancelled"};
constexpr std::size_t kLongestField = 400;  // bytes of UTF-8; a name of 100 characters fits twice

bool is_email(std::string_view text) {
  const auto at = text.find('@');
  return at != std::string_view::npos && at > 0 && at == text.rfind('@') && at + 1 < text.size() &&
         text.find(' ') == std::string_view::npos;
}

/// The ids to choose from. What was given instead is not repeated: it may be somebody's name.
template <class Item>
std::string ids_of(const std::vector<Item>& items) {
  std::string ids;
  for (const Item& item : items) ids += (ids.empty() ? "" : ", ") + item.id.text;
  return ids;
}

class Checker {
 public:
  void text(std::string_view field, std::string_view value) {
    if (value.size() > kLongestField)
      add(field, "is too long: at most 400 bytes", "mistake.too_long");
    if (!is_utf8(value)) add(field, "is not valid UTF-8", "mistake.unreadable");
    if (has_control(value)) add(field, "holds control characters", "mistake.unreadable");
    if (turns_direction(value)) {
      add(field, "holds characters that turn the direction of reading", "mistake.unreadable");
    }
    if (piles_up_marks(value)) {
      add(field, "piles up accents on one letter", "mistake.unreadable");
    }
  }
  void required(std::string_view field, std::string_view value) {
    if (!is_visible(value) && is_utf8(value)) add(field, "is missing", "mistake.missing");
  }
  void add(std::string_view field, std::string message, std::string key) {
    mistakes.push_back({0, std::string(field), std::move(message), std::move(key)});
  }
  std::vector<Mistake> mistakes;
};

}  // namespace

std::string_view to_text(Gender gender) { return kGenders.at(static_cast<std::size_t>(gender)); }

std::optional<Gender> parse_gender(std::string_view text) {
  const auto* at = std::find(kGenders.begin(), kGenders.end(), text);
  if (at == kGenders.end()) return std::nullopt;
  return static_cast<Gender>(at - kGenders.begin());
}

std::string_view to_text(Status status) { return kStatuses.at(static_cast<std::size_t>(status)); }

std::string full_name(const Details& details) {
  if (details.given_name.empty()) return details.family_name;
  if (details.family_name.empty()) return details.given_name;
  return details.given_name + " " + details.family_name;
}

std::vector<Mistake> check_details(const Details& details, const Meeting& meeting) {
  Checker check;
  check.required("given", details.given_name);
  check.required("family", details.family_name);
  check.required("town", details.town);
  check.text("given", details.given_name);
  check.text("family", details.family_name);
  check.text("town", details.town);
  check.text("organisation", details.organisation);
  check.text("email", details.email);
  check.text("language", details.language);
  check.text("notice_version", details.notice_version);
  if (!is_country(details.country)) {
    check.add("country", "must be an ISO 3166-1 code of two capital letters, such as LV",
              "mistake.country");
  }
  if (!details.email.empty() && !is_email(details.email)) {
    check.add("email", "must look like name@example.org", "mistake.email");
  }
  if (!details.partner.empty() && meeting.partner(details.partner) == nullptr) {
    check.add("partner", "must be one of this meeting's: " + ids_of(meeting.partners),
              "mistake.partner");
  }
  for (const SessionId& session : details.sessions) {
    if (meeting.session(session) == nullptr) {
      check.add("session", "must be one of this meeting's: " + ids_of(meeting.sessions),
                "mistake.session");
    }
  }
  return std::move(check.mistakes);
}

Kind kind_for(const Meeting& meeting, const PartnerId& partner) {
  const Partner* sender = meeting.partner(partner);
  const bool from_abroad =
      sender != nullptr && !sender->host && sender->country != meeting.place.country;
  return from_abroad ? Kind::invited : Kind::local;
}

bool is_clean_text(std::string_view text, std::size_t longest) {
  return text.size() <= longest && is_utf8(text) && !has_control(text) && !turns_direction(text) &&
         !piles_up_marks(text);
}

std::string number_text(char kiosk_letter, int running) {
  std::string digits = std::to_string(running);
  if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
  return std::string(1, kiosk_letter) + "-" + digits;
}

std::optional<std::string> parse_number(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (text.size() < 2 || std::isalpha(static_cast<unsigned char>(text.front())) == 0) {
    return std::nullopt;
  }
  const char letter = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  text.remove_prefix(1);
  if (text.front() == '-' || text.front() == ' ') text.remove_prefix(1);
  if (text.empty() || text.size() > 9) return std::nullopt;
  int running = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    running = running * 10 + (c - '0');
  }
  if (running == 0) return std::nullopt;
  return number_text(letter, running);
}

}  // namespace core
