// The files of db/local, as they were when the program was built.
#pragma once

#include <string_view>
#include <vector>

namespace db {

struct EmbeddedSql {
  std::string_view file;  ///< `001_schema.sql`
  std::string_view text;
};

/// Sorted by file name.
const std::vector<EmbeddedSql>& embedded_sql();

}  // namespace db
