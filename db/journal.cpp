#include "db/journal.h"

#include <sodium.h>
#include <sqlite3.h>

#include <algorithm>
#include <optional>

#include "db/chain.h"
#include "db/event_codec.h"

namespace db {
namespace {

constexpr std::size_t kSaltsAtOnce = 256;

std::string hex(std::string_view bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                 bytes.size());
  text.pop_back();
  return text;
}

/// Hybrid logical clock: wall milliseconds in the upper 48 bits, a counter below; never behind
/// the last stamp. After Kulkarni et al., "Logical Physical Clocks" (2014).
std::uint64_t next_clock(std::uint64_t last, core::Instant now) {
  const auto wall =
      static_cast<std::uint64_t>(std::max<std::int64_t>(0, now.time_since_epoch().count()));
  return std::max(wall << 16U, last + 1);
}

}  // namespace

Journal::Head Journal::head() const {
  Head last{0, std::string(kHashBytes, '\0'), 0};
  if (Query row = connection_.query("journal_head").with(k_); row.step()) {
    last.seq = row.integer(0);
    last.hash = row.text(1);
  }
  if (Query newest = connection_.query("newest_clock"); newest.step()) last.clock = newest.bits(0);
  return last;
}

void Journal::begin_run() { run_ = head(); }

/// One call of the system for many salts.
std::string Journal::salt() {
  if (salts_.size() < kSaltBytes) {
    salts_.resize((run_ ? kSaltsAtOnce : 1) * kSaltBytes);
    randombytes_buf(salts_.data(), salts_.size());
  }
  std::string one = salts_.substr(salts_.size() - kSaltBytes);
  salts_.resize(salts_.size() - kSaltBytes);
  return one;
}

core::Stamp Journal::append(const core::Event& event) {
  const Head last = run_ ? std::move(*run_) : head();
  const std::int64_t seq = last.seq + 1;
  const std::uint64_t clock = next_clock(last.clock, now_());
  const std::string body = encode(event, role_);
  const std::string fresh_salt = salt();
  const Hash body_hash = hash_of_body(fresh_salt, body);
  const ChainLink row{kiosk_,         seq, clock, core::subject_of(event), core::kind_of(event),
                      view(body_hash)};
  const Hash hash = hash_of_row(last.hash, row);
  connection_.query("append_journal")
      .run_with(k_, seq, clock, row.kind, row.subject, body, Blob{fresh_salt},
                Blob{view(body_hash)}, Blob{view(hash)});
  if (run_) run_ = Head{seq, std::string(view(hash)), clock};
  return {clock, kiosk_, seq};
}

core::Result<void> Journal::for_each(
    const std::function<void(const core::Stamp&, std::int64_t, const core::Event&)>& visit) {
  Query rows = connection_.query("journal_in_order");
  while (rows.step()) {
    if (rows.is_null(4)) continue;  // erased
    const auto event = decode(rows.bytes(3), rows.bytes(4));
    if (!event) return tl::unexpected(event.error());
    visit({rows.bits(2), core::KioskId{rows.bits(0)}, rows.integer(1)}, rows.integer(5), *event);
  }
  return {};
}

namespace {

void choose(Connection& connection, const std::vector<std::uint64_t>& subjects) {
  connection.query("make_chosen").run();
  connection.query("clear_chosen").run();
  for (std::uint64_t subject : subjects) {
    if (subject != 0) connection.query("choose").with(subject).run();
  }
}

}  // namespace

int Journal::erase_bodies(const std::vector<std::uint64_t>& subjects,
                          const std::vector<std::string_view>& kinds) {
  choose(connection_, subjects);
  int erased = 0;
  if (kinds.empty()) {
    connection_.query("erase_bodies").run();
    erased = connection_.database().getChanges();
  }
  for (std::string_view kind : kinds) {
    connection_.query("erase_bodies_of_kind").with(kind).run();
    erased += connection_.database().getChanges();
  }
  connection_.query("clear_chosen").run();
  return erased;
}

void Journal::for_each_about(const std::vector<std::uint64_t>& subjects,
                             const std::function<void(const RowAbout&)>& visit) {
  choose(connection_, subjects);
  for (Query row = connection_.query("journal_about"); row.step();) {
    visit({core::KioskId{row.bits(0)}, row.integer(1), row.bits(2), row.bytes(3), row.bytes(4)});
  }
  connection_.query("clear_chosen").run();
}

namespace {

/// Steps a statement of a file that may be damaged: there it ends.
bool steps(std::optional<SQLite::Statement>& statement, const Journal::IsDamage& is_damage) {
  try {
    return statement && statement->executeStep();
  } catch (const SQLite::Exception& failure) {
    if (!is_damage(failure)) throw;
    return false;
  }
}

std::optional<SQLite::Statement> statement_of(SQLite::Database& other, const std::string& text,
                                              const Journal::IsDamage& is_damage) {
  try {
    return std::optional<SQLite::Statement>(std::in_place, other, text);
  } catch (const SQLite::Exception& failure) {
    // A table that is not there: what is no kiosk's database holds no rows of one.
    if (!is_damage(failure) && failure.getErrorCode() != SQLITE_ERROR) throw;
    return std::nullopt;
  }
}

}  // namespace

