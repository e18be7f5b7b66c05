#include "db/event_codec.h"

#include <array>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "db/event_text.h"

namespace db {
namespace {

using core::Instant;
using nlohmann::json;
namespace event = core::event;

constexpr std::array<std::string_view, 13> kDetailFields = {
    "given", "family", "town",     "country",       "kind",     "partner",       "organisation",
    "email", "gender", "sessions", "photo_opt_out", "language", "notice_version"};

std::int64_t to_number(Instant at) { return at.time_since_epoch().count(); }

template <class Tag>
void put(json& body, const char* key, core::RandomId<Tag> id) {
  if (id) body[key] = core::to_text(id);
}
template <class Tag>
void put(json& body, const char* key, const core::NamedId<Tag>& id) {
  if (!id.empty()) body[key] = id.text;
}
void put(json& body, const char* key, const std::string& text) {
  if (!text.empty()) body[key] = text;
}
void put(json& body, const char* key, bool flag) {
  if (flag) body[key] = true;
}
void put(json& body, const char* key, Instant at) { body[key] = to_number(at); }

void put_details(json& body, const core::Details& details) {
  for (std::string_view field : kDetailFields) {
    std::string value = core::get_field(details, field);
    if (!value.empty()) body["details"][std::string(field)] = std::move(value);
  }
}

json answers_json(const core::Answers& answers) {
  json object = json::object();
  for (const auto& [question, answer] : answers) object[question.text] = answer;
  return object;
}

json visits_json(const std::vector<event::Visit>& visits) {
  json list = json::array();
  for (const event::Visit& visit : visits) {
    list.push_back({{"kiosk", core::to_text(visit.stamp.kiosk)},
                    {"seq", visit.stamp.seq},
                    {"clock", visit.stamp.clock},
                    {"checkpoint", visit.checkpoint.text},
                    {"direction", std::string(to_text(visit.direction))},
                    {"at", to_number(visit.at)}});
  }
  return list;
}

/// Writes the body of each kind of event.
struct Encoder {
  json body = json::object();

