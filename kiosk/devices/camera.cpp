#include "devices/camera.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "devices/camera_finder.h"
#include "devices/frame_reader.h"
#include "devices/held_code.h"
#include "devices/video_source.h"

namespace devices {
namespace {

using Clock = std::chrono::steady_clock;
using Phase = CameraState::Phase;
using namespace std::chrono_literals;

constexpr auto kGlance = 200ms;       ///< how soon the end, or a stall, is noticed
constexpr auto kRestingGap = 200ms;   ///< between two pictures while nobody is there
constexpr auto kPictureGap = 60ms;    ///< between two pictures for the screen
constexpr auto kReadAnyway = 1000ms;  ///< a picture that stands still is read again
constexpr int kLongestSide = 640;     ///< pixels, of a picture for the screen

std::vector<std::string> texts_of(const std::vector<DecodedCode>& codes) {
  std::vector<std::string> texts;
  for (const DecodedCode& code : codes) {
    const bool is_there = std::find(texts.begin(), texts.end(), code.text) != texts.end();
    if (!code.text.empty() && !is_there) texts.push_back(code.text);
  }
  return texts;
}

}  // namespace

class Camera::Work : public std::enable_shared_from_this<Camera::Work> {
 public:
  Work(CameraSettings settings, CameraListener listener, CameraTiming timing)
      : settings_(std::move(settings)),
        listener_(std::move(listener)),
        timing_(timing),
        held_(settings_.again_after) {}

  void begin() {
    thread_ = std::thread([self = shared_from_this()] { self->work(); });
  }
  void end();
  void watch(bool is_watched);
  std::optional<CameraPicture> take_picture();
  CameraState state() const;

  std::atomic<CameraPace> pace{CameraPace::attentive};
  std::atomic<bool> is_asked_afresh{false};

 private:
  void work();
  void keep_looking();
  std::optional<FoundCamera> find_camera();
  std::string look_through(VideoSource& source, const std::string& name, GstDevice* device);
  void look_at(const VideoFrame& frame);
  void read(const LumaView& view, Clock::time_point now);
  void hand_over(const LumaView& view, Clock::time_point now);
  void set_state(Phase phase, std::string detail);
  void call(const std::function<void()>& listener);
  void wait_to_retry();
  [[nodiscard]] bool is_ending() const;

  const CameraSettings settings_;
  const CameraListener listener_;
  const CameraTiming timing_;

  // The thread's own.
  std::unique_ptr<CameraFinder> finder_;
  FrameReader reader_;
  StillView still_;
  HeldCode held_;
  std::vector<DecodedCode> codes_;  ///< in the picture read last
  Clock::time_point read_at_;
  int looks_left_ = 0;  ///< until everything was tried on the view as it is
  Clock::time_point handed_over_at_;
  std::chrono::milliseconds backoff_{0};

  mutable std::mutex mutex_;  ///< guards those below
  std::condition_variable changed_;
  bool is_ending_ = false;
  bool has_ended_ = false;
  bool cameras_changed_ = false;
  bool is_watched_ = false;
  bool is_picture_due_ = false;  ///< it would show something new
  CameraState state_;
  std::optional<CameraPicture> picture_;

  std::mutex calling_;  ///< held while the listener is called, so that the end can wait for it
  std::thread thread_;
};

void Camera::Work::end() {
  std::unique_lock lock(mutex_);
  is_ending_ = true;
  changed_.notify_all();
  const bool has_ended = changed_.wait_for(lock, timing_.end, [this] { return has_ended_; });
  if (picture_) wipe(*picture_);
  lock.unlock();
  { const std::lock_guard calls(calling_); }  // the last call has returned
  if (has_ended) {
    thread_.join();
  } else {
    thread_.detach();
  }
}

void Camera::Work::watch(bool is_watched) {
  const std::lock_guard lock(mutex_);
  if (is_watched && !is_watched_) is_picture_due_ = true;
  is_watched_ = is_watched;
  if (is_watched || !picture_) return;
  wipe(*picture_);
  picture_.reset();
}

std::optional<CameraPicture> Camera::Work::take_picture() {
  const std::lock_guard lock(mutex_);
  return std::exchange(picture_, std::nullopt);
}

CameraState Camera::Work::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

bool Camera::Work::is_ending() const {
  const std::lock_guard lock(mutex_);
  return is_ending_;
}

void Camera::Work::work() {
  if (const std::string problem = start_gstreamer(); problem.empty()) {
    keep_looking();
    finder_.reset();
  } else {
    set_state(Phase::trouble, problem);
  }
  const std::lock_guard lock(mutex_);
  has_ended_ = true;
  changed_.notify_all();
}

void Camera::Work::keep_looking() {
  while (!is_ending()) {
    std::string problem;
    if (!settings_.pipeline.empty()) {
      set_state(Phase::starting, settings_.pipeline);
      VideoSource source(settings_.pipeline);
      problem = look_through(source, settings_.pipeline, nullptr);
    } else if (const auto found = find_camera()) {
      set_state(Phase::starting, found->name);
      VideoSource source(found->device.get(), found->mode);
      problem = look_through(source, found->name, found->device.get());
    } else {
      continue;
    }
    if (is_ending()) return;
    set_state(Phase::trouble, std::move(problem));
    wait_to_retry();
  }
}

/// Waits for one to be plugged in; empty if the end came first, or that was no camera for us.
std::optional<FoundCamera> Camera::Work::find_camera() {
  if (!finder_) {
    finder_ = std::make_unique<CameraFinder>([this] {
      const std::lock_guard lock(mutex_);
      cameras_changed_ = true;
      changed_.notify_all();
    });
  }
  {
    const std::lock_guard lock(mutex_);
    cameras_changed_ = false;
  }
  if (auto found = finder_->find(settings_.device)) return found;
  set_state(Phase::searching, settings_.device);
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return is_ending_ || cameras_changed_; });
  return std::nullopt;
}

