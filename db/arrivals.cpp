#include "db/arrivals.h"

#include <algorithm>
#include <stdexcept>

#include "db/event_codec.h"

namespace db {
namespace {

namespace event = core::event;

/// Whom an event is about, as attendees and badges.
std::set<std::uint64_t> subjects_of(const core::Event& any) {
  std::set<std::uint64_t> found = {core::subject_of(any)};
  if (const auto* issued = std::get_if<event::BadgeIssued>(&any)) found.insert(issued->badge.bits);
  if (const auto* revoked = std::get_if<event::BadgeRevoked>(&any)) {
    found.insert(revoked->badge.bits);
  }
  if (const auto* merged = std::get_if<event::AttendeesMerged>(&any)) {
    found.insert(merged->into.bits);
  }
  if (const auto* erased = std::get_if<event::AttendeeErased>(&any)) {
    for (core::BadgeId badge : erased->badges) found.insert(badge.bits);
  }
  found.erase(0);
  return found;
}

bool tells_who(const core::Event& any) {
  return std::holds_alternative<event::AttendeeRegistered>(any) ||
         std::holds_alternative<event::AttendeeEdited>(any) ||
         std::holds_alternative<event::AttendeeCancelled>(any);
}

/// Whether a later registration says again all that a row told. Of one with another number, for two
/// kiosks read one list, the number must be kept: it was given.
bool is_told_anew(const core::Event& told, const core::Event& later) {
  const auto* anew = std::get_if<event::AttendeeRegistered>(&later);
  if (anew == nullptr || core::subject_of(told) != anew->attendee.bits) return false;
  if (std::holds_alternative<event::AttendeeEdited>(told)) return true;
  const auto* before = std::get_if<event::AttendeeRegistered>(&told);
  return before != nullptr && before->number == anew->number;
}

bool names(const event::AttendeeErased& erased, core::BadgeId badge) {
  return std::find(erased.badges.begin(), erased.badges.end(), badge) != erased.badges.end();
}

bool outlives_erasure(const core::Event& any) {
  return std::holds_alternative<event::AttendeeErased>(any) ||
         std::holds_alternative<event::AttendeesMerged>(any);
}

}  // namespace

void Arrivals::take(const Arrival& arrival) {
  if (!arrival.event) return insert(arrival, false);
  if (core::subject_of(*arrival.event) == 0) return put(arrival);
  const Subjects subjects = linked(subjects_of(*arrival.event));
  const bool late = is_late(subjects, arrival.stamp);
  if (must_strip(arrival, subjects, late)) return insert(arrival, false);
  const auto* erased = std::get_if<event::AttendeeErased>(&*arrival.event);
  if (erased != nullptr) {
    note_own(*erased, subjects);
    strip_erased(*erased, arrival.stamp);
  }
  strip_told_before(arrival);
  if (!late && erased == nullptr && !is_waiting(subjects)) return put(arrival);
  waiting_.insert(subjects.begin(), subjects.end());
  add_holders(*arrival.event, waiting_);
  insert(arrival, true);
}

void Arrivals::put(const Arrival& arrival) {
  insert(arrival, true);
  projector_.project(*arrival.event, arrival.stamp, arrival.k);
}

void Arrivals::insert(const Arrival& arrival, bool with_body) {
  const TravellingRow& row = *arrival.row;
  if (with_body) {
    connection_.query("append_journal")
        .with(arrival.k, row.seq, row.clock, row.kind, row.subject, *row.body, Blob{*row.salt},
              Blob{row.body_hash}, Blob{row.hash})
        .run();
  } else {
    connection_.query("append_erased")
        .with(arrival.k, row.seq, row.clock, row.kind, row.subject, Blob{row.body_hash},
              Blob{row.hash})
        .run();
  }
}

/// And everybody whom merging or a badge ties to one of them, as far as it was projected.
Arrivals::Subjects Arrivals::linked(Subjects some) {
  Subjects found = some;
  while (!some.empty()) {
    Subjects around;
    for (std::uint64_t subject : some) add_linked(subject, around);
    some.clear();
    for (std::uint64_t subject : around) {
      if (subject != 0 && found.insert(subject).second) some.insert(subject);
    }
  }
  return found;
}

void Arrivals::add_linked(std::uint64_t subject, Subjects& found) {
  for (const char* link : {"merged_into", "merged_ids", "badge", "badges_of_attendee"}) {
    for (Query row = connection_.query(link).with(subject); row.step();) found.insert(row.bits(0));
  }
}

void Arrivals::add_holders(const core::Event& any, Subjects& found) {
  const auto* erased = std::get_if<event::AttendeeErased>(&any);
  if (erased == nullptr) return;
  for (const event::Visit& visit : erased->visits) {
    Query row = connection_.query("scan_holder").with(visit.stamp.kiosk, visit.stamp.seq);
    if (row.step() && row.bits(0) != 0) found.insert(row.bits(0));
  }
}

/// Two rows of different kiosks may carry one clock: then it is folded again, to be sure.
bool Arrivals::is_late(const Subjects& subjects, const core::Stamp& stamp) {
  return std::any_of(subjects.begin(), subjects.end(), [&](std::uint64_t subject) {
    Query row = connection_.query("newest_about").with(subject);
    return row.step() && !row.is_null(0) && row.bits(0) >= stamp.clock;
  });
}

bool Arrivals::is_waiting(const Subjects& subjects) const {
  return std::any_of(subjects.begin(), subjects.end(),
                     [&](std::uint64_t subject) { return waiting_.count(subject) > 0; });
}

/// Rows that stay without a body are no news to anything derived.
bool Arrivals::must_strip(const Arrival& arrival, const Subjects& subjects, bool late) {
  const core::Event& any = *arrival.event;
  const bool told = tells_who(any);
  if (outlives_erasure(any) || (!told && !late)) return false;
  const std::uint64_t about = core::subject_of(any);
  for (std::uint64_t subject : subjects) {
    for (const Row& held : rows_about(subject)) {
      if (const auto* erased = std::get_if<event::AttendeeErased>(&held.event)) {
        const bool theirs = about == erased->attendee.bits || names(*erased, core::BadgeId{about});
        if (theirs && (told || arrival.stamp < held.stamp)) return true;
      }
      if (arrival.stamp < held.stamp && is_told_anew(any, held.event)) return true;
    }
  }
  return false;
}

void Arrivals::strip_told_before(const Arrival& arrival) {
  const auto* registered = std::get_if<event::AttendeeRegistered>(&*arrival.event);
  if (registered == nullptr) return;
  for (const Row& held : rows_about(registered->attendee.bits)) {
    if (arrival.stamp < held.stamp || !is_told_anew(held.event, *arrival.event)) continue;
    connection_.query("erase_row").with(held.k, held.stamp.seq).run();
    ++stripped_;
  }
}

void Arrivals::strip_erased(const event::AttendeeErased& erased, const core::Stamp& stamp) {
  std::vector<std::uint64_t> theirs = {erased.attendee.bits};
  for (core::BadgeId badge : erased.badges) theirs.push_back(badge.bits);
  for (std::uint64_t subject : theirs) {
    connection_.query("erase_before").with(subject, stamp.clock, stamp.kiosk, stamp.seq).run();
    stripped_ += connection_.database().getChanges();
    connection_.query("erase_details").with(subject).run();
    stripped_ += connection_.database().getChanges();
  }
}

/// Visits that were written here, and every badge: whoever issued one may never be heard again, and
/// a badge that nobody names would be taken for one whose person is not known yet.
void Arrivals::note_own(const event::AttendeeErased& erased, const Subjects& subjects) {
  ErasedElsewhere noted{erased, {}, {}};
  for (std::uint64_t subject : subjects) {
    for (const Row& held : rows_about(subject)) {
      const auto* issued = std::get_if<event::BadgeIssued>(&held.event);
      if (issued != nullptr && (held.k == own_k_ || !names(erased, issued->badge))) {
        noted.badges.push_back(issued->badge);
      }
    }
    for (const core::Scan& scan : projector_.load(core::AttendeeId{subject}).scans) {
      if (!scan.stands()) continue;
      Query kiosk = connection_.query("kiosk_number").with(scan.stamp.kiosk);
      if (!kiosk.step() || kiosk.integer(0) != own_k_) continue;
      noted.own_visits.push_back({scan.stamp, scan.checkpoint, scan.direction, scan.at});
      if (scan.badge) noted.badges.push_back(scan.badge);  // told with it, so that it goes with it
    }
  }
  erased_.push_back(std::move(noted));
}

std::vector<Arrivals::Row> Arrivals::rows_about(std::uint64_t subject) {
  std::vector<Row> rows;
  for (Query row = connection_.query("rows_about").with(subject); row.step();) {
    if (row.is_null(4)) continue;
    auto event = decode(row.bytes(3), row.bytes(4));
    if (!event) throw std::runtime_error("a journal row cannot be read");
    rows.push_back({{row.bits(2), core::KioskId{row.bits(0)}, row.integer(1)},
                    row.integer(5),
                    std::move(*event)});
  }
  return rows;
}

void Arrivals::finish() {
  if (waiting_.empty()) return;
  Subjects all;
  std::vector<Row> rows;
  Subjects fresh = linked(waiting_);
  while (!fresh.empty()) {
    all.insert(fresh.begin(), fresh.end());
    Subjects around;
    for (std::uint64_t subject : fresh) {
      for (Row& row : rows_about(subject)) {
        around.merge(subjects_of(row.event));
        add_holders(row.event, around);
        rows.push_back(std::move(row));
      }
    }
    fresh.clear();
    for (std::uint64_t subject : linked(std::move(around))) {
      if (all.count(subject) == 0) fresh.insert(subject);
    }
  }
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.stamp < b.stamp; });
  projector_.take_back({all.begin(), all.end()});
  for (const Row& row : rows) projector_.project(row.event, row.stamp, row.k);
  waiting_.clear();
}

}  // namespace db
