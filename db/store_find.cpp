#include <algorithm>
#include <string>
#include <unordered_set>

#include "db/search_index.h"
#include "db/store.h"
#include "i18n/fold_text.h"

namespace db {
namespace {

constexpr std::size_t kLongestText = 1024;
constexpr std::size_t kMostWords = 8;
/// Up to how many rows words are told apart by how rare they are.
constexpr int kRare = 1000;
/// Of the rows that begin with the rarest of several words, how many are looked at for the other
/// words (under 5 ms; a meeting of tens of thousands has fewer for any two letters that are not in
/// nearly everybody's name), and from when on any match will do.
constexpr int kMostLookedAt = 14'000;
constexpr int kLookedAtForBetter = 1'500;
constexpr int kEvery = -1;

/// How many code points; the bytes of a letter do not matter to "two letters".
std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// Folding would drop these, and `b_rzins` find Bērziņš as if it were a pattern.
bool has_wild_card(std::string_view text) {
  return text.find_first_of("%_*?") != std::string_view::npos;
}

/// What is typed of a number without its kiosk's letter; 0 if it is none.
int running_number(std::string_view text) {
  constexpr std::size_t kLongest = 8;
  text = trimmed(text);
  if (text.empty() || text.size() > kLongest) return 0;
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + (c - '0');
  }
  return number;
}

/// Whether a text stands in the row, which is read round and round.
bool in_ring(std::string_view row, std::string_view text) {
  if (row.find(text) != std::string_view::npos) return true;
  const std::size_t seam = std::min(row.size(), text.size() - 1);
  for (std::size_t head = 1; head <= seam; ++head) {
    if (row.ends_with(text.substr(0, head)) && row.starts_with(text.substr(head))) return true;
  }
  return false;
}

/// Whether a word of the row begins with it; a row that begins in the middle of a word ends in the
/// beginning of that one.
bool starts_a_word(std::string_view row, std::string_view word) {
  for (std::size_t at = row.find(word); at != std::string_view::npos; at = row.find(word, at + 1)) {
    if (at > 0 ? row[at - 1] == ' ' : row.ends_with(' ')) return true;
  }
  const std::size_t seam = std::min(row.size(), word.size() - 1);
  for (std::size_t head = 1; head <= seam; ++head) {
    const bool here = row.ends_with(word.substr(0, head)) && row.starts_with(word.substr(head));
    if (here && row.size() > head && row[row.size() - head - 1] == ' ') return true;
  }
  return false;
}

/// The words of a query, each once; single letters stand for the beginning of a word.
class Words {
 public:
  explicit Words(const std::string& text) : words_(i18n::fold_words(text)) {
    std::sort(words_.begin(), words_.end());
    words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
  }

  [[nodiscard]] const std::vector<std::string>& all() const { return words_; }

  enum class Match { none, inside, word_start };

  /// How a name has all the words, from one of its rows.
  [[nodiscard]] Match match(std::string_view row) const {
    Match match = Match::word_start;
    for (const std::string& word : words_) {
      if (starts_a_word(row, word)) continue;
      if (letters(word) < 2 || !in_ring(row, word)) return Match::none;
      match = Match::inside;
    }
    return match;
  }

 private:
  std::vector<std::string> words_;
};

/// Collects people best match first, each once, until there are enough.
class Finder {
 public:
  Finder(Connection& connection, Projector& projector, const core::MeetingId& meeting,
         std::size_t limit)
      : connection_(connection),
        projector_(projector),
        meeting_(meeting),
        number_(search_number(meeting)),
        limit_(limit) {}

  std::vector<core::Attendee> find(std::string_view text) {
    by_number(text);
    by_name(std::string(text));
    const std::string email = folded_email(text);
    if (letters(email) >= 2) take_rows(Place::email, email);
    return std::move(found_);
  }

 private:
  [[nodiscard]] bool enough() const { return found_.size() >= limit_; }

