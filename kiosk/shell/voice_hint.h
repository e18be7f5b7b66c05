// When Welcome says how to switch reading aloud on: for whoever cannot see that there is a voice.
#pragma once

#include <chrono>
#include <optional>

#include "app/model.h"
#include "devices/speech.h"
#include "ui/narrator.h"

namespace shell {

/// At one of the levels that people choose from, 1 to `app::kLoudest`.
inline devices::Speech at_level(ui::Utterance said, int level) {
  return {std::move(said.text), std::move(said.language),
          static_cast<double>(level) / app::kLoudest};
}

/// Pure; asked once a frame.
class VoiceHint {
 public:
  static constexpr std::chrono::seconds kEvery{60};

  explicit VoiceHint(bool wanted) : wanted_(wanted) {}

  /// True once a minute while Welcome stands there and nothing is read aloud: not when it appears,
  /// as the last person may still be near.
  bool due(const app::Model& model, app::Uptime now) {
    const bool fits = wanted_ && !model.settings.read_aloud &&
                      std::holds_alternative<app::screen::Welcome>(model.screen);
    if (!fits) next_.reset();
    if (fits && !next_) next_ = now + kEvery;
    if (!next_ || now < *next_) return false;
    next_ = now + kEvery;
    return true;
  }
  /// Nobody has asked for it, so it is no louder than usual.
  static devices::Speech speech(ui::Utterance hint) {
    return at_level(std::move(hint), app::kUsualVolume);
  }
  /// When to ask again at the latest.
  [[nodiscard]] std::optional<app::Uptime> next() const { return next_; }

 private:
  bool wanted_;
  std::optional<app::Uptime> next_;
};

}  // namespace shell
