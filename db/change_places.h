// One kiosk's files take the place of another's. Only for db/*.cpp.
#pragma once

#include <filesystem>

#include "core/result.h"

namespace db {

/// Flushes `from` and renames it to `to`, durable when it returns.
core::Result<void> put_in_place(const std::filesystem::path& from, const std::filesystem::path& to);

/// Puts what lies in `from` (kiosk.db and, where they are there, kiosk.toml and keys/) into the
/// data folder, which nobody else uses. What it held is kept in `replaced-…`, which is returned;
/// empty where it held nothing. The folder is as it was where this fails, and where it is cut short
/// once `take_back_half_restored` ran.
core::Result<std::filesystem::path> change_places(const std::filesystem::path& from,
                                                  const std::filesystem::path& folder);

/// A new folder in the data folder for what is kept though the kiosk goes on without it; an erasure
/// removes it.
core::Result<std::filesystem::path> make_aside(const std::filesystem::path& folder);

/// Where a `change_places` was cut short, the database being still the one that was kept aside: its
/// log, keys and settings come back. For whoever has the folder alone.
core::Result<void> take_back_half_restored(const std::filesystem::path& folder);

}  // namespace db
