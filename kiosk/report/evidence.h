// What documents are made from: everybody of a meeting, when they were there, and the heads of the
// journal that say so.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/attendee.h"
#include "core/meeting.h"
#include "core/result.h"
#include "db/store.h"
#include "i18n/catalogue.h"

namespace report {

struct Person {
  core::Attendee attendee;
  std::map<core::Day, core::Instant> first_entry;            ///< by day, first entry that stands
  std::set<std::pair<core::Day, core::SessionId>> sessions;  ///< whose rooms they entered

  [[nodiscard]] bool present() const { return !first_entry.empty(); }
};

struct Evidence {
  std::shared_ptr<const core::Meeting> meeting;
  std::vector<Person> people;  ///< by number
  int present = 0;             ///< people, those whose details are still on their way too
  std::vector<db::JournalHead> heads;
  core::Instant as_of;
};

/// The heads are read last: what a document shows stands before them.
core::Result<Evidence> read_evidence(db::Store& store, const core::MeetingId& meeting,
                                     core::Instant now);

/// `LETTER:SEQ:HEX`, as `kioskctl verify --head` takes it.
std::string head_text(const db::JournalHead& head);
std::optional<db::JournalHead> parse_head(std::string_view text);

/// The words of one language for one meeting.
struct Words {
  const i18n::Catalogues& catalogues;
  std::string language;
  std::string fallback;  ///< the meeting's first language

  Words(const i18n::Catalogues& from, const core::Meeting& meeting, std::string_view wanted);

  [[nodiscard]] std::string say(std::string_view key, const i18n::Values& values = {}) const {
    return catalogues.text(language, key, values);
  }
  /// Like the screens: who reads Finnish and gets none reads English sooner than the host's own.
  [[nodiscard]] const std::string& of(const core::MultiText& text) const {
    return text.in(language, text.by_language.contains("en") ? "en" : fallback);
  }
  /// `Linz (Austria)`; whatever of it is known.
  [[nodiscard]] std::string place(std::string_view town, std::string_view country) const;
  /// `2019-03-12 09:02` in the meeting's zone.
  [[nodiscard]] std::string moment(core::Instant at, const core::Zone& zone) const;
};

/// The meeting's host, as the meeting file names it; empty if it names none.
std::string host_name(const core::Meeting& meeting);

}  // namespace report
