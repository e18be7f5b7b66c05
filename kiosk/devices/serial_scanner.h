// Reads codes from a scanner on a serial line, or on USB as a virtual one.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace devices {

struct SerialScannerState {
  bool is_connected = false;
  std::string reason;  ///< why not; empty while connected and before the first try
};

struct SerialScannerTiming {
  /// A scanner that ends its code with nothing has ended it after this silence.
  std::chrono::milliseconds scan_end{100};
  /// A line that was unplugged is tried again so often.
  std::chrono::milliseconds retry{1000};
};

/// The first USB serial line (`ttyACM*`) in the folder; empty if there is none.
std::filesystem::path find_serial_scanner(const std::filesystem::path& folder = "/dev");

/// Owns the line and a thread that reads it: raw, 9600 baud, 8N1 (USB lines have no speed). Comes
/// back by itself when the scanner is plugged in again.
class SerialScanner {
 public:
  /// A longer code is cut here, and is nobody's.
  static constexpr std::size_t kMaxCode = 4096;

  /// `on_scan` is called on the scanner's thread with each code: what came before a CR, an LF or a
  /// silence, without control characters, never empty. It must not destroy the scanner.
  SerialScanner(std::filesystem::path tty, std::function<void(std::string)> on_scan,
                SerialScannerTiming timing = {});
  /// `find` is asked on the scanner's thread before each try; an empty path: there is none.
  SerialScanner(std::function<std::filesystem::path()> find,
                std::function<void(std::string)> on_scan, SerialScannerTiming timing = {});
  SerialScanner(const SerialScanner&) = delete;
  SerialScanner& operator=(const SerialScanner&) = delete;
  ~SerialScanner();

  /// Any thread.
  [[nodiscard]] SerialScannerState state() const;

 private:
  void work();
  void read_line(int line);
  bool take_bytes(int line);
  void add(std::string_view bytes);
  void end_code();
  void wait_to_retry() const;
  void set_state(bool is_connected, std::string reason);

  const std::function<std::filesystem::path()> find_;
  const std::function<void(std::string)> on_scan_;
  const SerialScannerTiming timing_;
  const int end_;     ///< an eventfd, readable once the scanner is to end
  std::string code_;  ///< the thread's own

  mutable std::mutex mutex_;  ///< guards `state_`
  SerialScannerState state_;

  std::thread worker_;
};

}  // namespace devices
