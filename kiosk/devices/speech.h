// Speaks what the kiosk reads aloud.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "devices/sound.h"

namespace devices {

class Voice;

struct Speech {
  std::string text;      ///< may tell about a person; overwritten once it is spoken or dropped
  std::string language;  ///< ISO 639-1
  double volume = 1;     ///< 0 to 1
};

/// Owns a thread and, on it, the synthesiser and its sound, which start with the first words. All
/// calls return at once and may come from any thread. A kiosk without loudspeakers is `silent` and
/// no worse. `SoundState::last` is the language last spoken, never the words.
class SpeechPlayer {
 public:
  /// `sink` is the end of a GStreamer pipeline.
  explicit SpeechPlayer(std::string sink = "autoaudiosink");
  SpeechPlayer(const SpeechPlayer&) = delete;
  SpeechPlayer& operator=(const SpeechPlayer&) = delete;
  ~SpeechPlayer();

  /// The newest wins: it cuts short what is spoken, and what has not begun is dropped.
  void say(Speech speech);
  /// Stops, and drops what waits.
  void silence();

  [[nodiscard]] SoundState state() const;
  /// Something waits or is spoken.
  [[nodiscard]] bool is_speaking() const;

 private:
  void work();
  std::optional<Speech> next();
  [[nodiscard]] bool is_interrupted() const;
  std::string speak(Voice& voice, const Speech& speech);
  void finish(const std::string& language, std::string problem);

  const std::string sink_;

  mutable std::mutex mutex_;  ///< guards the five below
  std::condition_variable changed_;
  std::optional<Speech> wanted_;
  bool is_busy_ = false;
  bool is_silenced_ = false;
  bool is_ending_ = false;
  SoundState state_;

  std::thread worker_;
};

}  // namespace devices
