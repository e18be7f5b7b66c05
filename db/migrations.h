// Brings a database file to this program's schema, one numbered file of db/local at a time.
#pragma once

#include <filesystem>
#include <vector>

#include "core/result.h"
#include "db/connection.h"
#include "db/embedded_sql.h"

namespace db {

/// The schema version this program was built with.
int newest_schema();

/// Refuses a file newer than the program. An older one is copied into `backups` first, then
/// migrated in one transaction. Several processes may call it at once.
core::Result<void> migrate(Connection& connection, const std::filesystem::path& backups);

/// The same for a program that was built with other files.
core::Result<void> migrate_with(Connection& connection, const std::filesystem::path& backups,
                                const std::vector<EmbeddedSql>& files);

}  // namespace db
