#include "devices/wedge.h"

#include <algorithm>
#include <utility>

#include "devices/key_text.h"

namespace devices {
namespace {

/// Keyboards repeat a held key every 20 to 40 ms; scanners type equal characters faster.
constexpr std::chrono::milliseconds kRepeatGap{15};
/// GLFW numbers the keys that print nothing, and the keypad, from here on.
constexpr int kFirstKeyWithoutCharacter = 256;

bool prints(const KeyStroke& stroke) {
  return stroke.character != 0 || us_character(stroke.key, stroke.shift).has_value();
}

bool is_all(const std::vector<KeyStroke>& strokes, int key) {
  return std::all_of(strokes.begin(), strokes.end(),
                     [key](const KeyStroke& s) { return s.key == key; });
}

/// Escape, arrows, Backspace and the like: no scan starts with them, so they need not wait.
bool is_command(const KeyStroke& stroke) {
  return stroke.key >= kFirstKeyWithoutCharacter && !prints(stroke);
}

}  // namespace

void WedgeReader::on_key(const KeyStroke& stroke) {
  if (is_modifier(stroke.key)) return;
  awaits_character_ = false;
  settle_before(stroke);
  if (is_suffix(stroke.key)) return on_suffix(stroke);
  scan_suffix_at_.reset();
  if (held_.empty() && is_command(stroke)) {
    decided_.emplace_back(TypedKey{stroke});
    return;
  }
  hold(stroke);
  awaits_character_ = true;
}

void WedgeReader::on_character(char32_t character, TimePoint at) {
  if (std::exchange(awaits_character_, false)) {
    if (!is_full_ && !held_.empty()) held_.back().character = character;
    return;
  }
  KeyStroke stroke{0, false, character, at, false};
  settle_before(stroke);
  // GLFW on X drops a key that goes down again within the same millisecond, but not its character:
  // the key is the one that made this character before in the same burst.
  const auto twin = std::find_if(held_.rbegin(), held_.rend(),
                                 [&](const KeyStroke& s) { return s.character == character; });
  if (twin != held_.rend()) stroke.key = twin->key, stroke.shift = twin->shift;
  scan_suffix_at_.reset();
  hold(stroke);
}

std::vector<WedgeEvent> WedgeReader::take(TimePoint now) {
  if (const auto due = deadline(); due && now >= *due) decide();
  return std::exchange(decided_, {});
}

std::optional<WedgeReader::TimePoint> WedgeReader::deadline() const {
  if (held_.empty()) return std::nullopt;
  return *last_at_ + patience();
}

/// Ends what is held if `stroke` cannot belong to it.
void WedgeReader::settle_before(const KeyStroke& stroke) {
  if (held_.empty()) return;
  const auto gap = stroke.at - *last_at_;
  if (gap >= timing_.blind_gap || is_repeat(stroke)) return decide();
  if (gap < patience()) return;
  run_ = 0;
  ++blind_gaps_;
  if (is_typing_on_slow_frames()) decide();
}

void WedgeReader::on_suffix(const KeyStroke& stroke) {
  const bool follows_scan =
      held_.empty() && scan_suffix_at_ && stroke.at - *scan_suffix_at_ < timing_.fast_gap;
  const bool ends_scan = is_scan();
  decide();
  if (ends_scan || follows_scan) {
    scan_suffix_at_ = stroke.at;
  } else {
    decided_.emplace_back(TypedKey{stroke});
  }
}

void WedgeReader::hold(const KeyStroke& stroke) {
  if (held_.size() == kMaxHeld && !is_scan()) decide();
  last_at_ = stroke.at;
  is_full_ = held_.size() == kMaxHeld;
  if (is_full_) return;
  held_.push_back(stroke);
  longest_run_ = std::max(longest_run_, ++run_);
}

void WedgeReader::decide() {
  if (held_.empty()) return;
  if (is_scan()) {
    emit_scan();
  } else {
    release_typing();
  }
  held_.clear();
  run_ = longest_run_ = blind_gaps_ = 0;
  is_full_ = awaits_character_ = false;
}

bool WedgeReader::is_scan() const {
  if (longest_run_ < kMinScan) return false;
  const auto printing = std::count_if(held_.begin(), held_.end(), prints);
  if (printing < static_cast<std::ptrdiff_t>(kMinScan)) return false;
  return !is_all(held_, held_.front().key);
}

/// A key held down, alone: each repeat is let through as it comes.
bool WedgeReader::is_repeat(const KeyStroke& stroke) const {
  return stroke.key != 0 && stroke.at - *last_at_ >= kRepeatGap && is_all(held_, stroke.key);
}

/// Frames of 50 ms and more make gaps that `take` cannot see into; a scanner shows itself by
/// several strokes in one frame, a person by one or two in each.
bool WedgeReader::is_typing_on_slow_frames() const { return blind_gaps_ > 1 && longest_run_ < 3; }

std::chrono::milliseconds WedgeReader::patience() const {
  return longest_run_ >= kMinScan ? timing_.scan_end : timing_.fast_gap;
}

void WedgeReader::release_typing() {
  for (const KeyStroke& stroke : held_) decided_.emplace_back(TypedKey{stroke});
}

void WedgeReader::emit_scan() {
  ScanText scan;
  for (const KeyStroke& stroke : held_) {
    if (const auto character = us_character(stroke.key, stroke.shift)) scan.text += *character;
  }
  decided_.emplace_back(std::move(scan));
}

}  // namespace devices
