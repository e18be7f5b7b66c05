// What the screens of the staff's desk share. Only for ui/*.cpp.
#pragma once

#include <string>

#include "ui/screens.h"

namespace ui {

/// `Daugavpils, Latvia` in the language of the screen; either may be missing.
std::string place_text(Canvas& canvas, const std::string& town, const std::string& country);
std::string kind_text(const Canvas& canvas, core::Kind kind);
/// The parts that are not empty, with a middle dot between them.
std::string joined(std::initializer_list<std::string> parts);

// ---- door_verdict.cpp

Tone verdict_tone(core::Verdict verdict);
/// The verdict's word.
std::string verdict_title(const Canvas& canvas, const app::DoorEntry& entry);
/// Fills `panel`, with what can be done about the verdict at its bottom.
void draw_verdict(Canvas& canvas, const Rect& panel, const app::DoorEntry& entry);

/// The margin of the desk's screens: they are denser than an attendee's.
float desk_margin(const Ui& ui);

}  // namespace ui
