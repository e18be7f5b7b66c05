#include <algorithm>

#include "core/badge_code.h"
#include "db/store.h"
#include "db/store_write.h"

namespace db {
namespace {

/// What was typed is repeated only where it is a number: it may be somebody's name.
core::Error nobody(std::string_view text) {
  const auto number = core::parse_number(text);
  return {core::Failure::bad_input,
          number ? "Nobody has the number " + *number + "." : "Nobody is registered under that.",
          "Give an attendee's id, number (A-0042) or badge code; `kioskctl search` finds them.",
          {}};
}

core::Error wrong_details(std::vector<core::Mistake> mistakes) {
  return {core::Failure::bad_input, "The registration is not complete or not right.",
          "Nothing was stored.", std::move(mistakes)};
}

/// What is told of them now would have to be erased again, here and at every kiosk.
core::Error only_figures() {
  return {core::Failure::bad_input,
          "That person was erased: only figures are left.",
          "Register them anew.",
          {}};
}

constexpr std::size_t kLongestNote = 400;

std::optional<core::Error> unfit_reason(const std::string& why) {
  if (core::is_clean_text(why, kLongestNote)) return std::nullopt;
  return core::Error{core::Failure::bad_input,
                     "The reason cannot be stored as it is.",
                     "Nothing was changed.",
                     {{0, "why", "must be at most 400 bytes of plain text"}}};
}

}  // namespace

std::string Store::issue_badge(core::AttendeeId attendee, core::Instant at, std::uint64_t tag,
                               core::BadgeId badge) {
  record(core::event::BadgeIssued{attendee, badge, at});
  return core::to_text(core::BadgeCode{badge, tag});
}

/// A session with limited places takes nobody more once they are gone.
core::Result<void> Store::check_places(const core::Meeting& meeting, const core::Details& details) {
  std::vector<core::Mistake> mistakes;
  for (const core::SessionId& id : details.sessions) {
    const core::Session* session = meeting.session(id);
    if (session == nullptr || !session->capacity) continue;
    const auto taken = count(meeting.id, {core::Dimension::session, id.text});
    if (!taken) return tl::unexpected(taken.error());
    if (taken->registered >= *session->capacity) {
      mistakes.push_back({0, "session", "has no places left: " + id.text});
    }
  }
  if (mistakes.empty()) return {};
  return tl::unexpected(wrong_details(std::move(mistakes)));
}

core::Result<Registration> Store::register_attendee(const core::MeetingId& meeting_id,
                                                    const core::Details& details,
                                                    std::optional<core::Instant> at, bool print) {
  return write([&]() -> core::Result<Registration> {
    const auto meeting = known_meeting(meeting_id);
    if (!meeting) return tl::unexpected(meeting.error());
    if (auto mistakes = check_details(details, **meeting); !mistakes.empty()) {
      return tl::unexpected(wrong_details(std::move(mistakes)));
    }
    if (auto places = check_places(**meeting, details); !places) {
      return tl::unexpected(places.error());
    }
    const core::AttendeeId attendee{random_bits()};
    const core::BadgeId badge{random_bits()};
    const auto tag = keys_.tag(meeting_id, badge);
    if (!tag) return tl::unexpected(tag.error());
    int running = 1;
    if (Query row = connection_->query("next_number").with(meeting_id, letter_); row.step()) {
      running = static_cast<int>(row.integer(0));
    }
    const core::Instant moment = at.value_or(options_.now());
    Registration registration{attendee, core::number_text(letter_.front(), running), {}, {}};
    record(core::event::AttendeeRegistered{meeting_id, attendee, registration.number, details,
                                           moment});
    registration.code = issue_badge(attendee, moment, *tag, badge);
    if (print) {
      registration.print_job = core::crockford(random_bits());
      record(core::event::PrintQueued{attendee, registration.print_job, moment});
    }
    return registration;
  });
}

core::Result<core::AttendeeId> Store::resolve_person(const core::MeetingId& meeting,
                                                     std::string_view text) {
  const auto in_meeting = [&](core::AttendeeId id) {
    return id && projector_->meeting_of(id) == meeting;
  };
  if (const auto code = core::parse_badge_code(text)) {
    if (Query row = connection_->query("badge").with(code->badge); row.step()) {
      const core::AttendeeId id = projector_->stays(core::AttendeeId{row.bits(0)});
      if (keys_.is_genuine(meeting, *code) && in_meeting(id)) return id;
    }
    return tl::unexpected(nobody({}));
  }
  if (const auto number = core::parse_number(text)) {
    Query row = connection_->query("attendee_of_number").with(meeting, *number);
    if (row.step()) return projector_->stays(core::AttendeeId{row.bits(0)});
  }
  if (const auto bits = core::from_crockford(text)) {
    const core::AttendeeId id = projector_->stays(core::AttendeeId{*bits});
    if (in_meeting(id)) return id;
  }
  return tl::unexpected(nobody(text));
}

core::Result<AttendeeCard> Store::card_of(const core::MeetingId& meeting, core::AttendeeId id) {
  core::AttendeeState state = projector_->load(id);
  if (!state.attendee) return tl::unexpected(nobody(core::to_text(id)));
  AttendeeCard card{*state.attendee, {}, std::move(state.scans)};
  const core::BadgeState* badge = state.current_badge();
  if (badge != nullptr && !badge->revoked) {
    const auto tag = keys_.tag(meeting, badge->id);
    if (!tag) return tl::unexpected(tag.error());
    card.code = core::to_text(core::BadgeCode{badge->id, *tag});
  }
  return card;
}

core::Result<AttendeeCard> Store::find_attendee(const core::MeetingId& meeting,
                                                std::string_view text) {
  return guarded([&]() -> core::Result<AttendeeCard> {
    if (const auto known = known_meeting(meeting); !known) return tl::unexpected(known.error());
    const auto id = resolve_person(meeting, text);
    if (!id) return tl::unexpected(id.error());
    return card_of(meeting, *id);
  });
}

core::Result<AttendeeCard> Store::edit_attendee(const core::MeetingId& meeting_id,
                                                std::string_view text,
                                                const core::FieldChanges& changes) {
  return write([&]() -> core::Result<AttendeeCard> {
    const auto meeting = known_meeting(meeting_id);
    if (!meeting) return tl::unexpected(meeting.error());
    const auto id = resolve_person(meeting_id, text);
    if (!id) return tl::unexpected(id.error());
    const core::Attendee known = *projector_->load(*id).attendee;
    if (known.erased) return tl::unexpected(only_figures());
    const core::Details& before = known.details;
    core::Details after = before;
    std::vector<core::Mistake> mistakes;
    for (const auto& [field, value] : changes) {
      std::string wrong = core::set_field(after, field, value);
      if (!wrong.empty()) mistakes.push_back({0, field, std::move(wrong)});
    }
    for (auto& mistake : check_details(after, **meeting)) mistakes.push_back(std::move(mistake));
    if (!mistakes.empty()) return tl::unexpected(wrong_details(std::move(mistakes)));
    core::Details added;
    for (const auto& session : after.sessions) {
      if (std::find(before.sessions.begin(), before.sessions.end(), session) ==
          before.sessions.end()) {
        added.sessions.push_back(session);
      }
    }
    if (auto places = check_places(**meeting, added); !places) {
      return tl::unexpected(places.error());
    }
    const auto real_changes = core::differences(before, after);
    if (!real_changes.empty()) {
      record(core::event::AttendeeEdited{*id, real_changes, options_.now(),
                                         core::differences(after, before)});
    }
    return card_of(meeting_id, *id);
  });
}

core::Result<AttendeeCard> Store::cancel_attendee(const core::MeetingId& meeting,
                                                  std::string_view text, const std::string& why) {
  if (auto no = unfit_reason(why)) return tl::unexpected(*no);
  return write([&]() -> core::Result<AttendeeCard> {
    if (const auto known = known_meeting(meeting); !known) return tl::unexpected(known.error());
    const auto id = resolve_person(meeting, text);
    if (!id) return tl::unexpected(id.error());
    auto card = card_of(meeting, *id);
    if (card && card->attendee.erased) return tl::unexpected(only_figures());
    if (card && card->attendee.status == core::Status::cancelled) return card;
    record(core::event::AttendeeCancelled{*id, options_.now(), why});
    return card_of(meeting, *id);
  });
}

core::Result<AttendeeCard> Store::revoke_badge(const core::MeetingId& meeting,
                                               std::string_view text, const std::string& why) {
  if (auto no = unfit_reason(why)) return tl::unexpected(*no);
  return write([&]() -> core::Result<AttendeeCard> {
    if (const auto known = known_meeting(meeting); !known) return tl::unexpected(known.error());
    const auto id = resolve_person(meeting, text);
    if (!id) return tl::unexpected(id.error());
    const core::AttendeeState state = projector_->load(*id);
    const auto code = core::parse_badge_code(text);
    const core::BadgeState* badge = code ? state.badge(code->badge) : state.current_badge();
    if (badge != nullptr && !badge->revoked) {
      record(core::event::BadgeRevoked{*id, badge->id, options_.now(), why});
    }
    return card_of(meeting, *id);
  });
}

core::Result<AttendeeCard> Store::reissue_badge(const core::MeetingId& meeting,
                                                std::string_view text) {
  return write([&]() -> core::Result<AttendeeCard> {
    if (const auto known = known_meeting(meeting); !known) return tl::unexpected(known.error());
    const auto id = resolve_person(meeting, text);
    if (!id) return tl::unexpected(id.error());
    const core::BadgeId badge{random_bits()};
    const auto tag = keys_.tag(meeting, badge);
    if (!tag) return tl::unexpected(tag.error());
    issue_badge(*id, options_.now(), *tag, badge);
    return card_of(meeting, *id);
  });
}

core::Result<void> Store::for_each_attendee(
    const core::MeetingId& meeting, const std::function<void(const core::Attendee&)>& visit) {
  return guarded([&]() -> core::Result<void> {
    if (const auto known = known_meeting(meeting); !known) return tl::unexpected(known.error());
    for (Query row = connection_->query("attendees_of_meeting").with(meeting); row.step();) {
      visit(read_attendee(row));
    }
    return {};
  });
}

}  // namespace db
