// Kiosks of one meeting: letters, joining, leaving out, and what conflicts came to.
#include <algorithm>
#include <set>

#include "db/chain.h"
#include "db/event_codec.h"
#include "db/store.h"
#include "db/store_write.h"

namespace db {
namespace {

namespace event = core::event;
constexpr std::size_t kLongestHow = 400;

/// `message` is of the catalogue.
tl::unexpected<core::Error> wrong_letter(std::string what, std::string next_step,
                                         std::string message = {}) {
  return core::fail(core::Failure::bad_input, std::move(what), std::move(next_step),
                    std::move(message));
}

bool is_letter(char letter) { return letter >= 'A' && letter <= 'Z'; }

}  // namespace

std::string fingerprint(std::string_view text) {
  const Hash hash = hash_of_body({}, text);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < sizeof bits; ++i) bits = bits << 8U | hash[i];
  return core::crockford(bits);
}

namespace {

/// What a kiosk's first row says.
std::optional<event::KioskOpened> opening_of(Connection& connection, std::int64_t k) {
  Query row = connection.query("first_row").with(k);
  if (!row.step() || row.is_null(1)) return std::nullopt;
  const auto first = decode(row.bytes(0), row.bytes(1));
  const auto* opened = first ? std::get_if<event::KioskOpened>(&*first) : nullptr;
  return opened == nullptr ? std::nullopt : std::optional(*opened);
}

/// Whether it, or a kiosk that it was restored from, joined others.
bool has_joined(Connection& connection, std::int64_t k) {
  std::set<core::KioskId> seen;
  for (auto opened = opening_of(connection, k); opened; opened = opening_of(connection, k)) {
    if (!opened->ticket.empty()) return true;
    if (!opened->after || !seen.insert(opened->after).second) return false;
    Query row = connection.query("kiosk_number").with(opened->after);
    if (!row.step()) return false;
    k = row.integer(0);
  }
  return false;
}

}  // namespace

core::Result<Enrolment> Store::enrol(char letter) {
  if (!is_letter(letter)) return wrong_letter("A kiosk's letter is one of A to Z.", {});
  return write([&]() -> core::Result<Enrolment> {
    if (has_joined(*connection_, k_)) {
      return wrong_letter("This kiosk joined others, and cannot give letters itself.",
                          "Enrol on the kiosk that the meeting began with: one place gives the "
                          "letters, so that none is given twice.",
                          "enrol.only_first");
    }
    const std::string text(1, letter);
    const bool taken = connection_->query("enrolment").with(text).step() ||
                       connection_->query("kiosks_of_letter").with(text).step();
    if (taken) {
      return wrong_letter("The letter " + text + " was given before.",
                          "Take another; `kioskctl kiosk list` shows those that are in use.",
                          "enrol.letter_taken");
    }
    Enrolment enrolment{letter, core::crockford(random_bits())};
    record(event::KioskEnrolled{letter, enrolment.ticket, options_.now()});
    return enrolment;
  });
}

/// What this kiosk's first row says.
std::optional<event::KioskOpened> Store::own_opening() { return opening_of(*connection_, k_); }

/// A kiosk that has done nothing yet begins anew, under the letter it is given.
core::Result<void> Store::join(const Enrolment& enrolment) {
  if (!is_letter(enrolment.letter) || enrolment.ticket.empty()) {
    return wrong_letter("The enrolment names no letter.", "Make another on the first kiosk.");
  }
  auto joined = write([&]() -> core::Result<void> {
    const auto opened = own_opening();
    if (opened && opened->ticket == enrolment.ticket) return {};  // a try before this one
    if (connection_->query("begun_work").step()) {
      return wrong_letter("This kiosk has been in use, and cannot become another's.",
                          "Join with a new data folder (--data), or one in which no meeting was "
                          "set up.",
                          "join.in_use");
    }
    connection_->query("forget_rows_of").with(k_).run();
    connection_->query("forget_kiosk").with(k_).run();
    kiosk_ = core::KioskId{random_bits()};
    letter_ = std::string(1, enrolment.letter);
    connection_->query("set_setting").with("kiosk", core::to_text(kiosk_)).run();
    connection_->query("add_kiosk").with(kiosk_, letter_).run();
    if (Query row = connection_->query("kiosk_number").with(kiosk_); row.step()) {
      k_ = row.integer(0);
    }
    journal_->write_as(kiosk_, k_);
    record(event::KioskOpened{enrolment.letter, {}, {}, enrolment.ticket});
    return {};
  });
  letter_.clear();
  auto known = become_a_kiosk();
  return joined ? known : joined;
}

