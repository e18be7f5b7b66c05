#include "db/search_bulk.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <thread>

namespace db {
namespace {

/// A row as it is compared: its first bytes as a number, so that most comparisons look at no text.
struct Key {
  std::uint64_t first = 0;
  const char* text = nullptr;
  std::uint32_t length = 0;
  std::uint32_t place = 0;
  std::int64_t attendee = 0;
};

std::uint64_t first_bytes(const std::string& text) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i) {
    number = number << 8U | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  }
  return number;
}

bool before(const Key& left, const Key& right) {
  if (left.place != right.place) return left.place < right.place;
  if (left.first != right.first) return left.first < right.first;
  const int order = std::memcmp(left.text, right.text, std::min(left.length, right.length));
  if (order != 0) return order < 0;
  if (left.length != right.length) return left.length < right.length;
  return left.attendee < right.attendee;
}

/// Half of it on a thread of its own.
std::vector<Key> sorted(const std::vector<std::pair<SearchRow, std::int64_t>>& rows) {
  std::vector<Key> keys;
  keys.reserve(rows.size());
  for (const auto& [row, attendee] : rows) {
    keys.push_back({first_bytes(row.text), row.text.data(),
                    static_cast<std::uint32_t>(row.text.size()),
                    static_cast<std::uint32_t>(row.place), attendee});
  }
  const auto middle = keys.begin() + static_cast<std::ptrdiff_t>(keys.size() / 2);
  std::thread other([&] { std::sort(middle, keys.end(), &before); });
  std::sort(keys.begin(), middle, &before);
  other.join();
  std::inplace_merge(keys.begin(), middle, keys.end(), &before);
  return keys;
}

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

void check(Connection& connection, int result) {
  if (result == SQLITE_OK || result == SQLITE_DONE) return;
  throw SQLite::Exception(connection.database().getHandle(), result);
}

}  // namespace

/// One statement, bound by hand: two million rows feel each copy of a text.
void write_search_rows(Connection& connection, std::int64_t meeting,
                       const std::vector<std::pair<SearchRow, std::int64_t>>& rows) {
  const std::vector<Key> keys = sorted(rows);
  sqlite3_stmt* prepared = nullptr;
  check(connection,
        sqlite3_prepare_v2(connection.database().getHandle(),
                           connection.text_of("put_search_row").c_str(), -1, &prepared, nullptr));
  const std::unique_ptr<sqlite3_stmt, Finalize> put(prepared);
  check(connection, sqlite3_bind_int64(put.get(), 1, meeting));
  for (const Key& key : keys) {
    sqlite3_bind_int64(put.get(), 2, key.place);
    sqlite3_bind_text(put.get(), 3, key.text, static_cast<int>(key.length), SQLITE_STATIC);
    sqlite3_bind_int64(put.get(), 4, key.attendee);
    check(connection, sqlite3_step(put.get()));
    sqlite3_reset(put.get());
  }
}

}  // namespace db
