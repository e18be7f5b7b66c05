#include "db/projector.h"

#include <algorithm>
#include <iterator>

#include "core/badge_code.h"
#include "core/erasure.h"
#include "db/event_codec.h"
#include "db/search_index.h"
#include "i18n/fold_text.h"
#include "meeting/meeting_file.h"

namespace db {
namespace {

constexpr int kSeqBits = 40;
constexpr std::string_view kErased = "erased";
constexpr std::string_view kErasedCancelled = "erased_cancelled";
using core::AttendeeState;
namespace event = core::event;

std::int64_t scan_id(std::int64_t k, std::int64_t seq) { return (k << kSeqBits) | seq; }

std::string_view status_text(const core::Attendee& attendee) {
  if (!attendee.erased) return to_text(attendee.status);
  return attendee.status == core::Status::cancelled ? kErasedCancelled : kErased;
}

std::int64_t number_of(core::Instant at) { return at.time_since_epoch().count(); }
core::Instant instant_of(std::int64_t number) {
  return core::Instant{std::chrono::milliseconds{number}};
}

void sort_scans(AttendeeState& state) {
  std::sort(state.scans.begin(), state.scans.end(), core::happened_before);
}

}  // namespace

std::int64_t kiosk_number_of_scan(std::int64_t scan_id) { return scan_id >> kSeqBits; }

core::Attendee read_attendee(const Query& row) {
  core::Attendee attendee;
  attendee.id = core::AttendeeId{row.bits(0)};
  attendee.number = row.text(1);
  core::Details& details = attendee.details;
  details.given_name = row.text(2);
  details.family_name = row.text(3);
  details.town = row.text(4);
  details.country = row.text(5);
  core::set_field(details, "kind", row.bytes(6));
  details.partner = {row.text(7)};
  details.organisation = row.text(8);
  details.email = row.text(9);
  core::set_field(details, "gender", row.bytes(10));
  core::set_field(details, "sessions", row.bytes(11));
  details.photo_opt_out = row.flag(12);
  details.language = row.text(13);
  details.notice_version = row.text(14);
  const std::string_view status = row.bytes(15);
  attendee.erased = status.rfind(kErased, 0) == 0;
  attendee.status = status == to_text(core::Status::cancelled) || status == kErasedCancelled
                        ? core::Status::cancelled
                        : core::Status::registered;
  attendee.registered_at = instant_of(row.integer(16));
  return attendee;
}

core::Scan read_scan(const Query& row) {
  core::Scan scan;
  const std::int64_t id = row.integer(0);
  scan.stamp = {row.bits(1), core::KioskId{row.bits(16)}, id & ((std::int64_t{1} << kSeqBits) - 1)};
  scan.attendee = core::AttendeeId{row.bits(2)};
  scan.badge = core::BadgeId{row.bits(3)};
  scan.at = instant_of(row.integer(4));
  scan.checkpoint = {row.text(5)};
  scan.direction = core::parse_direction(row.bytes(6)).value_or(core::Direction::in);
  scan.verdict = core::parse_verdict(row.bytes(7)).value_or(core::Verdict::unknown);
  scan.reason = row.text(8);
  scan.forced = row.flag(9);
  scan.details_pending = row.flag(10);
  scan.nonce = row.text(11);
  scan.answers = decode_answers(row.bytes(12));
  scan.undone = row.flag(13);
  scan.undone_by = row.text(14);
  scan.undone_why = row.text(15);
  return scan;
}

/// One arm per kind of event.
struct ProjectEvent {
  Projector& projector;
  Connection& connection;
  const core::Event& event;
  const core::Stamp& stamp;
  std::int64_t k;

  void operator()(const event::KioskOpened& e) {
    const std::string letter(1, e.letter);
    connection.query("add_kiosk").with(stamp.kiosk, letter).run();
    for (const auto& [meeting, last] : e.numbers) {
      connection.query("use_number").with(meeting, letter, last).run();
    }
  }

  void operator()(const event::MeetingStored& e) {
    if (projector.meeting_stamp(e.meeting) >= stamp || !is_meeting(e)) return;
    connection.query("store_meeting")
        .with(e.meeting, e.toml, stamp.clock, stamp.kiosk, stamp.seq)
        .run();
    projector.meetings_.erase(e.meeting);
    if (projector.batch_ != nullptr) projector.batch_->meetings_.erase(e.meeting);
    if (const auto meeting = projector.meeting(e.meeting)) {
      projector.keep_offsets(*meeting);
      projector.recount(*meeting);
    }
  }

