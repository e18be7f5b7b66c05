#include "sync/pump.h"

#include <algorithm>
#include <future>

#include "db/event_codec.h"
#include "sync/hub_fault.h"

namespace kiosk_sync {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr int kLeastPiece = 20;
constexpr int kMostPiece = 20'000;
constexpr std::chrono::minutes kRest{5};
constexpr milliseconds kFirstTime{3'000};  ///< one transaction of a kiosk that has just joined

bool is_refusal(const core::Error& error) { return error.failure == core::Failure::denied; }

core::Error forked(const std::string& letter) {
  return {core::Failure::denied,
          "The hub holds other rows of kiosk " + letter +
              " than this machine under the same "
              "numbers.",
          "One machine was copied, or restored past `kioskctl restore`. Enrol this one anew.",
          {},
          "sync.forked"};
}

}  // namespace

core::Result<milliseconds> Pump::greet() {
  auto ahead = hub_.clock_ahead();
  if (!ahead) return ahead;
  clock_ahead_ = *ahead;
  const auto before = restored_from();
  if (!before) return tl::unexpected(before.error());
  if (auto joined = hub_.join(store_.kiosk(), store_.letter(), *before); !joined) {
    return tl::unexpected(joined.error());
  }
  return ahead;
}

/// The kiosk whose backup this one came from, that kiosk's own, and so on.
core::Result<std::vector<core::KioskId>> Pump::restored_from() {
  std::vector<core::KioskId> before;
  for (core::KioskId at = store_.kiosk(); at;) {
    const auto first = store_.rows_after(at, 0, 1);
    if (!first) return tl::unexpected(first.error());
    if (first->empty() || !first->front().body) break;
    const auto event = db::decode(first->front().kind, *first->front().body);
    const auto* opened = event ? std::get_if<core::event::KioskOpened>(&*event) : nullptr;
    if (opened == nullptr || !opened->after) break;
    if (std::find(before.begin(), before.end(), opened->after) != before.end()) break;
    at = opened->after;
    before.push_back(at);
  }
  return before;
}

core::Result<Round> Pump::round() {
  Round round;
  round.clock_ahead = clock_ahead_;
  const auto theirs = hub_.marks();
  if (!theirs) return tl::unexpected(theirs.error());
  const auto mine = store_.marks();
  if (!mine) return tl::unexpected(mine.error());
  if (auto done = push_all(*mine, *theirs, round); !done) return tl::unexpected(done.error());
  if (!goes_on(round)) return round;
  if (auto done = pull_all(*theirs, round); !done) return tl::unexpected(done.error());
  return round;
}

/// This kiosk's own first: they are what nobody else has.
core::Result<void> Pump::push_all(const std::vector<db::KioskMark>& mine,
                                  const std::vector<HubMark>& theirs, Round& round) {
  std::vector<db::KioskMark> lacking;
  for (const db::KioskMark& mark : mine) {
    const auto held = std::find_if(theirs.begin(), theirs.end(),
                                   [&](const HubMark& their) { return their.kiosk == mark.kiosk; });
    if (held != theirs.end() && held->seq >= mark.seq) continue;
    if (mark.seq == 0 || (mark.letter.empty() && held == theirs.end())) continue;
    if (held == theirs.end() && !mark.own) {
      if (auto known = hub_.bring(mark.kiosk, mark.letter); !known) return known;
    }
    lacking.push_back(mark);
  }
  std::stable_sort(lacking.begin(), lacking.end(),
                   [](const auto& a, const auto& b) { return a.own && !b.own; });
  for (const db::KioskMark& mark : lacking) {
    auto done = push_kiosk(mark, round);
    if (done) continue;
    if (mark.own || !is_refusal(done.error())) return done;
    round.stuck.push_back({mark.letter, done.error().what});  // its own kiosk will bring them
  }
  return {};
}

/// Reads on in the kiosk's file while the hub takes the rows before. The store is this thread's or
/// the reader's, never both: nobody else asks it anything until `take`.
class Pump::ReadAhead {
 public:
  ReadAhead(db::Store& store, core::KioskId kiosk, int most)
      : store_(store), kiosk_(kiosk), most_(most) {}

  void start(std::int64_t after) {
    after_ = after;
    rows_ = std::async(std::launch::async, [this, after] { return read(after); });
  }
  core::Result<Rows> take(std::int64_t after) {
    if (!rows_.valid()) return read(after);
    auto rows = rows_.get();
    return after_ == after ? std::move(rows) : read(after);
  }

 private:
  core::Result<Rows> read(std::int64_t after) { return store_.rows_after(kiosk_, after, most_); }

