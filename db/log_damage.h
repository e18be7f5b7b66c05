// Whether SQLite's write-ahead log is whole. SQLite takes a log up to its first frame that does not
// check and passes over the rest without a word, for that is how a write that was cut off looks.
// Frames of whole transactions behind such a frame are another matter: something was confirmed and
// is gone.
//
// The format is that of https://www.sqlite.org/fileformat2.html#walformat
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace db {

struct LogDamage {
  std::int64_t whole = 0;  ///< frames before the first that does not check
  std::int64_t lost = 0;   ///< transactions behind it
};

/// Of `kiosk.db-wal`; call before the database is opened, while nobody writes. Empty: it is whole,
/// or there is none.
std::optional<LogDamage> damage_of_log(const std::filesystem::path& log);

}  // namespace db
