// The files of db/local and db/hub, as they were when the program was built.
#pragma once

#include <string_view>
#include <vector>

namespace db {

struct EmbeddedSql {
  std::string_view file;  ///< `001_schema.sql`
  std::string_view text;
};

/// Of db/local, for SQLite; sorted by file name.
const std::vector<EmbeddedSql>& embedded_sql();
/// Of db/hub, for PostgreSQL; sorted by file name.
const std::vector<EmbeddedSql>& embedded_hub_sql();

}  // namespace db
