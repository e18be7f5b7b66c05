#include "db/known_people.h"

#include <algorithm>

#include "i18n/fold_text.h"

namespace db {
namespace {

std::string lower(std::string_view text) {
  std::string all(text);
  for (char& c : all) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return all;
}

// The kinds of looks share one table; their first letters keep them apart.
std::string look(char kind, std::string_view first, std::string_view second) {
  std::string text(1, kind);
  text.reserve(first.size() + second.size() + 2);
  return text.append(first).append(1, '\n').append(second);
}

}  // namespace

const std::string& Folded::operator()(const std::string& text) {
  const auto known = known_.find(text);
  if (known != known_.end()) return known->second;
  return known_.emplace(text, i18n::fold(text)).first->second;
}

LooksOf KnownPeople::looks(const std::string& given, const std::string& folded_name,
                           const std::string& town, std::string_view email) {
  LooksOf looks;
  if (folded_name.empty()) return looks;  // only figures are left of them
  looks.name_and_town = look('t', folded_name, towns_(town));
  if (email.empty()) return looks;
  const std::string address = lower(email);
  looks.email_and_name = look('n', address, folded_name);
  looks.email_and_given = look('g', address, givens_(given));
  return looks;
}

void KnownPeople::expect(const std::vector<core::AttendeeId>& their_ids) {
  for (const core::AttendeeId id : their_ids) {
    if (id) expected_.insert(id);
  }
  with_ids_ = !expected_.empty();
  by_looks_.reserve(their_ids.size());
}

void KnownPeople::add(core::AttendeeId registered, core::AttendeeId stays, LooksOf looks) {
  if (with_ids_) ids_.emplace(registered, stays);
  const bool reserved = expected_.count(registered) != 0;
  if (reserved) take(stays, registered);
  for (std::string* text : {&looks.name_and_town, &looks.email_and_name, &looks.email_and_given}) {
    add_looks(std::move(*text), stays, with_ids_ && !reserved);
  }
}

void KnownPeople::add_row(core::AttendeeId registered, bool their_id, LooksOf looks) {
  if (with_ids_) ids_.emplace(registered, registered);
  take(registered, their_id ? registered : core::AttendeeId{});
  for (std::string* text : {&looks.name_and_town, &looks.email_and_name, &looks.email_and_given}) {
    add_looks(std::move(*text), registered, with_ids_ && !their_id);
  }
}

core::AttendeeId KnownPeople::find_by_id(core::AttendeeId their_id) const {
  const auto known = ids_.find(their_id);
  return known == ids_.end() ? core::AttendeeId{} : known->second;
}

core::AttendeeId KnownPeople::find_surely(core::AttendeeId their_id, const LooksOf& looks) {
  if (const core::AttendeeId known = find_by_id(their_id)) return known;
  for (const std::string* text : {&looks.email_and_name, &looks.name_and_town}) {
    const core::AttendeeId found = their_id ? first_free(*text, about_id_) : first(*text);
    if (found) return take(found, their_id);
  }
  return {};
}

core::AttendeeId KnownPeople::find_perhaps(core::AttendeeId their_id, const LooksOf& looks) {
  const core::AttendeeId found =
      their_id ? first_free(looks.email_and_given, about_) : first(looks.email_and_given);
  if (!found || about_.count(found) != 0) return {};
  for (const std::string* text : {&looks.name_and_town, &looks.email_and_name}) {
    add_looks(*text, found, false);  // the same row once more is about them too
  }
  return take(found, their_id);
}

void KnownPeople::add_looks(std::string text, core::AttendeeId id, bool free) {
  if (text.empty()) return;
  Alike& alike = by_looks_[std::move(text)];
  if (!alike.first) alike.first = id;
  if (free) alike.free.push_back(id);
}

core::AttendeeId KnownPeople::first(const std::string& text) const {
  const auto at = by_looks_.find(text);
  return at == by_looks_.end() ? core::AttendeeId{} : at->second.first;
}

core::AttendeeId KnownPeople::first_free(const std::string& text, const Ids& taken) {
  const auto at = by_looks_.find(text);
  if (at == by_looks_.end()) return {};
  Alike& alike = at->second;
  for (; alike.next < alike.free.size(); ++alike.next) {
    const core::AttendeeId id = alike.free[alike.next];
    if (taken.count(id) == 0 && !came_with_id_(id)) return id;
  }
  return {};
}

core::AttendeeId KnownPeople::take(core::AttendeeId found, core::AttendeeId their_id) {
  if (!found) return found;
  about_.insert(found);
  if (!their_id) return found;
  about_id_.insert(found);
  ids_.emplace(their_id, found);
  return found;
}

}  // namespace db
