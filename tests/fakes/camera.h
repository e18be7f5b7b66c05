// Cameras that GStreamer's own device monitor finds, plugged in and out by a test. What they show
// is a real pipeline; they can stall, fail, lie and hang on.
#pragma once

#include <gst/gst.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace fakes {

/// What a camera does, shared between the test and the element that GStreamer makes of it.
struct CameraScript {
  std::string shows;  ///< a bin as for gst-launch-1.0
  std::mutex mutex;
  std::condition_variable changed;
  bool is_stuck = false;          ///< its thread is inside the driver and does not come back
  bool is_inside = false;         ///< it has got there
  GstElement* element = nullptr;  ///< the one that is open, while it is
};

namespace camera_parts {

struct Device {
  GstDevice parent;
  std::shared_ptr<CameraScript>* script;
};
struct DeviceClass {
  GstDeviceClass parent;
};
struct Provider {
  GstDeviceProvider parent;
};
struct ProviderClass {
  GstDeviceProviderClass parent;
};

/// The devices there are; a provider that is asked later must know those plugged in before.
inline std::vector<GstDevice*>& plugged_in() {
  static std::vector<GstDevice*> devices;
  return devices;
}

inline GstPadProbeReturn get_stuck(GstPad*, GstPadProbeInfo*, gpointer data) {
  auto& script = *static_cast<CameraScript*>(data);
  std::unique_lock lock(script.mutex);
  script.is_inside = script.is_stuck;
  script.changed.notify_all();
  script.changed.wait(lock, [&] { return !script.is_stuck; });
  return GST_PAD_PROBE_OK;
}

inline void forget_script(gpointer script) {
  delete static_cast<std::shared_ptr<CameraScript>*>(script);
}

inline GstElement* create_element(GstDevice* device, const gchar*) {
  const auto& script = *reinterpret_cast<Device*>(device)->script;
  GstElement* bin = gst_parse_bin_from_description(
      (script->shows + " ! identity name=lens ! valve name=valve drop-mode=drop-all").c_str(), TRUE,
      nullptr);
  GstElement* lens = gst_bin_get_by_name(GST_BIN(bin), "lens");
  GstPad* pad = gst_element_get_static_pad(lens, "src");
  gst_pad_add_probe(pad, GST_PAD_PROBE_TYPE_BUFFER, &get_stuck, script.get(), nullptr);
  gst_object_unref(pad);
  gst_object_unref(lens);
  g_object_set_data_full(G_OBJECT(bin), "script", new std::shared_ptr<CameraScript>(script),
                         &forget_script);
  const std::lock_guard lock(script->mutex);
  script->element = bin;
  g_object_add_weak_pointer(G_OBJECT(bin), reinterpret_cast<gpointer*>(&script->element));
  return bin;
}

inline void finalize(GObject* device) {
  forget_script(reinterpret_cast<Device*>(device)->script);
  G_OBJECT_CLASS(g_type_class_peek(GST_TYPE_DEVICE))->finalize(device);
}

inline void device_class_init(gpointer type, gpointer) {
  static_cast<GstDeviceClass*>(type)->create_element = &create_element;
  static_cast<GObjectClass*>(type)->finalize = &finalize;
}

inline GType device_type() {
  static const GType type =
      g_type_register_static_simple(GST_TYPE_DEVICE, "FakeCamera", sizeof(DeviceClass),
                                    &device_class_init, sizeof(Device), nullptr, GTypeFlags{});
  return type;
}

inline gboolean start(GstDeviceProvider* provider) {
  for (GstDevice* device : plugged_in()) gst_device_provider_device_add(provider, device);
  return TRUE;
}

inline void provider_class_init(gpointer type, gpointer) {
  auto* provider = static_cast<GstDeviceProviderClass*>(type);
  provider->start = &start;
  provider->stop = [](GstDeviceProvider*) {};
  gst_device_provider_class_set_static_metadata(provider, "Cameras of a test", "Source/Video",
                                                "Cameras of a test", "kiosk");
}

inline GstDeviceProvider* provider() {
  static GstDeviceProvider* const only = [] {
    const GType type = g_type_register_static_simple(GST_TYPE_DEVICE_PROVIDER, "FakeCameras",
                                                     sizeof(ProviderClass), &provider_class_init,
                                                     sizeof(Provider), nullptr, GTypeFlags{});
    gst_device_provider_register(nullptr, "fakecameras", GST_RANK_PRIMARY, type);
    return gst_device_provider_factory_get_by_name("fakecameras");
  }();
  return only;
}

}  // namespace camera_parts

