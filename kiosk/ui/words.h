// How facts and numbers are written on the screens. Only for ui/*.cpp.
#pragma once

#include <string>

#include "ui/screens.h"

namespace ui {

/// Between facts that stand in one line; where the line ends at it, it is left out.
inline constexpr std::string_view kDot = "\u00A0· ";

/// `35.5 GB` as the language of the screen writes it: a comma, and its own letters for the unit.
std::string number_words(const Canvas& canvas, std::string number);

}  // namespace ui
