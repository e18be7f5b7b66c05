// A meeting as its file describes it: what is read by `meeting/meeting_file.h`.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/time.h"

namespace core {

/// One text in several languages, by ISO 639-1 code.
struct MultiText {
  std::map<std::string, std::string, std::less<>> by_language;

  /// The text in `language`, else in `fallback`, else in English, else any; empty if there is none.
  [[nodiscard]] const std::string& in(std::string_view language,
                                      std::string_view fallback = {}) const;
  [[nodiscard]] bool empty() const { return by_language.empty(); }
  friend bool operator==(const MultiText&, const MultiText&) = default;
};

/// Why a person is at the meeting.
enum class Kind { invited, local, team };

std::string_view to_text(Kind kind);
std::optional<Kind> parse_kind(std::string_view text);

/// An organisation of the project; its town and country are what the funder counts.
struct Partner {
  PartnerId id;
  std::string name;
  std::string town;
  std::string country;  ///< ISO 3166-1 alpha-2, upper case
  bool lead = false;
  bool host = false;
  friend bool operator==(const Partner&, const Partner&) = default;
};

struct Session {
  SessionId id;
  MultiText name;
  Day day;
  std::chrono::minutes starts{0};  ///< after local midnight
  std::chrono::minutes ends{0};
  std::string room;
  std::optional<int> capacity;  ///< places to register for; absent: no limit
  friend bool operator==(const Session&, const Session&) = default;
};

/// When a checkpoint lets somebody in again.
enum class Policy { once, once_per_day, re_entry, unlimited };

std::string_view to_text(Policy policy);
std::optional<Policy> parse_policy(std::string_view text);

struct Question {
  QuestionId id;
  MultiText text;
  std::vector<std::string> choices;  ///< empty: free text
  bool required = false;
  friend bool operator==(const Question&, const Question&) = default;
};

/// A first and a last moment, both inside.
struct Window {
  Instant opens;
  Instant closes;
  friend bool operator==(const Window&, const Window&) = default;
};

/// Where scans happen under one policy.
struct Checkpoint {
  CheckpointId id;
  MultiText name;
  SessionId session;  ///< empty: not a session's room
  bool members_only = false;
  Policy policy = Policy::once;
  std::vector<Day> days;                       ///< as resolved: never empty
  std::optional<std::chrono::minutes> opens;   ///< each day; absent: all day
  std::optional<std::chrono::minutes> closes;  ///< at or before `opens`: on the next day
  std::chrono::minutes tolerance{0};
  std::optional<std::vector<Kind>> admits;  ///< absent: all
  std::vector<PartnerId> partners;          ///< empty: all
  std::optional<int> capacity;              ///< people inside at once
  std::optional<int> max_per_day;
  std::chrono::minutes min_gap{0};
  std::vector<Question> questions;
  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;

  [[nodiscard]] const Question* question(const QuestionId& wanted) const;
};

struct Place {
  std::string venue;
  std::string town;
  std::string country;
  friend bool operator==(const Place&, const Place&) = default;
};

/// What the funder's event description asks of the meeting and nothing else says.
struct EventDescription {
  std::string type;  ///< as the form names it: conference, training, exhibition
  std::vector<std::string> websites;
  MultiText text;
  friend bool operator==(const EventDescription&, const EventDescription&) = default;
};

struct Project {
  std::string acronym;
  std::string name;
  std::string programme;
  std::string number;
  bool eu_emblem = false;
  std::string funding_line;
  std::string description;
  friend bool operator==(const Project&, const Project&) = default;
};

/// What the grant asks for; an absent figure is not asked for.
struct Grant {
  std::optional<int> min_participants;
  std::optional<int> min_invited;
  std::optional<int> min_invited_percent;
  std::optional<int> min_countries;
  friend bool operator==(const Grant&, const Grant&) = default;
};

struct Privacy {
  std::string controller;
  std::string contact;
  std::string notice_version;
  MultiText notice;
  std::optional<int> erase_needs_after_days;
  std::optional<int> erase_contact_after_days;
  std::optional<Day> keep_evidence_until;
  friend bool operator==(const Privacy&, const Privacy&) = default;
};

struct Meeting {
  MeetingId id;
  Zone zone;
  std::vector<Day> days;               ///< ascending, never empty
  std::vector<std::string> languages;  ///< the first is the default
  MultiText name;
  Place place;
  Project project;
  Grant grant;
  std::vector<Partner> partners;
  std::vector<Session> sessions;
  std::vector<Checkpoint> checkpoints;
  bool asks_needs = false;
  Privacy privacy;
  std::string badge_template;
  EventDescription event;
  friend bool operator==(const Meeting&, const Meeting&) = default;

  [[nodiscard]] const Partner* partner(const PartnerId& wanted) const;
  [[nodiscard]] const Partner* partner_of_town(std::string_view town) const;
  [[nodiscard]] const Session* session(const SessionId& wanted) const;
  [[nodiscard]] const Checkpoint* checkpoint(const CheckpointId& wanted) const;
  /// The checkpoint people mean by "the door": the first that is no session's room.
  [[nodiscard]] const Checkpoint* door() const;
};

/// The moments between which a checkpoint is open on `day`, tolerance not included.
Window window_on(const Meeting& meeting, const Checkpoint& checkpoint, Day day);

}  // namespace core
