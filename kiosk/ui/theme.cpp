#include "ui/theme.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

// WCAG 2.1, "relative luminance".
double linear(std::uint8_t channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Colour c) {
  return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

Theme make_light() {
  Theme t;
  t.background = rgb(0xF5F7FA);
  t.surface = rgb(0xFFFFFF);
  t.raised = rgb(0xEDF0F5);
  t.soft = rgb(0xEAF0FC);
  t.ink = rgb(0x14213D);
  t.muted = rgb(0x4A5670);
  t.muted_deep = rgb(0x414C64);  // 7:1 on `background`, `raised` and `soft` too
  t.primary = rgb(0x003399);
  t.on_primary = rgb(0xFFFFFF);
  t.pressed = rgb(0x001F66);
  t.touched = rgb(0xDCE6F9);
  t.accent = rgb(0xFFCC00);
  t.admitted = rgb(0x0B6B3A);
  t.admitted_fill = rgb(0x0A6336);  // 0x0B6B3A gives white text 6.6:1
  t.admitted_text = rgb(0x085430);
  t.stop = rgb(0xA3001E);
  t.stop_fill = rgb(0xA3001E);
  t.look = rgb(0x8A4B00);
  t.look_fill = rgb(0x834700);  // 0x8A4B00 gives white text 6.8:1
  t.look_text = rgb(0x723D00);
  t.on_tone = rgb(0xFFFFFF);
  t.outline = rgb(0x76839B);
  t.hairline = rgb(0xDCE2EB);
  t.track = rgb(0xE3E8F0);
  t.idle = rgb(0xE3E8F0);
  t.on_idle = rgb(0x3C475E);
  t.veil = rgb(0x8A93A5);
  t.focus = rgb(0x003399);
  return t;
}

Theme make_high_contrast() {
  Theme t;
  t.high_contrast = true;
  t.background = t.surface = t.raised = t.soft = t.idle = rgb(0x000000);
  t.ink = t.muted = t.muted_deep = t.outline = t.hairline = rgb(0xFFFFFF);
  t.primary = rgb(0xFFFF00);
  t.on_primary = rgb(0x000000);
  t.pressed = rgb(0xFFFFFF);
  t.touched = rgb(0x333333);
  t.accent = t.focus = rgb(0x00FFFF);
  t.admitted = t.admitted_text = rgb(0x7CFFB2);
  t.stop = rgb(0xFF9DA8);
  t.look = t.look_text = rgb(0xFFD479);
  t.admitted_fill = t.stop_fill = t.look_fill = rgb(0x000000);
  t.on_tone = rgb(0xFFFFFF);
  t.track = rgb(0x333333);
  t.on_idle = rgb(0xC8C8C8);
  t.veil = rgb(0x000000);
  return t;
}

}  // namespace

std::string to_text(Colour colour) {
  return fmt::format("#{:02X}{:02X}{:02X}", colour.r, colour.g, colour.b);
}

double contrast(Colour ink, Colour surface) {
  const double a = luminance(ink);
  const double b = luminance(surface);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

const Theme& light_theme() {
  static const Theme theme = make_light();
  return theme;
}

const Theme& high_contrast_theme() {
  static const Theme theme = make_high_contrast();
  return theme;
}

}  // namespace ui
