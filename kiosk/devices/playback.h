// A GStreamer pipeline that plays one thing. Only for devices/*.cpp.
#pragma once

#include <string>

#include "devices/gst_owned.h"

namespace devices {

/// Stopped before it goes. Thread: that of its owner.
class Playback {
 public:
  /// `pipeline` in the words of gst-launch.
  explicit Playback(const std::string& pipeline);
  Playback(const Playback&) = delete;
  Playback& operator=(const Playback&) = delete;
  ~Playback();

  /// Why there is no pipeline; empty if there is one.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  /// A part by the name it has in the pipeline.
  [[nodiscard]] Owned<GstElement> part(const char* name) const;
  /// A failure to start is told by `next_message`.
  void play();
  /// The end, an error or a warning; null after a short while without one.
  [[nodiscard]] Owned<GstMessage> next_message() const;

 private:
  Owned<GstElement> pipeline_;
  Owned<GstBus> bus_;
  std::string problem_;
};

}  // namespace devices
