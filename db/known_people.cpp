#include "db/known_people.h"

#include <sodium.h>

#include <bit>

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

}  // namespace

KnownPeople::KnownPeople(CameWithId came_with_id) : came_with_id_(std::move(came_with_id)) {
  static_assert(crypto_shorthash_siphashx24_KEYBYTES == sizeof key_);
  static_assert(crypto_shorthash_siphashx24_BYTES == sizeof(Look));
  randombytes_buf(key_.data(), key_.size());
}

/// The kinds share one table; their first letters keep them apart.
Look KnownPeople::look(char kind, std::string_view first, std::string_view second) {
  text_.assign(1, kind).append(first).append(1, '\n').append(second);
  std::array<unsigned char, sizeof(Look)> bytes{};
  crypto_shorthash_siphashx24(bytes.data(), reinterpret_cast<const unsigned char*>(text_.data()),
                              text_.size(), key_.data());
  return std::bit_cast<Look>(bytes);
}

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
  by_looks_.reserve(2 * their_ids.size());
}

void KnownPeople::add(core::AttendeeId registered, core::AttendeeId stays, const LooksOf& looks) {
  if (with_ids_) ids_.emplace(registered, stays);
  const bool reserved = expected_.count(registered) != 0;
  if (reserved) take(stays, registered);
  for (const Look& look : {looks.name_and_town, looks.email_and_name, looks.email_and_given}) {
    add_look(look, stays, with_ids_ && !reserved);
  }
}

/// A row is about them, so no other row is perhaps about them.
void KnownPeople::add_row(core::AttendeeId registered, bool their_id, const LooksOf& looks) {
  if (with_ids_) ids_.emplace(registered, registered);
  if (their_id) about_id_.insert(registered);
  for (const Look& look : {looks.name_and_town, looks.email_and_name}) {
    add_look(look, registered, with_ids_ && !their_id);
  }
}

core::AttendeeId KnownPeople::find_by_id(core::AttendeeId their_id) const {
  const auto known = ids_.find(their_id);
  return known == ids_.end() ? core::AttendeeId{} : known->second;
}

core::AttendeeId KnownPeople::find_surely(core::AttendeeId their_id, const LooksOf& looks) {
  if (const core::AttendeeId known = find_by_id(their_id)) return known;
  for (const Look& look : {looks.email_and_name, looks.name_and_town}) {
    const core::AttendeeId found = their_id ? first_free(look, about_id_) : first(look);
    if (found) return take(found, their_id);
  }
  return {};
}

core::AttendeeId KnownPeople::find_perhaps(core::AttendeeId their_id, const LooksOf& looks) {
  const core::AttendeeId found =
      their_id ? first_free(looks.email_and_given, about_) : first(looks.email_and_given);
  if (!found || about_.count(found) != 0) return {};
  for (const Look& look : {looks.name_and_town, looks.email_and_name}) {
    add_look(look, found, false);  // the same row once more is about them too
  }
  return take(found, their_id);
}

void KnownPeople::add_look(const Look& look, core::AttendeeId id, bool free) {
  if (!look) return;
  Alike& alike = by_looks_[look];
  if (!alike.first) alike.first = id;
  if (free) alike.free.push_back(id);
}

core::AttendeeId KnownPeople::first(const Look& look) const {
  const auto at = by_looks_.find(look);
  return at == by_looks_.end() ? core::AttendeeId{} : at->second.first;
}

core::AttendeeId KnownPeople::first_free(const Look& look, const Ids& taken) {
  const auto at = by_looks_.find(look);
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
