// What is wrong with a list of people, in the language of the screen. Only for ui/*.cpp.
#pragma once

#include <string>

#include "ui/screens.h"

namespace ui {

/// A mistake with its line and its column. What is known by its English words is said in the
/// language of the screen, anything else as it came.
std::string mistake_words(const Canvas& canvas, const core::Mistake& mistake);

/// Why a list could not be read at all.
std::string list_failure_words(const Canvas& canvas, const core::Error& error);

}  // namespace ui
