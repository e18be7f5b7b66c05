#include "db/search_index.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "i18n/fold_text.h"

namespace db {
namespace {

bool begins_letter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

/// At most `kLongestRow` bytes, no letter cut through.
std::string_view shortened(std::string_view text) {
  if (text.size() <= kLongestRow) return text;
  std::size_t end = kLongestRow;
  while (end > 0 && !begins_letter(text[end])) --end;
  return text.substr(0, end);
}

/// The folded name and a blank; empty for none.
std::string ring_of(std::string_view folded) {
  std::string ring(shortened(folded));
  while (!ring.empty() && ring.back() == ' ') ring.pop_back();
  if (!ring.empty()) ring += ' ';
  return ring;
}

std::size_t next_letter(std::string_view text, std::size_t at) {
  do ++at;
  while (at < text.size() && !begins_letter(text[at]));
  return at;
}

/// Where rows begin: at letters that have another behind them in their word, or start one.
std::vector<std::size_t> starts_in(std::string_view ring) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at < ring.size(); at = next_letter(ring, at)) {
    if (ring[at] == ' ') continue;
    const bool first = at == 0 || ring[at - 1] == ' ';
    if (first || ring[next_letter(ring, at)] != ' ') starts.push_back(at);
  }
  return starts;
}

std::string from(std::string_view ring, std::size_t at) {
  std::string text(ring.substr(at));
  text += ring.substr(0, at);
  return text;
}

bool parts_email(char c) { return std::string_view(".@-_+").find(c) != std::string_view::npos; }

}  // namespace

std::string search_ring(std::string_view folded) { return ring_of(folded); }

std::vector<RingStart> ring_starts(std::string_view ring) {
  std::vector<RingStart> starts;
  for (const std::size_t at : starts_in(ring)) {
    const bool first = at == 0 || ring[at - 1] == ' ';
    starts.push_back({at, first ? Place::word_start : Place::inside});
  }
  return starts;
}

std::vector<std::string> email_parts(std::string_view email) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < email.size(); ++at) {
    const bool starts = (at == 0 || parts_email(email[at - 1])) && !parts_email(email[at]);
    if (starts) parts.emplace_back(shortened(email.substr(at)));
  }
  return parts;
}

FoundBy found_by(const core::Details& details) {
  return {i18n::fold(core::full_name(details)), details.email};
}

std::vector<SearchRow> search_rows(const FoundBy& person) {
  std::vector<SearchRow> rows;
  const std::string ring = ring_of(person.name);
  for (const RingStart& start : ring_starts(ring)) {
    rows.push_back({start.place, from(ring, start.at)});
  }
  for (std::string& part : email_parts(folded_email(person.email))) {
    rows.push_back({Place::email, std::move(part)});
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

std::int64_t search_number(const core::MeetingId& meeting) {
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(), hash.size(),
                     reinterpret_cast<const unsigned char*>(meeting.text.data()),
                     meeting.text.size(), nullptr, 0);
  std::int64_t number = hash[0] & 0x7F;
  for (std::size_t i = 1; i < 4; ++i) number = number << 8 | hash[i];
  return number;
}

std::string folded_email(std::string_view email) {
  while (!email.empty() && email.front() == ' ') email.remove_prefix(1);
  while (!email.empty() && email.back() == ' ') email.remove_suffix(1);
  std::string lower(email);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

core::Identity identity_of(const core::Details& details) {
  return {i18n::fold(core::full_name(details)),
          i18n::fold(details.family_name + " " + details.given_name), i18n::fold(details.town),
          folded_email(details.email)};
}

/// One wrong letter is in one half of the ring, so the other half is whole; two neighbours changed
/// over may be in both, and then the ring from behind them to before them is whole.
std::vector<std::string> near_beginnings(std::string_view name) {
  const std::string ring = ring_of(name);
  const auto starts = starts_in(ring);
  if (ring.size() < 3 || starts.empty()) return {};
  const auto second = std::find_if(starts.begin(), starts.end(),
                                   [&](std::size_t at) { return at >= ring.size() / 2; });
  const std::size_t half = second == starts.end() ? ring.size() : *second;
  std::vector<std::string> beginnings = {ring.substr(0, half)};
  if (half < ring.size()) beginnings.push_back(ring.substr(half));
  const auto behind =
      std::find_if(starts.begin(), starts.end(), [&](std::size_t at) { return at > half; });
  std::size_t before = half;
  while (before > 0 && !begins_letter(ring[--before])) {
  }
  if (behind != starts.end()) {
    beginnings.push_back(ring.substr(*behind) + ring.substr(0, before));
  } else {
    beginnings.push_back(ring.substr(0, before));
  }
  return beginnings;
}

}  // namespace db