core::Result<void> Store::leave_out(char letter) {
  return write([&]() -> core::Result<void> {
    const std::string text(1, letter);
    std::vector<event::KioskLeftOut> rows;
    for (Query row = connection_->query("kiosks_of_letter").with(text); row.step();) {
      const core::KioskId kiosk{row.bits(1)};
      if (kiosk == kiosk_) {
        return wrong_letter("That is this kiosk.", "Leave it out at another one.");
      }
      if (connection_->query("left_out").with(kiosk).step()) continue;
      Query head = connection_->query("journal_head").with(row.integer(0));
      rows.push_back({kiosk, head.step() ? head.integer(0) : 0, options_.now()});
    }
    const bool known = !rows.empty() || connection_->query("kiosks_of_letter").with(text).step();
    if (!known) {
      return wrong_letter("No kiosk with the letter " + text + " has been heard of here.",
                          "`kioskctl kiosk list` shows those that have.");
    }
    for (const event::KioskLeftOut& row : rows) record(row);
    return {};
  });
}

core::Result<bool> Store::is_left_out() {
  return guarded(
      [&]() -> core::Result<bool> { return connection_->query("left_out").with(kiosk_).step(); });
}

core::Result<std::string> Store::hub() {
  return guarded([&]() -> core::Result<std::string> { return setting("hub"); });
}

core::Result<void> Store::set_hub(const std::string& address) {
  return write([&]() -> core::Result<void> {
    connection_->query("set_setting").with("hub", address).run();
    return {};
  });
}

core::Result<void> Store::settle(const core::MeetingId& meeting, const std::string& conflict,
                                 const std::string& how, core::AttendeeId about) {
  const bool fits = core::is_clean_text(conflict, kLongestHow) &&
                    core::is_clean_text(how, kLongestHow) && !conflict.empty() && !how.empty();
  if (!fits) {
    return core::fail(core::Failure::bad_input, "Say which conflict and how it was settled.",
                      "At most 400 bytes of plain text each.");
  }
  return write([&]() -> core::Result<void> {
    if (const auto known = known_meeting(meeting); !known) return tl::unexpected(known.error());
    record(event::ConflictSettled{meeting, conflict, how, options_.now(), about});
    return {};
  });
}

core::Result<std::map<std::string, std::string>> Store::settled(const core::MeetingId& meeting) {
  return guarded([&]() -> core::Result<std::map<std::string, std::string>> {
    std::map<std::string, std::string> how;
    for (Query row = connection_->query("settled").with(meeting); row.step();) {
      how[row.text(0)] = row.text(1);
    }
    return how;
  });
}

namespace {

/// Follows what each field said, and finds changes whose writer did not know of the one before.
class ClashFinder {
 public:
  ClashFinder(Projector& projector, core::MeetingId meeting,
              std::function<std::string(core::KioskId)> letter)
      : projector_(projector), meeting_(std::move(meeting)), letter_(std::move(letter)) {}

  void see(const core::Stamp& stamp, const core::Event& any) {
    if (const auto* registered = std::get_if<event::AttendeeRegistered>(&any)) {
      said_.erase(registered->attendee.bits);
    } else if (const auto* edited = std::get_if<event::AttendeeEdited>(&any)) {
      if (projector_.meeting_of(edited->attendee) != meeting_) return;
      for (const auto& [field, value] : edited->changes) {
        const auto was = edited->was.find(field);
        change(stamp, edited->attendee, field, value,
               was == edited->was.end() ? nullptr : &was->second);
      }
    } else if (const auto* stored = std::get_if<event::MeetingStored>(&any)) {
      if (stored->meeting != meeting_) return;
      const auto& before = stored->instead_of;
      change(stamp, {}, "toml", fingerprint(stored->toml), before.empty() ? nullptr : &before);
    }
  }

  std::vector<EditClash> found;

 private:
  using Side = EditClash::Side;

  void change(const core::Stamp& stamp, core::AttendeeId who, const std::string& field,
              const std::string& value, const std::string* was) {
    const Side now{letter_(stamp.kiosk), stamp.clock, stamp.seq, value};
    auto& fields = said_[who.bits];
    const auto before = fields.find(field);
    const bool clashes = before != fields.end() && was != nullptr &&
                         before->second.kiosk != now.kiosk && before->second.value != *was &&
                         before->second.value != value;
    if (clashes) found.push_back({who, field, before->second, now});
    fields[field] = now;
  }

  Projector& projector_;
  core::MeetingId meeting_;
  std::function<std::string(core::KioskId)> letter_;
  std::map<std::uint64_t, std::map<std::string, Side>> said_;
};

}  // namespace

core::Result<std::vector<EditClash>> Store::edit_clashes(const core::MeetingId& meeting) {
  return guarded([&]() -> core::Result<std::vector<EditClash>> {
    if (const auto known = known_meeting(meeting); !known) return tl::unexpected(known.error());
    ClashFinder finder(*projector_, meeting,
                       [this](core::KioskId kiosk) { return kiosk_letter(kiosk); });
    auto read = journal_->for_each([&](const core::Stamp& stamp, std::int64_t, const auto& event) {
      finder.see(stamp, event);
    });
    if (!read) return tl::unexpected(read.error());
    return std::move(finder.found);
  });
}

}  // namespace db
