// Sets text with Pango in "Noto Sans" and whatever fonts other scripts fall back to. Sizes are
// millimetres and glyphs are not hinted, so a text is as wide on paper as on any screen.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <tuple>

#include "badge/layout.h"
#include "core/result.h"

using cairo_t = struct _cairo;
using PangoContext = struct _PangoContext;
using PangoFontMap = struct _PangoFontMap;
using PangoLayout = struct _PangoLayout;

namespace badge {

struct ObjectUnref {
  void operator()(void* object) const;
};

/// Any thread; one Typesetter belongs to one thread. Each thread keeps a font map of its own.
class Typesetter {
 public:
  /// Fails with Failure::storage if "Noto Sans" is not installed.
  static core::Result<Typesetter> open(const std::string& language);

  [[nodiscard]] Extent measure(const Setting& setting) const;

  /// Draws on a context whose unit is the millimetre.
  void draw(cairo_t* cairo, const PlacedText& text) const;

 private:
  using LayoutPtr = std::unique_ptr<PangoLayout, ObjectUnref>;

  explicit Typesetter(PangoContext* context) : context_(context) {}
  [[nodiscard]] LayoutPtr set(const Setting& setting) const;

  [[nodiscard]] Extent measure_anew(const Setting& setting) const;

  std::unique_ptr<PangoContext, ObjectUnref> context_;
  /// Texts on one line, as wide as they are at an em of 1 mm: fitting asks for them at many sizes.
  mutable std::map<std::tuple<std::string, Weight, double, bool>, Extent> lines_;
};

}  // namespace badge
