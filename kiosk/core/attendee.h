// A person registered for a meeting. As little as possible; never their nationality.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.h"
#include "core/meeting.h"
#include "core/result.h"
#include "core/time.h"

namespace core {

/// For the funder's event form only. `unasked` is stored when nobody asked.
enum class Gender { unasked, female, male, non_binary, undisclosed };

std::string_view to_text(Gender gender);
std::optional<Gender> parse_gender(std::string_view text);

/// What a person, or staff for them, tells when registering.
struct Details {
  std::string given_name;
  std::string family_name;
  std::string town;     ///< of the sending partner, or where they come from
  std::string country;  ///< ISO 3166-1 alpha-2
  Kind kind = Kind::local;
  PartnerId partner;  ///< empty: none
  std::string organisation;
  std::string email;
  Gender gender = Gender::unasked;
  std::vector<SessionId> sessions;
  bool photo_opt_out = false;
  std::string language;        ///< ISO 639-1
  std::string notice_version;  ///< of the privacy notice they were shown
  friend bool operator==(const Details&, const Details&) = default;
};

enum class Status { registered, cancelled };

std::string_view to_text(Status status);

struct Attendee {
  AttendeeId id;
  std::string number;  ///< `A-0042`
  Details details;
  Status status = Status::registered;
  Instant registered_at;
  bool erased = false;  ///< only figures are left; `status` says what it was
  friend bool operator==(const Attendee&, const Attendee&) = default;
};

/// `given family`, as written.
std::string full_name(const Details& details);

/// What is wrong with `details` for `meeting`; empty if nothing is. Trims nothing, alters nothing.
/// Field names are those of CLI.md's options (`given`, `family`, `town`, `country`, …).
std::vector<Mistake> check_details(const Details& details, const Meeting& meeting);

/// The kind of a person who was not asked: sent by a partner from another country than the
/// meeting's is invited, everybody else is local.
Kind kind_for(const Meeting& meeting, const PartnerId& partner);

/// Whether the text is valid UTF-8 of at most `longest` bytes, without control characters, turned
/// directions and piled up accents (core/plain_text.h): fit to be stored and shown.
bool is_clean_text(std::string_view text, std::size_t longest);

/// `A-0042` from a kiosk letter and a running number; wider once 9999 is passed.
std::string number_text(char kiosk_letter, int running);

/// Reads a number forgivingly: `a-42`, `A 0042`, `A0042`. Returns it in its proper form.
std::optional<std::string> parse_number(std::string_view text);

}  // namespace core
