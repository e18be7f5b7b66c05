// A GStreamer pipeline that ends in pictures for us: always the newest, never a queue.
#pragma once

#include <gst/video/video.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "devices/camera_mode.h"
#include "devices/camera_picture.h"
#include "devices/gst_owned.h"

namespace devices {

/// One picture; its luminance is read where GStreamer keeps it, wherever the format allows.
class VideoFrame {
 public:
  /// Empty if the sample holds no picture of a format that has luminance.
  static std::unique_ptr<VideoFrame> map(Owned<GstSample> sample);
  VideoFrame(const VideoFrame&) = delete;
  VideoFrame& operator=(const VideoFrame&) = delete;
  ~VideoFrame() { gst_video_frame_unmap(&frame_); }

  /// Lives as long as this.
  [[nodiscard]] LumaView luma() const;

  VideoFrame(Owned<GstSample> sample, const GstVideoFrame& frame);

 private:
  Owned<GstSample> sample_;
  GstVideoFrame frame_;
  std::vector<std::uint8_t> gathered_;  ///< where luminance and colour lie interleaved
};

/// Thread: its owner's; GStreamer has threads of its own. Ending it may wait for the device.
class VideoSource {
 public:
  /// `text` is a pipeline without its end, as for gst-launch-1.0. Plays at its own pace.
  explicit VideoSource(const std::string& text);
  VideoSource(GstDevice* device, const CameraMode& mode);
  VideoSource(const VideoSource&) = delete;
  VideoSource& operator=(const VideoSource&) = delete;
  ~VideoSource();

  /// The newest picture that was not taken yet; waits at most `patience` for one. Empty: none came,
  /// or there will be none any more, which `problem` tells.
  std::unique_ptr<VideoFrame> next(std::chrono::milliseconds patience);

  /// Why there is or will be no picture; empty while all is well.
  [[nodiscard]] const std::string& problem() const { return problem_; }

  /// Pictures of a device that come sooner after another are dropped before they cost anything.
  void set_gap(std::chrono::milliseconds gap) { gap_ns_ = std::chrono::nanoseconds(gap).count(); }

 private:
  bool build(const std::string& text);
  void add_device(GstDevice* device);
  void start();
  void read_bus();
  static GstPadProbeReturn thin_out(GstPad* pad, GstPadProbeInfo* info, gpointer self);

  Owned<GstElement> pipeline_;
  Owned<GstElement> sink_;
  Owned<GstBus> bus_;
  std::string problem_;
  std::atomic<std::int64_t> gap_ns_{0};
  std::chrono::steady_clock::time_point passed_at_;  ///< of the device's streaming thread
};

}  // namespace devices
