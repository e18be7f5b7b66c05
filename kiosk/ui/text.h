// Text: measuring, breaking into lines, shortening, drawing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/ui.h"

namespace ui {

enum class Align { left, centre, right };

struct TextStyle {
  Type type = Type::body;
  Colour ink{};
  Align align = Align::left;
  bool middle = false;  ///< vertically in the middle of the rectangle, else at its top
  int max_lines = 0;    ///< 0: as many as fit; the last is shortened with an ellipsis
  bool typed = false;   ///< into a field, which scrolls: its words stay out of the frame record
};

float text_width(const Ui& ui, Type type, std::string_view text);

/// Breaks at spaces, and inside a word only where it is wider than the line.
std::vector<std::string_view> wrap(const Ui& ui, Type type, std::string_view text, float width);

/// Does none of the `lines` that `text` was wrapped into end inside a word?
bool whole_words(std::string_view text, const std::vector<std::string_view>& lines);

float text_height(const Ui& ui, Type type, std::string_view text, float width);

/// `text` if it fits into `width`, else as much as fits with an ellipsis.
std::string shorten(const Ui& ui, Type type, std::string_view text, float width);

/// The largest of display, title, strong in which `text` needs at most `lines` lines of `width`.
Type largest_fitting(const Ui& ui, std::string_view text, float width, int lines);

/// Draws without recording; returns the height used.
float draw_text(Ui& ui, const Rect& rect, std::string_view text, const TextStyle& style);

/// Draws, and leaves a line in the frame record for speech and tests; returns the height used.
/// `id` may be empty. Titles and display lines are headings.
float text(Ui& ui, std::string_view id, const Rect& rect, std::string_view words,
           const TextStyle& style);

/// As `text`, for what tells about a person.
float personal_text(Ui& ui, std::string_view id, const Rect& rect, std::string_view words,
                    const TextStyle& style);

}  // namespace ui
