// What can happen. Each event is one journal row; everything else is derived from them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/attendee.h"
#include "core/ids.h"
#include "core/scan.h"

namespace core {

/// Who acts. An attendee needs no PIN; the command line acts as organiser.
enum class Role { attendee, staff, organiser };

std::string_view to_text(Role role);
std::optional<Role> parse_role(std::string_view text);

/// Changed fields of `Details` by name (`given`, `family`, `town`, …), as `set_field` reads them.
using FieldChanges = std::map<std::string, std::string>;

namespace event {

/// The first row of every kiosk.
struct KioskOpened {
  char letter = 'A';
  std::map<MeetingId, int> numbers = {};  ///< the last of each meeting that may be given already
  KioskId after = {};                     ///< restored from that one's backup; none: not restored
  std::string ticket = {};  ///< of the enrolment it joined with; empty: it began alone
  friend bool operator==(const KioskOpened&, const KioskOpened&) = default;
};

struct MeetingStored {
  MeetingId meeting;
  std::string toml;
  std::string instead_of = {};  ///< fingerprint of the text it replaced; empty: none, or not known
  friend bool operator==(const MeetingStored&, const MeetingStored&) = default;
};

struct AttendeeRegistered {
  MeetingId meeting;
  AttendeeId attendee;
  std::string number;
  Details details;
  Instant at;
  bool their_id = false;  ///< `attendee` is made of the id that somebody else's list had for them
  friend bool operator==(const AttendeeRegistered&, const AttendeeRegistered&) = default;
};

struct AttendeeEdited {
  AttendeeId attendee;
  FieldChanges changes;
  Instant at;
  FieldChanges was = {};  ///< what each changed field said before, as far as the writer knew
  friend bool operator==(const AttendeeEdited&, const AttendeeEdited&) = default;
};

struct AttendeeCancelled {
  AttendeeId attendee;
  Instant at;
  std::string why;
  friend bool operator==(const AttendeeCancelled&, const AttendeeCancelled&) = default;
};

struct BadgeIssued {
  AttendeeId attendee;
  BadgeId badge;
  Instant at;
  friend bool operator==(const BadgeIssued&, const BadgeIssued&) = default;
};

struct BadgeRevoked {
  AttendeeId attendee;
  BadgeId badge;
  Instant at;
  std::string why;
  friend bool operator==(const BadgeRevoked&, const BadgeRevoked&) = default;
};

/// `scan.stamp` and the `undone` fields are not part of the event: the row and later rows say them.
struct ScanTried {
  MeetingId meeting;
  Scan scan;
  friend bool operator==(const ScanTried&, const ScanTried&) = default;
};

struct ScanUndone {
  MeetingId meeting;
  AttendeeId attendee;  ///< whose scan it was; none for a badge without details
  BadgeId badge;
  std::string nonce;
  std::string by;
  std::string why;
  Instant at;
  friend bool operator==(const ScanUndone&, const ScanUndone&) = default;
};

/// A badge is to be printed by the kiosk that writes this row.
struct PrintQueued {
  AttendeeId attendee;
  std::string job;
  Instant at;
  std::string printer = {};  ///< as in kiosk.toml; empty: the kiosk's own
  friend bool operator==(const PrintQueued&, const PrintQueued&) = default;
};

struct PrintEnded {
  AttendeeId attendee;
  std::string job;
  bool printed = false;
  std::string detail;  ///< where it went, or what was wrong
  Instant at;
  bool cancelled = false;  ///< it will not be printed; `detail` says why
  friend bool operator==(const PrintEnded&, const PrintEnded&) = default;
};

/// Staff asked for the badge once more, here or on another printer: it is printed anew.
struct PrintMoved {
  AttendeeId attendee;
  std::string job;
  std::string printer;  ///< as in kiosk.toml; empty: the kiosk's own
  Instant at;
  friend bool operator==(const PrintMoved&, const PrintMoved&) = default;
};

/// A role's PIN was given; `right` or not.
struct SignedIn {
  Role role = Role::staff;
  bool right = false;
  Instant at;
  friend bool operator==(const SignedIn&, const SignedIn&) = default;
};

/// A role has a new PIN; its hash is no part of the journal.
struct PinChanged {
  Role role = Role::staff;
  Instant at;
  friend bool operator==(const PinChanged&, const PinChanged&) = default;
};

/// Two registrations turned out to be one person's. Badges and scans of `attendee`, those that
/// arrive later too, become those of `into`, the one that stays.
struct AttendeesMerged {
  MeetingId meeting;
  AttendeeId attendee;
  AttendeeId into;
  Instant at;
  friend bool operator==(const AttendeesMerged&, const AttendeesMerged&) = default;
};

/// Somebody came or went: what is left of a scan that stands once its person was erased.
struct Visit {
  Stamp stamp;  ///< of the scan's row
  CheckpointId checkpoint;
  Direction direction = Direction::in;
  Instant at;
  friend bool operator==(const Visit&, const Visit&) = default;
};

/// A person was erased: no name, no address, no word of theirs is left, only what evidence is
/// counted by. Rows about them lose their bodies; this one stands for them.
struct AttendeeErased {
  MeetingId meeting;
  AttendeeId attendee;
  std::string number;
  Details figures;  ///< kind, country, town where it singles nobody out, partner, gender, sessions
  bool cancelled = false;
  std::vector<BadgeId> badges;  ///< never valid again
  std::vector<Visit> visits;
  Instant at;
  std::vector<std::string> settled = {};  ///< conflicts about them that somebody had decided
  friend bool operator==(const AttendeeErased&, const AttendeeErased&) = default;
};

/// What was kept too long was erased, by the dates of the meeting file.
struct RetentionRun {
  MeetingId meeting;
  int needs = 0;     ///< people whose dietary and access needs went
  int contacts = 0;  ///< people whose e-mail address went
  int people = 0;    ///< people of whom only figures are left
  Instant at;
  friend bool operator==(const RetentionRun&, const RetentionRun&) = default;
};

/// A letter was given to another kiosk, which joins with that ticket.
struct KioskEnrolled {
  char letter = 'A';
  std::string ticket;
  Instant at;
  friend bool operator==(const KioskEnrolled&, const KioskEnrolled&) = default;
};

/// A lost kiosk was left out: what it wrote up to row `last` stays, what it writes later is
/// refused. Of several that say so the highest `last` counts.
struct KioskLeftOut {
  KioskId kiosk;
  std::int64_t last = 0;
  Instant at;
  friend bool operator==(const KioskLeftOut&, const KioskLeftOut&) = default;
};

/// Somebody looked at a conflict and decided.
struct ConflictSettled {
  MeetingId meeting;
  std::string conflict;  ///< its id, as `kioskctl conflicts` tells it
  std::string how;
  Instant at;
  AttendeeId attendee = {};  ///< whom it is about: the words go with them
  friend bool operator==(const ConflictSettled&, const ConflictSettled&) = default;
};

}  // namespace event

using Event =
    std::variant<event::KioskOpened, event::MeetingStored, event::AttendeeRegistered,
                 event::AttendeeEdited, event::AttendeeCancelled, event::BadgeIssued,
                 event::BadgeRevoked, event::ScanTried, event::ScanUndone, event::PrintQueued,
                 event::PrintEnded, event::SignedIn, event::PrintMoved, event::PinChanged,
                 event::AttendeesMerged, event::AttendeeErased, event::RetentionRun,
                 event::KioskEnrolled, event::KioskLeftOut, event::ConflictSettled>;

/// The word that names the event in the journal: `scan_tried`.
std::string_view kind_of(const Event& event);

/// The attendee (or, without one, the badge) an event is about; 0 where it is about neither.
std::uint64_t subject_of(const Event& event);

/// Sets one field of `details` from text. Says what was wrong, or nothing.
/// Fields: given family town country kind partner organisation email gender sessions
/// (separated by `;`) photo_opt_out (true or false) language notice_version.
std::string set_field(Details& details, std::string_view field, std::string_view value);

/// The text that `set_field` would read back; empty for an unknown field.
std::string get_field(const Details& details, std::string_view field);

/// The fields in which `after` differs from `before`.
FieldChanges differences(const Details& before, const Details& after);

}  // namespace core
