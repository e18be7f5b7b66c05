// People on a list that was made elsewhere, on their way into a meeting.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/attendee.h"
#include "core/event.h"
#include "core/result.h"

namespace core {

/// One row of the list, read and understood.
struct Incoming {
  int line = 0;             ///< 1-based, where the row begins
  std::string external_id;  ///< of the system the list comes from; empty: it has none
  Details details;
  /// The fields that the row itself says, as literals: what an update changes.
  std::vector<std::string_view> told;

  [[nodiscard]] bool tells(std::string_view field) const {
    return std::find(told.begin(), told.end(), field) != told.end();
  }
};

/// What happens to a row about somebody who is registered already.
enum class Duplicates { skip, update, add };

struct IntakeOptions {
  Duplicates duplicates = Duplicates::skip;
  bool dry_run = false;  ///< has the figures of the run, and stores nothing
  bool partial = false;  ///< stores the rows that are right though others are not
  /// Called now and then with how many rows are done: checked in a dry run, else stored, which is
  /// none as long as they are checked. False stops, and nothing is stored.
  std::function<bool(std::size_t done)> progress = {};
};

struct IntakeOutcome {
  int read = 0;
  int added = 0;
  int updated = 0;
  int skipped = 0;
  bool stored = false;            ///< false after a dry run, and where mistakes kept everything out
  bool stopped = false;           ///< by `progress`
  std::vector<Mistake> mistakes;  ///< by line
};

}  // namespace core
