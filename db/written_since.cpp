#include "db/written_since.h"

#include "db/connection.h"

namespace db {

core::Result<std::map<std::string, std::int64_t>> written_since(
    const std::filesystem::path& folder, const std::vector<JournalHead>& heads) {
  auto connection = Connection::open(folder / "kiosk.db");
  if (!connection) return tl::unexpected(connection.error());
  return guarded([&]() -> core::Result<std::map<std::string, std::int64_t>> {
    std::map<std::string, std::int64_t> kinds;
    std::vector<std::pair<std::int64_t, std::string>> kiosks;
    for (Query row = (*connection)->query("kiosks"); row.step();) {
      kiosks.emplace_back(row.integer(0), row.text(2));
    }
    for (const auto& [k, letter] : kiosks) {
      std::int64_t last = 0;  // two kiosks of one letter: the row tells which of them it is
      for (const JournalHead& head : heads) {
        Query row = (*connection)->query("is_journal_row").with(k, head.seq, head.hash);
        if (head.letter == letter && row.step()) last = head.seq;
      }
      for (Query row = (*connection)->query("kinds_after").with(k, last); row.step();) {
        kinds[row.text(0)] += row.integer(1);
      }
    }
    return kinds;
  });
}

}  // namespace db
