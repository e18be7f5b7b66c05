// What a journal has become since a document or an export named its heads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/result.h"
#include "db/store.h"

namespace db {

/// How many rows of each kind the kiosk in `folder` holds that were written after `heads`, and by
/// kiosks that have no head among them.
core::Result<std::map<std::string, std::int64_t>> written_since(
    const std::filesystem::path& folder, const std::vector<JournalHead>& heads);

}  // namespace db
