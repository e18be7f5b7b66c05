#include "shell/shaped_texts.h"

#include <algorithm>
#include <cmath>

#include "badge/text_image.h"

namespace shell {

std::optional<ui::ShapedText> ShapedTexts::get(std::string_view text, float line_px, bool bold) {
  const std::tuple key{std::string(text), static_cast<int>(std::lround(line_px)), bold};
  auto at = texts_.find(key);
  if (at == texts_.end()) {
    const badge::TextImage image = badge::draw_text_image(text, line_px, bold);
    if (image.width == 0) return std::nullopt;
    if (texts_.size() >= kMost) {
      texts_.erase(std::min_element(texts_.begin(), texts_.end(), [](const auto& a, const auto& b) {
        return a.second.used < b.second.used;
      }));
    }
    at = texts_
             .emplace(key, Kept{Texture::from_cover(image.cover.data(), image.width, image.height),
                                {static_cast<float>(image.width), static_cast<float>(image.height)},
                                0})
             .first;
  }
  at->second.used = ++uses_;
  return ui::ShapedText{at->second.texture.id(), at->second.size};
}

}  // namespace shell
