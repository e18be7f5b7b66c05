// Whom the rows of a list are about: people who are registered already, and the rows before.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/attendee.h"

namespace db {

/// A folded text, as 128 bits that SipHash makes of it under a key of the list's own: of a million
/// texts no two are one by chance, and nobody can write a list in which they are.
struct Look {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  explicit operator bool() const { return high != 0 || low != 0; }
  friend bool operator==(const Look&, const Look&) = default;
};

/// What somebody is recognised by; those with an e-mail are none without one.
struct LooksOf {
  Look name_and_town;
  Look email_and_name;
  Look email_and_given;
};

/// Texts of which there are few different ones, folded once each.
class Folded {
 public:
  const std::string& operator()(const std::string& text);

 private:
  std::unordered_map<std::string, std::string> known_;
};

/// Rows with an id of the list's own are people of their own: none is taken for somebody who was
/// registered by another id, nor two of them for one. A row is *surely* about whoever has its id,
/// or its whole name with its town or e-mail; *perhaps* about whoever has its given name and
/// e-mail, if no other row of the list is about them. An e-mail alone, which families and offices
/// share, says nothing.
///
/// Give it the list's ids first, then everybody registered, then look for the rows.
class KnownPeople {
 public:
  /// Whether an attendee was registered by an id of some list; asked of few.
  using CameWithId = std::function<bool(core::AttendeeId)>;
  explicit KnownPeople(CameWithId came_with_id);

  LooksOf looks(const std::string& given, const std::string& folded_name, const std::string& town,
                std::string_view email);

  /// What the rows' ids make of them, none for rows without; they stay reserved for those rows.
  void expect(const std::vector<core::AttendeeId>& their_ids);
  /// `stays` is another where that registration was merged into it.
  void add(core::AttendeeId registered, core::AttendeeId stays, const LooksOf& looks);
  /// Who was registered by a row just now, under `their_id` if it is the row's own.
  void add_row(core::AttendeeId registered, bool their_id, const LooksOf& looks);

  /// Who has it; none for none.
  [[nodiscard]] core::AttendeeId find_by_id(core::AttendeeId their_id) const;
  /// Both take whom they find for the row; `their_id` is none for a row without.
  core::AttendeeId find_surely(core::AttendeeId their_id, const LooksOf& looks);
  core::AttendeeId find_perhaps(core::AttendeeId their_id, const LooksOf& looks);

 private:
  using Ids = std::unordered_set<core::AttendeeId>;
  /// Those who look alike.
  struct Alike {
    core::AttendeeId first;
    std::vector<core::AttendeeId> free;  ///< whom a row with an id may be about
    std::size_t next = 0;                ///< those before it are taken
  };

  struct LookHash {
    std::size_t operator()(const Look& look) const { return look.low; }
  };

  Look look(char kind, std::string_view first, std::string_view second);
  void add_look(const Look& look, core::AttendeeId id, bool free);
  core::AttendeeId first_free(const Look& look, const Ids& taken);
  [[nodiscard]] core::AttendeeId first(const Look& look) const;
  core::AttendeeId take(core::AttendeeId found, core::AttendeeId their_id);

  CameWithId came_with_id_;
  std::array<unsigned char, 16> key_{};
  std::string text_;  ///< of a look; its room is used again
  Folded towns_;
  Folded givens_;
  bool with_ids_ = false;
  Ids expected_;                                                ///< of the list's rows
  std::unordered_map<core::AttendeeId, core::AttendeeId> ids_;  ///< registered → who stays
  std::unordered_map<Look, Alike, LookHash> by_looks_;
  Ids about_;     ///< whom a row is about, of those registered before
  Ids about_id_;  ///< whom a row with an id is about
};

}  // namespace db
