// A keyboard with a hand-cranked clock, in front of a WedgeReader and a loop that wakes on time.
#pragma once

#include <algorithm>
#include <chrono>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "devices/wedge.h"

namespace devices {

inline void PrintTo(const WedgeEvent& event, std::ostream* out) {
  if (const auto* scan = std::get_if<ScanText>(&event)) {
    *out << "scan " << scan->text;
  } else {
    const KeyStroke& stroke = std::get<TypedKey>(event).stroke;
    *out << "key " << stroke.key << " character " << static_cast<unsigned>(stroke.character);
  }
}

}  // namespace devices

namespace fakes {

class Keyboard {
 public:
  /// `gap` passes, with the loop waking at every deadline, and then the key goes down.
  void press(int key, std::chrono::milliseconds gap, bool shift = false) {
    if (gap.count() > 0 || !busy_) wait(gap);
    busy_ = false;
    last_ = {key, shift, 0, now_};
    reader_.on_key(last_);
    fetch();
  }

  /// What the layout makes of the key just pressed.
  void character(char32_t character) {
    last_.character = character;
    reader_.on_character(character, now_);
    fetch();
  }

  void type(std::u32string_view character, int key) {
    press(key, std::chrono::milliseconds(0));
    this->character(character.front());
  }

  /// Each character by its key on a US keyboard.
  void burst(std::string_view text, std::chrono::milliseconds gap) {
    for (const char character : text) {
      const Place place = place_of(character);
      press(place.key, gap, place.shift);
    }
  }

  void wait(std::chrono::milliseconds time) {
    const auto until = now_ + time;
    busy_ = false;
    while (reader_.deadline() && *reader_.deadline() <= until) {
      now_ = std::max(now_, *reader_.deadline());
      fetch();
    }
    now_ = until;
  }

  /// Time passes while the loop is busy. A key pressed next without a gap was pressed meanwhile.
  void stall(std::chrono::milliseconds time) {
    now_ += time;
    busy_ = true;
  }

  const std::vector<devices::WedgeEvent>& events() const { return events_; }
  const devices::KeyStroke& last() const { return last_; }

  /// The layout's characters of the typing that came out, with a `#` for each scan.
  std::u32string typed_text() const {
    std::u32string text;
    for (const auto& event : events_) {
      const auto* typed = std::get_if<devices::TypedKey>(&event);
      if (!typed) {
        text += U'#';
      } else if (typed->stroke.character != 0) {
        text += typed->stroke.character;
      }
    }
    return text;
  }

  /// All that came out, scans and typing alike, by physical key.
  std::string physical_text() const {
    std::string text;
    for (const auto& event : events_) {
      if (const auto* scan = std::get_if<devices::ScanText>(&event)) {
        text += scan->text;
      } else {
        text += static_cast<char>(std::get<devices::TypedKey>(event).stroke.key);
      }
    }
    return text;
  }

 private:
  struct Place {
    int key;
    bool shift;
  };

  static Place place_of(char character) {
    constexpr std::string_view plain = "0123456789`-=[]\\;',./";
    constexpr std::string_view shifted = ")!@#$%^&*(~_+{}|:\"<>?";
    const std::size_t place = shifted.find(character);
    if (place != std::string_view::npos) return {plain[place], true};
    return {character, false};
  }

  void fetch() {
    for (auto& event : reader_.take(now_)) events_.push_back(std::move(event));
  }

  devices::WedgeReader reader_;
  devices::WedgeReader::TimePoint now_ = devices::WedgeReader::TimePoint{} + std::chrono::hours(1);
  bool busy_ = false;
  devices::KeyStroke last_;
  std::vector<devices::WedgeEvent> events_;
};

inline std::vector<devices::WedgeEvent> scanned(std::vector<std::string> texts) {
  std::vector<devices::WedgeEvent> events;
  for (auto& text : texts) events.emplace_back(devices::ScanText{std::move(text)});
  return events;
}

}  // namespace fakes
