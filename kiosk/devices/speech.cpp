#include "devices/speech.h"

#include <chrono>
#include <utility>

#include "core/wipe.h"
#include "devices/playback.h"
#include "devices/voice.h"

namespace devices {
namespace {

using Clock = std::chrono::steady_clock;

/// A device that is this much slower than the speech is stuck.
constexpr std::chrono::seconds kPatience{5};

std::string pipeline_of(int rate, const std::string& sink) {
  return "appsrc name=source format=time caps=\"audio/x-raw,format=S16LE,layout=interleaved,"
         "channels=1,rate=" +
         std::to_string(rate) + "\" ! volume name=volume ! audioconvert ! audioresample ! " + sink;
}

void give(GstElement* source, const SpokenSound& sound) {
  const gsize size = sound.samples.size() * sizeof(std::int16_t);
  GstBuffer* buffer = gst_buffer_new_allocate(nullptr, size, nullptr);
  gst_buffer_fill(buffer, 0, sound.samples.data(), size);
  GST_BUFFER_PTS(buffer) = 0;
  GstFlowReturn taken = GST_FLOW_OK;  // a failure is told on the bus
  g_signal_emit_by_name(source, "push-buffer", buffer, &taken);
  gst_buffer_unref(buffer);
  g_signal_emit_by_name(source, "end-of-stream", &taken);
}

void forget(std::optional<Speech>& speech) {
  if (speech) core::wipe(speech->text);
  speech.reset();
}

}  // namespace

SpeechPlayer::SpeechPlayer(std::string sink)
    : sink_(std::move(sink)), worker_([this] { work(); }) {}

SpeechPlayer::~SpeechPlayer() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
    forget(wanted_);
  }
  changed_.notify_one();
  worker_.join();
}

void SpeechPlayer::say(Speech speech) {
  {
    const std::lock_guard lock(mutex_);
    forget(wanted_);
    wanted_ = std::move(speech);
    is_silenced_ = false;
  }
  changed_.notify_one();
}

void SpeechPlayer::silence() {
  const std::lock_guard lock(mutex_);
  forget(wanted_);
  is_silenced_ = is_busy_;
}

SoundState SpeechPlayer::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

bool SpeechPlayer::is_speaking() const {
  const std::lock_guard lock(mutex_);
  return is_busy_ || wanted_.has_value();
}

void SpeechPlayer::work() {
  std::optional<Voice> voice;
  while (auto speech = next()) {
    std::string problem = start_gstreamer();
    if (!voice) voice.emplace();
    if (problem.empty()) problem = speak(*voice, *speech);
    core::wipe(speech->text);
    finish(speech->language, std::move(problem));
  }
}

std::optional<Speech> SpeechPlayer::next() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return is_ending_ || wanted_; });
  if (is_ending_) return std::nullopt;
  is_busy_ = true;
  is_silenced_ = false;
  return std::exchange(wanted_, std::nullopt);
}

bool SpeechPlayer::is_interrupted() const {
  const std::lock_guard lock(mutex_);
  return is_ending_ || is_silenced_ || wanted_.has_value();
}

/// Returns at the end of the words or when they are interrupted; why nothing was heard, if so.
std::string SpeechPlayer::speak(Voice& voice, const Speech& speech) {
  const auto sound = voice.speak(speech.text, speech.language, [this] { return is_interrupted(); });
  if (!sound) return sound.error().what;
  if (sound->samples.empty() || is_interrupted()) return {};
  Playback playback(pipeline_of(sound->rate, sink_));
  if (!playback.problem().empty()) return playback.problem();
  g_object_set(playback.part("volume").get(), "volume", speech.volume, nullptr);
  playback.play();
  give(playback.part("source").get(), *sound);
  const std::chrono::seconds length{sound->samples.size() / static_cast<std::size_t>(sound->rate)};
  std::string warning;
  for (const auto end = Clock::now() + length + kPatience; !is_interrupted();) {
    const auto message = playback.next_message();
    if (!message && Clock::now() > end) return "the sound device does not play";
    if (!message) continue;
    if (GST_MESSAGE_TYPE(message.get()) == GST_MESSAGE_EOS) return warning;
    warning = words_of(message.get());
    if (GST_MESSAGE_TYPE(message.get()) == GST_MESSAGE_ERROR) return warning;
  }
  return warning;
}

void SpeechPlayer::finish(const std::string& language, std::string problem) {
  const std::lock_guard lock(mutex_);
  is_busy_ = false;
  is_silenced_ = false;
  state_.is_silent = !problem.empty();
  state_.reason = std::move(problem);
  state_.last = language;
}

}  // namespace devices
