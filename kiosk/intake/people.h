// Rows of a table as people of a meeting.
#pragma once

#include "intake/intake.h"
#include "intake/mapping.h"
#include "intake/table.h"

namespace intake {

/// Fails where the headings name nobody: neither both names nor one column that holds them, and
/// with `core::stopped()`.
core::Result<PeopleList> people_of(const Table& table, const Mapping& mapping, const Mapping& usual,
                                   const core::Meeting& meeting, const ReadProgress& progress = {});

}  // namespace intake
