#include "devices/playback.h"

namespace devices {
namespace {

/// How soon a newer request is noticed while something plays.
constexpr GstClockTime kGlance = 20 * GST_MSECOND;

}  // namespace

Playback::Playback(const std::string& pipeline) {
  GError* error = nullptr;
  pipeline_.reset(gst_parse_launch(pipeline.c_str(), &error));
  const Owned<GError> owned(error);
  if (error != nullptr) problem_ = error->message;
  if (pipeline_) bus_.reset(gst_element_get_bus(pipeline_.get()));
}

Playback::~Playback() {
  if (pipeline_) gst_element_set_state(pipeline_.get(), GST_STATE_NULL);
}

Owned<GstElement> Playback::part(const char* name) const {
  return Owned<GstElement>(gst_bin_get_by_name(GST_BIN(pipeline_.get()), name));
}

void Playback::play() { gst_element_set_state(pipeline_.get(), GST_STATE_PLAYING); }

Owned<GstMessage> Playback::next_message() const {
  constexpr auto kWanted =
      static_cast<GstMessageType>(GST_MESSAGE_EOS | GST_MESSAGE_ERROR | GST_MESSAGE_WARNING);
  return Owned<GstMessage>(gst_bus_timed_pop_filtered(bus_.get(), kGlance, kWanted));
}

}  // namespace devices
