// What the organiser's "Check the records" does: `kioskctl verify`, beside every export at hand.
#pragma once

#include <filesystem>
#include <vector>

#include "app/model.h"
#include "core/progress.h"
#include "db/store.h"

namespace shell {

/// Goes through file, hash chains and tables, and compares each export of the folders that has a
/// checksum file: whether it is as it was made, and whether the rows it names still stand.
core::Result<app::Verified> verify_records(db::Store& store,
                                           const std::vector<std::filesystem::path>& folders,
                                           const core::Progress& progress);

}  // namespace shell
