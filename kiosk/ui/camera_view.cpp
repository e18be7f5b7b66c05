// What the camera sees, with the codes it has found outlined.
#include <algorithm>

#include "ui/draw.h"
#include "ui/screens.h"

namespace ui {
namespace {

/// The part of a picture that fills an area of other proportions, in fractions of the picture.
struct Crop {
  Vec2 from;
  Vec2 to;
};

Crop filling(const Rect& area, Vec2 size) {
  const float scale = std::max(area.w / size.x, area.h / size.y);
  const Vec2 half{area.w / (size.x * scale) / 2, area.h / (size.y * scale) / 2};
  return {{0.5F - half.x, 0.5F - half.y}, {0.5F + half.x, 0.5F + half.y}};
}

void draw_outline(Ui& ui, const Rect& area, const Crop& crop, const std::array<Vec2, 4>& corners) {
  std::array<ImVec2, 4> at;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    at[i] = {area.x + (corners[i].x - crop.from.x) / (crop.to.x - crop.from.x) * area.w,
             area.y + (corners[i].y - crop.from.y) / (crop.to.y - crop.from.y) * area.h};
  }
  const auto line = [&](Colour colour, float width) {
    ui.draw().AddPolyline(at.data(), 4, colour.packed(), ImDrawFlags_Closed, width);
  };
  // Light around dark: seen on whatever the camera shows.
  line(rgb(0xFFFFFF), ui.px(2.4F));
  line(ui.theme().high_contrast ? rgb(0x000000) : ui.theme().admitted, ui.px(1.2F));
}

}  // namespace

void draw_camera(Canvas& canvas, const Rect& area, float radius) {
  Ui& ui = canvas.ui;
  const CameraView& view = canvas.pictures.camera;
  if (!has_camera(canvas) || area.w < 1 || area.h < 1) return;
  const Crop crop = filling(area, view.size);
  Widget seen;
  seen.id = "camera";
  seen.role = Role::image;
  seen.label = canvas.say("code.camera");
  seen.rect = area;
  ui.add(std::move(seen));
  ui.note_drawn(area);
  ui.draw().AddImageRounded(view.texture, {area.x, area.y}, {area.right(), area.bottom()},
                            {crop.from.x, crop.from.y}, {crop.to.x, crop.to.y},
                            rgb(0xFFFFFF).packed(), radius);
  Clip clip(ui, area);
  for (const auto& corners : view.outlines) draw_outline(ui, area, crop, corners);
}

bool has_camera(const Canvas& canvas) {
  const CameraView& view = canvas.pictures.camera;
  return canvas.model.camera.is_live && view.texture != nullptr && view.size.x > 0 &&
         view.size.y > 0;
}

}  // namespace ui
