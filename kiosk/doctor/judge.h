// From what was seen of a kiosk's devices to what to say about them. Pure.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/finding.h"
#include "core/meeting.h"
#include "core/time.h"

namespace doctor {

struct PrinterSeen {
  bool is_set = false;  ///< else badges go to the spool folder
  bool answers = true;
  bool can_print = true;
  std::string detail;                   ///< what troubles it; empty: nothing
  std::vector<std::string> words = {};  ///< the same, of the catalogue's `printer.` family
};

struct CameraSeen {
  bool is_wanted = true;
  bool is_set = false;              ///< a certain one is asked for
  std::optional<std::string> name;  ///< of the one that is there
  bool gives_pictures = true;       ///< of a kind that can be read
};

struct ScannerSeen {
  bool is_set = false;              ///< a serial one is asked for
  std::optional<std::string> name;  ///< of the one that is there
};

struct HubSeen {
  std::string address;                  ///< without the password
  std::string trouble;                  ///< a catalogue key; empty: it answers
  std::chrono::seconds clock_ahead{0};  ///< of this machine's clock
};

struct DiskSeen {
  bool is_writable = true;
  bool in_memory = false;  ///< gone when the power is
  std::uintmax_t free_bytes = 0;
};

struct ClockSeen {
  core::Instant now;
  core::Instant built;            ///< the programs are from then: it cannot be earlier
  std::optional<bool> is_synced;  ///< with a time server; empty: the system does not say
  /// Days from now to the meeting's nearest day, negative after it; empty: no meeting.
  std::optional<int> days_to_meeting;
  /// When something was last recorded here; empty: never, or nobody asked.
  std::optional<core::Instant> last_recorded = {};
};

struct FontsSeen {
  std::vector<std::string> missing;  ///< ISO 639-1 of languages whose letters no font has
};

struct ScreenSeen {
  std::optional<double> px_per_mm;  ///< empty: neither set nor told by the monitor
  bool is_set = false;
};

struct Seen {
  PrinterSeen printer;
  CameraSeen camera;
  ScannerSeen scanner;
  std::optional<HubSeen> hub;  ///< empty: none is set
  DiskSeen disk;
  ClockSeen clock;
  FontsSeen fonts;
  ScreenSeen screen;
};

inline constexpr std::uintmax_t kLittleRoom = 500U << 20U;  // bytes
inline constexpr int kFarDays = 60;
inline constexpr std::chrono::seconds kClockTolerance{30};
/// A clock may be behind the last record by as much: kiosks that share rows differ a little.
inline constexpr std::chrono::minutes kSmallLag{5};

/// A finding for every part, in the order of core::Part.
std::vector<core::Finding> judge(const Seen& seen);

/// `1.5 GB`, `320 MB`.
std::string size_text(std::uintmax_t bytes);

/// Days from `today` to the nearest of the meeting's; negative when it is over.
std::optional<int> days_to(const core::Meeting& meeting, core::Instant now);

}  // namespace doctor
