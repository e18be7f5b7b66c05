// The sign for "please take no photographs of me": a camera, crossed out.
#pragma once

#include "badge/geometry.h"

using cairo_t = struct _cairo;

namespace badge {

/// Draws in black inside `box`, which is square, in the context's units.
void draw_photo_mark(cairo_t* cairo, const Box& box);

}  // namespace badge
