// Paints a layout on a cairo context.
#pragma once

#include "badge/layout.h"
#include "badge/qr.h"
#include "badge/typeset.h"

using cairo_t = struct _cairo;

namespace badge {

/// A badge that is ready to be painted, on any surface, any number of times.
struct Composition {
  Layout layout;
  QrSymbol qr;
};

/// Paints with the millimetre as the context's unit; modules are exactly as large as the box says.
void draw_vector(cairo_t* cairo, const Composition& badge, const Typesetter& typesetter);

/// Paints on pixels, `scale` of them to the millimetre. Every QR module is the same whole number
/// of pixels, without grey edges. The context's unit is the pixel. False if a module would be less
/// than one pixel.
bool draw_pixels(cairo_t* cairo, const Composition& badge, const Typesetter& typesetter,
                 double scale);

}  // namespace badge
