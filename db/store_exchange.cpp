// `marks`, `rows_after` and `take_rows`: what travels between kiosks.
#include <algorithm>

#include "db/arrivals.h"
#include "db/chain.h"
#include "db/event_codec.h"
#include "db/store.h"
#include "db/store_write.h"

namespace db {
namespace {

constexpr std::int64_t kMostRows = (std::int64_t{1} << 40) - 1;
namespace event = core::event;

/// What is held of the kiosk that rows come from.
struct Held {
  std::int64_t k = 0;
  std::int64_t seq = 0;
  std::uint64_t clock = 0;
  std::string hash = std::string(kHashBytes, '\0');
  std::string letter;
  std::optional<std::int64_t> last;  ///< left out after that row
};

std::uint64_t clock_at(core::Instant at) {
  const auto wall =
      static_cast<std::uint64_t>(std::max<std::int64_t>(0, at.time_since_epoch().count()));
  return wall << 16U;
}

std::string row_text(std::int64_t seq) { return "row " + std::to_string(seq); }

/// The letter a kiosk's first row says, and whether that kiosk goes on where another stopped.
struct Opening {
  char letter = 'A';
  bool goes_on = false;
};

std::optional<Opening> opening_of(const core::Event& first) {
  const auto* opened = std::get_if<event::KioskOpened>(&first);
  if (opened == nullptr) return std::nullopt;
  return Opening{opened->letter, static_cast<bool>(opened->after) || !opened->numbers.empty()};
}

/// Takes the rows of one kiosk as far as they are right.
class ChainReader {
 public:
  ChainReader(Connection& connection, core::KioskId kiosk, bool own, core::Instant now)
      : connection_(connection), kiosk_(kiosk), own_(own), limit_(clock_at(now + kMostAhead)) {
    if (Query row = connection.query("kiosk_number").with(kiosk); row.step()) {
      held_.k = row.integer(0);
    }
    if (Query row = connection.query("journal_head").with(held_.k); row.step()) {
      held_.seq = row.integer(0);
      held_.hash = row.text(1);
      held_.clock = row.bits(2);
    }
    if (Query row = connection.query("kiosk_letter").with(kiosk); row.step()) {
      held_.letter = row.text(0);
    }
    if (Query row = connection.query("left_out").with(kiosk); row.step()) {
      held_.last = row.integer(0);
    }
  }

  /// In the order of `seq`. Says why it stops, or nothing.
  std::optional<std::string> read(const TravellingRow& row) {
    if (row.seq <= held_.seq) return read_known(row);
    if (auto wrong = unfit(row)) return wrong;
    Arrival arrival{{row.clock, kiosk_, row.seq}, 0, &row, std::nullopt};
    if (row.body) {
      auto event = decode(row.kind, *row.body);
      if (!event) return event.error().what + " " + event.error().next_step;
      if (core::subject_of(*event) != row.subject) return "It is about another than it says.";
      if (row.seq == 1) {
        if (auto wrong = read_opening(*event)) return wrong;
      }
      arrival.event = std::move(*event);
    }
    held_.seq = row.seq;
    held_.clock = row.clock;
    held_.hash = row.hash;
    arrivals.push_back(std::move(arrival));
    return std::nullopt;
  }

  [[nodiscard]] const std::string& letter() const { return held_.letter; }
  /// Whether that takes more of a kiosk which was left out.
  bool may_go_on_to(std::int64_t last) {
    if (!held_.last || *held_.last >= last) return false;
    held_.last = last;
    return true;
  }
  std::vector<Arrival> arrivals;
  std::int64_t known = 0;

 private:
  std::optional<std::string> read_known(const TravellingRow& row) {
    Query held = connection_.query("held_hash").with(held_.k, row.seq);
    const bool same = arrivals.empty() ? held.step() && held.bytes(0) == row.hash
                                       : row.hash == hash_among_new(row, held);
    if (!same) {
      return "It differs from the row that is held here: somebody changed it, or that kiosk's "
             "database was put back from a copy without `kioskctl restore`.";
    }
    ++known;
    return std::nullopt;
  }

  /// A row that came twice in one delivery.
  std::string hash_among_new(const TravellingRow& row, Query& held) {
    if (held.step()) return held.text(0);
    const auto at = std::find_if(arrivals.begin(), arrivals.end(),
                                 [&](const Arrival& a) { return a.stamp.seq == row.seq; });
    return at == arrivals.end() ? std::string() : at->row->hash;
  }

