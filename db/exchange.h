// Rows of the journal as they travel between kiosks, through a hub or a file: `Store::marks`,
// `rows_after` and `take_rows`.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ids.h"
#include "core/result.h"

namespace db {

/// How far a kiosk's chain is held here.
struct KioskMark {
  core::KioskId kiosk;
  std::string letter;     ///< empty: its first row has not come
  std::int64_t seq = 0;   ///< of the last row held
  std::string head_hash;  ///< of that row, 32 bytes; as many zeros where none is held
  bool own = false;       ///< this kiosk itself
  bool left_out = false;  ///< rows beyond `seq` would be refused: it need not be asked for
};

/// One row. Hashes are 32 bytes and salts 16, as they are and not in hex. Body and salt are both
/// absent where the row was erased, or where its reader may not see it: the chain goes on.
struct TravellingRow {
  core::KioskId kiosk;
  std::int64_t seq = 0;
  std::uint64_t clock = 0;  ///< Unix milliseconds × 65536 + counter; grows along a kiosk's rows
  std::string kind;
  std::uint64_t subject = 0;
  /// Whose row it is, for filters and partitions; no part of the chain and not read by `take_rows`.
  /// Empty where it is about no meeting (kiosks opened, PINs changed, …), and where the person it
  /// is about has not come to the sender yet; that is never so for the sender's own rows.
  std::string meeting;
  std::optional<std::string> body;
  std::optional<std::string> salt;
  std::string body_hash;
  std::string hash;
};

/// Rows of one kiosk that were not taken, and why; everything before `seq` was, or was known.
struct RefusedRows {
  core::KioskId kiosk;
  std::string letter;  ///< empty: not known
  std::int64_t seq = 0;
  std::string reason;  ///< a sentence for a person, in English
};

/// A kiosk whose rows are from the future as this machine's clock goes.
struct ClockAhead {
  core::KioskId kiosk;
  std::string letter;
  std::chrono::seconds ahead{0};
};

struct Taken {
  std::int64_t rows = 0;   ///< new here
  std::int64_t known = 0;  ///< held before
  std::vector<RefusedRows> refused;
  std::vector<ClockAhead> ahead;  ///< by more than `kClockTolerance`
  /// People were erased elsewhere, and freed parts of this file could not be rewritten yet; the
  /// next `take_rows` tries again.
  std::optional<core::Error> unscrubbed;
};

inline constexpr std::chrono::minutes kClockTolerance{2};
/// Rows further ahead of this machine's clock are refused, so that none can push our own stamps
/// beyond that.
inline constexpr std::chrono::days kMostAhead{3660};
/// Longer bodies are refused.
inline constexpr std::size_t kLongestBody = 4U << 20U;

/// What a kiosk that joins is given.
struct Enrolment {
  char letter = 'B';
  std::string ticket;
};

/// One field of one person, or a meeting's file, that was changed by kiosks that did not know of
/// each other's change. The later change stands.
struct EditClash {
  core::AttendeeId attendee;  ///< none: the meeting's file
  std::string field;          ///< `toml` for the meeting's file
  struct Side {
    std::string kiosk;  ///< letter
    std::uint64_t clock = 0;
    std::int64_t seq = 0;
    std::string value;  ///< of a meeting's file: its fingerprint
  };
  Side first;   ///< was overwritten
  Side second;  ///< stands
};

}  // namespace db
