// The search index of many people at once, written in the order of its table, so that its pages are
// filled one after the other.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "db/connection.h"
#include "db/search_index.h"

namespace db {

/// Writes rows and whose they are for the meeting of that number; rows that are there stay. Sorts
/// on two threads. Throws what SQLite throws.
void write_search_rows(Connection& connection, std::int64_t meeting,
                       const std::vector<std::pair<SearchRow, std::int64_t>>& rows);

}  // namespace db
