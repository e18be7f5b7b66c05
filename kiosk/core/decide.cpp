#include "core/decide.h"

#include <algorithm>

namespace core {
namespace {

using std::chrono::floor;
using std::chrono::seconds;

template <class Item>
bool contains(const std::vector<Item>& items, const Item& wanted) {
  return std::find(items.begin(), items.end(), wanted) != items.end();
}

Decision refuse(Verdict verdict, std::string reason = {}) {
  Decision decision;
  decision.verdict = verdict;
  decision.reason = std::move(reason);
  return decision;
}

/// What no rule and no force can turn into an entry.
std::optional<Decision> not_ours(const Slice& slice) {
  switch (slice.credential) {
    case Credential::unknown:
      return refuse(Verdict::unknown);
    case Credential::forged:
      return refuse(Verdict::forged);
    case Credential::other_meeting:
      return refuse(Verdict::other_meeting);
    case Credential::ambiguous:
      return refuse(Verdict::ambiguous);
    case Credential::genuine:
      return std::nullopt;
  }
  return refuse(Verdict::unknown);
}

std::optional<Decision> badge_withdrawn(const Slice& slice) {
  if (!slice.badge) return std::nullopt;
  const BadgeState* badge = slice.state.badge(slice.badge);
  if (badge == nullptr || !badge->revoked) return std::nullopt;
  return refuse(Verdict::revoked,
                slice.state.current_badge()->id == slice.badge ? "withdrawn" : "replaced");
}

std::optional<Decision> registration_cancelled(const Slice& slice) {
  const auto& attendee = slice.state.attendee;
  if (!attendee || (attendee->status != Status::cancelled && !attendee->erased)) {
    return std::nullopt;
  }
  return refuse(Verdict::cancelled);
}

bool admits_every_kind(const Checkpoint& checkpoint) {
  return !checkpoint.admits ||
         (contains(*checkpoint.admits, Kind::invited) &&
          contains(*checkpoint.admits, Kind::local) && contains(*checkpoint.admits, Kind::team));
}

/// A rule about a person whose details are not here cannot be evaluated, and so refuses.
std::optional<Decision> not_among_the_listed(const Slice& slice) {
  const Checkpoint& checkpoint = *slice.checkpoint;
  if (!slice.state.attendee) {
    const bool open_to_all =
        admits_every_kind(checkpoint) && checkpoint.partners.empty() && !checkpoint.members_only;
    return open_to_all ? std::nullopt
                       : std::optional(refuse(Verdict::not_listed, "details_pending"));
  }
  const Details& details = slice.state.attendee->details;
  if (checkpoint.admits && !contains(*checkpoint.admits, details.kind)) {
    return refuse(Verdict::not_listed, "kind");
  }
  if (!checkpoint.partners.empty() && !contains(checkpoint.partners, details.partner)) {
    return refuse(Verdict::not_listed, "partner");
  }
  if (checkpoint.members_only && !contains(details.sessions, checkpoint.session)) {
    return refuse(Verdict::not_listed, "member");
  }
  return std::nullopt;
}

Decision too_early(Instant opens) {
  Decision decision = refuse(Verdict::too_early);
  decision.opens = opens;
  return decision;
}

/// Opening times hold to the second, tolerance included on both sides.
std::optional<Decision> outside_opening_times(const Slice& slice, Instant at) {
  const Checkpoint& checkpoint = *slice.checkpoint;
  const auto now = floor<seconds>(at);
  const Day today = slice.meeting->zone.day_of(at);
  std::optional<Instant> next;
  bool closed_today = false;
  for (Day day : checkpoint.days) {
    const Window window = window_on(*slice.meeting, checkpoint, day);
    if (now >= window.opens - checkpoint.tolerance && now <= window.closes + checkpoint.tolerance) {
      return std::nullopt;
    }
    if (now < window.opens && (!next || window.opens < *next)) next = window.opens;
    if (now > window.closes && day == today) closed_today = true;
  }
  if (next && !closed_today) return too_early(*next);
  return refuse(Verdict::too_late);
}

Decision already(const Scan& entry, std::string reason = {}) {
  Decision decision = refuse(Verdict::already, std::move(reason));
  decision.first = entry;
  return decision;
}

/// Under `re_entry` two entries need a leaving strictly between them, whichever arrived first.
std::optional<Decision> in_without_leaving(const Timeline& timeline, Instant at) {
  const Scan* before = nullptr;
  const Scan* after = nullptr;
  for (const Scan* entry : timeline.entries()) {
    if (entry->at <= at) before = entry;
    if (entry->at > at && after == nullptr) after = entry;
  }
  if (before != nullptr && !timeline.left_between(before->at, at)) return already(*before);
  if (after != nullptr && !timeline.left_between(at, after->at)) return already(*after);
  return std::nullopt;
}

std::optional<Decision> in_already(const Meeting& meeting, const Checkpoint& checkpoint,
                                   const Timeline& timeline, Instant at) {
  if (timeline.entries().empty()) return std::nullopt;
  const Zone& zone = meeting.zone;
  switch (checkpoint.policy) {
    case Policy::once:
      return already(*timeline.entries().front());
    case Policy::once_per_day:
      for (const Scan* entry : timeline.entries()) {
        if (zone.day_of(entry->at) == zone.day_of(at)) return already(*entry);
      }
      return std::nullopt;
    case Policy::re_entry:
      return in_without_leaving(timeline, at);
    case Policy::unlimited:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Decision> over_the_limit(const Slice& slice, const Timeline& timeline, Instant at) {
  const Checkpoint& checkpoint = *slice.checkpoint;
  const Zone& zone = slice.meeting->zone;
  const Day today = zone.day_of(at);
  int entries_today = 0;
  const Scan* too_close = nullptr;
  for (const Scan* entry : timeline.entries()) {
    if (zone.day_of(entry->at) != today) continue;
    ++entries_today;
    const auto gap = entry->at > at ? entry->at - at : at - entry->at;
    if (gap < checkpoint.min_gap) too_close = entry;
  }
  if (checkpoint.max_per_day && entries_today >= *checkpoint.max_per_day) {
    return refuse(Verdict::limit);
  }
  if (too_close != nullptr) return already(*too_close, "gap");
  return std::nullopt;
}

std::optional<Decision> no_room_left(const Slice& slice, const Timeline& timeline, Instant at) {
  if (!slice.checkpoint->capacity || slice.inside_now < *slice.checkpoint->capacity) {
    return std::nullopt;
  }
  if (timeline.inside()) return std::nullopt;           // takes no second place
  if (!timeline.inside_since(at)) return std::nullopt;  // arrives late, has left since
  return refuse(Verdict::full);
}

std::optional<Decision> something_to_ask(const Slice& slice, const Answers& answers) {
  std::vector<QuestionId> open = open_questions(slice, answers);
  if (open.empty()) return std::nullopt;
  Decision decision = refuse(Verdict::needs_answer);
  decision.questions = std::move(open);
  return decision;
}

std::optional<Decision> first_refusal(const Slice& slice, const ScanCommand& command) {
  if (auto no = badge_withdrawn(slice)) return no;
  if (auto no = registration_cancelled(slice)) return no;
  if (auto no = not_among_the_listed(slice)) return no;
  if (auto no = outside_opening_times(slice, command.at)) return no;
  const Timeline timeline(*slice.meeting, *slice.checkpoint, slice.state.scans);
  if (auto no = in_already(*slice.meeting, *slice.checkpoint, timeline, command.at)) return no;
  if (auto no = over_the_limit(slice, timeline, command.at)) return no;
  if (auto no = no_room_left(slice, timeline, command.at)) return no;
  return something_to_ask(slice, command.answers);
}

Decision let(const Slice& slice, Verdict verdict) {
  Decision decision;
  decision.verdict = verdict;
  decision.details_pending = !slice.state.attendee;
  return decision;
}

/// Leaving is a fact: no opening times, no rules, no questions; a cancelled guest can leave too.
Decision decide_exit(const Slice& slice, bool force) {
  auto no = badge_withdrawn(slice);
  if (no && !force) return *no;
  Decision decision = let(slice, Verdict::exited);
  decision.forced = no.has_value();
  if (no) decision.reason = std::string(to_text(no->verdict));
  return decision;
}

bool is_answer_to(const Question& question, const std::string& answer) {
  if (question.required && answer.empty()) return false;
  return answer.empty() || question.choices.empty() || contains(question.choices, answer);
}

bool has_answer(const Question& question, const Answers& answers) {
  const auto at = answers.find(question.id);
  return at != answers.end() && is_answer_to(question, at->second);
}

}  // namespace

Decision decide(const Slice& slice, const ScanCommand& command) {
  if (auto no = not_ours(slice)) return *no;
  if (command.direction == Direction::out) return decide_exit(slice, command.force);
  const auto no = first_refusal(slice, command);
  if (no && !command.force) return *no;
  Decision decision = let(slice, Verdict::admitted);
  decision.forced = no.has_value();
  if (no) decision.reason = std::string(to_text(no->verdict));
  return decision;
}

std::optional<Scan> standing_entry(const Meeting& meeting, const Checkpoint& checkpoint,
                                   std::span<const Scan> scans, Instant at) {
  const Timeline timeline(meeting, checkpoint, scans);
  const auto refusal = in_already(meeting, checkpoint, timeline, at);
  return refusal ? refusal->first : std::nullopt;
}

std::vector<QuestionId> open_questions(const Slice& slice, const Answers& answers) {
  std::vector<QuestionId> open;
  for (const Question& question : slice.checkpoint->questions) {
    if (has_answer(question, answers)) continue;
    const bool wrong_answer = answers.contains(question.id);
    bool settled = false;
    for (const Scan& scan : slice.state.scans) {
      if (scan.checkpoint != slice.checkpoint->id) continue;
      if (scan.stands() && has_answer(question, scan.answers)) settled = true;
      if (!question.required && scan.verdict == Verdict::needs_answer) settled = true;
    }
    if (wrong_answer || !settled) open.push_back(question.id);
  }
  return open;
}

}  // namespace core
