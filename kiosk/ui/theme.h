// What colours mean here (SCREENS.md, "Look"), and how readable they are on each other.
#pragma once

#include <cstdint>
#include <string>

namespace ui {

struct Colour {
  std::uint8_t r = 0;
  std::uint8_t g = 0;
  std::uint8_t b = 0;
  std::uint8_t a = 255;
  friend bool operator==(const Colour&, const Colour&) = default;

  [[nodiscard]] constexpr Colour with_alpha(std::uint8_t alpha) const { return {r, g, b, alpha}; }
  /// As Dear ImGui packs it: red in the low byte.
  [[nodiscard]] constexpr std::uint32_t packed() const {
    return std::uint32_t{r} | std::uint32_t{g} << 8 | std::uint32_t{b} << 16 |
           std::uint32_t{a} << 24;
  }
};

/// `0x14213D` is ink.
constexpr Colour rgb(std::uint32_t hex) {
  return {static_cast<std::uint8_t>(hex >> 16 & 0xFF), static_cast<std::uint8_t>(hex >> 8 & 0xFF),
          static_cast<std::uint8_t>(hex & 0xFF)};
}

std::string to_text(Colour colour);  ///< `#14213D`

/// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
double contrast(Colour ink, Colour surface);

inline constexpr double kTextContrast = 7.0;  ///< every text on its surface

/// Roles. Text in `ink`, `muted_deep`, `primary`, `admitted_text`, `stop`, `look_text` is readable
/// on `background`, `surface`, `soft` and `raised`; `on_primary` on `primary` and `pressed`;
/// `on_tone` on the `_fill`s. `admitted`, `look` and `accent` themselves are for signs and bars,
/// not text.
struct Theme {
  bool high_contrast = false;
  Colour background;
  Colour surface;
  Colour raised;  ///< the on-screen keyboard's ground, headers of tables
  Colour soft;    ///< a chosen card
  Colour ink;
  Colour muted;       ///< on `surface`
  Colour muted_deep;  ///< the same on grounds that are not white; `Ui::muted` chooses
  Colour primary;
  Colour on_primary;
  Colour pressed;  ///< the primary button under a finger
  Colour touched;  ///< anything else under a finger
  Colour accent;
  Colour admitted;
  Colour admitted_fill;
  Colour admitted_text;
  Colour stop;
  Colour stop_fill;
  Colour look;
  Colour look_fill;
  Colour look_text;
  Colour on_tone;
  Colour outline;   ///< edges that must be seen: fields, unchosen marks (3:1)
  Colour hairline;  ///< edges that only help: cards, dividers
  Colour track;     ///< the empty part of a bar
  Colour idle;      ///< a disabled button
  Colour on_idle;
  Colour veil;   ///< around a dialog
  Colour focus;  ///< the focus ring
};

const Theme& light_theme();
const Theme& high_contrast_theme();

}  // namespace ui
