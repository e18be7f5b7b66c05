// Reads codes out of one camera picture after another, within the time that a picture has.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "devices/camera_picture.h"
#include "devices/decoder.h"
#include "devices/zbar_reader.h"

namespace devices {

/// Tells whether a picture shows anything that the one before did not. Noise does not count.
class StillView {
 public:
  /// True for the first.
  bool has_changed(const LumaView& view);

 private:
  static constexpr int kWide = 32;
  static constexpr int kHigh = 18;
  std::array<std::uint8_t, static_cast<std::size_t>(kWide) * kHigh> last_{};
  bool is_first_ = true;
};

/// Every picture gets a cheap look, at half its size and then whole; where that finds nothing, some
/// get a dear one, each in its turn, so that a code which only one of them can read is read a few
/// pictures later. Where a code was, is looked first. Thread: its owner's.
class FrameReader {
 public:
  /// So many pictures of the same view, and everything was tried.
  static constexpr int kTurns = 8;

  std::vector<DecodedCode> read(const LumaView& view);

 private:
  std::vector<DecodedCode> look_where_it_was(const LumaView& view);
  std::vector<DecodedCode> look_quickly(const LumaView& view);
  std::vector<DecodedCode> look_harder(const LumaView& view);
  void remember(const std::vector<DecodedCode>& codes, const LumaView& view);
  LumaView halved(const LumaView& view);
  LumaView inverted(const LumaView& view);
  LumaView doubled(const LumaView& view);

  ZbarReader zbar_;
  int turn_ = 0;               ///< of the dear looks
  int hits_where_it_was_ = 0;  ///< in a row: now and then the whole picture is looked at again
  /// Where the last code was, with some room around it; empty: nowhere.
  struct Place {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
  } place_;
  std::vector<std::uint8_t> half_;
  std::vector<std::uint8_t> made_;
};

}  // namespace devices
