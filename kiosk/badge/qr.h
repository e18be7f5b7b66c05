// The QR symbol of a badge code, as dark runs of modules.
#pragma once

#include <string>
#include <vector>

#include "core/result.h"

namespace badge {

inline constexpr int kQuietModules = 4;

/// A run of dark modules in one row; no two runs touch in a row.
struct DarkRun {
  int x = 0;
  int y = 0;
  int length = 0;
};

struct QrSymbol {
  int size = 0;  ///< modules along a side, without the quiet zone
  std::vector<DarkRun> runs;
  [[nodiscard]] int with_quiet_zone() const { return size + 2 * kQuietModules; }
};

/// Version 2 at level Q (25 modules) for the 28 characters of a badge code. Fails with
/// Failure::bad_input if the text is not of the QR alphanumeric set or too long for that.
core::Result<QrSymbol> make_qr(const std::string& code);

}  // namespace badge
