// The cameras that are plugged in, by name alone.
#pragma once

#include <optional>
#include <string>

namespace devices {

/// The first that gives pictures; where `wanted` is not empty, the first whose path is that or
/// whose name contains it. Any thread; takes up to seconds where GStreamer has to look through its
/// plugins first.
std::optional<std::string> find_camera(const std::string& wanted);

}  // namespace devices
