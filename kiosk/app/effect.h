// What is to be done outside, in the imperative. The shell hands each to the worker that owns it.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "core/attendee.h"
#include "core/decide.h"

namespace app {

struct RegisterAttendee {
  core::Details details;
  core::Instant at;
};
/// Draw the badge of these details; answered by `PreviewDrawn`.
struct DrawPreview {
  int preview;
  core::Details details;
};
struct RecordScan {
  core::ScanCommand command;
};
struct UndoScan {
  std::string nonce;
  bool as_organiser = false;
};
struct CheckPin {
  core::Role role;
  std::string digits;
};
struct LoadCounts {};
struct FindPeople {
  std::string text;
};
struct QueuePrint {
  std::string number;
};
struct ExportData {
  std::string what;
};
enum class Sound { admitted, stop, look };
struct PlaySound {
  Sound sound;
};
/// Nothing of the last person may be left: pictures, scroll positions, keyboard state.
struct ForgetPerson {};
struct ReopenStore {};

using Effect =
    std::variant<RegisterAttendee, DrawPreview, RecordScan, UndoScan, CheckPin, LoadCounts,
                 FindPeople, QueuePrint, ExportData, PlaySound, ForgetPerson, ReopenStore>;
using Effects = std::vector<Effect>;

}  // namespace app
