// What the organiser's People shows: likely pairs, and what kiosks that were apart did against each
// other.
#pragma once

#include "app/action.h"
#include "db/store.h"

namespace shell {

/// Conflicts that nobody has settled; a pair that is one of the conflicts, settled or not, is not
/// listed as a pair. Goes through everything that is held.
core::Result<app::PeopleLoaded> load_people(db::Store& store, const core::MeetingId& meeting);

}  // namespace shell
