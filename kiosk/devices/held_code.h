// Makes one scan of a code that stays in front of the camera.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace devices {

/// Pure: knows no clock but the times it is given, which never go backwards. Thread: its owner's.
class HeldCode {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  /// A code that was not in view for `gone_after` and comes back is a new scan.
  explicit HeldCode(std::chrono::milliseconds gone_after = std::chrono::milliseconds{1500})
      : gone_after_(gone_after) {}

  /// The codes that one picture shows, in any order; empty if it shows none. Returns those that
  /// are scans, each once. Only pictures count: a camera that stalls shows nobody leaving.
  std::vector<std::string> look(const std::vector<std::string>& in_view, TimePoint at);

  /// Whatever is in view next is a new scan.
  void forget() { held_.clear(); }

 private:
  std::chrono::milliseconds gone_after_;
  /// Codes held, each with the first picture that did not show it; empty while it is in view.
  std::map<std::string, std::optional<TimePoint>> held_;
};

}  // namespace devices
