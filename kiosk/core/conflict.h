// Entries that kiosks which were cut off from each other both allowed, and one alone would not.
#pragma once

#include <span>
#include <vector>

#include "core/meeting.h"
#include "core/scan.h"

namespace core {

/// Of one person's scans, those entries at the checkpoint of which its policy allows fewer, each
/// group in the order it happened and with at least two kiosks in it: under `once` all; under
/// `once_per_day` those of a local day; under `re_entry` those with no leaving strictly between;
/// and those of a day with more than `max_per_day`. Forced entries are staff's decision and no part
/// of any.
std::vector<std::vector<Scan>> conflicts_among(const Meeting& meeting, const Checkpoint& checkpoint,
                                               std::span<const Scan> scans);

/// Whether that scan is part of one.
bool is_in_conflict(const Meeting& meeting, const Checkpoint& checkpoint,
                    std::span<const Scan> scans, const Stamp& scan);

}  // namespace core
