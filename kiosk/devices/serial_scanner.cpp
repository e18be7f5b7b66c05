#include "devices/serial_scanner.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace devices {
namespace {

std::string reason_of(int error) { return std::generic_category().message(error); }

/// The open line, raw and never controlling this process; negative with errno set if it fails.
int open_line(const std::filesystem::path& tty) {
  const int line = ::open(tty.c_str(), O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (line < 0) return line;
  termios settings{};
  if (::tcgetattr(line, &settings) != 0) {
    const int error = errno;
    ::close(line);
    errno = error;
    return -1;
  }
  ::cfmakeraw(&settings);
  ::cfsetspeed(&settings, B9600);
  settings.c_cflag |= CLOCAL | CREAD;
  // What a virtual line does not understand does not matter to it either.
  ::tcsetattr(line, TCSANOW, &settings);
  return line;
}

bool ends_code(char character) { return character == '\r' || character == '\n'; }

bool is_control(char character) {
  return static_cast<unsigned char>(character) < ' ' || character == '\x7f';
}

}  // namespace

std::filesystem::path find_serial_scanner(const std::filesystem::path& folder) {
  std::filesystem::path first;
  std::error_code failed;  // a folder that cannot be read has no scanner in it
  for (std::filesystem::directory_iterator at(folder, failed), end; !failed && at != end;
       at.increment(failed)) {
    const bool is_line = at->path().filename().string().starts_with("ttyACM");
    if (is_line && (first.empty() || at->path() < first)) first = at->path();
  }
  return first;
}

SerialScanner::SerialScanner(std::filesystem::path tty, std::function<void(std::string)> on_scan,
                             SerialScannerTiming timing)
    : SerialScanner([tty = std::move(tty)] { return tty; }, std::move(on_scan), timing) {}

SerialScanner::SerialScanner(std::function<std::filesystem::path()> find,
                             std::function<void(std::string)> on_scan, SerialScannerTiming timing)
    : find_(std::move(find)),
      on_scan_(std::move(on_scan)),
      timing_(timing),
      end_(::eventfd(0, EFD_CLOEXEC)),
      worker_([this] { work(); }) {}

SerialScanner::~SerialScanner() {
  ::eventfd_write(end_, 1);
  worker_.join();
  ::close(end_);
}

SerialScannerState SerialScanner::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

void SerialScanner::work() {
  for (pollfd end{end_, POLLIN, 0}; ::poll(&end, 1, 0) == 0;) {
    const std::filesystem::path tty = find_();
    const int line = tty.empty() ? -1 : open_line(tty);
    if (tty.empty()) {
      set_state(false, "no serial scanner is plugged in");
    } else if (line < 0) {
      set_state(false, reason_of(errno));
    } else {
      set_state(true, {});
      read_line(line);
      ::close(line);
    }
    wait_to_retry();
  }
}

/// Returns when the line is gone or the scanner is to end. Half a code goes with the line.
void SerialScanner::read_line(int line) {
  code_.clear();
  for (;;) {
    std::array<pollfd, 2> waits = {{{line, POLLIN, 0}, {end_, POLLIN, 0}}};
    const int patience = code_.empty() ? -1 : static_cast<int>(timing_.scan_end.count());
    const int ready = ::poll(waits.data(), waits.size(), patience);
    if (waits[1].revents != 0) return;
    if (ready == 0) end_code();
    if (ready > 0 && !take_bytes(line)) return;
  }
}

/// False if the line is gone.
bool SerialScanner::take_bytes(int line) {
  std::array<char, 512> buffer{};
  const ssize_t count = ::read(line, buffer.data(), buffer.size());
  if (count > 0) {
    add({buffer.data(), static_cast<std::size_t>(count)});
    return true;
  }
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return true;
  set_state(false, count == 0 ? "the scanner was unplugged" : reason_of(errno));
  return false;
}

void SerialScanner::add(std::string_view bytes) {
  for (const char byte : bytes) {
    if (ends_code(byte)) {
      end_code();
    } else if (!is_control(byte) && code_.size() < kMaxCode) {
      code_ += byte;
    }
  }
}

void SerialScanner::end_code() {
  if (!code_.empty()) on_scan_(std::exchange(code_, {}));
}

void SerialScanner::wait_to_retry() const {
  pollfd end{end_, POLLIN, 0};
  ::poll(&end, 1, static_cast<int>(timing_.retry.count()));
}

void SerialScanner::set_state(bool is_connected, std::string reason) {
  const std::lock_guard lock(mutex_);
  state_ = {is_connected, std::move(reason)};
}

}  // namespace devices
