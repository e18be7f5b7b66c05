// Attendees, scans and meetings as the documents that commands print.
#pragma once

#include <nlohmann/json.hpp>

#include "cli/context.h"
#include "core/attendee.h"
#include "core/meeting.h"
#include "db/store.h"

namespace cli {

/// `attendee number given_name family_name town country kind status`.
ordered_json attendee_summary(const core::Attendee& attendee);

/// Everything known of one person, with code (null where none is valid) and standing scans.
ordered_json attendee_card(const db::AttendeeCard& card, const core::Meeting& meeting);

/// Everything the meeting file says, resolved.
ordered_json meeting_json(const core::Meeting& meeting);

}  // namespace cli
