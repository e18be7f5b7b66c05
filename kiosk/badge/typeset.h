// Sets text with Pango in "Noto Sans" and whatever fonts other scripts fall back to. Sizes are
// millimetres and glyphs are not hinted, so a text is as wide on paper as on any screen.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>

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
  Typesetter(Typesetter&&) noexcept;
  Typesetter& operator=(Typesetter&&) noexcept;
  ~Typesetter();

  [[nodiscard]] Extent measure(const Setting& setting) const;

  /// Draws on a context whose unit is the millimetre.
  void draw(cairo_t* cairo, const PlacedText& text) const;

 private:
  using LayoutPtr = std::unique_ptr<PangoLayout, ObjectUnref>;
  struct Shaped;
  using Shapes = std::unordered_map<std::string, std::unique_ptr<Shaped>>;

  explicit Typesetter(PangoContext* context);
  [[nodiscard]] LayoutPtr set(const Setting& setting) const;
  /// Valid until the next call.
  [[nodiscard]] const Shaped& shaped(const Setting& setting) const;
  [[nodiscard]] const Shaped& kept(const Setting& setting) const;
  [[nodiscard]] std::unique_ptr<Shaped> shape(const Setting& setting) const;

  std::unique_ptr<PangoContext, ObjectUnref> context_;
  /// Fitting asks for a text at many sizes, and what is measured is drawn next; a meeting's name
  /// stands on a thousand badges.
  mutable Shapes shapes_;
};

}  // namespace badge
