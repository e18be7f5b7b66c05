// Rows of the journal as PostgreSQL has them.
#pragma once

#include <pqxx/pqxx>
#include <span>
#include <string>

#include "db/exchange.h"

namespace kiosk_sync {

/// The hub's numbers have a sign; ours do not.
inline std::int64_t to_hub(std::uint64_t bits) { return static_cast<std::int64_t>(bits); }
inline std::uint64_t from_hub(const pqxx::field& field) {
  return static_cast<std::uint64_t>(field.as<std::int64_t>());
}

/// Throws `std::invalid_argument` where it is none in hex.
std::string from_bytea(const pqxx::field& field);

/// One COPY into a table with the journal's columns.
void copy_rows(pqxx::transaction_base& work, const std::string& table,
               std::span<const db::TravellingRow> rows);

/// The journal's columns in their order.
db::TravellingRow row_of(const pqxx::row& from);

}  // namespace kiosk_sync
