// Signs, drawn as strokes on a 24×24 grid.
#pragma once

#include "ui/ui.h"

namespace ui {

enum class Icon {
  none,
  check,
  cross,
  warning,
  arrow_left,
  arrow_right,
  arrow_up,
  arrow_down,
  person,
  people,
  camera_off,
  qr_code,
  printer,
  contrast,
  text_size,
  speaker,
  globe,
  search,
  trash,
  undo,
  clock,
  lock,
  export_file,
  chart,
  calendar,
  place,
  backspace,
  shift,
  home,
  door,
  pencil,
  person_add,
  lower,  ///< a screen whose controls come down
  louder,
  in_step,  ///< two arrows that meet: kiosks exchange
  sliders,  ///< language and look together
};

/// Fits the icon into `rect`, in its middle.
void draw_icon(Ui& ui, Icon icon, const Rect& rect, Colour colour);

}  // namespace ui
