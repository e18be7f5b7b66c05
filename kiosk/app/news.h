// What the workers tell every screen alike: counts, and how printer, camera and file are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/counts.h"
#include "core/result.h"
#include "core/time.h"

namespace app {

struct CountRow {
  std::string key;
  core::Count count;
};

/// Counts as of the last change.
struct Counts {
  core::Count total;
  std::vector<CountRow> country, town, partner, kind, gender, day, session, checkpoint,
      checkpoint_day, arrival;
};

/// Labels of the kiosk's own printer.
struct Paper {
  int left = 0;
  int roll = 0;  ///< a new one has
  bool low = false;
  friend bool operator==(const Paper&, const Paper&) = default;
};

/// For staff, never a wall for attendees.
struct Signs {
  bool printer_trouble = false;
  std::string printer_detail;
  int print_waiting = 0;
  std::string printer_word = {};    ///< of the catalogue's `printer.` family
  std::optional<Paper> paper = {};  ///< where somebody has said how much there is
};

/// What the camera that looks for codes is doing; for staff as well.
struct CameraSign {
  bool is_live = false;  ///< it sees; else people are led to the scanner or the number
  std::string trouble;   ///< why it does not, though there is one; empty: all well, or none there
};

/// The kiosk's care for its own file.
struct CareSign {
  std::optional<core::Instant> last_copy = {};    ///< the newest of its own copies that is whole
  std::string copy = {};                          ///< its path
  bool copies_sealed = false;                     ///< from now on, with an organiser's passphrase
  std::optional<core::Instant> last_backup = {};  ///< made by an organiser
  std::optional<core::Error> failure = {};        ///< why today's copy or erasing was not done
};

}  // namespace app
