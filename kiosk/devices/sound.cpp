#include "devices/sound.h"

#include <chrono>
#include <utility>

#include "devices/gst_owned.h"

namespace devices {
namespace {

using Clock = std::chrono::steady_clock;

/// No sound of ours is longer; a device that has not played one by then is stuck.
constexpr std::chrono::seconds kLongest{5};
/// How soon a newer request is noticed while a sound plays.
constexpr GstClockTime kGlance = 20 * GST_MSECOND;

/// A pipeline that is stopped before it goes.
class Pipeline {
 public:
  Pipeline(const std::filesystem::path& file, const std::string& sink) {
    const std::string text =
        "filesrc name=source ! wavparse ! audioconvert ! audioresample ! " + sink;
    GError* error = nullptr;
    pipeline_.reset(gst_parse_launch(text.c_str(), &error));
    const Owned<GError> owned(error);
    if (error != nullptr) problem_ = error->message;
    if (error != nullptr || !pipeline_) return;
    const Owned<GstElement> source(gst_bin_get_by_name(GST_BIN(pipeline_.get()), "source"));
    g_object_set(source.get(), "location", file.c_str(), nullptr);
    bus_.reset(gst_element_get_bus(pipeline_.get()));
    // A failure to start is told on the bus, with its reason.
    gst_element_set_state(pipeline_.get(), GST_STATE_PLAYING);
  }
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;
  ~Pipeline() {
    if (pipeline_) gst_element_set_state(pipeline_.get(), GST_STATE_NULL);
  }

  /// Why there is no pipeline; empty if there is one.
  [[nodiscard]] const std::string& problem() const { return problem_; }

  [[nodiscard]] Owned<GstMessage> next_message() const {
    constexpr auto kWanted =
        static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR | GST_MESSAGE_WARNING);
    return Owned<GstMessage>(gst_bus_timed_pop_filtered(bus_.get(), kGlance, kWanted));
  }

 private:
  Owned<GstElement> pipeline_;
  Owned<GstBus> bus_;
  std::string problem_;
};

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
  const Pipeline pipeline(folder_ / (name + ".wav"), sink_);
  if (!pipeline.problem().empty()) return pipeline.problem();
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
