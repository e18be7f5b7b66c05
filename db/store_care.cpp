#include <SQLiteCpp/Backup.h>
#include <sodium.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <thread>

#include "db/embedded_sql.h"
#include "db/migrations.h"
#include "db/store.h"
#include "db/store_write.h"

namespace db {
namespace {

/// `kiosks` is kept through a rebuild, for the journal refers to it, but the journal says its
/// letters.
constexpr std::array kDerivedTables = {
    "kiosks",     "meetings", "attendees",    "numbers",    "badges",   "scans",  "counters",
    "print_jobs", "merges",   "search_index", "enrolments", "left_out", "settled"};

constexpr std::chrono::seconds kPatience{10};
constexpr std::int64_t kTellEvery = 500;

std::string_view file_named(std::string_view name) {
  const auto& files = embedded_sql();
  const auto at = std::find_if(files.begin(), files.end(),
                               [&](const EmbeddedSql& file) { return file.file == name; });
  return at == files.end() ? std::string_view() : at->text;
}

/// A fingerprint of a table's rows in key order.
std::string digest(Connection& connection, const std::string& table) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, 32);
  const auto add = [&](std::string_view bytes) {
    const auto size = static_cast<std::uint64_t>(bytes.size());
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(&size), sizeof size);
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(bytes.data()),
                              bytes.size());
  };
  Query rows = connection.query("all_" + table);
  while (rows.step()) {
    for (int column = 0; column < rows.columns(); ++column) add(rows.bytes(column));
  }
  std::array<unsigned char, 32> hash{};
  crypto_generichash_final(&state, hash.data(), hash.size());
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

std::map<std::string, std::string> digests(Connection& connection) {
  std::map<std::string, std::string> all;
  for (const char* table : kDerivedTables) all[table] = digest(connection, table);
  return all;
}

/// Empties the derived tables and projects the whole journal again, in the caller's transaction.
core::Result<void> project_all(Connection& connection,
                               const std::function<void(int percent)>& progress = {}) {
  Projector projector(connection);
  Projector::Batch batch(projector);
  Journal journal(connection, {});
  connection.database().exec(std::string(file_named("rebuild.sql")));
  std::int64_t rows = 0;
  for (Query row = connection.query("journal_heads"); row.step();) rows += row.integer(1);
  std::int64_t done = 0;
  auto projected =
      journal.for_each([&](const core::Stamp& stamp, std::int64_t k, const core::Event& event) {
        projector.project(event, stamp, k);
        const bool tells = progress && done++ % kTellEvery == 0;
        if (tells) progress(static_cast<int>(std::min<std::int64_t>(100, done * 100 / rows)));
      });
  if (projected) batch.finish();
  return projected;
}

std::string integrity(Connection& connection) {
  std::string found;
  for (Query row = connection.query("integrity"); row.step();) {
    if (!found.empty()) found += "; ";
    found += row.text(0);
  }
  return found;
}

/// A small write that must reach the disk: what failed before would fail again.
core::Result<void> probe(Connection& connection) {
  SQLite::Transaction transaction(connection.database(), SQLite::TransactionBehavior::IMMEDIATE);
  connection.query("set_setting")
      .with("reopened", core::to_text(core::BadgeId{random_bits()}))
      .run();
  transaction.commit();
  return {};
}

/// A copy to examine at leisure while the desk goes on.
core::Result<std::unique_ptr<Connection>> private_copy(Connection& original) {
  auto copy = Connection::open(":memory:", Connection::Mode::copy);
  if (!copy) return copy;
  SQLite::Backup backup((*copy)->database(), original.database());
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (backup.executeStep() != SQLITE_DONE) {
    if (std::chrono::steady_clock::now() > until) throw SQLite::Exception("backup", SQLITE_BUSY);
    std::this_thread::sleep_for(std::chrono::milliseconds{5});  // another process is in the way
  }
  return copy;
}

}  // namespace

