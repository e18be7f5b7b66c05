#include <algorithm>

#include "db/store.h"
#include "i18n/names.h"

namespace db {
namespace {

core::Error no_checkpoint(const core::CheckpointId& id) {
  return {core::Failure::bad_input,
          "There is no such checkpoint.",
          "`kioskctl meeting show ID` lists them.",
          {{0, "checkpoint", "is none of this meeting's: " + id.text}}};
}

void sort_by_family_name(std::vector<Guest>& guests, const core::Meeting& meeting) {
  const std::string language = meeting.languages.empty() ? "en" : meeting.languages.front();
  const i18n::TextOrder before = i18n::collate_less(language);
  std::sort(guests.begin(), guests.end(), [&](const Guest& a, const Guest& b) {
    const core::Details& left = a.attendee.details;
    const core::Details& right = b.attendee.details;
    if (before(left.family_name, right.family_name)) return true;
    if (before(right.family_name, left.family_name)) return false;
    if (before(left.given_name, right.given_name)) return true;
    if (before(right.given_name, left.given_name)) return false;
    return a.attendee.number < b.attendee.number;
  });
}

}  // namespace

core::Result<Admission> Store::admission_of(const core::Meeting& meeting,
                                            const core::Checkpoint& checkpoint,
                                            core::AttendeeId person, core::Instant at) {
  const core::AttendeeState state = projector_->load(projector_->stays(person));
  Admission admission;
  admission.inside = core::Timeline(meeting, checkpoint, state.scans).inside();
  const auto entry = core::standing_entry(meeting, checkpoint, state.scans, at);
  admission.present = entry.has_value();
  if (entry) admission.first = first_scan(*entry);
  return admission;
}

core::Result<std::vector<Admission>> Store::admissions_of(
    const core::MeetingId& meeting_id, const core::CheckpointId& checkpoint_id,
    const std::vector<core::AttendeeId>& people, core::Instant at) {
  return guarded([&]() -> core::Result<std::vector<Admission>> {
    const auto meeting = known_meeting(meeting_id);
    if (!meeting) return tl::unexpected(meeting.error());
    const core::Checkpoint* checkpoint = (*meeting)->checkpoint(checkpoint_id);
    if (checkpoint == nullptr) return tl::unexpected(no_checkpoint(checkpoint_id));
    std::vector<Admission> admissions;
    for (const core::AttendeeId person : people) {
      auto admission = admission_of(**meeting, *checkpoint, person, at);
      if (!admission) return tl::unexpected(admission.error());
      admissions.push_back(std::move(*admission));
    }
    return admissions;
  });
}

core::Result<std::vector<Guest>> Store::guests_of_partner(const core::MeetingId& meeting_id,
                                                          const core::PartnerId& partner,
                                                          const core::CheckpointId& checkpoint_id,
                                                          core::Instant at) {
  return guarded([&]() -> core::Result<std::vector<Guest>> {
    const auto meeting = known_meeting(meeting_id);
    if (!meeting) return tl::unexpected(meeting.error());
    const core::Checkpoint* checkpoint = (*meeting)->checkpoint(checkpoint_id);
    if (checkpoint == nullptr) return tl::unexpected(no_checkpoint(checkpoint_id));
    std::vector<Guest> guests;
    for (Query row = connection_->query("attendees_of_partner").with(meeting_id, partner);
         row.step();) {
      core::Attendee attendee = read_attendee(row);
      if (attendee.status == core::Status::cancelled) continue;
      guests.push_back({std::move(attendee), false, false});
    }
    for (Guest& guest : guests) {
      const auto admission = admission_of(**meeting, *checkpoint, guest.attendee.id, at);
      if (!admission) return tl::unexpected(admission.error());
      guest.present = admission->present;
      guest.inside = admission->inside;
    }
    sort_by_family_name(guests, **meeting);
    return guests;
  });
}

}  // namespace db
