// A secret line from standard input, and how far long work is.
#pragma once

#include <string>

#include "cli/context.h"
#include "core/progress.h"

namespace cli {

/// One line without its end; typed at a terminal, it is asked for with `prompt` on standard error
/// and not shown. Fails with `bad_input` if there is none or it is absurdly long.
core::Result<std::string> read_secret(Context& context, const std::string& prompt);

/// Reads one line into `line`, without its end. Of a line over `longest` bytes the rest is dropped
/// and `too_long` set. False at the end of the input.
bool read_bounded_line(std::istream& in, std::size_t longest, std::string& line, bool& too_long);

/// Whether progress may be drawn on standard error.
bool shows_progress();

/// A percentage on standard error while that is a terminal; the line ends when this does.
class PercentLine {
 public:
  explicit PercentLine(Context& context) : context_(context), shows_(shows_progress()) {}
  PercentLine(const PercentLine&) = delete;
  PercentLine& operator=(const PercentLine&) = delete;
  ~PercentLine();

  /// Stops nothing; must not outlive this.
  core::Progress progress();

 private:
  Context& context_;
  bool shows_;
};

}  // namespace cli
