// The check-in rules of DESIGN.md section 6. Pure: the same slice and command, the same decision.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/meeting.h"
#include "core/scan.h"
#include "core/state.h"

namespace core {

/// What the scanned text turned out to be.
enum class Credential {
  unknown,        ///< not a code of ours, and nobody's number or name
  forged,         ///< our form, wrong tag
  other_meeting,  ///< genuine for another meeting
  ambiguous,      ///< a number or name that several people have
  genuine,        ///< a badge of this meeting, or one person found
};

/// What `decide` may look at: one attendee's part of the database, read inside the transaction
/// that will record the decision. `meeting` and `checkpoint` outlive the call.
struct Slice {
  const Meeting* meeting = nullptr;
  const Checkpoint* checkpoint = nullptr;
  Credential credential = Credential::unknown;
  BadgeId badge;        ///< the badge shown; none for a number or name
  AttendeeState state;  ///< of the person found; empty for none
  int inside_now = 0;   ///< people inside the checkpoint
};

/// A try at a checkpoint, as it arrives.
struct ScanCommand {
  MeetingId meeting;
  CheckpointId checkpoint;
  std::string text;
  Direction direction = Direction::in;
  Instant at;
  std::string nonce;
  bool force = false;
  Answers answers;
};

struct Decision {
  Verdict verdict = Verdict::unknown;
  bool forced = false;           ///< force changed the outcome
  bool details_pending = false;  ///< genuine badge, attendee not here yet
  /// Which rule refused: kind, partner, member, details_pending, gap, withdrawn, replaced; where
  /// force changed the outcome, the verdict it overrode; empty where the verdict says it all.
  std::string reason;
  std::optional<Scan> first;          ///< with `already`: the scan that let them in
  std::vector<QuestionId> questions;  ///< with `needs_answer`: what to ask now
  std::optional<Instant> opens;       ///< with `too_early`: when it opens

  [[nodiscard]] bool recorded() const { return is_attendance(verdict); }
};

Decision decide(const Slice& slice, const ScanCommand& command);

/// The entry for which a further one at `at` would be `already`; none if there is none.
std::optional<Scan> standing_entry(const Meeting& meeting, const Checkpoint& checkpoint,
                                   std::span<const Scan> scans, Instant at);

/// The questions still open for this person at this checkpoint, given these answers.
std::vector<QuestionId> open_questions(const Slice& slice, const Answers& answers);

}  // namespace core