  void by_number(std::string_view text) {
    if (const auto number = core::parse_number(text)) return take_number(*number);
    const int running = running_number(text);
    if (running == 0) return;
    std::string kiosks;
    for (Query row = connection_.query("letters_of_meeting").with(meeting_); row.step();) {
      kiosks += row.text(0);
    }
    for (const char letter : kiosks) take_number(core::number_text(letter, running));
  }

  void take_number(const std::string& number) {
    Query row = connection_.query("attendee_of_number").with(meeting_, number);
    if (row.step()) take(projector_.stays(core::AttendeeId{row.bits(0)}).bits);
  }

  void by_name(const std::string& text) {
    const Words words(text);
    const bool one = words.all().size() == 1;
    const std::string whole = one ? words.all().front() : i18n::fold(text);
    if (letters(whole) < 2 || has_wild_card(text)) return;
    take_rows(Place::word_start, whole + ' ', whole + " \x01");  // the whole name
    take_rows(Place::word_start, whole);
    if (one) return take_rows(Place::inside, whole);
    by_several_words(words);
  }

  /// Goes through the people who have the rarest word.
  void by_several_words(const Words& words) {
    if (enough()) return;
    const std::string& word = rarest(words);
    std::vector<std::uint64_t> inside;
    int looked_at = 0;
    for (const Place place : {Place::word_start, Place::inside}) {
      if (place == Place::inside && letters(word) < 2) break;
      Query row = rows(place, word, word + '\xFF', kEvery);
      while (!enough() && looked_at < kMostLookedAt && row.step()) {
        if (looked_at > kLookedAtForBetter && found_.size() + inside.size() >= limit_) break;
        ++looked_at;
        const auto match = words.match(row.bytes(0));
        if (match == Words::Match::word_start) take(row.bits(1));
        if (match == Words::Match::inside && inside.size() < limit_) inside.push_back(row.bits(1));
      }
    }
    for (const std::uint64_t id : inside) take(id);
  }

  const std::string& rarest(const Words& words) {
    const auto& all = words.all();
    const std::string* best = &all.front();
    int fewest = kRare * 2 + 1;
    for (std::size_t i = 0; i < std::min(all.size(), kMostWords); ++i) {
      int count = 0;
      if (letters(all[i]) < 2) count = kRare * 2;
      for (const Place place : {Place::word_start, Place::inside}) {
        for (Query row = rows(place, all[i], all[i] + '\xFF', kRare); row.step();) ++count;
      }
      const bool longer = count == fewest && all[i].size() > best->size();
      if (count < fewest || longer) best = &all[i];
      fewest = std::min(fewest, count);
    }
    return *best;
  }

  Query rows(Place place, const std::string& from, const std::string& before, int limit) {
    return connection_.query("search_rows")
        .with(number_, static_cast<int>(place), from, before, limit);
  }

  void take_rows(Place place, const std::string& beginning) {
    take_rows(place, beginning, beginning + '\xFF');
  }

  void take_rows(Place place, const std::string& from, const std::string& before) {
    if (enough()) return;
    for (Query row = rows(place, from, before, kEvery); !enough() && row.step();) take(row.bits(1));
  }

  void take(std::uint64_t id) {
    if (enough() || !taken_.insert(id).second) return;
    Query row = connection_.query("attendee").with(id);
    if (row.step() && row.bytes(17) == meeting_.text) found_.push_back(read_attendee(row));
  }

  Connection& connection_;
  Projector& projector_;
  const core::MeetingId& meeting_;
  std::int64_t number_;
  std::size_t limit_;
  std::vector<core::Attendee> found_;
  std::unordered_set<std::uint64_t> taken_;
};

}  // namespace

core::Result<std::vector<core::Attendee>> Store::search(const core::MeetingId& meeting,
                                                        std::string_view text, int limit) {
  return guarded([&]() -> core::Result<std::vector<core::Attendee>> {
    if (const auto known = known_meeting(meeting); !known) return tl::unexpected(known.error());
    const std::string_view typed = trimmed(text);
    if (typed.size() > kLongestText || letters(typed) < 2 || limit <= 0) {
      return std::vector<core::Attendee>();
    }
    return Finder(*connection_, *projector_, meeting, static_cast<std::size_t>(limit)).find(typed);
  });
}

}  // namespace db
