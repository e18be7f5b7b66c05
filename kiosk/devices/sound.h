// Plays the short sounds that go with a verdict: `admitted`, `stop`, `look`.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace devices {

struct SoundState {
  bool is_silent = false;  ///< the last sound could not be heard
  std::string reason;      ///< why, in GStreamer's words; empty unless silent
  std::string last;        ///< the last sound that was played to its end, or failed
  friend bool operator==(const SoundState&, const SoundState&) = default;
};

/// Owns a thread and, on it, GStreamer, which starts with the first sound. All calls return at
/// once and may come from any thread. A kiosk without loudspeakers is `silent` and no worse.
/// The end of its life waits for the sound device, at most a second if that behaves.
class SoundPlayer {
 public:
  /// Plays `NAME.wav` of `folder`. `sink` is the end of a GStreamer pipeline.
  explicit SoundPlayer(std::filesystem::path folder, std::string sink = "autoaudiosink");
  SoundPlayer(const SoundPlayer&) = delete;
  SoundPlayer& operator=(const SoundPlayer&) = delete;
  ~SoundPlayer();

  /// The newest request wins: it cuts short what is playing, and what has not begun is dropped.
  void play(const std::string& name);

  [[nodiscard]] SoundState state() const;

 private:
  void work();
  std::optional<std::string> next();
  [[nodiscard]] bool is_interrupted() const;
  std::string play_through(const std::string& name);
  void finish(const std::string& name, std::string problem);

  const std::filesystem::path folder_;
  const std::string sink_;

  mutable std::mutex mutex_;  ///< guards the four below
  std::condition_variable changed_;
  std::optional<std::string> wanted_;
  bool is_ending_ = false;
  SoundState state_;

  std::thread worker_;
};

}  // namespace devices