  void operator()(const event::KioskOpened& e) {
    put(body, "letter", std::string(1, e.letter));
    for (const auto& [meeting, last] : e.numbers) body["numbers"][meeting.text] = last;
    put(body, "after", e.after);
    put(body, "ticket", e.ticket);
  }
  void operator()(const event::MeetingStored& e) {
    put(body, "meeting", e.meeting);
    put(body, "toml", e.toml);
    put(body, "instead_of", e.instead_of);
  }
  void operator()(const event::AttendeeRegistered&) {}  // registered_text
  void operator()(const event::AttendeeEdited& e) {
    put(body, "attendee", e.attendee);
    put(body, "at", e.at);
    body["changes"] = e.changes;
    if (!e.was.empty()) body["was"] = e.was;
  }
  void operator()(const event::AttendeeCancelled& e) {
    put(body, "attendee", e.attendee);
    put(body, "at", e.at);
    put(body, "why", e.why);
  }
  void operator()(const event::BadgeIssued&) {}  // issued_text
  void operator()(const event::BadgeRevoked& e) {
    put(body, "attendee", e.attendee);
    put(body, "badge", e.badge);
    put(body, "at", e.at);
    put(body, "why", e.why);
  }
  void operator()(const event::ScanTried& e) {
    const core::Scan& scan = e.scan;
    put(body, "meeting", e.meeting);
    put(body, "checkpoint", scan.checkpoint);
    put(body, "direction", std::string(to_text(scan.direction)));
    put(body, "at", scan.at);
    put(body, "attendee", scan.attendee);
    put(body, "badge", scan.badge);
    put(body, "verdict", std::string(to_text(scan.verdict)));
    put(body, "reason", scan.reason);
    put(body, "nonce", scan.nonce);
    put(body, "forced", scan.forced);
    put(body, "details_pending", scan.details_pending);
    if (!scan.answers.empty()) body["answers"] = answers_json(scan.answers);
  }
  void operator()(const event::ScanUndone& e) {
    put(body, "meeting", e.meeting);
    put(body, "attendee", e.attendee);
    put(body, "badge", e.badge);
    put(body, "nonce", e.nonce);
    put(body, "undone_by", e.by);
    put(body, "why", e.why);
    put(body, "at", e.at);
  }
  void operator()(const event::PrintQueued& e) {
    put(body, "attendee", e.attendee);
    put(body, "job", e.job);
    put(body, "at", e.at);
    put(body, "printer", e.printer);
  }
  void operator()(const event::PrintMoved& e) {
    put(body, "attendee", e.attendee);
    put(body, "job", e.job);
    put(body, "printer", e.printer);
    put(body, "at", e.at);
  }
  void operator()(const event::PrintEnded& e) {
    put(body, "attendee", e.attendee);
    put(body, "job", e.job);
    put(body, "printed", e.printed);
    put(body, "detail", e.detail);
    put(body, "at", e.at);
    put(body, "cancelled", e.cancelled);
  }
  void operator()(const event::AttendeeErased& e) {
    put(body, "meeting", e.meeting);
    put(body, "attendee", e.attendee);
    put(body, "number", e.number);
    put(body, "cancelled", e.cancelled);
    put(body, "at", e.at);
    put_details(body, e.figures);
    for (core::BadgeId badge : e.badges) body["badges"].push_back(core::to_text(badge));
    if (!e.visits.empty()) body["visits"] = visits_json(e.visits);
    if (!e.settled.empty()) body["settled"] = e.settled;
  }
  void operator()(const event::RetentionRun& e) {
    put(body, "meeting", e.meeting);
    put(body, "at", e.at);
    body["needs"] = e.needs;
    body["contacts"] = e.contacts;
    body["people"] = e.people;
  }
  void operator()(const event::SignedIn& e) {
    put(body, "role", std::string(to_text(e.role)));
    put(body, "right", e.right);
    put(body, "at", e.at);
  }
  void operator()(const event::PinChanged& e) {
    put(body, "role", std::string(to_text(e.role)));
    put(body, "at", e.at);
  }
  void operator()(const event::AttendeesMerged& e) {
    put(body, "meeting", e.meeting);
    put(body, "attendee", e.attendee);
    put(body, "into", e.into);
    put(body, "at", e.at);
  }
  void operator()(const event::KioskEnrolled& e) {
    put(body, "letter", std::string(1, e.letter));
    put(body, "ticket", e.ticket);
    put(body, "at", e.at);
  }
  void operator()(const event::KioskLeftOut& e) {
    put(body, "kiosk", e.kiosk);
    body["last"] = e.last;
    put(body, "at", e.at);
  }
  void operator()(const event::ConflictSettled& e) {
    put(body, "meeting", e.meeting);
    put(body, "conflict", e.conflict);
    put(body, "how", e.how);
    put(body, "at", e.at);
    if (e.attendee) put(body, "attendee", e.attendee);
  }
};

/// A body that says something other than its kind promises.
struct BadBody : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Reads the keys of one body; throws BadBody or json::exception on what does not fit.
class Reader {
 public:
  explicit Reader(const json& body) : body_(body) {
    if (!body.is_object()) throw BadBody("the body is no object");
  }

  [[nodiscard]] std::string text(const char* key) const {
    const auto at = body_.find(key);
    return at == body_.end() ? std::string() : at->get<std::string>();
  }
  [[nodiscard]] bool flag(const char* key) const { return body_.value(key, false); }
  [[nodiscard]] Instant at() const {
    return Instant{std::chrono::milliseconds{body_.at("at").get<std::int64_t>()}};
  }
  template <class Id>
  [[nodiscard]] Id random_id(const char* key) const {
    const std::string written = text(key);
    if (written.empty()) return {};
    const auto bits = core::from_crockford(written);
    if (!bits) throw BadBody(std::string(key) + " is no id");
    return Id{*bits};
  }
  template <class Enum>
  [[nodiscard]] Enum word(const char* key, std::optional<Enum> (*parse)(std::string_view)) const {
    const auto value = parse(text(key));
    if (!value) throw BadBody(std::string(key) + " is an unknown word");
    return *value;
  }
  [[nodiscard]] core::Details details() const {
    core::Details details;
    const auto at = body_.find("details");
    if (at == body_.end()) throw BadBody("details are missing");
    for (const auto& [field, value] : at->items()) {
      if (!core::set_field(details, field, value.get<std::string>()).empty()) {
        throw BadBody("details." + field + " does not fit");
      }
    }
    return details;
  }
  [[nodiscard]] bool has(const char* key) const { return body_.contains(key); }
  [[nodiscard]] core::FieldChanges fields(const char* key) const {
    return body_.at(key).get<core::FieldChanges>();
  }
  [[nodiscard]] char letter() const {
    const std::string letter = text("letter");
    if (letter.size() != 1 || letter[0] < 'A' || letter[0] > 'Z') throw BadBody("no letter");
    return letter[0];
  }
  [[nodiscard]] core::Answers answers() const {
    core::Answers answers;
    const auto at = body_.find("answers");
    if (at == body_.end()) return answers;
    for (const auto& [question, answer] : at->items()) {
      answers[{question}] = answer.get<std::string>();
    }
    return answers;
  }
  [[nodiscard]] json list(const char* key) const {
    const auto at = body_.find(key);
    if (at == body_.end()) return json::array();
    if (!at->is_array()) throw BadBody(std::string(key) + " is no list");
    return *at;
  }
  [[nodiscard]] std::int64_t row_number(const char* key) const {
    return body_.at(key).get<std::int64_t>();
  }
  [[nodiscard]] int number(const char* key) const { return body_.at(key).get<int>(); }
  [[nodiscard]] std::map<core::MeetingId, int> numbers() const {
    std::map<core::MeetingId, int> numbers;
    const auto at = body_.find("numbers");
    if (at == body_.end()) return numbers;
    for (const auto& [meeting, last] : at->items()) numbers[{meeting}] = last.get<int>();
    return numbers;
  }
  [[nodiscard]] core::AttendeeId attendee() const {
    return random_id<core::AttendeeId>("attendee");
  }
  [[nodiscard]] core::BadgeId badge() const { return random_id<core::BadgeId>("badge"); }
  [[nodiscard]] core::MeetingId meeting() const { return {text("meeting")}; }

