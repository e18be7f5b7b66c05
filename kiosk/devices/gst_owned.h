// GStreamer's objects, owned; and its start. Only for devices/*.cpp and their tests.
#pragma once

#include <gst/gst.h>

#include <memory>
#include <string>

namespace devices {

struct GstUnref {
  void operator()(GstElement* element) const { gst_object_unref(element); }
  void operator()(GstPad* pad) const { gst_object_unref(pad); }
  void operator()(GstBus* bus) const { gst_object_unref(bus); }
  void operator()(GstDevice* device) const { gst_object_unref(device); }
  void operator()(GstDeviceMonitor* monitor) const { gst_object_unref(monitor); }
  void operator()(GstMessage* message) const { gst_message_unref(message); }
  void operator()(GstCaps* caps) const { gst_caps_unref(caps); }
  void operator()(GstSample* sample) const { gst_sample_unref(sample); }
  void operator()(GstStructure* structure) const { gst_structure_free(structure); }
  void operator()(GError* error) const { g_error_free(error); }
  void operator()(gchar* text) const { g_free(text); }
};
template <class T>
using Owned = std::unique_ptr<T, GstUnref>;

/// Starts GStreamer the first time. Empty, or why it cannot start. Any thread.
std::string start_gstreamer();

/// What an error or warning on the bus says.
std::string words_of(GstMessage* message);

}  // namespace devices
