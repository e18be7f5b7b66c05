#include "db/event_text.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

namespace db {
namespace {

constexpr std::array<std::string_view, 13> kSortedFields = {
    "country",        "email",        "family",  "gender",        "given",    "kind", "language",
    "notice_version", "organisation", "partner", "photo_opt_out", "sessions", "town"};
static_assert(std::is_sorted(kSortedFields.begin(), kSortedFields.end()));

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
}

/// An object whose keys are put in their order; empty texts are left out.
class ObjectText {
 public:
  explicit ObjectText(std::string& text) : text_(text) { text_ += '{'; }

  void put(std::string_view key, std::string_view value) {
    if (value.empty()) return;
    put_key(key);
    if (is_plain(value)) {
      text_.append(1, '"').append(value).append(1, '"');
    } else {
      text_ += nlohmann::json(value).dump();  // throws where it is not UTF-8
    }
  }
  template <class Tag>
  void put(std::string_view key, core::RandomId<Tag> id) {
    if (id) put(key, core::to_text(id));
  }
  void put(std::string_view key, core::Instant at) {
    put_key(key);
    text_ += std::to_string(at.time_since_epoch().count());
  }
  void put_flag(std::string_view key, bool flag) {
    if (!flag) return;
    put_key(key);
    text_ += "true";
  }
  void put(std::optional<core::Role> by) {
    if (by) put("by", to_text(*by));
  }
  void put_key(std::string_view key) {
    if (text_.back() != '{') text_ += ',';
    text_.append(1, '"').append(key).append("\":");
  }
  void end() { text_ += '}'; }

 private:
  std::string& text_;
};

}  // namespace

std::string registered_text(const core::event::AttendeeRegistered& event,
                            std::optional<core::Role> by) {
  std::string text;
  ObjectText body(text);
  body.put("at", event.at);
  body.put("attendee", event.attendee);
  body.put(by);
  body.put_key("details");  // never empty: a kind is always told
  ObjectText details(text);
  for (const std::string_view field : kSortedFields) {
    details.put(field, core::get_field(event.details, field));
  }
  details.end();
  body.put("meeting", event.meeting.text);
  body.put("number", event.number);
  body.put_flag("their_id", event.their_id);
  body.end();
  return text;
}

std::string issued_text(const core::event::BadgeIssued& event, std::optional<core::Role> by) {
  std::string text;
  ObjectText body(text);
  body.put("at", event.at);
  body.put("attendee", event.attendee);
  body.put("badge", event.badge);
  body.put(by);
  body.end();
  return text;
}

}  // namespace db
