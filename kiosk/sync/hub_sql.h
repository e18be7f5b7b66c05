// Named statements of db/hub/statements.sql, and the hub's migrations.
#pragma once

#include <string>
#include <string_view>

namespace kiosk_sync {

/// The text after `-- name: NAME`.
std::string hub_sql(std::string_view name);

/// The same for a statement that takes no parameters: `$1` becomes the number.
std::string hub_sql_with(std::string_view name, int number);

/// The newest schema that this program knows.
int newest_hub_schema();

/// The version that a file of db/hub makes, as 1 for `001_journal.sql`; 0: none.
int hub_version_of(std::string_view file);

}  // namespace kiosk_sync
