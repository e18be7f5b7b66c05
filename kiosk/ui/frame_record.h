// What one frame put on the screen: a line per widget. Speech, keypad navigation, the tests and the
// checks for size, overlap and contrast all read this, and nothing else.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/theme.h"
#include "ui/units.h"

namespace ui {

enum class Role {
  button,
  choice,
  toggle,
  link,
  field,
  key,
  row,
  text,
  heading,
  image,
  status,
  region,  ///< a scroll area with nothing but text in it
  keys,    ///< a row of the on-screen keyboard: where a keypad's focus stops before it goes in
};

std::string_view to_text(Role role);

/// One widget as drawn. The contents of text fields never come here.
struct Widget {
  std::string id;  ///< stable, independent of language; empty for text that nobody refers to
  Role role = Role::text;
  std::string label;     ///< as shown, or what an icon means
  std::string hint;      ///< beside the label: a reason, a place, what is wrong; for speech
  Rect rect{};           ///< what answers to touch; the text box for texts
  bool focused = false;  ///< where the keyboard is, or the field being typed into
  bool disabled = false;
  bool checked = false;
  bool pressed = false;
  bool is_target = false;     ///< can be touched
  bool is_key = false;        ///< of the on-screen keyboard
  int key_row = -1;           ///< which row of it, from the top
  bool cut = false;           ///< partly outside its scroll area
  bool inert = false;         ///< behind a dialog
  bool on_top = false;        ///< lies over others for a moment: letters offered above a key
  bool hidden = false;        ///< wholly outside its scroll area; the focus can bring it into view
  bool late = false;          ///< comes last in the order of focus, as the header does
  std::string scroller;       ///< id of the scroll area it lies in
  bool personal = false;      ///< the label tells about a person: kept out of files
  float text_mm = 0;          ///< em size; 0: no text
  std::optional<Colour> ink;  ///< of the text
  std::optional<Colour> surface;
};

/// A text as it was drawn: what the checks need to say that nothing of it is missing.
struct DrawnText {
  std::string owner;  ///< id of the widget recorded last before it
  std::string words;  ///< empty for what is typed into a field
  Rect rect;          ///< around its lines
  float em_mm = 0;
  Colour ink;
  Colour surface;                 ///< that it stands on
  bool typed = false;             ///< into a field
  bool shortened = false;         ///< ends in an ellipsis though there is more
  bool broken = false;            ///< a line ends inside a word
  bool too_low = false;           ///< its place is lower than its lines
  bool clipped_sideways = false;  ///< a part of it is outside what may be drawn on
  bool scrolled = false;          ///< the same above or below: its scroll area brings it into view
};

struct FrameRecord {
  std::string screen;
  std::vector<Widget> widgets;   ///< in the order drawn
  std::vector<DrawnText> texts;  ///< the same; never written to files

  /// Not among those that are hidden.
  [[nodiscard]] const Widget* find(std::string_view id) const;
  /// What can have the focus, in its order: as drawn, then the header from left to right, and
  /// nothing but what lies on top while something does. A keyboard's owner needs no keys on the
  /// screen; a keypad's does, and their rows, each before its keys.
  [[nodiscard]] std::vector<const Widget*> focus_order(bool with_keys) const;
};

/// A target that can be pressed now, or a row of keys that can be gone into.
bool can_focus(const Widget& widget);

/// One JSON object a line, for tests from outside: first the screen, then each widget.
/// Personal labels and what is hidden are left out.
std::string to_json_lines(const FrameRecord& record);

}  // namespace ui
