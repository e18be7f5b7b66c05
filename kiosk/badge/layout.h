// Where everything of one badge stands. Pure: how wide a text is comes from a Measure.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "badge/content.h"
#include "badge/geometry.h"
#include "badge/template.h"
#include "core/result.h"

namespace badge {

/// Where lines may break.
enum class Wrap { none, words, anywhere };

struct Setting {
  std::string text;
  TextStyle style;
  Wrap wrap = Wrap::none;
  double width = 0;   ///< mm to wrap or cut at; unused with Wrap::none and no cut
  int cut_after = 0;  ///< lines after which an ellipsis stands for the rest; 0: never cut
};

/// What a set text takes up: its ink, so that letters of all sizes line up at one edge. `above` and
/// `below` hold all ink, and never less than capitals and descenders need, so that lines of one
/// style stand alike.
struct Extent {
  double width = 0;  ///< mm, of the widest line
  double above = 0;  ///< mm from the first baseline upwards
  double below = 0;  ///< mm from the first baseline down to the end of the last line
  int lines = 1;
  int unknown = 0;  ///< letters that no installed font has
  [[nodiscard]] double height() const { return above + below; }
};

using Measure = std::function<Extent(const Setting&)>;

struct PlacedText {
  std::string id;
  Setting setting;
  Align align = Align::left;
  Box box;              ///< what it takes up
  double baseline = 0;  ///< y of the first one
  Colour colour;
  int unknown = 0;  ///< letters that no installed font has: boxes on paper
};

struct PlacedStripe {
  Box box;
  Pattern pattern = Pattern::solid;
  Colour colour;
  double clear_from = 0;  ///< x between which a hatched stripe stays white for its word
  double clear_to = 0;
};

struct PlacedEmblem {
  Box box;
  EmblemInk ink = EmblemInk::black;
};

struct PlacedPicture {
  Box box;
  std::shared_ptr<const Picture> picture;
};

/// One side of a badge.
struct Layout {
  double width = 0;
  double height = 0;
  std::vector<PlacedStripe> stripes;
  std::vector<Rule> rules;
  std::optional<PlacedEmblem> emblem;
  std::optional<Box> photo_mark;  ///< square
  std::optional<Box> qr;          ///< quiet zone included
  std::vector<PlacedPicture> pictures;
  std::vector<PlacedText> texts;

  [[nodiscard]] const PlacedText* text(std::string_view id) const;
  /// Letters that no installed font has.
  [[nodiscard]] int unknown_letters() const;
};

/// Fails with Failure::bad_input if a name cannot be shown at any size.
core::Result<Layout> lay_out(const Template& form, const Face& face, const Content& content,
                             const Measure& measure);

/// The front.
core::Result<Layout> lay_out(const Template& form, const Content& content, const Measure& measure);

}  // namespace badge