/// Returns when the pictures end; why.
std::string Camera::Work::look_through(VideoSource& source, const std::string& name,
                                       GstDevice* device) {
  still_ = {};
  for (auto last = Clock::now(); !is_ending();) {
    source.set_gap(pace == CameraPace::resting ? kRestingGap : 0ms);
    const auto frame = source.next(kGlance);
    if (frame) {
      last = Clock::now();
      backoff_ = {};
      set_state(Phase::live, name);
      look_at(*frame);
    }
    if (!source.problem().empty()) return source.problem();
    if (frame) continue;
    if (device != nullptr && !finder_->is_there(device)) return "the camera was unplugged";
    if (Clock::now() - last > timing_.stall) return "the camera sends no pictures";
  }
  return {};
}

void Camera::Work::look_at(const VideoFrame& frame) {
  const LumaView view = frame.luma();
  const auto now = Clock::now();
  const bool has_changed = still_.has_changed(view);
  if (has_changed) looks_left_ = FrameReader::kTurns;
  if (looks_left_ > 0 || now - read_at_ >= kReadAnyway) read(view, now);
  if (is_asked_afresh.exchange(false)) held_.forget();
  for (std::string& text : held_.look(texts_of(codes_), now)) {
    call([&] { listener_.on_code(std::move(text)); });
  }
  {
    const std::lock_guard lock(mutex_);
    is_picture_due_ |= has_changed;
    if (!is_watched_ || !is_picture_due_ || now - handed_over_at_ < kPictureGap) return;
    is_picture_due_ = false;
  }
  hand_over(view, now);
}

void Camera::Work::read(const LumaView& view, Clock::time_point now) {
  const bool had_codes = !codes_.empty();
  codes_ = reader_.read(view);
  read_at_ = now;
  looks_left_ = codes_.empty() ? std::max(0, looks_left_ - 1) : 0;
  if (had_codes == !codes_.empty()) return;
  const std::lock_guard lock(mutex_);
  is_picture_due_ = true;  // the outline comes or goes
}

void Camera::Work::hand_over(const LumaView& view, Clock::time_point now) {
  handed_over_at_ = now;
  CameraPicture picture = shrink(view, codes_, kLongestSide, settings_.turn);
  {
    const std::lock_guard lock(mutex_);
    if (!is_watched_) return wipe(picture);
    if (picture_) wipe(*picture_);
    picture_ = std::move(picture);
  }
  call(listener_.on_picture);
}

void Camera::Work::set_state(Phase phase, std::string detail) {
  CameraState state{phase, std::move(detail)};
  {
    const std::lock_guard lock(mutex_);
    if (state_ == state) return;
    state_ = state;
  }
  call([&] { listener_.on_state(std::move(state)); });
}

void Camera::Work::call(const std::function<void()>& listener) {
  const std::lock_guard calls(calling_);
  if (!is_ending()) listener();
}

/// A camera that is plugged in meanwhile is looked at sooner.
void Camera::Work::wait_to_retry() {
  backoff_ = backoff_.count() == 0 ? timing_.retry : std::min(2 * backoff_, timing_.longest_retry);
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, backoff_, [this] { return is_ending_ || cameras_changed_; });
}

Camera::Camera(CameraSettings settings, CameraListener listener, CameraTiming timing)
    : work_(std::make_shared<Work>(std::move(settings), std::move(listener), timing)) {
  work_->begin();
}

Camera::~Camera() { work_->end(); }

void Camera::watch(bool is_watched) { work_->watch(is_watched); }

void Camera::set_pace(CameraPace pace) { work_->pace = pace; }

void Camera::look_afresh() { work_->is_asked_afresh = true; }

std::optional<CameraPicture> Camera::take_picture() { return work_->take_picture(); }

CameraState Camera::state() const { return work_->state(); }

}  // namespace devices