std::int64_t Journal::take_over(SQLite::Database& other, const IsDamage& is_damage) {
  std::int64_t rows = 0;
  auto found = statement_of(other, connection_.text_of("kiosks"), is_damage);
  while (steps(found, is_damage)) {
    SQLite::Statement& kiosks = *found;
    const core::KioskId kiosk{static_cast<std::uint64_t>(kiosks.getColumn(1).getInt64())};
    connection_.query("meet_kiosk").with(kiosk).run();
    rows += take_over_kiosk(other, kiosk, kiosks.getColumn(0).getInt64(), is_damage);
  }
  return rows;
}

std::int64_t Journal::take_over_kiosk(SQLite::Database& other, core::KioskId kiosk,
                                      std::int64_t other_k, const IsDamage& is_damage) {
  std::int64_t k = 0;
  if (Query row = connection_.query("kiosk_number").with(kiosk); row.step()) k = row.integer(0);
  std::int64_t seq = 0;
  std::string previous(kHashBytes, '\0');
  if (Query head = connection_.query("journal_head").with(k); head.step()) {
    seq = head.integer(0);
    previous = head.text(1);
  }
  std::int64_t taken = 0;
  auto after = statement_of(other, connection_.text_of("journal_after"), is_damage);
  if (after) {
    SQLite::Statement& rows = *after;
    rows.bind(1, other_k);
    rows.bind(2, seq);
    const auto bytes = [&](int column) { return rows.getColumn(column).getString(); };
    while (steps(after, is_damage)) {
      const std::string kind = bytes(2);
      const std::string body_hash = bytes(6);
      const ChainLink row{kiosk,
                          rows.getColumn(0).getInt64(),
                          static_cast<std::uint64_t>(rows.getColumn(1).getInt64()),
                          static_cast<std::uint64_t>(rows.getColumn(3).getInt64()),
                          kind,
                          body_hash};
      const std::string hash = bytes(7);
      if (row.seq != seq + 1 || view(hash_of_row(previous, row)) != hash) break;
      const bool erased = rows.getColumn(4).isNull();
      const std::string body = bytes(4);
      const std::string salt = bytes(5);
      if (!erased && (view(hash_of_body(salt, body)) != body_hash || !decode(kind, body))) {
        break;
      }
      if (erased) {
        connection_.query("append_erased")
            .with(k, row.seq, row.clock, kind, row.subject, Blob{body_hash}, Blob{hash})
            .run();
      } else {
        connection_.query("append_journal")
            .with(k, row.seq, row.clock, kind, row.subject, body, Blob{salt}, Blob{body_hash},
                  Blob{hash})
            .run();
      }
      seq = row.seq;
      previous = hash;
      ++taken;
    }
  }
  return taken;
}

std::vector<ChainReport> Journal::check_chains() {
  std::vector<ChainReport> reports;
  std::vector<std::int64_t> numbers;
  for (Query kiosks = connection_.query("kiosks"); kiosks.step();) {
    numbers.push_back(kiosks.integer(0));
    reports.push_back({kiosks.text(2), core::KioskId{kiosks.bits(1)}, 0, {}, {}});
  }
  for (std::size_t i = 0; i < reports.size(); ++i) {
    ChainReport& report = reports[i];
    std::string previous(kHashBytes, '\0');
    std::uint64_t last_clock = 0;
    Query rows = connection_.query("journal_of_kiosk").with(numbers[i]);
    while (rows.step()) {
      const std::int64_t seq = rows.integer(0);
      const std::string at = "kiosk " + report.letter + " row " + std::to_string(seq) + ": ";
      const std::string kind = rows.text(2);
      const std::string body_hash = rows.text(6);
      const ChainLink row{report.kiosk, seq, rows.bits(1), rows.bits(3), kind, body_hash};
      if (seq != report.rows + 1) report.problems.push_back(at + "a row before it is missing");
      if (row.clock <= last_clock) report.problems.push_back(at + "its clock runs backwards");
      if (!rows.is_null(4) && view(hash_of_body(rows.bytes(5), rows.bytes(4))) != body_hash) {
        report.problems.push_back(at + "its content was changed");
      }
      if (view(hash_of_row(previous, row)) != rows.bytes(7)) {
        report.problems.push_back(at + "the hash chain is broken");
      }
      previous = rows.text(7);
      last_clock = row.clock;
      report.rows = seq;
    }
    report.head = hex(previous);
  }
  return reports;
}

}  // namespace db
