// A report that scrolls: paragraphs, notices and rows below each other. Only for ui/*.cpp.
#pragma once

#include <string>
#include <string_view>

#include "ui/desk.h"

namespace ui {

/// Stacks from the top of `area`; measures alone where nothing is to be drawn.
struct Flow {
  Canvas& canvas;
  Rect area;
  float y;
  bool draws;

  void words(std::string_view id, const std::string& said, Type type, Colour ink, float gap_mm);
  void note(std::string_view id, const std::string& said, Tone tone);
  /// What failed, and what to do.
  void failure(const core::Error& error);
  /// A file to be chosen; its touch says that the `index`th was.
  void file(std::string_view id, const app::ListFile& file, std::size_t index, Icon icon);
  /// What is done, and how far it is.
  void progress(const std::string& doing, int percent);
  void gap(float mm) { y += canvas.ui.px(mm); }
  /// The next `height` pixels.
  Rect take(float height);
};

/// The message that says `error` to people: its own, or that of its kind.
std::string failure_key(const core::Error& error);
/// What only the program's own words tell, in English, for whoever is asked on the phone; to be
/// drawn small. Empty where the message says it all.
std::string failure_detail(const core::Error& error);

/// A mistake with its line and column, in the language of the screen where it can be told so.
std::string mistake_words(const Canvas& canvas, const core::Mistake& mistake);

/// Draws what `fill(Flow&)` stacks into `area`, scrolled under `id`.
template <class Fill>
void draw_flow(Canvas& canvas, std::string_view id, const Rect& area, Fill fill) {
  Flow probe{canvas, area, 0, false};
  fill(probe);
  const float offset = canvas.ui.scroll(id, area, probe.y);
  const float edge = canvas.ui.px(3);  // for the shadows of cards
  Clip clip(canvas.ui, {area.x - edge, area.y, area.w + 2 * edge, area.h});
  Flow flow{canvas, area, area.y - offset, true};
  fill(flow);
}

}  // namespace ui
