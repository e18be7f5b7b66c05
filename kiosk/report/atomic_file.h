// A file that appears whole or not at all, and its SHA-256.
#pragma once

#include <filesystem>
#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "core/result.h"

namespace report {

/// Writes what the stream is given; fails with what went wrong.
using Fill = std::function<core::Result<void>(std::ostream&)>;

enum class Checksum { none, beside };

/// Asked for once the file is filled; each line becomes a comment in its checksum file, which
/// `sha256sum -c` passes over.
using Remarks = std::function<core::Result<std::vector<std::string>>()>;

/// Lets `fill` write `file` (0600), then puts it in its place, durable when it returns. A device or
/// pipe is written directly, without a checksum. With Checksum::beside, `FILE.sha256` is written
/// for `sha256sum -c`. Returns the SHA-256 in hex.
/// Errors: `storage` where it cannot be written, and whatever `fill` returns; then an earlier file
/// of that name is as it was.
core::Result<std::string> write_file(const std::filesystem::path& file, const Fill& fill,
                                     Checksum checksum = Checksum::none,
                                     const Remarks& remarks = {});

}  // namespace report
