#include "core/same_person.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <set>
#include <utility>

namespace core {
namespace {

/// How many of a crowd with one key each person is compared with.
constexpr std::size_t kNeighbours = 8;

std::u32string letters_of(std::string_view utf8) {
  std::u32string letters;
  letters.reserve(utf8.size());
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) == 0x80U && !letters.empty()) {
      letters.back() = (letters.back() << 6U) | (byte & 0x3FU);
    } else {
      const unsigned payload = byte < 0x80   ? 0x7FU
                               : byte < 0xE0 ? 0x1FU
                               : byte < 0xF0 ? 0x0FU
                                             : 0x07U;
      letters += static_cast<char32_t>(byte & payload);
    }
  }
  return letters;
}

bool same_from(std::u32string_view a, std::size_t i, std::u32string_view b, std::size_t j) {
  return a.substr(std::min(i, a.size())) == b.substr(std::min(j, b.size()));
}

bool one_apart(std::u32string_view a, std::u32string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || a == b) return false;
  const auto at =
      static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
  if (a.size() < b.size()) return same_from(a, at, b, at + 1);
  if (same_from(a, at + 1, b, at + 1)) return true;
  const bool changed_over = at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at];
  return changed_over && same_from(a, at + 2, b, at + 2);
}

/// Names of which one is one letter apart from the other share a key: themselves or themselves
/// without one letter.
void add_name_keys(const std::string& name, std::uint32_t person,
                   std::vector<std::pair<std::uint64_t, std::uint32_t>>& keys) {
  const std::hash<std::u32string_view> hash;
  const std::u32string letters = letters_of(name);
  keys.emplace_back(hash(letters), person);
  std::u32string shorter = letters.empty() ? letters : letters.substr(1);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (i > 0) shorter[i - 1] = letters[i - 1];
    if (i == 0 || letters[i] != letters[i - 1]) keys.emplace_back(hash(shorter), person);
  }
}

/// One key may mean different things to different hashes; the pairs are looked at anyway.
std::vector<std::pair<std::uint64_t, std::uint32_t>> keys_of(const std::vector<Identity>& people) {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> keys;
  for (std::uint32_t i = 0; i < people.size(); ++i) {
    const Identity& person = people[i];
    if (!person.email.empty()) keys.emplace_back(std::hash<std::string>()(person.email), i);
    const std::string together = person.name + '\n' + person.town;
    keys.emplace_back(std::hash<std::string>()(together), i);
    add_name_keys(person.name, i, keys);
    if (person.swapped != person.name) add_name_keys(person.swapped, i, keys);
  }
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

}  // namespace

bool one_letter_apart(std::string_view a, std::string_view b) {
  return one_apart(letters_of(a), letters_of(b));
}

int likeness(const Identity& a, const Identity& b) {
  const bool same_name = a.name == b.name || a.name == b.swapped;
  const bool same_town = a.town == b.town;
  const bool same_email = !a.email.empty() && a.email == b.email;
  const bool near =
      !same_name && (one_letter_apart(a.name, b.name) || one_letter_apart(a.name, b.swapped));
  if (!near && !same_email && !(same_name && same_town)) return 0;
  return (same_name ? 8 : 0) + (same_email ? 5 : 0) + (near ? 3 : 0) + (same_town ? 1 : 0);
}

std::vector<IdentityPair> likely_pairs(const std::vector<Identity>& people, std::size_t limit) {
  const auto keys = keys_of(people);
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
  std::vector<IdentityPair> pairs;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    for (std::size_t j = i + 1; j < std::min(keys.size(), i + 1 + kNeighbours); ++j) {
      if (keys[j].first != keys[i].first) break;
      const auto pair = std::pair(keys[i].second, keys[j].second);
      const int like = likeness(people[pair.first], people[pair.second]);
      if (like > 0 && seen.insert(pair).second) pairs.push_back({pair.first, pair.second, like});
    }
  }
  const auto likelier = [](const IdentityPair& a, const IdentityPair& b) {
    if (a.likeness != b.likeness) return a.likeness > b.likeness;
    return std::pair(a.first, a.second) < std::pair(b.first, b.second);
  };
  std::sort(pairs.begin(), pairs.end(), likelier);
  if (pairs.size() > limit) pairs.resize(limit);
  return pairs;
}

}  // namespace core
