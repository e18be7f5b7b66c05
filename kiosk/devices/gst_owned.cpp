#include "devices/gst_owned.h"

namespace devices {

std::string start_gstreamer() {
  GError* error = nullptr;
  if (gst_init_check(nullptr, nullptr, &error)) return {};
  const Owned<GError> owned(error);
  return error == nullptr ? "GStreamer does not start" : error->message;
}

std::string words_of(GstMessage* message) {
  GError* error = nullptr;
  if (GST_MESSAGE_TYPE(message) == GST_MESSAGE_ERROR) {
    gst_message_parse_error(message, &error, nullptr);
  } else {
    gst_message_parse_warning(message, &error, nullptr);
  }
  const Owned<GError> owned(error);
  return error == nullptr ? "unknown reason" : error->message;
}

}  // namespace devices
