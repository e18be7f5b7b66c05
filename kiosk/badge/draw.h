// Paints one side of a badge on a cairo context.
#pragma once

#include <map>
#include <optional>

#include "badge/layout.h"
#include "badge/qr.h"
#include "badge/typeset.h"

using cairo_t = struct _cairo;

namespace badge {

/// A side of a badge that is ready to be painted, on any surface, any number of times.
struct Composition {
  Layout layout;
  std::optional<QrSymbol> qr;
};

/// Where a side goes on a page.
struct Placing {
  double x = 0;  ///< mm
  double y = 0;
  bool turned = false;  ///< upside down
  double scale = 1;     ///< the context's units (millimetres, or a printer's dots) in a millimetre
  bool whole_dots = false;  ///< the context's unit is a dot: every QR module is the same whole
                            ///< number of dots, on the printer's grid and without grey edges
};

/// Paints badges; keeps what they have in common. Belongs to one thread.
class Painter {
 public:
  /// Fails with Failure::storage if "Noto Sans" is not installed.
  static core::Result<Painter> open();

  core::Result<Composition> compose(const Template& form, const Face& face, const Content& content);

  /// False if a module of the QR would be less than one dot. In the language last composed in.
  bool draw(cairo_t* cairo, const Composition& badge, const Placing& placing);

 private:
  explicit Painter(Typesetter typesetter) : typesetter_(std::move(typesetter)) {}
  core::Result<void> speak(const std::string& language);
  void draw_all_but_qr(cairo_t* cairo, const Layout& layout);
  void draw_emblem(cairo_t* cairo, const PlacedEmblem& emblem);

  Typesetter typesetter_;
  std::string language_ = "en";
  std::map<std::shared_ptr<const Picture>, PictureSurface> pictures_;
  std::map<EmblemInk, PictureSurface> emblems_;
};

}  // namespace badge
