#include <algorithm>

#include "core/badge_code.h"
#include "core/conflict.h"
#include "db/store.h"
#include "db/store_write.h"
#include "i18n/fold_text.h"

namespace db {
namespace {

constexpr std::chrono::minutes kUndoWindow{15};
constexpr std::size_t kLongestText = 4096;
constexpr std::size_t kLongestNonce = 128;
constexpr std::size_t kLongestAnswer = 400;

core::Error wrong_scan(std::string field, std::string message) {
  return {core::Failure::bad_input,
          "The scan cannot be taken as it is.",
          "Nothing was recorded.",
          {{0, std::move(field), std::move(message)}}};
}

/// Tells what there is to choose from, and not what was given instead.
core::Error no_checkpoint(const core::Meeting& meeting) {
  std::string ids;
  for (const core::Checkpoint& one : meeting.checkpoints) {
    ids += (ids.empty() ? "" : ", ") + one.id.text;
  }
  return wrong_scan("checkpoint", "must be one of this meeting's: " + ids);
}

/// What no honest caller sends; everything else gets a verdict.
std::optional<core::Error> unfit(const core::ScanCommand& command,
                                 const core::Checkpoint& checkpoint) {
  if (command.text.size() > kLongestText) return wrong_scan("text", "is longer than 4096 bytes");
  if (!core::is_clean_text(command.nonce, kLongestNonce)) {
    return wrong_scan("nonce", "must be at most 128 bytes of plain text");
  }
  for (const auto& [question, answer] : command.answers) {
    if (checkpoint.question(question) == nullptr) {
      return wrong_scan("answer", "is to a question this checkpoint does not ask");
    }
    if (!core::is_clean_text(answer, kLongestAnswer)) {
      return wrong_scan("answer", "must be at most 400 bytes of plain text");
    }
  }
  return std::nullopt;
}

/// Who it is stays untold where the text was none of ours.
bool tells_attendee(core::Verdict verdict) {
  switch (verdict) {
    case core::Verdict::unknown:
    case core::Verdict::forged:
    case core::Verdict::other_meeting:
    case core::Verdict::ambiguous:
      return false;
    default:
      return true;
  }
}

core::Scan scan_from(const core::ScanCommand& command, const core::Slice& slice,
                     const core::Decision& decision) {
  core::Scan scan;
  scan.nonce = command.nonce;
  scan.checkpoint = command.checkpoint;
  scan.direction = command.direction;
  scan.at = command.at;
  if (slice.state.attendee) scan.attendee = slice.state.attendee->id;
  scan.badge = slice.badge;
  scan.verdict = decision.verdict;
  scan.reason = decision.reason;
  scan.forced = decision.forced;
  scan.details_pending = decision.details_pending;
  if (decision.recorded() && command.direction == core::Direction::in) {
    scan.answers = command.answers;
  }
  return scan;
}

/// Whether the entry told of, this one or the first, is one of several that kiosks allowed which
/// did not know of each other.
bool tells_of_conflict(const core::Slice& slice, const core::Decision& decision,
                       const core::Scan& scan) {
  const bool entered = decision.recorded() && scan.direction == core::Direction::in;
  if (!entered && !decision.first) return false;
  std::vector<core::Scan> scans = slice.state.scans;
  if (entered) scans.push_back(scan);
  return core::is_in_conflict(*slice.meeting, *slice.checkpoint, scans,
                              entered ? scan.stamp : decision.first->stamp);
}

}  // namespace

/// Finds out whose text this is and reads what `decide` may look at.
core::Slice Store::slice_for(const core::Meeting& meeting, const core::Checkpoint& checkpoint,
                             std::string_view text) {
  core::Slice slice;
  slice.meeting = &meeting;
  slice.checkpoint = &checkpoint;
  core::AttendeeId attendee;
  if (const auto code = core::parse_badge_code(text)) {
    slice.credential = credential_of(meeting.id, *code);
    if (slice.credential != core::Credential::genuine) return slice;
    slice.badge = code->badge;
    attendee = projector_->owner_of(code->badge);
  } else {
    std::vector<core::AttendeeId> people = people_called(meeting.id, text);
    if (people.empty()) return slice;
    slice.credential = people.size() == 1 ? core::Credential::genuine : core::Credential::ambiguous;
    if (people.size() > 1) return slice;
    attendee = people.front();
  }
  slice.state = attendee ? projector_->load(attendee) : projector_->load_pending(slice.badge);
  if (Query row = connection_->query("count").with(meeting.id, "checkpoint", checkpoint.id);
      row.step()) {
    slice.inside_now = static_cast<int>(row.integer(2));
  }
  return slice;
}

core::Credential Store::credential_of(const core::MeetingId& meeting, const core::BadgeCode& code) {
  if (keys_.is_genuine(meeting, code)) return core::Credential::genuine;
  std::vector<core::MeetingId> others;
  for (Query row = connection_->query("meeting_ids"); row.step();) others.push_back({row.text(0)});
  const bool elsewhere = std::any_of(others.begin(), others.end(), [&](const auto& other) {
    return other != meeting && keys_.is_genuine(other, code);
  });
  if (elsewhere) return core::Credential::other_meeting;
  // Without its key nothing can be said against a code of this meeting, and nothing for it.
  return keys_.tag(meeting, code.badge) ? core::Credential::forged : core::Credential::unknown;
}

/// By number, else by the whole name; two are enough to be ambiguous.
std::vector<core::AttendeeId> Store::people_called(const core::MeetingId& meeting,
                                                   std::string_view text) {
  std::vector<core::AttendeeId> people;
  if (const auto number = core::parse_number(text)) {
    Query row = connection_->query("attendee_of_number").with(meeting, *number);
    if (row.step()) people.push_back(projector_->stays(core::AttendeeId{row.bits(0)}));
    return people;
  }
  const std::string folded = i18n::fold(text);
  if (folded.empty()) return people;
  for (Query row = connection_->query("attendees_of_name").with(meeting, folded); row.step();) {
    people.push_back(core::AttendeeId{row.bits(0)});
  }
  return people;
}

core::Result<ScanOutcome> Store::scan(const core::ScanCommand& given) {
  return write([&]() -> core::Result<ScanOutcome> {
    const auto meeting = known_meeting(given.meeting);
    if (!meeting) return tl::unexpected(meeting.error());
    const core::Checkpoint* checkpoint = (*meeting)->checkpoint(given.checkpoint);
    if (checkpoint == nullptr) {
      return tl::unexpected(no_checkpoint(**meeting));
    }
    if (auto no = unfit(given, *checkpoint)) return tl::unexpected(*no);
    core::ScanCommand command = given;
    core::Slice slice = slice_for(**meeting, *checkpoint, command.text);
    if (command.nonce.empty()) {
      command.nonce = core::crockford(random_bits());
    } else {
      auto before = counted_before(command, slice);
      if (!before) return tl::unexpected(before.error());
      if (*before) return std::move(**before);
    }
    return decide_and_record(command, std::move(slice));
  });
}

ScanOutcome Store::decide_and_record(const core::ScanCommand& command, core::Slice slice) {
  const core::Decision decision = decide(slice, command);
  core::event::ScanTried tried{command.meeting, scan_from(command, slice, decision)};
  ScanOutcome outcome;
  outcome.scan = tried.scan;
  if (tells_attendee(decision.verdict)) outcome.attendee = slice.state.attendee;
  outcome.questions = decision.questions;
  outcome.opens = decision.opens;
  if (decision.first) outcome.first = first_scan(*decision.first);
  outcome.scan.stamp = journal_->append(tried);
  outcome.conflict = tells_of_conflict(slice, decision, outcome.scan);
  projector_->project_scan(tried, outcome.scan.stamp, k_, std::move(slice.state));
  return outcome;
}

FirstScan Store::first_scan(const core::Scan& scan) {
  return {scan.at, kiosk_letter(scan.stamp.kiosk), scan.checkpoint};
}

/// A nonce that was counted answers as it did then; one used for something else is a mistake.
core::Result<std::optional<ScanOutcome>> Store::counted_before(const core::ScanCommand& command,
                                                               const core::Slice& slice) {
  Query row = connection_->query("scan_of_nonce").with(command.nonce, command.meeting);
  if (!row.step()) return std::optional<ScanOutcome>();
  ScanOutcome outcome;
  outcome.scan = read_scan(row);
  outcome.repeated = true;
  const core::Scan& scan = outcome.scan;
  const bool same_person = slice.state.attendee ? scan.attendee == slice.state.attendee->id
                                                : slice.badge && scan.badge == slice.badge;
  if (!same_person || scan.checkpoint != command.checkpoint ||
      scan.direction != command.direction) {
    return tl::unexpected(wrong_scan("nonce", "was used for another scan"));
  }
  outcome.attendee = slice.state.attendee;
  outcome.conflict = core::is_in_conflict(*slice.meeting, *slice.checkpoint, slice.state.scans,
                                          outcome.scan.stamp);
  return std::optional(std::move(outcome));
}

core::Result<ScanOutcome> Store::undo(const UndoCommand& command) {
  if (!core::is_clean_text(command.by, kLongestAnswer) ||
      !core::is_clean_text(command.why, kLongestAnswer) || command.by.empty() ||
      command.why.empty()) {
    return tl::unexpected(wrong_scan("by, why", "must say who and why in at most 400 bytes"));
  }
  return write([&]() -> core::Result<ScanOutcome> {
    if (const auto known = known_meeting(command.meeting); !known) {
      return tl::unexpected(known.error());
    }
    ScanOutcome outcome;
    std::int64_t recorded_by = 0;
    core::Instant recorded_at;
    {
      Query row = connection_->query("scan_of_nonce").with(command.nonce, command.meeting);
      if (!row.step()) return tl::unexpected(wrong_scan("nonce", "is of no recorded scan"));
      outcome.scan = read_scan(row);
      recorded_by = kiosk_number_of_scan(row.integer(0));
      recorded_at = core::Instant{std::chrono::milliseconds{row.integer(1) >> 16}};
    }
    if (outcome.scan.undone) return tl::unexpected(wrong_scan("nonce", "was undone before"));
    if (command.at && *command.at < outcome.scan.at) {
      return tl::unexpected(wrong_scan("at", "lies before the scan"));
    }
    const auto age = command.at ? *command.at - outcome.scan.at : options_.now() - recorded_at;
    if (!command.as_organiser && (recorded_by != k_ || age > kUndoWindow)) {
      return core::fail(core::Failure::denied,
                        "This scan is older than 15 minutes or was made at another kiosk.",
                        "An organiser's PIN undoes it.");
    }
    outcome.attendee = projector_->load(outcome.scan.attendee).attendee;
    record(core::event::ScanUndone{command.meeting, outcome.scan.attendee, outcome.scan.badge,
                                   command.nonce, command.by, command.why,
                                   command.at.value_or(options_.now())});
    outcome.scan.undone = true;
    outcome.scan.undone_by = command.by;
    outcome.scan.undone_why = command.why;
    return outcome;
  });
}

core::Result<int> Store::check_out_all(const core::MeetingId& meeting_id,
                                       const core::CheckpointId& checkpoint_id,
                                       std::optional<core::Instant> at) {
  return write([&]() -> core::Result<int> {
    const auto meeting = known_meeting(meeting_id);
    if (!meeting) return tl::unexpected(meeting.error());
    const core::Checkpoint* checkpoint = (*meeting)->checkpoint(checkpoint_id);
    if (checkpoint == nullptr) {
      return tl::unexpected(no_checkpoint(**meeting));
    }
    std::vector<std::uint64_t> subjects;
    for (Query row = connection_->query("subjects_at_checkpoint").with(meeting_id, checkpoint_id);
         row.step();) {
      subjects.push_back(row.bits(0));
    }
    const core::Instant moment = at.value_or(options_.now());
    int left = 0;
    for (std::uint64_t subject : subjects) {
      core::AttendeeState state = projector_->load(core::AttendeeId{subject});
      const bool known = state.attendee.has_value();
      if (!known) state = projector_->load_pending(core::BadgeId{subject});
      const core::Timeline timeline(**meeting, *checkpoint, state.scans);
      if (!timeline.inside() || timeline.entries().back()->at >= moment) continue;
      core::Scan scan;
      scan.nonce = core::crockford(random_bits());
      scan.checkpoint = checkpoint_id;
      scan.direction = core::Direction::out;
      scan.at = moment;
      scan.attendee = known ? core::AttendeeId{subject} : core::AttendeeId{};
      scan.badge = known ? core::BadgeId{} : core::BadgeId{subject};
      scan.verdict = core::Verdict::exited;
      scan.reason = "checkout";
      record(core::event::ScanTried{meeting_id, scan});
      ++left;
    }
    return left;
  });
}

core::Result<void> Store::for_each_attendance(
    const core::MeetingId& meeting, const std::function<void(const AttendanceRow&)>& visit) {
  return guarded([&]() -> core::Result<void> {
    if (const auto known = known_meeting(meeting); !known) return tl::unexpected(known.error());
    auto letters = kiosk_letters();
    for (Query row = connection_->query("attendance_of_meeting").with(meeting); row.step();) {
      AttendanceRow out;
      out.at = core::Instant{std::chrono::milliseconds{row.integer(0)}};
      out.checkpoint = {row.text(1)};
      out.direction = core::parse_direction(row.bytes(2)).value_or(core::Direction::in);
      out.forced = row.flag(3);
      out.kiosk = letters[kiosk_number_of_scan(row.integer(4))];
      out.badge = core::BadgeId{row.bits(5)};
      out.attendee = core::AttendeeId{row.bits(6)};
      out.nonce = row.text(7);
      std::string* const texts[] = {&out.number,  &out.given_name,  &out.family_name,
                                    &out.town,    &out.country,     &out.kind,
                                    &out.partner, &out.organisation};
      for (int i = 0; i < 8; ++i) *texts[i] = row.text(8 + i);
      visit(out);
    }
    return {};
  });
}

core::Result<void> Store::for_each_scan(
    const core::MeetingId& meeting,
    const std::function<void(const core::Scan&, const std::string& kiosk)>& visit) {
  return guarded([&]() -> core::Result<void> {
    if (const auto known = known_meeting(meeting); !known) return tl::unexpected(known.error());
    auto letters = kiosk_letters();
    for (Query row = connection_->query("scans_of_meeting").with(meeting); row.step();) {
      visit(read_scan(row), letters[kiosk_number_of_scan(row.integer(0))]);
    }
    return {};
  });
}

core::Result<std::int64_t> Store::count_scans(const core::MeetingId& meeting) {
  return guarded([&]() -> core::Result<std::int64_t> {
    Query row = connection_->query("count_scans").with(meeting);
    return row.step() ? row.integer(0) : 0;
  });
}

std::map<std::int64_t, std::string> Store::kiosk_letters() {
  std::map<std::int64_t, std::string> letters;
  for (Query row = connection_->query("kiosks"); row.step();) letters[row.integer(0)] = row.text(2);
  return letters;
}

}  // namespace db
