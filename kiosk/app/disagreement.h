// What kiosks that were apart did against each other, and registrations that look alike.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/person_form.h"
#include "core/attendee.h"
#include "core/time.h"

namespace app {

/// Two registrations that look like one person.
struct PeoplePair {
  Person first;
  Person second;
};

/// What kiosks that were apart did against each other, with all its sides.
struct Disagreement {
  enum class Kind { admitted_twice, over_capacity, registered_twice, edited_twice };
  struct Side {
    std::string kiosk;  ///< letter
    core::Instant at;
    std::string who;   ///< name and number; empty: not about a person, or they have not come over
    std::string what;  ///< with `edited_twice`: what the field was set to
  };
  std::string id;
  Kind kind = Kind::admitted_twice;
  core::Attendee attendee;  ///< without a number: about nobody, or they have not come over
  core::CheckpointId checkpoint;
  std::string field;                    ///< with `edited_twice`; `toml` is the meeting's file
  std::vector<Side> sides;              ///< in the order they happened
  std::optional<PeoplePair> pair = {};  ///< with `registered_twice`
};

}  // namespace app
