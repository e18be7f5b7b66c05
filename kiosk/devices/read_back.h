// Reads a rendered badge as a scanner will, before it goes to paper.
#pragma once

#include <string_view>

namespace devices {

/// Rows of four bytes a pixel, top row first; not owned.
struct RgbaPicture {
  const unsigned char* pixels;
  int width;
  int height;
  int stride;  ///< bytes from one row to the next
};

/// Whether one of the codes in the picture says exactly `text`.
bool reads_as(const RgbaPicture& picture, std::string_view text);

}  // namespace devices
