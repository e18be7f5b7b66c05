// Whether two registrations may be one person's. Texts arrive folded (i18n/fold_text.h).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// What registrations are compared by: lower-case words without accents; empty: not told.
struct Identity {
  std::string name;     ///< given, then family name
  std::string swapped;  ///< family, then given name
  std::string town;
  std::string email;
};

/// How likely both are one person, the higher the likelier; 0: not. Likely are the same name (in
/// either order) and town, the same e-mail, or a name one letter apart.
int likeness(const Identity& a, const Identity& b);

/// Whether one letter too many, too few or another, or two neighbours changed over, make the
/// difference (Damerau-Levenshtein distance 1). UTF-8; equal texts are not apart.
bool one_letter_apart(std::string_view a, std::string_view b);

struct IdentityPair {
  std::size_t first = 0;  ///< places in the list; `first` < `second`
  std::size_t second = 0;
  int likeness = 0;
};

/// Pairs of a list that are likely, likeliest first, then in the list's order; at most `limit`.
/// Time and memory grow with the list, not with its square: of a crowd that shares a name only
/// neighbours in the list are paired.
std::vector<IdentityPair> likely_pairs(const std::vector<Identity>& people, std::size_t limit);

}  // namespace core
