// The append-only list of everything that happened, chained by hash per kiosk.
//
//   body_hash = BLAKE2b-256(salt ‖ body)
//   hash      = BLAKE2b-256(previous hash ‖ kiosk id ‖ seq ‖ clock ‖ subject ‖ kind ‖ body_hash)
//
// Numbers are 8 bytes, big-endian; the first row's previous hash is 32 zero bytes.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/event.h"
#include "core/result.h"
#include "core/scan.h"
#include "db/connection.h"

namespace db {

struct ChainReport {
  std::string letter;
  core::KioskId kiosk;
  std::int64_t rows = 0;
  std::string head;                   ///< hex of the last hash
  std::vector<std::string> problems;  ///< what does not fit, by row
};

/// One journal row as an extract shows it; texts live until the next.
struct RowAbout {
  core::KioskId kiosk;
  std::int64_t seq = 0;
  std::uint64_t clock = 0;
  std::string_view kind;
  std::string_view body;  ///< empty: erased
};

/// Works inside the caller's transaction; belongs to the connection's thread.
class Journal {
 public:
  using Now = std::function<core::Instant()>;

  Journal(Connection& connection, Now now) : connection_(connection), now_(std::move(now)) {}

  /// Whose rows `append` writes: the kiosk's id and its local number.
  void write_as(core::KioskId kiosk, std::int64_t k) {
    kiosk_ = kiosk;
    k_ = k;
  }

  /// Who is written into the rows as their doer; none for what the kiosk does by itself.
  void act_as(std::optional<core::Role> role) { role_ = role; }

  /// Appends a row of this kiosk; its stamp is later than every row in the file, whoever wrote it.
  core::Stamp append(const core::Event& event);

  /// From here to `end_run` rows are chained without looking at the file in between. Only inside
  /// one transaction that nothing else appends in.
  void begin_run();
  void end_run() { run_.reset(); }

  /// Every row whose body still exists, in the order of the fold.
  core::Result<void> for_each(
      const std::function<void(const core::Stamp&, std::int64_t k, const core::Event&)>& visit);

  /// Takes body and salt from every row about one of `subjects`, but for the rows that say what is
  /// left of an erased person. With `kinds`, only from rows of these. Returns from how many.
  int erase_bodies(const std::vector<std::uint64_t>& subjects,
                   const std::vector<std::string_view>& kinds = {});

  /// Every row about one of `subjects`, in each kiosk's order.
  void for_each_about(const std::vector<std::uint64_t>& subjects,
                      const std::function<void(const RowAbout&)>& visit);

  /// Takes over the rows of another file of the same kiosks that this one lacks, as far as each
  /// kiosk's chain goes on from here; projects nothing. Returns how many. Where the other file is
  /// damaged, by what `is_damage` says of an error, that kiosk's rows end; other errors are thrown.
  using IsDamage = std::function<bool(const SQLite::Exception&)>;
  std::int64_t take_over(SQLite::Database& other, const IsDamage& is_damage);

  std::vector<ChainReport> check_chains();

 private:
  std::int64_t take_over_kiosk(SQLite::Database& other, core::KioskId kiosk, std::int64_t other_k,
                               const IsDamage& is_damage);

  struct Head {
    std::int64_t seq = 0;
    std::string hash;
    std::uint64_t clock = 0;  ///< the newest of all kiosks
  };
  [[nodiscard]] Head head() const;
  std::string salt();

  Connection& connection_;
  Now now_;
  core::KioskId kiosk_;
  std::int64_t k_ = 0;
  std::optional<core::Role> role_;
  std::optional<Head> run_;
  std::string salts_;  ///< random bytes that no row has yet
};

}  // namespace db
