#include "cli/terminal.h"

#include <termios.h>
#include <unistd.h>

namespace cli {
namespace {

constexpr std::size_t kLongestSecret = 1024;

/// Switches a terminal's echo off for as long as it lives.
class NoEcho {
 public:
  NoEcho() {
    if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
  }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;
  ~NoEcho() {
    if (changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
  }

 private:
  termios before_{};
  bool changed_ = false;
};

}  // namespace

bool read_bounded_line(std::istream& in, std::size_t longest, std::string& line, bool& too_long) {
  line.clear();
  too_long = false;
  bool any = false;
  for (int c = in.get(); c != std::istream::traits_type::eof(); c = in.get()) {
    any = true;
    if (c == '\n') break;
    if (line.size() < longest) {
      line += static_cast<char>(c);
    } else {
      too_long = true;
    }
  }
  if (!line.empty() && line.back() == '\r' && !too_long) line.pop_back();
  return any;
}

core::Result<std::string> read_secret(Context& context, const std::string& prompt) {
  const bool asks = ::isatty(STDIN_FILENO) != 0;
  std::string line;
  bool too_long = false;
  bool read = false;
  if (asks) {
    context.err() << prompt << std::flush;
    const NoEcho silent;
    read = read_bounded_line(context.in(), kLongestSecret, line, too_long);
    context.err() << std::endl;
  } else {
    read = read_bounded_line(context.in(), kLongestSecret, line, too_long);
  }
  if (read && !too_long) return line;
  return wrong_field("PIN", "must come on standard input, as one line of digits");
}

bool shows_progress() { return ::isatty(STDERR_FILENO) != 0; }

PercentLine::~PercentLine() {
  if (shows_) context_.err() << std::endl;
}

core::Progress PercentLine::progress() {
  return [this, told = -1](int percent) mutable {
    if (shows_ && percent != told) context_.err() << "\r" << percent << " %" << std::flush;
    told = percent;
    return true;
  };
}

}  // namespace cli