/// Plugged in from its beginning to its end. GStreamer must have been started.
class Camera {
 public:
  static constexpr const char* kUsual =
      "video/x-raw,format=YUY2,width=640,height=480,framerate=30/1";

  Camera(const std::string& name, const std::string& shows, const std::string& can = kUsual)
      : script_(std::make_shared<CameraScript>()) {
    script_->shows = shows;
    GstCaps* caps = gst_caps_from_string(can.c_str());
    device_ = GST_DEVICE(g_object_new(camera_parts::device_type(), "display-name", name.c_str(),
                                      "device-class", "Video/Source", "caps", caps, nullptr));
    gst_caps_unref(caps);
    gst_object_ref_sink(device_);
    // Lives as long as the device, which a monitor may keep for longer than the test.
    reinterpret_cast<camera_parts::Device*>(device_)->script =
        new std::shared_ptr<CameraScript>(script_);
    plug_in();
  }
  Camera(const Camera&) = delete;
  Camera& operator=(const Camera&) = delete;
  ~Camera() {
    let_go();
    unplug();
    gst_object_unref(device_);
  }

  void plug_in() {
    GstDeviceProvider* provider = camera_parts::provider();
    camera_parts::plugged_in().push_back(device_);
    if (is_watched(provider)) gst_device_provider_device_add(provider, device_);
    is_in_ = true;
  }
  /// Its pictures end, and it is gone from the list, as with a real one.
  void unplug() {
    if (!std::exchange(is_in_, false)) return;
    stall(true);
    std::erase(camera_parts::plugged_in(), device_);
    GstDeviceProvider* provider = camera_parts::provider();
    if (is_watched(provider)) gst_device_provider_device_remove(provider, device_);
  }
  void stall(bool on) {
    with("valve", [&](GstElement* valve) { g_object_set(valve, "drop", gboolean{on}, nullptr); });
  }
  /// As a driver tells that the cable was pulled.
  void fail(const char* words) {
    with("lens", [&](GstElement* lens) {
      GST_ELEMENT_ERROR(lens, RESOURCE, READ, ("%s", words), (nullptr));
    });
  }
  /// The driver keeps the thread that asks it for a picture. Returns once it does.
  void hold_on() {
    std::unique_lock lock(script_->mutex);
    script_->is_stuck = true;
    script_->changed.wait(lock, [&] { return script_->is_inside; });
  }
  void let_go() {
    const std::lock_guard lock(script_->mutex);
    script_->is_stuck = false;
    script_->changed.notify_all();
  }
  bool is_open() const {
    const std::lock_guard lock(script_->mutex);
    return script_->element != nullptr;
  }

 private:
  static bool is_watched(GstDeviceProvider* provider) {
    return gst_device_provider_is_started(provider) != FALSE;
  }
  template <class Use>
  void with(const char* name, Use use) {
    GstElement* part = nullptr;
    {
      const std::lock_guard lock(script_->mutex);
      if (script_->element == nullptr) return;
      part = gst_bin_get_by_name(GST_BIN(script_->element), name);
    }
    if (part == nullptr) return;
    use(part);
    gst_object_unref(part);
  }

  std::shared_ptr<CameraScript> script_;
  GstDevice* device_ = nullptr;
  bool is_in_ = false;
};

}  // namespace fakes
