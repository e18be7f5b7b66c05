// One line of any script as pixels, for names that a screen's own fonts cannot show.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace badge {

struct TextImage {
  int width = 0;  ///< pixels; 0: nothing to draw
  int height = 0;
  std::vector<std::uint8_t> cover;  ///< 0 to 255, row by row without padding
};

/// Shaped by Pango in Noto Sans with fallback; `line_px` is the height of a line of Noto Sans.
/// Any thread.
TextImage draw_text_image(std::string_view text, float line_px, bool bold);

}  // namespace badge