core::Result<Verification> Store::verify(const core::Progress& progress) {
  return guarded([&]() -> core::Result<Verification> {
    // Measured: the copy and its check are a tenth, the chains a third, the tables the rest.
    constexpr int kCopied = 10;
    constexpr int kChained = 40;
    auto copy = private_copy(*connection_);
    if (!copy) return tl::unexpected(copy.error());
    if (!core::goes_on(progress, kCopied)) return core::stopped();
    Verification report;
    report.integrity = integrity(**copy);
    if (report.integrity != "ok") report.problems.push_back("file: " + report.integrity);
    report.chains = Journal(**copy, {}).check_chains();
    for (const ChainReport& chain : report.chains) {
      report.problems.insert(report.problems.end(), chain.problems.begin(), chain.problems.end());
    }
    if (!core::goes_on(progress, kChained)) return core::stopped();
    const auto before = digests(**copy);
    if (const auto rebuilt = guarded([&] { return project_all(**copy); }); !rebuilt) {
      report.problems.push_back(rebuilt.error().what);
    } else {
      const auto after = digests(**copy);
      for (const auto& [table, fingerprint] : before) {
        if (after.at(table) != fingerprint) {
          report.problems.push_back("table " + table + " differs from the journal; run rebuild");
        }
      }
    }
    report.ok = report.problems.empty();
    return report;
  });
}

core::Result<std::vector<JournalHead>> Store::journal_heads() {
  return guarded([&]() -> core::Result<std::vector<JournalHead>> {
    std::vector<JournalHead> heads;
    for (Query row = connection_->query("journal_heads"); row.step();) {
      heads.push_back({row.text(0), row.integer(1), row.text(2)});
    }
    return heads;
  });
}

core::Result<bool> Store::has_journal_row(const JournalHead& head) {
  return guarded([&]() -> core::Result<bool> {
    Query row = connection_->query("journal_hashes_at").with(head.letter, head.seq);
    while (row.step()) {
      if (row.bytes(0) == head.hash) return true;
    }
    return false;
  });
}

core::Result<void> Store::rebuild() {
  return write([&]() -> core::Result<void> {
    projector_->forget_meetings();
    return project_all(*connection_);
  });
}

/// A migration makes tables; what stands in derived ones only the journal can say.
core::Result<void> Store::follow_schema() {
  const std::string newest = std::to_string(newest_schema());
  const auto follows =
      guarded([&]() -> core::Result<bool> { return setting("derived_by_schema") == newest; });
  if (!follows) return tl::unexpected(follows.error());
  if (*follows) return {};
  return write([&]() -> core::Result<void> {
    if (setting("derived_by_schema") == newest) return {};  // another process was first
    if (auto projected = project_all(*connection_, options_.progress); !projected) {
      return projected;
    }
    connection_->query("set_setting").with("derived_by_schema", newest).run();
    return {};
  });
}

core::Result<void> Store::rest() {
  return guarded([&]() -> core::Result<void> {
    connection_->checkpoint();
    return {};
  });
}

/// Until the new connection has proved itself the old one stays, so that reading goes on.
core::Result<void> Store::reopen_checked() {
  out_of_service_ = true;
  auto opened = Connection::open(options_.folder / "kiosk.db");
  if (!opened) return tl::unexpected(opened.error());
  if (auto migrated = migrate(**opened, options_.folder / "backups"); !migrated) return migrated;
  auto sound = guarded([&]() -> core::Result<void> {
    if (integrity(**opened) == "ok") return probe(**opened);
    return core::fail(core::Failure::storage, "The database file is damaged.",
                      "Stop using it, keep the file, and restore the newest backup.",
                      "failure.damaged");
  });
  if (!sound) return sound;
  use(std::move(*opened));
  out_of_service_ = false;
  auto known = become_a_kiosk();
  out_of_service_ = !known;
  return known;
}

}  // namespace db
