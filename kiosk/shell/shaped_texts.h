// Names in scripts that the atlas has not, shaped by Pango, kept as pictures for a few frames.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "shell/textures.h"
#include "ui/ui.h"

namespace shell {

/// Thread: the main thread. At most `kMost` pictures; the oldest use goes first.
class ShapedTexts {
 public:
  static constexpr std::size_t kMost = 64;

  std::optional<ui::ShapedText> get(std::string_view text, float line_px, bool bold);
  void forget() { texts_.clear(); }

 private:
  struct Kept {
    Texture texture;
    ui::Vec2 size;
    std::uint64_t used = 0;
  };
  std::map<std::tuple<std::string, int, bool>, Kept> texts_;
  std::uint64_t uses_ = 0;
};

}  // namespace shell
