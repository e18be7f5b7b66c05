#include <algorithm>

#include "core/badge_code.h"
#include "db/store.h"
#include "db/store_write.h"

namespace db {
namespace {

core::Error cannot_merge(std::string what, std::string next_step) {
  return {core::Failure::bad_input, std::move(what), std::move(next_step), {}};
}

/// What the registration that stays takes over: fields it had left empty, sessions, and a wish not
/// to be photographed.
core::FieldChanges taken_over(const core::Details& from, const core::Details& stays) {
  core::Details together = stays;
  for (const char* field : {"organisation", "email", "partner", "language", "notice_version"}) {
    if (core::get_field(together, field).empty()) {
      core::set_field(together, field, core::get_field(from, field));
    }
  }
  if (together.gender == core::Gender::unasked) together.gender = from.gender;
  together.photo_opt_out = from.photo_opt_out || stays.photo_opt_out;
  for (const core::SessionId& session : from.sessions) {
    const auto& has = together.sessions;
    if (std::find(has.begin(), has.end(), session) == has.end()) {
      together.sessions.push_back(session);
    }
  }
  return core::differences(stays, together);
}

}  // namespace

/// As `resolve_person`, but says so where somebody of another meeting was meant.
core::Result<core::AttendeeId> Store::resolve_to_merge(const core::MeetingId& meeting,
                                                       std::string_view text) {
  auto id = resolve_person(meeting, text);
  if (id) return id;
  const auto code = core::parse_badge_code(text);
  const auto bits = core::from_crockford(text);
  const core::AttendeeId elsewhere = code   ? projector_->owner_of(code->badge)
                                     : bits ? core::AttendeeId{*bits}
                                            : core::AttendeeId{};
  const core::MeetingId other = projector_->meeting_of(elsewhere);
  if (other.empty() || other == meeting) return id;
  return tl::unexpected(cannot_merge("The registrations are for different meetings.",
                                     "Only registrations for one meeting can be merged."));
}

core::Result<AttendeeCard> Store::merge_attendees(const core::MeetingId& meeting,
                                                  std::string_view from_text,
                                                  std::string_view into_text) {
  return write([&]() -> core::Result<AttendeeCard> {
    if (const auto known = known_meeting(meeting); !known) return tl::unexpected(known.error());
    const auto from = resolve_to_merge(meeting, from_text);
    if (!from) return tl::unexpected(from.error());
    const auto into = resolve_to_merge(meeting, into_text);
    if (!into) return tl::unexpected(into.error());
    if (*from == *into) {
      return tl::unexpected(cannot_merge("Both are the same registration already.",
                                         "Name two different people by number, code or id."));
    }
    const core::Attendee leaves = *projector_->load(*from).attendee;
    const core::Attendee stays = *projector_->load(*into).attendee;
    if (leaves.erased || stays.erased) {
      return tl::unexpected(cannot_merge("One of the two was erased: only figures are left.",
                                         "Nothing needs to be done."));
    }
    if (stays.status == core::Status::cancelled) {
      return tl::unexpected(cannot_merge("The registration that would stay is cancelled.",
                                         "Merge into the one that is not cancelled."));
    }
    const core::Instant now = options_.now();
    record(core::event::AttendeesMerged{meeting, *from, *into, now});
    const auto changes = taken_over(leaves.details, stays.details);
    core::FieldChanges was;
    for (const auto& [field, value] : changes) was[field] = core::get_field(stays.details, field);
    if (!changes.empty()) record(core::event::AttendeeEdited{*into, changes, now, was});
    return card_of(meeting, *into);
  });
}

}  // namespace db