  db::Store& store_;
  const core::KioskId kiosk_;
  const int most_;
  std::int64_t after_ = 0;
  std::future<core::Result<Rows>> rows_;
};

core::Result<void> Pump::push_kiosk(const db::KioskMark& mark, Round& round) {
  ReadAhead ahead(store_, mark.kiosk, pace_.push_rows + 1);
  for (;;) {
    const auto pushed = hub_.push(
        mark.kiosk, [&](const HubMark& held) { return rows_beyond(mark, held, ahead, round); });
    if (!pushed) return tl::unexpected(pushed.error());
    round.pushed += *pushed;
    if (*pushed == 0 || !goes_on(round)) return {};
  }
}

/// From the hub's last row on, which must be ours too.
core::Result<Rows> Pump::rows_beyond(const db::KioskMark& mark, const HubMark& held,
                                     ReadAhead& ahead, Round& round) {
  if (held.seq > mark.seq) return Rows{};
  const bool has_rows = held.seq > 0;
  auto rows = ahead.take(held.seq - (has_rows ? 1 : 0));
  if (!rows) return rows;
  if (!rows->empty() && rows->back().seq < mark.seq) ahead.start(rows->back().seq - 1);
  if (has_rows) {
    if (rows->empty() || rows->front().hash != held.head) {
      return tl::unexpected(forked(mark.letter));
    }
    rows->erase(rows->begin());
  }
  if (mark.own) return rows;
  // What this kiosk may not see came to it without content, and must not stand so on the hub.
  const auto hidden = std::find_if(
      rows->begin(), rows->end(), [](const auto& row) { return !row.body && row.meeting.empty(); });
  if (hidden != rows->end()) {
    round.stuck.push_back({mark.letter, "the rest waits for the kiosk itself"});
    rows->erase(hidden, rows->end());
  }
  return rows;
}

core::Result<void> Pump::pull_all(const std::vector<HubMark>& theirs, Round& round) {
  const auto mine = store_.marks();
  if (!mine) return tl::unexpected(mine.error());
  std::vector<Held> lacking;
  for (const HubMark& their : theirs) {
    const auto mark = std::find_if(mine->begin(), mine->end(), [&](const db::KioskMark& own) {
      return own.kiosk == their.kiosk;
    });
    const std::int64_t seq = mark == mine->end() ? 0 : mark->seq;
    const bool is_own = their.kiosk == store_.kiosk();
    if (is_own || their.seq <= seq || (mark != mine->end() && mark->left_out)) continue;
    const auto rest = resting_.find(their.kiosk);
    if (rest != resting_.end() && steady_clock::now() < rest->second) continue;
    lacking.push_back({their.kiosk, seq});
  }
  if (lacking.empty()) return {};
  if (piece_ == 0) start_pulling(*mine);
  const auto pulled = hub_.pull(
      lacking, pace_.most_rows, [this] { return piece_; },
      [&](const Rows& rows) { return take(rows, round); });
  if (!pulled) return tl::unexpected(pulled.error());
  round.again = *pulled >= pace_.most_rows;
  if (!round.again && is_first_) {
    is_first_ = false;
    piece_ = pace_.first_piece;
  }
  return {};
}

/// A kiosk that holds nothing of the others has just joined: nobody is at its desk yet, and large
/// pieces take half the time of small ones.
void Pump::start_pulling(const std::vector<db::KioskMark>& mine) {
  is_first_ = std::all_of(mine.begin(), mine.end(),
                          [](const db::KioskMark& mark) { return mark.own || mark.seq == 0; });
  piece_ = is_first_ ? kMostPiece : pace_.first_piece;
}

/// Each piece is as large as the store takes in the time that a desk can spare.
core::Result<void> Pump::take(const Rows& rows, Round& round) {
  const auto began = steady_clock::now();
  auto taken = store_.take_rows(rows);
  if (!taken) return tl::unexpected(taken.error());
  const auto took = std::max<steady_clock::duration>(steady_clock::now() - began, milliseconds{1});
  const auto fits = static_cast<double>(rows.size()) *
                    std::chrono::duration<double>(is_first_ ? kFirstTime : pace_.take_for).count() /
                    std::chrono::duration<double>(took).count();
  if (static_cast<int>(rows.size()) >= piece_) {
    piece_ = static_cast<int>(std::clamp(fits, 0.5 * piece_, 2.0 * piece_));
    piece_ = std::clamp(piece_, kLeastPiece, kMostPiece);
  }
  round.pulled += taken->rows;
  round.known += taken->known;
  for (const db::RefusedRows& refused : taken->refused) {
    resting_[refused.kiosk] = steady_clock::now() + kRest;
    const bool is_told = std::any_of(round.stuck.begin(), round.stuck.end(), [&](const auto& one) {
      return one.letter == refused.letter && one.reason == refused.reason;
    });
    if (!is_told) round.stuck.push_back({refused.letter, refused.reason});
  }
  round.ahead = std::move(taken->ahead);
  if (!goes_on(round)) {
    return core::fail(core::Failure::unreachable, "The exchange was ended before it was done.",
                      "It goes on where it was at the next.");
  }
  return {};
}

}  // namespace kiosk_sync
