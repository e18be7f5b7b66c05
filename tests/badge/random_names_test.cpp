// Names of random letters of random scripts, on every template: nothing leaves the badge.
#include <cairo.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "badge/draw.h"
#include "samples.h"

namespace {

using badge::Content;
using badge::Template;

constexpr int kNames = 40;

struct Script {
  char32_t first;
  char32_t last;
};
constexpr std::array<Script, 14> kScripts{{{0x41, 0x5a},
                                           {0x61, 0x7a},
                                           {0xc0, 0x17f},
                                           {0x391, 0x3a1},
                                           {0x410, 0x44f},
                                           {0x5d0, 0x5ea},
                                           {0x621, 0x64a},
                                           {0x905, 0x939},
                                           {0xe01, 0xe2e},
                                           {0x10d0, 0x10f0},
                                           {0x3041, 0x3093},
                                           {0x4e00, 0x9fa5},
                                           {0xac00, 0xd7a3},
                                           {0x1f600, 0x1f64f}}};

std::string utf8(char32_t letter) {
  const auto byte = [](char32_t bits) { return static_cast<char>(bits); };
  if (letter < 0x80) return {byte(letter)};
  if (letter < 0x800) return {byte(0xc0 | letter >> 6), byte(0x80 | (letter & 0x3f))};
  if (letter < 0x10000)
    return {byte(0xe0 | letter >> 12), byte(0x80 | (letter >> 6 & 0x3f)),
            byte(0x80 | (letter & 0x3f))};
  return {byte(0xf0 | letter >> 18), byte(0x80 | (letter >> 12 & 0x3f)),
          byte(0x80 | (letter >> 6 & 0x3f)), byte(0x80 | (letter & 0x3f))};
}

class Names {
 public:
  explicit Names(unsigned seed) : random_(seed) {}

  /// One to four words, most in one script, some in several.
  std::string name() {
    std::string text;
    const Script script = any_script();
    for (int words = between(1, 4); words > 0; --words) {
      if (!text.empty()) text += between(0, 4) == 0 ? "-" : " ";
      text += word(between(0, 5) == 0 ? any_script() : script);
    }
    return text;
  }

 private:
  int between(int low, int high) { return std::uniform_int_distribution(low, high)(random_); }
  Script any_script() { return kScripts.at(static_cast<std::size_t>(between(0, 13))); }
  std::string word(Script script) {
    std::string text;
    const int longest = between(0, 9) == 0 ? 60 : 12;
    for (int letters = between(1, longest); letters > 0; --letters)
      text += utf8(static_cast<char32_t>(
          between(static_cast<int>(script.first), static_cast<int>(script.last))));
    return text;
  }

  std::mt19937 random_;
};

/// Where there is any ink, mm; the paper itself is painted white and counts.
badge::Box painted(badge::Painter& painter, const badge::Composition& badge) {
  cairo_surface_t* surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nullptr);
  cairo_t* cairo = cairo_create(surface);
  constexpr double kScale = 100;  // cairo rounds the extents to whole units
  painter.draw(cairo, badge, {0, 0, false, kScale, false});
  cairo_destroy(cairo);
  badge::Box box;
  cairo_recording_surface_ink_extents(surface, &box.x, &box.y, &box.width, &box.height);
  cairo_surface_destroy(surface);
  return {box.x / kScale, box.y / kScale, box.width / kScale, box.height / kScale};
}

void expect_whole(const badge::Layout& layout, const Template& form, const Content& content) {
  const badge::Box inside = badge::Box{0, 0, form.width, form.height}.inset(form.margin);
  const badge::PlacedText* given = layout.text("given_name");
  const badge::PlacedText* family = layout.text("family_name");
  ASSERT_TRUE(given && family);
  EXPECT_EQ(given->setting.text, content.given_name);
  EXPECT_EQ(family->setting.text, content.family_name);
  EXPECT_EQ(given->setting.cut_after + family->setting.cut_after, 0);
  EXPECT_LT(family->setting.style.size, given->setting.style.size);
  for (const badge::PlacedText& text : layout.texts)
    EXPECT_TRUE(inside.contains(text.box, 0.02)) << text.id << " of " << form.name;
}

TEST(RandomNames, AreWholeAndInsideOfEveryBadge) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  Names names(seed);
  auto painter = badge::Painter::open().value();
  for (const auto& entry : std::filesystem::directory_iterator(badge_samples::folder())) {
    if (entry.path().extension() != ".toml") continue;
    const Template form = badge::load_template(entry.path()).value();
    if (form.sheet) continue;  // its badge is another template's
    for (int i = 0; i < kNames; ++i) {
      const Content content = badge_samples::named(names.name(), names.name());
      SCOPED_TRACE(form.name + ": " + content.given_name + " | " + content.family_name);
      const auto badge = painter.compose(form, form.front, content);
      ASSERT_TRUE(badge) << core::describe(badge.error());
      expect_whole(badge->layout, form, content);
      const badge::Box ink = painted(painter, *badge);
      EXPECT_TRUE((badge::Box{0, 0, form.width, form.height}.contains(ink, 0.02)));
    }
  }
}

}  // namespace
