// What a damaged database asks for: to be told, with the way back.
#pragma once

#include <filesystem>

#include "core/result.h"

namespace db {

/// Where `error` is about damage: the same, with the newest copy that is whole and the command that
/// puts it in place; else as it was.
core::Error with_way_back(core::Error error, const std::filesystem::path& folder);

/// Fails where the log of the last changes is damaged: they may be missing. SQLite itself would
/// pass over that without a word. Call before the database is opened.
core::Result<void> check_log(const std::filesystem::path& folder);

/// Before SQLite passes over what it cannot read of the log, and removes it: a copy in a folder of
/// its own, which is returned; empty where the log is whole. For whoever has the data folder alone.
core::Result<std::filesystem::path> keep_damaged_log(const std::filesystem::path& folder);

/// What `check_log` found; the kiosk may go on without what is gone, if people say so.
bool is_log_damage(const core::Error& error);

}  // namespace db