  [[nodiscard]] std::optional<std::string> unfit(const TravellingRow& row) const {
    if (row.seq > kMostRows || !kiosk_) return "It has no place in a journal.";
    if (row.seq != held_.seq + 1) {
      return row_text(held_.seq + 1) + " is missing before it. Send what comes after " +
             row_text(held_.seq) + ".";
    }
    if (held_.last && row.seq > *held_.last) {
      return "This kiosk was left out: what it writes after " + row_text(*held_.last) +
             " is not taken.";
    }
    if (row.hash.size() != kHashBytes || row.body_hash.size() != kHashBytes ||
        view(hash_of_row(held_.hash, {kiosk_, row.seq, row.clock, row.subject, row.kind,
                                      row.body_hash})) != row.hash) {
      return "Its hash does not follow from the row before it: it was changed on its way, or the "
             "kiosk's database was put back from a copy without `kioskctl restore`.";
    }
    if (row.body.has_value() != row.salt.has_value()) return "A part of it is missing.";
    if (row.body && (row.body->size() > kLongestBody || row.salt->size() != kSaltBytes ||
                     view(hash_of_body(*row.salt, *row.body)) != row.body_hash)) {
      return "Its content was changed on its way.";
    }
    if (row.clock <= held_.clock) return "Its clock runs backwards.";
    if (row.clock > limit_) {
      return "Its clock is years ahead of this machine's. Set the clocks right.";
    }
    if (own_ && !row.body) return "It is this kiosk's own, and without its content.";
    return std::nullopt;
  }

  /// Of two kiosks with one letter the second is refused, but for those that one was restored from.
  std::optional<std::string> read_opening(const core::Event& event) {
    const auto opening = opening_of(event);
    if (!opening) return "A kiosk's first row must say its letter.";
    const std::string letter(1, opening->letter);
    held_.letter = letter;
    if (opening->goes_on) return std::nullopt;
    for (Query other = connection_.query("kiosks_of_letter").with(letter); other.step();) {
      if (core::KioskId{other.bits(1)} == kiosk_ || goes_on(other.integer(0))) continue;
      return "Another kiosk has the letter " + letter +
             " already, and badge numbers would be given twice. Let one of the two join with an "
             "enrolment file of its own (`kioskctl kiosk enrol`).";
    }
    return std::nullopt;
  }

  bool goes_on(std::int64_t k) {
    Query row = connection_.query("first_row").with(k);
    if (!row.step() || row.is_null(1)) return false;
    const auto event = decode(row.bytes(0), row.bytes(1));
    const auto opening = event ? opening_of(*event) : std::nullopt;
    return opening && opening->goes_on;
  }

  Connection& connection_;
  core::KioskId kiosk_;
  bool own_;
  std::uint64_t limit_;
  Held held_;
};

using RowsByKiosk = std::map<core::KioskId, std::vector<const TravellingRow*>>;

RowsByKiosk by_kiosk(std::span<const TravellingRow> rows) {
  RowsByKiosk grouped;
  for (const TravellingRow& row : rows) grouped[row.kiosk].push_back(&row);
  for (auto& [kiosk, own] : grouped) {
    std::stable_sort(own.begin(), own.end(),
                     [](const auto* a, const auto* b) { return a->seq < b->seq; });
  }
  return grouped;
}

/// So that a kiosk is known by its number before its rows are put down.
std::int64_t meet(Connection& connection, core::KioskId kiosk, const std::string& letter) {
  connection.query("meet_kiosk").with(kiosk).run();
  if (!letter.empty()) connection.query("add_kiosk").with(kiosk, letter).run();
  Query row = connection.query("kiosk_number").with(kiosk);
  return row.step() ? row.integer(0) : 0;
}

/// One kiosk's rows and how far they were read.
struct Reading {
  ChainReader reader;
  const std::vector<const TravellingRow*>& rows;
  std::size_t next = 0;
  std::optional<RefusedRows> refused = std::nullopt;

