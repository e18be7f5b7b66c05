// What people are found by, as rows of one sorted table. A name is folded (i18n/fold_text.h),
// followed by a blank, and closed to a ring; each row is the ring read from another letter. So
// `anna kalna ` has the rows
//
//   word_start: "anna kalna ", "kalna anna "
//   inside:     "nna kalna a", "na kalna an", "alna anna k", "lna anna ka", "na anna kal"
//
// and every row that begins with what was typed is a match, best first; the rest of the row tells
// whether the other words typed are there as well. Single last letters have no row. An e-mail has
// a row from the start of each of its parts. Longer texts are cut at `kLongestRow` bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/attendee.h"
#include "core/same_person.h"

namespace db {

enum class Place { word_start = 0, inside = 1, email = 2 };

struct SearchRow {
  Place place = Place::word_start;
  std::string text;
  friend auto operator<=>(const SearchRow&, const SearchRow&) = default;
};

inline constexpr std::size_t kLongestRow = 120;

/// What of somebody the index is made from.
struct FoundBy {
  std::string name;  ///< whole, as i18n::fold gives it
  std::string email;
};
FoundBy found_by(const core::Details& details);

/// Sorted, each row once.
std::vector<SearchRow> search_rows(const FoundBy& person);

// What `search_rows` is made of, for many people at once (db/search_bulk.h).
/// The folded name closed to a ring; empty for none.
std::string search_ring(std::string_view folded);
/// Where a row of a ring begins.
struct RingStart {
  std::size_t at = 0;
  Place place = Place::word_start;
};
std::vector<RingStart> ring_starts(std::string_view ring);
/// The rows of an e-mail, as `folded_email` gives it.
std::vector<std::string> email_parts(std::string_view email);

/// The meeting as the index names it: 31 bits of BLAKE2b of its id.
std::int64_t search_number(const core::MeetingId& meeting);

core::Identity identity_of(const core::Details& details);

/// Lower case as far as e-mails need it, without blanks around.
std::string folded_email(std::string_view email);

/// Texts of which a row of anybody whose name is `name` or one letter apart begins with at least
/// one, at either place. Empty for a name of fewer than two letters.
std::vector<std::string> near_beginnings(std::string_view name);

}  // namespace db