 private:
  const json& body_;
};

event::AttendeeErased read_erased(const Reader& body) {
  event::AttendeeErased erased;
  erased.meeting = body.meeting();
  erased.attendee = body.attendee();
  erased.number = body.text("number");
  erased.figures = body.details();
  erased.cancelled = body.flag("cancelled");
  erased.at = body.at();
  for (const json& badge : body.list("badges")) {
    const auto bits = core::from_crockford(badge.get<std::string>());
    if (!bits) throw BadBody("a badge is no id");
    erased.badges.push_back(core::BadgeId{*bits});
  }
  for (const json& item : body.list("visits")) {
    const Reader visit(item);
    erased.visits.push_back(
        {{item.at("clock").get<std::uint64_t>(), visit.random_id<core::KioskId>("kiosk"),
          item.at("seq").get<std::int64_t>()},
         {visit.text("checkpoint")},
         visit.word("direction", &core::parse_direction),
         visit.at()});
  }
  for (const json& conflict : body.list("settled")) {
    erased.settled.push_back(conflict.get<std::string>());
  }
  return erased;
}

core::Scan read_scan(const Reader& body) {
  core::Scan scan;
  scan.nonce = body.text("nonce");
  scan.checkpoint = {body.text("checkpoint")};
  scan.direction = body.word("direction", &core::parse_direction);
  scan.at = body.at();
  scan.attendee = body.attendee();
  scan.badge = body.badge();
  scan.verdict = body.word("verdict", &core::parse_verdict);
  scan.reason = body.text("reason");
  scan.forced = body.flag("forced");
  scan.details_pending = body.flag("details_pending");
  scan.answers = body.answers();
  return scan;
}

/// Rows of the first schema named the person under `by`, where the role stands now.
std::string undone_by(const Reader& body) {
  const std::string who = body.text("undone_by");
  return who.empty() ? body.text("by") : who;
}

using Decoder = std::function<core::Event(const Reader&)>;

const std::map<std::string_view, Decoder>& decoders() {
  static const std::map<std::string_view, Decoder> by_kind = {
      {"kiosk_opened",
       [](const Reader& b) -> core::Event {
         return event::KioskOpened{b.letter(), b.numbers(), b.random_id<core::KioskId>("after"),
                                   b.text("ticket")};
       }},
      {"meeting_stored",
       [](const Reader& b) -> core::Event {
         return event::MeetingStored{b.meeting(), b.text("toml"), b.text("instead_of")};
       }},
      {"attendee_registered",
       [](const Reader& b) -> core::Event {
         return event::AttendeeRegistered{b.meeting(), b.attendee(), b.text("number"),
                                          b.details(), b.at(),       b.flag("their_id")};
       }},
      {"attendee_edited",
       [](const Reader& b) -> core::Event {
         return event::AttendeeEdited{b.attendee(), b.fields("changes"), b.at(),
                                      b.has("was") ? b.fields("was") : core::FieldChanges()};
       }},
      {"attendee_cancelled",
       [](const Reader& b) -> core::Event {
         return event::AttendeeCancelled{b.attendee(), b.at(), b.text("why")};
       }},
      {"badge_issued",
       [](const Reader& b) -> core::Event {
         return event::BadgeIssued{b.attendee(), b.badge(), b.at()};
       }},
      {"badge_revoked",
       [](const Reader& b) -> core::Event {
         return event::BadgeRevoked{b.attendee(), b.badge(), b.at(), b.text("why")};
       }},
      {"scan_tried",
       [](const Reader& b) -> core::Event {
         return event::ScanTried{b.meeting(), read_scan(b)};
       }},
      {"scan_undone",
       [](const Reader& b) -> core::Event {
         return event::ScanUndone{b.meeting(),  b.attendee(),  b.badge(), b.text("nonce"),
                                  undone_by(b), b.text("why"), b.at()};
       }},
      {"print_queued",
       [](const Reader& b) -> core::Event {
         return event::PrintQueued{b.attendee(), b.text("job"), b.at(), b.text("printer")};
       }},
      {"print_ended",
       [](const Reader& b) -> core::Event {
         return event::PrintEnded{b.attendee(),     b.text("job"), b.flag("printed"),
                                  b.text("detail"), b.at(),        b.flag("cancelled")};
       }},
      {"print_moved",
       [](const Reader& b) -> core::Event {
         return event::PrintMoved{b.attendee(), b.text("job"), b.text("printer"), b.at()};
       }},
      {"attendee_erased", [](const Reader& b) -> core::Event { return read_erased(b); }},
      {"retention_run",
       [](const Reader& b) -> core::Event {
         return event::RetentionRun{b.meeting(), b.number("needs"), b.number("contacts"),
                                    b.number("people"), b.at()};
       }},
      {"signed_in",
       [](const Reader& b) -> core::Event {
         return event::SignedIn{b.word("role", &core::parse_role), b.flag("right"), b.at()};
       }},
      {"pin_changed",
       [](const Reader& b) -> core::Event {
         return event::PinChanged{b.word("role", &core::parse_role), b.at()};
       }},
      {"attendees_merged",
       [](const Reader& b) -> core::Event {
         return event::AttendeesMerged{b.meeting(), b.attendee(),
                                       b.random_id<core::AttendeeId>("into"), b.at()};
       }},
      {"kiosk_enrolled",
       [](const Reader& b) -> core::Event {
         return event::KioskEnrolled{b.letter(), b.text("ticket"), b.at()};
       }},
      {"kiosk_left_out",
       [](const Reader& b) -> core::Event {
         return event::KioskLeftOut{b.random_id<core::KioskId>("kiosk"), b.row_number("last"),
                                    b.at()};
       }},
      {"conflict_settled",
       [](const Reader& b) -> core::Event {
         return event::ConflictSettled{b.meeting(), b.text("conflict"), b.text("how"), b.at(),
                                       b.attendee()};
       }},
  };
  return by_kind;
}

}  // namespace

std::string encode(const core::Event& event, std::optional<core::Role> by) {
  if (const auto* registered = std::get_if<event::AttendeeRegistered>(&event)) {
    return registered_text(*registered, by);
  }
  if (const auto* issued = std::get_if<event::BadgeIssued>(&event)) return issued_text(*issued, by);
  Encoder encoder;
  std::visit(encoder, event);
  if (by) encoder.body["by"] = to_text(*by);
  return encoder.body.dump();
}

std::optional<core::Role> actor_of(std::string_view body) {
  const json parsed = json::parse(body, nullptr, false);
  if (!parsed.is_object()) return std::nullopt;
  const auto by = parsed.find("by");
  if (by == parsed.end() || !by->is_string()) return std::nullopt;
  return core::parse_role(by->get_ref<const std::string&>());
}

core::Result<core::Event> decode(std::string_view kind, std::string_view body) {
  const auto decoder = decoders().find(kind);
  if (decoder == decoders().end()) {
    return core::fail(core::Failure::bad_input,
                      "A journal row has a kind this program does not know: " + std::string(kind),
                      "A newer kiosk program wrote it; install that one here too.");
  }
  try {
    const json parsed = json::parse(body);
    return decoder->second(Reader(parsed));
  } catch (const std::exception&) {  // json::exception and BadBody; their texts may quote data
    return core::fail(core::Failure::bad_input,
                      "A journal row of kind " + std::string(kind) + " cannot be read.",
                      "Run `kioskctl verify` on the kiosk it came from.");
  }
}

std::string encode_answers(const core::Answers& answers) {
  return answers.empty() ? std::string() : answers_json(answers).dump();
}

core::Answers decode_answers(std::string_view text) {
  core::Answers answers;
  if (text.empty()) return answers;
  const json parsed = json::parse(text, nullptr, false);
  if (!parsed.is_object()) return answers;
  for (const auto& [question, answer] : parsed.items()) {
    if (answer.is_string()) answers[{question}] = answer.get<std::string>();
  }
  return answers;
}

}  // namespace db
