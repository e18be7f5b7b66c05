// The catalogues and keyboards that the kiosk comes with, read once.
#pragma once

#include "i18n/catalogue.h"
#include "ui/keyboard_layout.h"
#include "ui/screens.h"

namespace ui_test {

inline const i18n::Catalogues& words() {
  static const i18n::Catalogues loaded = i18n::Catalogues::load(KIOSK_BUILD_DIR "/i18n").value();
  return loaded;
}

inline const ui::Layouts& layouts() {
  static const ui::Layouts loaded =
      ui::load_keyboard_layouts(KIOSK_SOURCE_DIR "/assets/keyboards").value();
  return loaded;
}

}  // namespace ui_test
