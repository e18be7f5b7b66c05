// `kioskctl`: the organisers' command line. Its contract (names, keys, exit statuses) is fixed;
// kiosk/cli has one file for each family of commands.
#pragma once

#include <filesystem>
#include <functional>
#include <istream>
#include <ostream>

#include "core/result.h"
#include "doctor/look.h"

namespace cli {

/// Where commands read and write; all outlive the call.
struct Streams {
  std::istream& in;
  std::ostream& out;  ///< documents only
  std::ostream& err;  ///< messages and progress
};

/// What only the composition root can reach.
struct Parts {
  /// What the kiosk on a data folder is set up with, from its kiosk.toml.
  std::function<core::Result<doctor::Subject>(const std::filesystem::path& data)> subject;
};

/// Runs one command line and returns the exit status: 0 done, 2 wrong usage, 3 bad input, 4 storage
/// failed, 5 unreachable, 6 wrong PIN or key.
int run(int argc, const char* const* argv, Streams streams, Parts parts);

}  // namespace cli
