// Small things of the loop: the frame record as a file, a run's random name, the meeting that
// stands in while there is none.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/meeting.h"
#include "ui/frame_record.h"

namespace shell {

/// Rewrites `file` whole: `{"frame":n,"screen":…,"language":…}`, then a line per widget. For tests
/// that drive the app from outside; a file that cannot be written ends nothing.
void write_frame_file(const std::filesystem::path& file, std::uint64_t frame,
                      const std::string& language, const ui::FrameRecord& record);

/// 13 random characters.
std::string random_run();

/// In English, without a name; for the screen that says why the kiosk could not start.
core::Meeting nameless_meeting();

}  // namespace shell
