// Shapes, straight into the frame's draw list. No touch, no record.
#pragma once

#include <string_view>
#include <vector>

#include "ui/ui.h"

namespace ui {

void fill(Ui& ui, const Rect& rect, Colour colour, float radius = 0);
/// The same with unsmoothed edges: a third of the triangles, for what is thin or mostly covered.
void fill_rough(Ui& ui, const Rect& rect, Colour colour, float radius = 0);
/// A rounded opaque area that others stand on. Cheap however large, as long as it lies on the bare
/// `ui.surface()`; else it is filled.
void plate(Ui& ui, const Rect& rect, Colour colour, bool with_shadow = false);
/// The same with square corners and no shadow.
void ground(Ui& ui, const Rect& rect, Colour colour);
/// A line of `width` pixels inside the edge of `rect`.
void outline(Ui& ui, const Rect& rect, Colour colour, float width, float radius = 0);
void hairline(Ui& ui, float x, float y, float width);
void disc(Ui& ui, Vec2 centre, float radius, Colour colour);

/// The soft shadow of something with round corners at `rect`; only the part that will be seen.
/// Nothing in high contrast.
void shadow(Ui& ui, const Rect& rect);

/// Around whatever has the focus, outside its edge.
void focus_ring(Ui& ui, const Rect& rect);

/// The European emblem, after the graphics guide of the Interinstitutional style guide, annex A1:
/// 2:3, twelve stars of 1/18 height on a circle of 1/3 height, one point up. Fits into `rect`.
void eu_emblem(Ui& ui, const Rect& rect);

/// A QR symbol of `side`×`side` modules, row by row, true is dark, with its quiet zone of four
/// modules inside `rect`, whole pixels a module, always dark on white. Does nothing if too small.
void qr_symbol(Ui& ui, const Rect& rect, const std::vector<bool>& modules, int side);

/// The texture in its own proportions, as large as `rect` lets it be; returns where it is.
Rect texture(Ui& ui, const Rect& rect, ImTextureID id, Vec2 size, Colour tint = rgb(0xFFFFFF));

}  // namespace ui
