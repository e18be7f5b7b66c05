#include "devices/video_source.h"

#include <gst/app/gstappsink.h>

#include <cstddef>

namespace devices {
namespace {

/// Formats whose first component is luminance.
constexpr const char* kEnd =
    " ! videoconvert ! video/x-raw,format=(string){GRAY8,NV12,NV21,I420,YV12,YUY2,UYVY,YVYU,Y42B,"
    "Y444} ! appsink name=pictures max-buffers=1 drop=true sync=";

constexpr auto kLast = static_cast<GstMessageType>(GST_MESSAGE_ERROR | GST_MESSAGE_EOS);

/// The thread sanitizer does not see how GStreamer's threads hand pixels over: there `gather` alone
/// reads them.
#ifdef __SANITIZE_THREAD__
constexpr bool kAlwaysCopied = true;
#else
constexpr bool kAlwaysCopied = false;
#endif

/// The luma, which most formats have between other bytes.
[[gnu::no_sanitize_thread]] void gather(const GstVideoFrame& frame, std::uint8_t* out) {
  const int step = GST_VIDEO_FRAME_COMP_PSTRIDE(&frame, 0);
  const auto* data = static_cast<const std::uint8_t*>(GST_VIDEO_FRAME_COMP_DATA(&frame, 0));
  for (int y = 0; y < GST_VIDEO_FRAME_HEIGHT(&frame); ++y) {
    const std::uint8_t* row =
        data + static_cast<std::ptrdiff_t>(y) * GST_VIDEO_FRAME_COMP_STRIDE(&frame, 0);
    for (int x = 0; x < GST_VIDEO_FRAME_WIDTH(&frame); ++x, row += step) *out++ = *row;
  }
}

}  // namespace

std::unique_ptr<VideoFrame> VideoFrame::map(Owned<GstSample> sample) {
  if (!sample) return nullptr;
  GstVideoInfo info;
  GstCaps* caps = gst_sample_get_caps(sample.get());
  GstBuffer* buffer = gst_sample_get_buffer(sample.get());
  if (caps == nullptr || buffer == nullptr || !gst_video_info_from_caps(&info, caps))
    return nullptr;
  GstVideoFrame frame;
  if (!gst_video_frame_map(&frame, &info, buffer, GST_MAP_READ)) return nullptr;
  return std::make_unique<VideoFrame>(std::move(sample), frame);
}

VideoFrame::VideoFrame(Owned<GstSample> sample, const GstVideoFrame& frame)
    : sample_(std::move(sample)), frame_(frame) {
  if (GST_VIDEO_FRAME_COMP_PSTRIDE(&frame_, 0) == 1 && !kAlwaysCopied) return;
  gathered_.resize(static_cast<std::size_t>(GST_VIDEO_FRAME_WIDTH(&frame_)) *
                   static_cast<std::size_t>(GST_VIDEO_FRAME_HEIGHT(&frame_)));
  gather(frame_, gathered_.data());
}

LumaView VideoFrame::luma() const {
  const int width = GST_VIDEO_FRAME_WIDTH(&frame_);
  const int height = GST_VIDEO_FRAME_HEIGHT(&frame_);
  if (!gathered_.empty()) return {gathered_.data(), width, height, width};
  return {static_cast<const std::uint8_t*>(GST_VIDEO_FRAME_COMP_DATA(&frame_, 0)), width, height,
          GST_VIDEO_FRAME_COMP_STRIDE(&frame_, 0)};
}

VideoSource::VideoSource(const std::string& text) {
  if (build(text + kEnd + "true")) start();
}

VideoSource::VideoSource(GstDevice* device, const CameraMode& mode) {
  const std::string decoder = mode.format == "JPEG" ? " ! jpegdec" : "";
  if (!build("capsfilter name=head caps=" + caps_text(mode) + decoder + kEnd + "false")) return;
  add_device(device);
  if (problem_.empty()) start();
}

VideoSource::~VideoSource() {
  if (pipeline_) gst_element_set_state(pipeline_.get(), GST_STATE_NULL);
}

bool VideoSource::build(const std::string& text) {
  GError* error = nullptr;
  pipeline_.reset(
      gst_parse_launch_full(text.c_str(), nullptr, GST_PARSE_FLAG_FATAL_ERRORS, &error));
  const Owned<GError> owned(error);
  if (error != nullptr) problem_ = error->message;
  if (error == nullptr && !(pipeline_ && GST_IS_PIPELINE(pipeline_.get()))) {
    problem_ = "this is no pipeline";
  }
  if (!problem_.empty()) {
    pipeline_.reset();
    return false;
  }
  sink_.reset(gst_bin_get_by_name(GST_BIN(pipeline_.get()), "pictures"));
  bus_.reset(gst_element_get_bus(pipeline_.get()));
  return true;
}

void VideoSource::add_device(GstDevice* device) {
  GstElement* source = gst_device_create_element(device, "source");
  const Owned<GstElement> head(gst_bin_get_by_name(GST_BIN(pipeline_.get()), "head"));
  if (source == nullptr) {
    problem_ = "the camera cannot be opened";
    return;
  }
  gst_bin_add(GST_BIN(pipeline_.get()), source);  // takes it over
  if (!gst_element_link(source, head.get())) {
    problem_ = "the camera gives no pictures of the size it promised";
    return;
  }
  const Owned<GstPad> pad(gst_element_get_static_pad(source, "src"));
  if (pad) {
    gst_pad_add_probe(pad.get(), GST_PAD_PROBE_TYPE_BUFFER, &VideoSource::thin_out, this, nullptr);
  }
}

GstPadProbeReturn VideoSource::thin_out(GstPad*, GstPadProbeInfo*, gpointer self) {
  auto& me = *static_cast<VideoSource*>(self);
  const auto now = std::chrono::steady_clock::now();
  if (now - me.passed_at_ < std::chrono::nanoseconds(me.gap_ns_.load())) return GST_PAD_PROBE_DROP;
  me.passed_at_ = now;
  return GST_PAD_PROBE_OK;
}

void VideoSource::start() {
  // A failure to start is told on the bus, with its reason.
  gst_element_set_state(pipeline_.get(), GST_STATE_PLAYING);
}

std::unique_ptr<VideoFrame> VideoSource::next(std::chrono::milliseconds patience) {
  if (!problem_.empty()) return nullptr;
  const auto wait = static_cast<GstClockTime>(std::chrono::nanoseconds(patience).count());
  auto frame = VideoFrame::map(
      Owned<GstSample>(gst_app_sink_try_pull_sample(GST_APP_SINK(sink_.get()), wait)));
  read_bus();  // also with a picture: a driver may report an error and go on
  return frame;
}

void VideoSource::read_bus() {
  const Owned<GstMessage> message(gst_bus_pop_filtered(bus_.get(), kLast));
  if (!message) return;
  const bool is_error = GST_MESSAGE_TYPE(message.get()) == GST_MESSAGE_ERROR;
  problem_ = is_error ? words_of(message.get()) : "the pictures have ended";
}

}  // namespace devices
