// The meeting file: TOML, as in `assets/meetings/daugavpils-2019-03.toml`, which has every key.
//
// Resolved on reading: a checkpoint without `days` has all of the meeting's; a session's checkpoint
// takes day and times from the session, and its name where it has none of its own; `policy` is
// `once`, `badge.template` is `62x100` where they are absent.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/meeting.h"
#include "core/result.h"

namespace meeting {

constexpr std::size_t kMaxFileBytes = std::size_t{1024} * 1024;

/// Errors: `bad_input` with every mistake, by line. A mistake's field is the full key path, counted
/// from 1: `checkpoint[2].opens`. `file_name` is for the message only.
core::Result<core::Meeting> parse_meeting(std::string_view toml_text, std::string_view file_name);

/// A meeting that was accepted once. Rules that came later are not held against it.
core::Result<core::Meeting> parse_stored_meeting(std::string_view toml_text, std::string_view name);

/// Errors: as `parse_meeting`; `bad_input` without mistakes for a file that cannot be read.
core::Result<core::Meeting> load_meeting(const std::filesystem::path& file);

/// The file that `meeting` is read from: `parse_meeting(write_meeting(m))` equals an `m` that was
/// read. What the defaults already say is left out.
std::string write_meeting(const core::Meeting& meeting);

}  // namespace meeting