  /// A text that a newer program wrote, or nobody, must not take the place of one that can be read.
  static bool is_meeting(const event::MeetingStored& e) {
    const auto parsed = meeting::parse_stored_meeting(e.toml, e.meeting.text);
    return parsed && parsed->id == e.meeting;
  }

  void operator()(const event::AttendeeRegistered& e) {
    if (const auto number = core::parse_number(e.number)) {
      connection.query("use_number")
          .with(e.meeting, number->substr(0, 1),
                static_cast<std::int64_t>(std::stoll(number->substr(2))))
          .run();
    }
    change(e.attendee, e.meeting);
  }

  void operator()(const event::AttendeeEdited& e) {
    change(e.attendee, projector.meeting_of(e.attendee));
  }

  void operator()(const event::AttendeeCancelled& e) {
    change(e.attendee, projector.meeting_of(e.attendee));
  }

  void operator()(const event::BadgeIssued& e) {
    const core::AttendeeId owner = projector.stays(e.attendee);
    AttendeeState state = projector.load(owner);
    const AttendeeState pending = projector.load_pending(e.badge);
    if (!pending.scans.empty()) claim(owner, e.badge, state, pending);
    core::apply(state, event, stamp);
    put_badges(owner, state);
  }

  /// Scans of this badge that came before its attendee did become theirs.
  void claim(core::AttendeeId owner, core::BadgeId badge, AttendeeState& state,
             const AttendeeState& pending) {
    core::MeetingId meeting_id = projector.meeting_around(owner.bits);
    if (meeting_id.empty()) meeting_id = projector.meeting_around(badge.bits);
    const auto meeting = projector.meeting(meeting_id);
    core::Contribution before;
    if (meeting) {
      before = contribution(*meeting, state);
      for (const auto& [key, count] : contribution(*meeting, pending)) before[key] += count;
    }
    connection.query("claim_pending_scans").with(owner, badge).run();
    state.scans.insert(state.scans.end(), pending.scans.begin(), pending.scans.end());
    sort_scans(state);
    if (meeting) {
      projector.add_counts(meeting_id, difference(before, contribution(*meeting, state)));
    }
  }

  void operator()(const event::BadgeRevoked& e) {
    const core::AttendeeId owner = projector.stays(e.attendee);
    AttendeeState state = projector.load(owner);
    core::apply(state, event, stamp);
    put_badges(owner, state);
  }

  void operator()(const event::ScanTried& e) {
    const core::AttendeeId owner = owner_of(e.scan.attendee, e.scan.badge);
    projector.project_scan(e, stamp, k,
                           owner ? projector.load(owner) : projector.load_pending(e.scan.badge));
  }

  void operator()(const event::ScanUndone& e) {
    const core::AttendeeId owner = owner_of(e.attendee, e.badge);
    AttendeeState state = owner ? projector.load(owner) : projector.load_pending(e.badge);
    const auto meeting = projector.meeting(e.meeting);
    const auto before = meeting ? contribution(*meeting, state) : core::Contribution{};
    core::apply(state, event, stamp);
    connection.query("undo_scan")
        .with(e.nonce, e.meeting, e.by, e.why, owner ? owner.bits : e.badge.bits)
        .run();
    if (meeting) {
      projector.add_counts(e.meeting, difference(before, contribution(*meeting, state)));
    }
  }

  void operator()(const event::PrintQueued& e) {
    connection.query("put_print_job").with(e.job, e.attendee, k, e.printer, stamp.clock).run();
  }

  void operator()(const event::PrintMoved& e) {
    connection.query("move_print_job").with(e.job, e.printer).run();
  }

  void operator()(const event::PrintEnded& e) {
    const char* state = e.cancelled ? "cancelled" : e.printed ? "printed" : "failed";
    connection.query("end_print_job").with(e.job, state, e.detail).run();
  }

  void operator()(const event::AttendeeErased& e) { projector.erase(e, stamp); }

  void operator()(const event::RetentionRun&) {}