  void go_on(core::KioskId kiosk) {
    refused.reset();
    for (; next < rows.size(); ++next) {
      auto why = reader.read(*rows[next]);
      if (!why) continue;
      refused = RefusedRows{kiosk, reader.letter(), rows[next]->seq, std::move(*why)};
      return;
    }
  }
};
using Readings = std::map<core::KioskId, Reading>;

/// How much of kiosks that were left out the rows vouch for which were just read.
std::map<core::KioskId, std::int64_t> vouched_for(const Readings& readings) {
  std::map<core::KioskId, std::int64_t> last;
  for (const auto& [kiosk, reading] : readings) {
    for (const Arrival& arrival : reading.reader.arrivals) {
      if (!arrival.event) continue;
      const auto* left_out = std::get_if<event::KioskLeftOut>(&*arrival.event);
      if (left_out != nullptr) {
        last[left_out->kiosk] = std::max(last[left_out->kiosk], left_out->last);
      }
    }
  }
  return last;
}

void note(const Reading& reading, core::KioskId kiosk, core::Instant now, Taken& taken) {
  const ChainReader& reader = reading.reader;
  if (reading.refused) taken.refused.push_back(*reading.refused);
  taken.known += reader.known;
  if (reader.arrivals.empty()) return;
  taken.rows += static_cast<std::int64_t>(reader.arrivals.size());
  const auto newest = static_cast<std::int64_t>(reader.arrivals.back().stamp.clock >> 16U);
  const std::chrono::milliseconds ahead{newest - now.time_since_epoch().count()};
  if (ahead <= kClockTolerance) return;
  taken.ahead.push_back({kiosk, reader.letter(), std::chrono::floor<std::chrono::seconds>(ahead)});
}

/// Goes through every kiosk's rows; returns those that are right in the order of the fold.
std::vector<Arrival> read_all(Connection& connection, std::span<const TravellingRow> rows,
                              core::KioskId own, core::Instant now, Taken& taken) {
  const RowsByKiosk grouped = by_kiosk(rows);
  Readings readings;
  for (const auto& [kiosk, theirs] : grouped) {
    auto& reading = readings.emplace(kiosk, Reading{{connection, kiosk, kiosk == own, now}, theirs})
                        .first->second;
    reading.go_on(kiosk);
  }
  for (const auto& [kiosk, last] : vouched_for(readings)) {
    const auto at = readings.find(kiosk);
    if (at != readings.end() && at->second.reader.may_go_on_to(last)) at->second.go_on(kiosk);
  }
  std::vector<Arrival> all;
  for (auto& [kiosk, reading] : readings) {
    note(reading, kiosk, now, taken);
    if (reading.reader.arrivals.empty()) continue;
    const std::int64_t k = meet(connection, kiosk, reading.reader.letter());
    for (Arrival& arrival : reading.reader.arrivals) {
      arrival.k = k;
      all.push_back(std::move(arrival));
    }
  }
  std::sort(all.begin(), all.end(),
            [](const Arrival& a, const Arrival& b) { return a.stamp < b.stamp; });
  return all;
}

}  // namespace

core::Result<std::vector<KioskMark>> Store::marks() {
  return guarded([&]() -> core::Result<std::vector<KioskMark>> {
    std::vector<KioskMark> marks;
    for (Query row = connection_->query("kiosk_marks"); row.step();) {
      const core::KioskId kiosk{row.bits(0)};
      marks.push_back(
          {kiosk, row.text(1), row.integer(2), row.text(3), kiosk == kiosk_, row.flag(4)});
    }
    return marks;
  });
}

core::Result<std::vector<TravellingRow>> Store::rows_after(core::KioskId kiosk, std::int64_t seq,
                                                           int limit) {
  return guarded([&]() -> core::Result<std::vector<TravellingRow>> {
    std::vector<TravellingRow> rows;
    std::int64_t k = 0;
    if (Query number = connection_->query("kiosk_number").with(kiosk); number.step()) {
      k = number.integer(0);
    }
    for (Query row = connection_->query("travelling_rows").with(k, seq, limit); row.step();) {
      TravellingRow out;
      out.kiosk = kiosk;
      out.seq = row.integer(0);
      out.clock = row.bits(1);
      out.kind = row.text(2);
      out.subject = row.bits(3);
      if (!row.is_null(4)) out.body = row.text(4);
      if (!row.is_null(5)) out.salt = row.text(5);
      out.body_hash = row.text(6);
      out.hash = row.text(7);
      out.meeting = row.text(8);
      rows.push_back(std::move(out));
    }
    return rows;
  });
}

core::Result<Taken> Store::take_rows(std::span<const TravellingRow> rows) {
  std::vector<core::AttendeeId> gone;
  auto taken = write([&]() -> core::Result<Taken> {
    Taken outcome;
    const auto all = read_all(*connection_, rows, kiosk_, options_.now(), outcome);
    Projector::Batch batch(*projector_);
    Arrivals arrivals(*connection_, *projector_, k_);
    for (const Arrival& arrival : all) arrivals.take(arrival);
    if (arrivals.has_stripped()) {
      for (const ErasedElsewhere& erased : arrivals.erased()) gone.push_back(erased.said.attendee);
      remember_to_scrub(traces_of(gone));
    }
    arrivals.finish();
    answer_erasures(arrivals.erased());
    follow_those_left_out();
    batch.finish();
    return outcome;
  });
  if (!taken) return taken;
  if (auto scrubbed = scrub_if_needed(); !scrubbed) taken->unscrubbed = scrubbed.error();
  return taken;
}

/// A kiosk that writes off another says up to where; whoever holds more of it says so in turn, and
/// then everybody takes that much.
void Store::follow_those_left_out() {
  std::vector<event::KioskLeftOut> behind;
  for (Query row = connection_->query("left_out_behind").with(kiosk_); row.step();) {
    behind.push_back({core::KioskId{row.bits(0)}, row.integer(1), options_.now()});
  }
  for (const event::KioskLeftOut& row : behind) record(row);
}

namespace {

/// What may be told of somebody whose erasure is told again, or told of the one they became here.
std::optional<core::Details> figures_left(const core::AttendeeState& state,
                                          const core::Meeting* meeting) {
  if (state.attendee->erased) return state.attendee->details;
  if (meeting == nullptr) return std::nullopt;
  return core::figures_of(state, *meeting, false, {}).figures;
}

/// What stays of somebody, with what was known here; none where all of it was said.
std::optional<event::AttendeeErased> completed(const ErasedElsewhere& elsewhere,
                                               const core::AttendeeState& state,
                                               const core::Meeting* meeting, bool all_erased) {
  if (!state.attendee) return std::nullopt;
  const auto figures = figures_left(state, meeting);
  if (!figures) return std::nullopt;
  event::AttendeeErased left = elsewhere.said;
  left.attendee = state.attendee->id;
  left.number = state.attendee->number;
  left.figures = *figures;
  left.cancelled = state.attendee->status == core::Status::cancelled;
  left.badges.clear();
  left.visits.clear();
  for (const core::BadgeState& badge : state.badges) left.badges.push_back(badge.id);
  for (const core::Scan& scan : state.scans) {
    if (scan.stands()) {
      left.visits.push_back({scan.stamp, scan.checkpoint, scan.direction, scan.at});
    }
  }
  bool news = !all_erased;
  for (core::BadgeId badge : elsewhere.badges) {
    if (std::find(left.badges.begin(), left.badges.end(), badge) != left.badges.end()) continue;
    left.badges.push_back(badge);
    news = true;
  }
  for (const event::Visit& visit : elsewhere.own_visits) {
    const bool known =
        std::any_of(left.visits.begin(), left.visits.end(),
                    [&](const event::Visit& other) { return other.stamp == visit.stamp; });
    if (known) continue;
    left.visits.push_back(visit);
    news = true;
  }
  if (!news) return std::nullopt;
  return left;
}

}  // namespace

std::vector<core::AttendeeId> Store::unerased(std::vector<core::AttendeeId> people) {
  std::erase_if(people, [&](core::AttendeeId id) {
    const auto attendee = projector_->load(id).attendee;
    return !attendee || attendee->erased;
  });
  return people;
}

/// Somebody was erased by a kiosk that did not know of all their visits and badges: each kiosk adds
/// the visits it wrote and the badges it knows, so that counts stay and no badge of theirs opens a
/// door. Where registrations were merged, all of them are erased: they are one person's.
void Store::answer_erasures(const std::vector<ErasedElsewhere>& erased) {
  std::vector<event::AttendeeErased> noted;
  for (const ErasedElsewhere& elsewhere : erased) {
    noted.push_back(elsewhere.said);
    const core::AttendeeId stays = projector_->stays(elsewhere.said.attendee);
    const auto meeting = projector_->meeting(elsewhere.said.meeting);
    const auto alive = unerased(with_merged({stays}));
    auto more = completed(elsewhere, projector_->load(stays), meeting.get(), alive.empty());
    if (!more) continue;
    more->at = options_.now();
    std::vector<event::AttendeeErased> all = {*more};
    for (core::AttendeeId id : alive) {
      if (id == stays || !meeting) continue;
      all.push_back(core::figures_of(projector_->load(id), *meeting, false, more->at));
    }
    std::vector<std::uint64_t> theirs;
    for (const event::AttendeeErased& one : all) {
      theirs.push_back(one.attendee.bits);
      for (core::BadgeId badge : one.badges) theirs.push_back(badge.bits);
    }
    remember_to_scrub(traces_of(alive));
    journal_->erase_bodies(theirs);  // as whoever reads these erasures will
    for (const event::AttendeeErased& one : all) record(one);
    noted.insert(noted.end(), all.begin(), all.end());
  }
  if (!noted.empty()) note_erased(options_.folder, noted);
}

}  // namespace db
