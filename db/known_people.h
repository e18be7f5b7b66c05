// Whom the rows of a list are about: people who are registered already, and the rows before.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/attendee.h"

namespace db {

/// What somebody is recognised by, folded; those with an e-mail are empty without one.
struct LooksOf {
  std::string name_and_town;
  std::string email_and_name;
  std::string email_and_given;
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
  explicit KnownPeople(CameWithId came_with_id) : came_with_id_(std::move(came_with_id)) {}

  LooksOf looks(const std::string& given, const std::string& folded_name, const std::string& town,
                std::string_view email);

  /// What the rows' ids make of them, none for rows without; they stay reserved for those rows.
  void expect(const std::vector<core::AttendeeId>& their_ids);
  /// `stays` is another where that registration was merged into it.
  void add(core::AttendeeId registered, core::AttendeeId stays, LooksOf looks);
  /// Who was registered by a row just now, under `their_id` if it is the row's own.
  void add_row(core::AttendeeId registered, bool their_id, LooksOf looks);

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

  void add_looks(std::string text, core::AttendeeId id, bool free);
  core::AttendeeId first_free(const std::string& text, const Ids& taken);
  [[nodiscard]] core::AttendeeId first(const std::string& text) const;
  core::AttendeeId take(core::AttendeeId found, core::AttendeeId their_id);

  CameWithId came_with_id_;
  Folded towns_;
  Folded givens_;
  bool with_ids_ = false;
  Ids expected_;                                                ///< of the list's rows
  std::unordered_map<core::AttendeeId, core::AttendeeId> ids_;  ///< registered → who stays
  std::unordered_map<std::string, Alike> by_looks_;
  Ids about_;     ///< whom a row is about
  Ids about_id_;  ///< whom a row with an id is about
};

}  // namespace db
