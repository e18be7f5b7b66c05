// What to do with the words above the keyboard, and the way back. Only for ui/*.cpp.
#pragma once

#include "ui/desk.h"

namespace ui {

struct TypingButton {
  Rect at;
  bool beside = false;  ///< the fields, where nothing fits below them
};

/// In the page's footer, else at the right of `fields`, which get narrower, as high as their boxes.
TypingButton place_typing_button(const Ui& ui, const Page& page, Rect& fields,
                                 const std::string& label);
/// The deed as the primary button; with Back where there is a footer.
void draw_typing_button(Canvas& canvas, const TypingButton& button, const Deed& deed);

}  // namespace ui