  void operator()(const event::KioskEnrolled& e) {
    connection.query("put_enrolment").with(std::string(1, e.letter), e.ticket).run();
  }
  void operator()(const event::KioskLeftOut& e) {
    connection.query("put_left_out").with(e.kiosk, e.last).run();
  }
  void operator()(const event::ConflictSettled& e) {
    connection.query("put_settled")
        .with(e.meeting, e.conflict, e.how, stamp.clock, stamp.kiosk, e.attendee)
        .run();
  }

  void operator()(const event::SignedIn&) {}
  void operator()(const event::PinChanged&) {}

  /// Merging is a union of people: of rows that say it twice, or in a circle, the first counts.
  void operator()(const event::AttendeesMerged& e) {
    const core::AttendeeId from = projector.stays(e.attendee);
    const core::AttendeeId into = projector.stays(e.into);
    if (!from || !into || from == into) return;
    const auto meeting = projector.meeting(e.meeting);
    core::Contribution before;
    if (meeting) {
      before = contribution(*meeting, projector.load(into));
      for (const auto& [key, count] : contribution(*meeting, projector.load(from))) {
        before[key] += count;
      }
    }
    if (const auto leaves = projector.load(from).attendee) {
      projector.index_person(e.meeting, from, found_by(leaves->details), std::nullopt);
    }
    connection.query("move_scans").with(into, from).run();
    connection.query("move_badges").with(into, from).run();
    connection.query("move_merges").with(into, from).run();
    connection.query("put_merge").with(from, into).run();
    if (meeting) {
      projector.add_counts(e.meeting,
                           difference(before, contribution(*meeting, projector.load(into))));
    }
  }

  /// A scan says only the badge where its attendee had not reached the scanning kiosk yet.
  core::AttendeeId owner_of(core::AttendeeId attendee, core::BadgeId badge) {
    return attendee ? projector.stays(attendee) : projector.owner_of(badge);
  }

  /// An event about who the attendee is.
  void change(core::AttendeeId id, const core::MeetingId& meeting_id) {
    AttendeeState state = projector.load(id);
    const auto meeting = projector.meeting(meeting_id);
    const auto before = meeting ? contribution(*meeting, state) : core::Contribution{};
    std::optional<FoundBy> told;
    if (state.attendee) told = found_by(state.attendee->details);
    core::apply(state, event, stamp);
    if (!state.attendee) return;
    FoundBy now = found_by(state.attendee->details);
    projector.put_attendee(meeting_id, *state.attendee, now.name);
    if (projector.stays(id) != id) return;  // counted and found as another's
    projector.index_person(meeting_id, id, std::move(told), std::move(now));
    if (meeting) {
      projector.add_counts(meeting_id, difference(before, contribution(*meeting, state)));
    }
  }

