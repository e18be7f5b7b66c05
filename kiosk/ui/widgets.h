// What screens are made of. Each draws itself, records itself and answers whether it was clicked.
// Ids are stable and say what the thing is (`register`, `language:lv`), labels are already
// translated. Rectangles in pixels; a target smaller than 20 mm is a fault that the tests find.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/icons.h"
#include "ui/text.h"
#include "ui/ui.h"

namespace ui {

// ---- buttons.cpp

enum class ButtonKind {
  primary,    ///< the one thing to do on this screen
  secondary,  ///< any other thing to do
  quiet,      ///< on the way: no edge, no ground
  danger,     ///< deletes
};

struct ButtonOptions {
  Icon icon = Icon::none;
  bool icon_after = false;  ///< behind the label, as an arrow forward
  bool enabled = true;
};

bool button(Ui& ui, ButtonKind kind, std::string_view id, const Rect& rect, std::string_view label,
            const ButtonOptions& options = {});
bool primary_button(Ui& ui, std::string_view id, const Rect& rect, std::string_view label,
                    const ButtonOptions& options = {});
bool secondary_button(Ui& ui, std::string_view id, const Rect& rect, std::string_view label,
                      const ButtonOptions& options = {});

/// Of the buttons at the bottom of a page: upright screens have the height for two lines.
float footer_height(const Ui& ui);
/// How wide a button wants to be for its label, at least 45 mm.
float button_width(const Ui& ui, std::string_view label, Icon icon = Icon::none);

/// A square sign; `label` is for speech and tests. With `on` it is a switch, whose tick shows that
/// it is on.
bool icon_button(Ui& ui, std::string_view id, const Rect& rect, Icon icon, std::string_view label,
                 std::optional<bool> on = std::nullopt);

/// A large way in, as on the welcome screen: sign, title, a line below. `primary` fills it.
struct WayIn {
  std::string_view id;
  Icon icon = Icon::none;
  std::string title;
  std::string subtitle;
  bool primary = false;
};

/// Ways in that belong together, of one size each in its cell; which one was pressed.
std::optional<std::size_t> ways_in(Ui& ui, const std::vector<Rect>& cells,
                                   const std::vector<WayIn>& ways);

/// One of several; the chosen one has a tick, a tint and a thicker edge.
bool choice_card(Ui& ui, std::string_view id, const Rect& rect, std::string_view title,
                 std::string_view subtitle, bool selected, Icon icon = Icon::none);

/// On or off, with a check mark.
bool toggle_chip(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, bool on);

/// A check box with its reason below the label.
bool check_row(Ui& ui, std::string_view id, const Rect& rect, std::string_view label,
               std::string_view reason, bool on, bool enabled = true);
float check_row_height(const Ui& ui, float width, std::string_view label, std::string_view reason);

// ---- chrome.cpp

/// Where things stand on every screen: the primary button always at the right end of `footer`.
struct Page {
  Rect header;
  Rect body;
  Rect footer;
};
/// Margins and bars for this screen size. `footer` is empty if not wanted.
Page page(Ui& ui, bool with_footer);

struct HeaderAction {
  std::string id;
  Icon icon = Icon::none;
  std::string label;
  std::optional<bool> on;  ///< absent: not a switch
};
struct Header {
  std::string_view title;
  std::string_view back;        ///< label; empty: no way back
  std::string_view start_over;  ///< label; empty: not yet
  std::vector<HeaderAction> actions;
  float kept_free = 0;  ///< pixels left of the actions, for something else
};
/// Id of what was clicked: `back`, `start_over` or an action's.
std::optional<std::string> header_bar(Ui& ui, const Rect& rect, const Header& header);

struct LanguageName {
  std::string code;
  std::string name;  ///< in itself
};
/// How high the bar is at this width: one row of chips, or as many as it takes.
float language_bar_height(const Ui& ui, float width, std::span<const LanguageName> languages);
/// Code of the language chosen. Ids are `language:CODE`.
std::optional<std::string> language_bar(Ui& ui, const Rect& rect,
                                        std::span<const LanguageName> languages,
                                        std::string_view current);

/// A card's ground; draw what is in it `OnSurface{ui, ui.theme().surface}`. Returns the inside.
Rect card(Ui& ui, const Rect& rect);

/// Takes the whole screen: a card in the middle, `size_mm` at most, on a plain veil. Draw nothing
/// else in this frame: what the last person typed is not to be seen behind it. Returns the inside;
/// draw there `OnSurface{ui, ui.theme().surface}`.
Rect dialog(Ui& ui, std::string_view id, Vec2 size_mm, std::string_view title);

/// Dots for "step `current` of `count`", 1-based; `label` says the same in words.
void steps(Ui& ui, const Rect& rect, int current, int count, std::string_view label);

// ---- fields.cpp

struct Field {
  std::string_view label;
  std::string_view text;   ///< UTF-8
  std::size_t caret = 0;   ///< byte in `text`
  bool active = false;     ///< being typed into
  std::string_view hint;   ///< shown while empty
  std::string_view error;  ///< stands in the label's place; empty: none
  int box_lines = 1;       ///< that its box has room for; one is typed in one
};
struct FieldTouch {
  bool clicked = false;
  bool arrived = false;   ///< Tab has just moved the focus here
  std::size_t caret = 0;  ///< byte nearest to the finger
};
/// How many lines its label or its error takes at this width.
int head_lines(const Ui& ui, float width, const Field& field);
/// How many, 1 or 2, its text takes at this width while nobody types.
int box_lines(const Ui& ui, float width, const Field& field);
/// Height of a field whose label or error has so many lines, and of what stands above its box.
float field_height(const Ui& ui, int lines = 1, int box_lines = 1);
float field_head_height(const Ui& ui, int lines = 1);
/// The text scrolls so that the caret is seen. The record has the label, never the text.
FieldTouch text_field(Ui& ui, std::string_view id, const Rect& rect, const Field& field);

/// `entered` of `length` dots; says nothing about the digits.
void pin_dots(Ui& ui, std::string_view id, const Rect& rect, int entered, int length,
              std::string_view label);

// ---- figures.cpp

enum class Tone { plain, admitted, stop, look };

/// A line with a sign in a tinted box, for what people should notice but need not act on; `plain`
/// has no sign.
void notice(Ui& ui, std::string_view id, const Rect& rect, Tone tone, std::string_view words);
float notice_height(const Ui& ui, float width, std::string_view words, Tone tone = Tone::look);

/// A small sign for staff, as high as `pill_height`; returns its width. Starts at `at`.
float pill(Ui& ui, std::string_view id, Vec2 at, Tone tone, Icon icon, std::string_view words);
float pill_height(const Ui& ui);

Icon tone_icon(Tone tone);
Colour tone_fill(const Theme& theme, Tone tone);  ///< `on_tone` is readable on it
Colour tone_text(const Theme& theme, Tone tone);  ///< readable on every ground

/// In the size in which `widest`, the longest of those that stand side by side, fits too.
void big_number(Ui& ui, std::string_view id, const Rect& rect, std::string_view number,
                std::string_view caption, std::string_view widest = {});

/// `fraction` 0 to 1.
void progress_bar(Ui& ui, std::string_view id, const Rect& rect, float fraction,
                  std::string_view label, Tone tone = Tone::plain);

struct Bar {
  std::string_view label;
  std::string_view value;  ///< as text
  float fraction = 0;      ///< of the longest bar
  Tone tone = Tone::plain;
};
/// One row of a horizontal bar chart; `label_w` is the same for all rows of a chart.
void bar_row(Ui& ui, std::string_view id, const Rect& rect, const Bar& bar, float label_w);
float bar_row_height(const Ui& ui);

struct Row {
  std::string_view title;
  std::string_view subtitle;
  std::string_view trailing;  ///< right: a time, a state
  Icon icon = Icon::none;
  Tone tone = Tone::plain;  ///< colours the icon
  bool touchable = true;
  bool selected = false;
  bool personal = true;  ///< it names a person
};
/// As high as its words need at this width, at least a target.
float list_row_height(const Ui& ui, float width, const Row& row);
bool list_row(Ui& ui, std::string_view id, const Rect& rect, const Row& row);

/// A picture in its own proportions on white with a soft shadow; returns where it is.
Rect picture(Ui& ui, std::string_view id, const Rect& rect, ImTextureID texture, Vec2 size,
             std::string_view label);

/// A QR symbol, see `qr_symbol`.
void qr(Ui& ui, std::string_view id, const Rect& rect, const std::vector<bool>& modules, int side,
        std::string_view label);

}  // namespace ui
