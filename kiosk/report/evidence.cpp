#include "report/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "i18n/names.h"

namespace report {
namespace {

void note(Person& person, const core::Meeting& meeting, const db::AttendanceRow& row) {
  const core::Day day = meeting.zone.day_of(row.at);
  person.first_entry.try_emplace(day, row.at);  // rows come in the order of time
  const core::Checkpoint* checkpoint = meeting.checkpoint(row.checkpoint);
  if (checkpoint == nullptr || checkpoint->session.empty()) return;
  person.sessions.emplace(day, checkpoint->session);
}

core::Result<void> read_people(db::Store& store, Evidence& evidence) {
  return store.for_each_attendee(evidence.meeting->id, [&](const core::Attendee& attendee) {
    evidence.people.push_back({attendee, {}, {}});
  });
}

core::Result<void> read_presence(db::Store& store, Evidence& evidence) {
  std::unordered_map<std::uint64_t, std::size_t> place_of;
  for (std::size_t i = 0; i < evidence.people.size(); ++i) {
    place_of[evidence.people[i].attendee.id.bits] = i;
  }
  std::set<std::uint64_t> unknown;
  auto read = store.for_each_attendance(evidence.meeting->id, [&](const db::AttendanceRow& row) {
    if (row.direction != core::Direction::in) return;
    const auto known = place_of.find(row.attendee.bits);
    if (row.attendee && known != place_of.end()) {
      note(evidence.people[known->second], *evidence.meeting, row);
    } else {
      unknown.insert(row.attendee ? row.attendee.bits : row.badge.bits);
    }
  });
  const auto present = std::count_if(evidence.people.begin(), evidence.people.end(),
                                     [](const Person& person) { return person.present(); });
  evidence.present = static_cast<int>(present) + static_cast<int>(unknown.size());
  return read;
}

}  // namespace

core::Result<Evidence> read_evidence(db::Store& store, const core::MeetingId& id,
                                     core::Instant now) {
  const auto meeting = store.meeting(id);
  if (!meeting) return tl::unexpected(meeting.error());
  Evidence evidence;
  evidence.meeting = *meeting;
  evidence.as_of = now;
  if (const auto read = read_people(store, evidence); !read) return tl::unexpected(read.error());
  if (const auto read = read_presence(store, evidence); !read) return tl::unexpected(read.error());
  auto heads = store.journal_heads();
  if (!heads) return tl::unexpected(heads.error());
  evidence.heads = std::move(*heads);
  return evidence;
}

std::string head_text(const db::JournalHead& head) {
  return fmt::format("{}:{}:{}", head.letter, head.seq, head.hash);
}

std::optional<db::JournalHead> parse_head(std::string_view text) {
  constexpr std::size_t kHexOfHash = 64;
  const std::size_t second = text.find(':', 2);
  const bool lettered = text.size() > 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] == ':';
  if (!lettered || second == std::string_view::npos) return std::nullopt;
  std::optional<db::JournalHead> head(std::in_place);
  head->letter = text.substr(0, 1);
  const std::string_view number = text.substr(2, second - 2);
  const auto read = std::from_chars(number.data(), number.data() + number.size(), head->seq);
  const bool numbered = read.ec == std::errc() && read.ptr == number.data() + number.size();
  const std::string_view hex = text.substr(second + 1);
  const bool is_hash = hex.size() == kHexOfHash &&
                       hex.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
  if (!numbered || head->seq < 1 || !is_hash) return std::nullopt;
  for (char c : hex) head->hash += c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  return head;
}

Words::Words(const i18n::Catalogues& from, const core::Meeting& meeting, std::string_view wanted)
    : catalogues(from), fallback(meeting.languages.empty() ? "en" : meeting.languages.front()) {
  language = wanted.empty() ? fallback : std::string(wanted);
}

std::string Words::place(std::string_view town, std::string_view country) const {
  if (country.empty()) return std::string(town);
  const std::string name = i18n::country_name(language, country);
  return town.empty() ? name : std::string(town) + " (" + name + ")";
}

std::string Words::moment(core::Instant at, const core::Zone& zone) const {
  return core::to_text(zone.day_of(at)) + " " + core::clock_text(at, zone);
}

std::string host_name(const core::Meeting& meeting) {
  for (const core::Partner& partner : meeting.partners) {
    if (partner.host) return partner.name;
  }
  return {};
}

}  // namespace report