  void put_badges(core::AttendeeId attendee, const AttendeeState& state) {
    for (const core::BadgeState& badge : state.badges) {
      connection.query("put_badge").with(badge.id, attendee, stamp.clock, badge.revoked).run();
    }
  }
};

void Projector::project(const core::Event& event, const core::Stamp& stamp, std::int64_t k) {
  std::visit(ProjectEvent{*this, connection_, event, stamp, k}, event);
}

void Projector::project_scan(const event::ScanTried& tried, const core::Stamp& stamp,
                             std::int64_t k, AttendeeState state) {
  const core::Scan& scan = tried.scan;
  const core::AttendeeId owner = scan.attendee ? stays(scan.attendee) : owner_of(scan.badge);
  const std::uint64_t subject = owner ? owner.bits : scan.badge.bits;
  connection_.query("put_scan")
      .with(scan_id(k, stamp.seq), tried.meeting, stamp.clock, subject, owner, scan.badge,
            number_of(scan.at), scan.checkpoint, to_text(scan.direction), to_text(scan.verdict),
            scan.reason, scan.forced, scan.details_pending, scan.nonce,
            encode_answers(scan.answers))
      .run();
  const bool is_new = connection_.database().getChanges() > 0;  // else it is a visit of an erasure
  if (!is_new || !core::is_attendance(scan.verdict)) return;
  const auto meeting = this->meeting(tried.meeting);
  if (!meeting) return;
  const auto before = contribution(*meeting, state);
  core::apply(state, tried, stamp);
  add_counts(tried.meeting, difference(before, contribution(*meeting, state)));
}

AttendeeState Projector::load(core::AttendeeId attendee) {
  AttendeeState state;
  if (!attendee) return state;
  if (Query row = connection_.query("attendee").with(attendee); row.step()) {
    state.attendee = read_attendee(row);
  }
  for (Query row = connection_.query("badges_of_attendee").with(attendee); row.step();) {
    state.badges.push_back({core::BadgeId{row.bits(0)}, row.flag(1)});
  }
  for (Query row = connection_.query("scans_that_matter").with(attendee); row.step();) {
    state.scans.push_back(read_scan(row));
  }
  sort_scans(state);
  return state;
}

/// What is left of the person takes the place of everything that was there; of somebody who had
/// become another, badges and visits are that one's.
void Projector::erase(const event::AttendeeErased& e, const core::Stamp& stamp) {
  const core::AttendeeId owner = stays(e.attendee);
  const auto meeting = this->meeting(e.meeting);
  for (core::BadgeId badge : e.badges) forget_pending(e.meeting, badge);
  for (const event::Visit& visit : e.visits) take_over(e.meeting, visit.stamp, owner);
  AttendeeState state = load(e.attendee);
  AttendeeState whole = owner == e.attendee ? state : load(owner);
  const auto before = meeting ? contribution(*meeting, whole) : core::Contribution{};
  if (state.attendee) {
    index_person(e.meeting, e.attendee, found_by(state.attendee->details), std::nullopt);
  }
  core::erase(state, e);
  if (owner == e.attendee) {
    whole = state;
  } else {
    core::add_left(whole, owner, e);
  }
  for (const char* part : {"forget_scans", "forget_badges", "forget_print_jobs", "forget_needs_of",
                           "forget_attendee"}) {
    connection_.query(part).with(e.attendee).run();
  }
  forget_words(e, stamp);
  put_attendee(e.meeting, *state.attendee);
  if (const auto number = core::parse_number(e.number)) {
    connection_.query("use_number")
        .with(e.meeting, number->substr(0, 1),
              static_cast<std::int64_t>(std::stoll(number->substr(2))))
        .run();
  }
  for (const core::BadgeState& badge : state.badges) {
    connection_.query("put_badge").with(badge.id, owner, std::uint64_t{0}, true).run();
  }
  for (const core::Scan& scan : whole.scans) {
    if (scan.stands()) put_visit(e.meeting, scan);
  }
  if (meeting) add_counts(e.meeting, difference(before, contribution(*meeting, whole)));
}

/// In which conflicts about them were settled.
void Projector::forget_words(const event::AttendeeErased& e, const core::Stamp& stamp) {
  connection_.query("forget_words_about").with(e.attendee, kErasedWords).run();
  for (const std::string& conflict : e.settled) {
    connection_.query("put_settled")
        .with(e.meeting, conflict, kErasedWords, stamp.clock, stamp.kiosk, e.attendee)
        .run();
  }
}

/// Scans that hang from a badge of somebody erased: their rows went with those of the person.
void Projector::forget_pending(const core::MeetingId& meeting_id, core::BadgeId badge) {
  if (const auto meeting = this->meeting(meeting_id)) {
    add_counts(meeting_id, difference(contribution(*meeting, load_pending(badge)), {}));
  }
  connection_.query("forget_scans").with(badge).run();
}

/// Whoever erases last knows best whose a visit was: it is nobody else's any more.
void Projector::take_over(const core::MeetingId& meeting_id, const core::Stamp& visit,
                          core::AttendeeId owner) {
  core::AttendeeId holder;
  if (Query row = connection_.query("scan_holder").with(visit.kiosk, visit.seq); row.step()) {
    holder = core::AttendeeId{row.bits(0)};
  }
  if (!holder || holder == owner) return;
  Query kiosk = connection_.query("kiosk_number").with(visit.kiosk);
  if (!kiosk.step()) return;
  const auto meeting = this->meeting(meeting_id);
  const auto before = meeting ? contribution(*meeting, load(holder)) : core::Contribution{};
  connection_.query("forget_scan").with(scan_id(kiosk.integer(0), visit.seq)).run();
  if (!meeting) return;
  add_counts(meeting_id, difference(before, contribution(*meeting, load(holder))));
}

/// All that is derived about these subjects goes, counts included, so that their rows can be
/// projected anew. Whoever is merged with one of them, or has a badge of theirs, is among them.
void Projector::take_back(const std::vector<std::uint64_t>& subjects) {
  for (const std::uint64_t subject : subjects) {
    const core::AttendeeId id{subject};
    AttendeeState state = load(id);
    const core::MeetingId meeting_id = meeting_around(subject);
    const auto meeting = stays(id) == id ? this->meeting(meeting_id) : nullptr;
    if (meeting) add_counts(meeting_id, difference(contribution(*meeting, state), {}));
    if (state.attendee) {
      index_person(meeting_id, id, found_by(state.attendee->details), std::nullopt);
    }
  }
  for (const std::uint64_t subject : subjects) {
    for (const char* part : {"forget_scans", "forget_badges", "forget_badge", "forget_print_jobs",
                             "forget_attendee", "forget_merges", "forget_settled_about"}) {
      connection_.query(part).with(subject).run();
    }
  }
}

void Projector::put_visit(const core::MeetingId& meeting, const core::Scan& scan) {
  connection_.query("meet_kiosk").with(scan.stamp.kiosk).run();
  Query kiosk = connection_.query("kiosk_number").with(scan.stamp.kiosk);
  if (!kiosk.step()) return;
  connection_.query("put_scan")
      .with(scan_id(kiosk.integer(0), scan.stamp.seq), meeting, scan.stamp.clock, scan.attendee,
            scan.attendee, core::BadgeId{}, number_of(scan.at), scan.checkpoint,
            to_text(scan.direction), to_text(scan.verdict), std::string_view(), false, false,
            std::string_view(), std::string_view())
      .run();
}

AttendeeState Projector::load_pending(core::BadgeId badge) {
  AttendeeState state;
  if (!badge) return state;
  for (Query row = connection_.query("scans_that_matter").with(badge); row.step();) {
    state.scans.push_back(read_scan(row));
  }
  sort_scans(state);
  return state;
}

core::AttendeeId Projector::owner_of(core::BadgeId badge) {
  if (!badge) return {};
  Query row = connection_.query("badge").with(badge);
  return row.step() ? core::AttendeeId{row.bits(0)} : core::AttendeeId{};
}

core::AttendeeId Projector::stays(core::AttendeeId attendee) {
  Query row = connection_.query("merged_into").with(attendee);
  return row.step() ? core::AttendeeId{row.bits(0)} : attendee;
}

core::MeetingId Projector::meeting_of(core::AttendeeId attendee) {
  Query row = connection_.query("attendee").with(attendee);
  return row.step() ? core::MeetingId{row.text(17)} : core::MeetingId{};
}

core::MeetingId Projector::meeting_around(std::uint64_t subject) {
  core::MeetingId id = meeting_of(core::AttendeeId{subject});
  if (!id.empty()) return id;
  Query row = connection_.query("meeting_of_scans").with(subject);
  return row.step() ? core::MeetingId{row.text(0)} : core::MeetingId{};
}

core::Stamp Projector::meeting_stamp(const core::MeetingId& id) {
  Query row = connection_.query("meeting_clock").with(id);
  if (!row.step()) return {};
  return {row.bits(0), core::KioskId{row.bits(1)}, row.integer(2)};
}

std::shared_ptr<const core::Meeting> Projector::meeting(const core::MeetingId& id) {
  if (batch_ == nullptr) return read_meeting(id);
  const auto known = batch_->meetings_.find(id);
  if (known != batch_->meetings_.end()) return known->second;
  return batch_->meetings_.emplace(id, read_meeting(id)).first->second;
}

std::shared_ptr<const core::Meeting> Projector::read_meeting(const core::MeetingId& id) {
  const core::Stamp stamp = meeting_stamp(id);
  if (stamp == core::Stamp{}) return nullptr;
  CachedMeeting& cached = meetings_[id];
  if (cached.meeting && cached.stamp == stamp) return cached.meeting;
  Query row = connection_.query("meeting_toml").with(id);
  if (!row.step()) return nullptr;
  auto parsed = meeting::parse_stored_meeting(row.bytes(0), id.text);
  if (!parsed) {
    meetings_.erase(id);
    return nullptr;
  }
  cached = {stamp, std::make_shared<const core::Meeting>(std::move(*parsed))};
  return cached.meeting;
}

void Projector::add_counts(const core::MeetingId& meeting, const core::Contribution& delta) {
  if (batch_ == nullptr) return write_counts(meeting, delta);
  core::Contribution& sum = batch_->counts_[meeting];
  for (const auto& [key, count] : delta) sum[key] += count;
}

void Projector::write_counts(const core::MeetingId& meeting, const core::Contribution& delta) {
  for (const auto& [key, count] : delta) {
    const std::string_view dimension = to_text(key.dimension);
    connection_.query("add_count")
        .with(meeting, dimension, key.key, count.registered, count.present, count.inside)
        .run();
    if (count.registered < 0 || count.present < 0 || count.inside < 0) {
      connection_.query("drop_empty_count").with(meeting, dimension, key.key).run();
    }
  }
}

/// People register long before a meeting, and corrections come after it.
void Projector::keep_offsets(const core::Meeting& meeting) {
  constexpr std::chrono::days kAround{2 * 366};
  const core::Instant from = meeting.zone.to_instant(meeting.days.front() - kAround);
  const core::Instant until = meeting.zone.to_instant(meeting.days.back() + kAround);
  const auto put = [&](core::Instant at, std::chrono::seconds offset) {
    connection_.query("put_offset").with(meeting.id, number_of(at), offset.count()).run();
  };
  connection_.query("forget_offsets").with(meeting.id).run();
  put(core::Instant{}, meeting.zone.offset_at(from));
  for (const auto& [at, offset] : meeting.zone.transitions()) {
    if (at > from && at <= until) put(at, offset);
  }
}

/// A changed meeting may expect other people at other checkpoints, on other days.
void Projector::recount(const core::Meeting& meeting) {
  core::Contribution total;
  const auto add = [&](const AttendeeState& state) {
    for (const auto& [key, count] : contribution(meeting, state)) total[key] += count;
  };
  std::vector<std::uint64_t> attendees;
  for (Query row = connection_.query("attendee_ids").with(meeting.id); row.step();) {
    attendees.push_back(row.bits(0));
  }
  for (std::uint64_t id : attendees) add(load(core::AttendeeId{id}));
  std::vector<std::uint64_t> pending;
  for (Query row = connection_.query("subjects_with_scans_only").with(meeting.id); row.step();) {
    pending.push_back(row.bits(0));
  }
  for (std::uint64_t id : pending) add(load_pending(core::BadgeId{id}));
  connection_.query("clear_counts").with(meeting.id).run();
  if (batch_ != nullptr) batch_->counts_.erase(meeting.id);
  std::erase_if(total, [](const auto& entry) { return entry.second == core::Count{}; });
  add_counts(meeting.id, total);
}

void Projector::put_attendee(const core::MeetingId& meeting, const core::Attendee& attendee) {
  put_attendee(meeting, attendee, i18n::fold(core::full_name(attendee.details)));
}

void Projector::put_attendee(const core::MeetingId& meeting, const core::Attendee& attendee,
                             const std::string& folded) {
  const core::Details& d = attendee.details;
  connection_.query("put_attendee")
      .run_with(attendee.id, meeting, attendee.number, d.given_name, d.family_name, d.town,
                d.country, to_text(d.kind), d.partner, d.organisation, d.email, to_text(d.gender),
                core::get_field(d, "sessions"), d.photo_opt_out, d.language, d.notice_version,
                status_text(attendee), number_of(attendee.registered_at), folded);
}

void Projector::index_person(const core::MeetingId& meeting, core::AttendeeId id,
                             std::optional<FoundBy> before, std::optional<FoundBy> now) {
  if (batch_ != nullptr) return batch_->note(meeting, id, std::move(before), std::move(now));
  move_search_rows(search_number(meeting), id, before, now);
}

void Projector::move_search_rows(std::int64_t meeting, core::AttendeeId id,
                                 const std::optional<FoundBy>& before,
                                 const std::optional<FoundBy>& now) {
  const auto old_rows = before ? search_rows(*before) : std::vector<SearchRow>();
  const auto new_rows = now ? search_rows(*now) : std::vector<SearchRow>();
  const auto only_in = [](const auto& some, const auto& others) {
    std::vector<SearchRow> rows;
    std::set_difference(some.begin(), some.end(), others.begin(), others.end(),
                        std::back_inserter(rows));
    return rows;
  };
  for (const SearchRow& row : only_in(old_rows, new_rows)) {
    connection_.query("drop_search_row")
        .with(meeting, static_cast<int>(row.place), row.text, id)
        .run();
  }
  for (const SearchRow& row : only_in(new_rows, old_rows)) {
    connection_.query("put_search_row")
        .with(meeting, static_cast<int>(row.place), row.text, id)
        .run();
  }
}

}  // namespace db
