// The second decoder: finds codes that the first does not, and the other way round.
#pragma once

#include <memory>
#include <vector>

#include "devices/camera_picture.h"
#include "devices/decoder.h"

namespace devices {

/// Thread: its owner's.
class ZbarReader {
 public:
  ZbarReader();
  ZbarReader(const ZbarReader&) = delete;
  ZbarReader& operator=(const ZbarReader&) = delete;
  ~ZbarReader();

  /// All QR codes in the view.
  std::vector<DecodedCode> read(const LumaView& view);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace devices
