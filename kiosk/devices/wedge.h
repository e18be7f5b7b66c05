// Tells a USB scanner that types like a keyboard from a person typing, by timing alone.
//
// A scanner types its whole code with a few milliseconds between keys and ends it with Enter, Tab
// or silence; nobody types six keys like that. So strokes are held back for as long as the next
// one could still follow at a scanner's pace (35 ms at most for a person), and then become one of
// the two events. Every stroke ends in exactly one event, in the order it was given, except the
// Enter or Tab that ends a scan.
//
// The caller fetches input, gives each stroke, then calls `take`. It sleeps until `deadline`.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace devices {

struct KeyStroke {
  int key = 0;             ///< GLFW physical key code (US positions); 0: a character without a key
  bool shift = false;      ///< held while the key went down
  char32_t character = 0;  ///< what the keyboard layout made of it; 0: nothing
  std::chrono::steady_clock::time_point at;
  bool repeat = false;  ///< the key is held down
  friend bool operator==(const KeyStroke&, const KeyStroke&) = default;
};

/// What a scanner typed, as on a US keyboard in upper case; keys that print nothing there are
/// left out. May be empty or far too long: then it is nobody's code, and the app says `unknown`.
struct ScanText {
  std::string text;
  friend bool operator==(const ScanText&, const ScanText&) = default;
};

/// A stroke of a person, for the text field that has the focus.
struct TypedKey {
  KeyStroke stroke;
  friend bool operator==(const TypedKey&, const TypedKey&) = default;
};

using WedgeEvent = std::variant<ScanText, TypedKey>;

struct WedgeTiming {
  /// A larger gap between two strokes ends typing.
  std::chrono::milliseconds fast_gap{35};
  /// A larger gap ends a burst that has the length of a scan.
  std::chrono::milliseconds scan_end{60};
  /// Strokes are stamped when they are fetched. A gap up to this that `take` has not seen pass may
  /// be a slow frame rather than a pause, and does not cut a scan in two.
  std::chrono::milliseconds blind_gap{400};
};

/// Lives on the loop's thread. Pure: knows no clock but the times it is given, which never go
/// backwards.
class WedgeReader {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  /// The shortest burst that is a scan.
  static constexpr std::size_t kMinScan = 6;
  /// A longer burst is not kept: its first strokes become a scan, the rest is dropped.
  static constexpr std::size_t kMaxHeld = 4096;

  explicit WedgeReader(WedgeTiming timing = {}) : timing_(timing) {}

  /// A key went down or repeats. Modifier keys are ignored; keys pressed with Control or Alt are
  /// commands and are not to be given.
  void on_key(const KeyStroke& stroke);

  /// The layout's character for the key just given, for windowing systems that tell it apart
  /// from the key. Without such a key (an input method) it is typing of its own.
  void on_character(char32_t character, TimePoint at);

  /// What has been decided. Everything typed before `now` must have been given: read the clock,
  /// fetch the input, give the strokes, then call this with that reading.
  std::vector<WedgeEvent> take(TimePoint now);

  /// When `take` would decide with no further stroke; empty if nothing is held.
  [[nodiscard]] std::optional<TimePoint> deadline() const;

 private:
  [[nodiscard]] bool is_scan() const;
  [[nodiscard]] bool is_repeat(const KeyStroke& stroke) const;
  [[nodiscard]] bool is_typing_on_slow_frames() const;
  [[nodiscard]] std::chrono::milliseconds patience() const;
  void settle_before(const KeyStroke& stroke);
  void on_suffix(const KeyStroke& stroke);
  void hold(const KeyStroke& stroke);
  void decide();
  void release_typing();
  void emit_scan();

  WedgeTiming timing_;
  std::vector<KeyStroke> held_;
  std::size_t run_ = 0;          ///< strokes since the last gap that was not fast
  std::size_t longest_run_ = 0;  ///< of those held
  std::size_t blind_gaps_ = 0;   ///< among those held
  bool is_full_ = false;         ///< the last stroke was one too many and dropped
  std::optional<TimePoint> last_at_;
  std::optional<TimePoint> scan_suffix_at_;  ///< scanners may send Enter twice, or Enter and Tab
  bool awaits_character_ = false;
  std::vector<WedgeEvent> decided_;
};

}  // namespace devices
