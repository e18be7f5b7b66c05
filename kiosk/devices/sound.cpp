#include "devices/sound.h"

#include <chrono>
#include <utility>

#include "devices/playback.h"

namespace devices {
namespace {

using Clock = std::chrono::steady_clock;

/// No sound of ours is longer; a device that has not played one by then is stuck.
constexpr std::chrono::seconds kLongest{5};

constexpr const char* kFromFile =
    "filesrc name=source ! wavparse ! audioconvert ! audioresample ! ";

}  // namespace

SoundPlayer::SoundPlayer(std::filesystem::path folder, std::string sink)
    : folder_(std::move(folder)), sink_(std::move(sink)), worker_([this] { work(); }) {}

SoundPlayer::~SoundPlayer() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  changed_.notify_one();
  worker_.join();
}

void SoundPlayer::play(const std::string& name) {
  {
    const std::lock_guard lock(mutex_);
    wanted_ = name;
  }
  changed_.notify_one();
}

SoundState SoundPlayer::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

void SoundPlayer::work() {
  while (const auto name = next()) {
    std::string problem = start_gstreamer();
    if (problem.empty()) problem = play_through(*name);
    if (!problem.empty() || !is_interrupted()) finish(*name, std::move(problem));
  }
}

std::optional<std::string> SoundPlayer::next() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return is_ending_ || wanted_; });
  if (is_ending_) return std::nullopt;
  return std::exchange(wanted_, std::nullopt);
}

bool SoundPlayer::is_interrupted() const {
  const std::lock_guard lock(mutex_);
  return is_ending_ || wanted_.has_value();
}

/// Returns at the end of the sound or when it is interrupted; why nothing was heard, if so.
std::string SoundPlayer::play_through(const std::string& name) {
  Playback pipeline(kFromFile + sink_);
  if (!pipeline.problem().empty()) return pipeline.problem();
  const auto source = pipeline.part("source");
  g_object_set(source.get(), "location", (folder_ / (name + ".wav")).c_str(), nullptr);
  pipeline.play();
  // Where there is no device, `autoaudiosink` warns and swallows the sound.
  std::string warning;
  for (const auto end = Clock::now() + kLongest; !is_interrupted();) {
    const auto message = pipeline.next_message();
    if (!message && Clock::now() > end) return "the sound device does not play";
    if (!message) continue;
    if (GST_MESSAGE_TYPE(message.get()) == GST_MESSAGE_EOS) return warning;
    if (GST_MESSAGE_TYPE(message.get()) == GST_MESSAGE_ERROR) return words_of(message.get());
    warning = words_of(message.get());
  }
  return warning;
}

void SoundPlayer::finish(const std::string& name, std::string problem) {
  const std::lock_guard lock(mutex_);
  state_.is_silent = !problem.empty();
  state_.reason = std::move(problem);
  state_.last = name;
}

}  // namespace devices
