// The on-screen keyboard. Letters are typed when the finger comes down, so two thumbs never lose
// one; a long press then offers the letter's relatives, and choosing one replaces what was typed.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "ui/keyboard_layout.h"
#include "ui/ui.h"

namespace ui {

struct KeyTyped {
  std::string text;  ///< UTF-8
};
/// The code point before the caret is to be replaced.
struct KeyReplaced {
  std::string text;
};
struct KeyErased {};  ///< the code point before the caret
struct KeyNext {};
struct LayoutChosen {
  std::string code;
};
using KeyboardEvent = std::variant<KeyTyped, KeyReplaced, KeyErased, KeyNext, LayoutChosen>;

struct LayoutName {
  std::string code;
  std::string name;
};

struct KeyboardView {
  const KeyboardLayout* layout = nullptr;
  std::span<const LayoutName> others;  ///< what the layout key offers
  std::string_view before_caret;       ///< for capitals at the start of names
  bool capitals = true;                ///< names: yes; e-mail: no
  std::string_view next_label;         ///< what the last key does, translated
};

inline constexpr float kCellMm = 17.5F;    ///< a cap of 16 mm and the gap around it
inline constexpr float kCapGapMm = 0.75F;  ///< on each side of a cap
inline constexpr double kLongPressSeconds = 0.35;
inline constexpr double kRepeatAfterSeconds = 0.45;
inline constexpr double kRepeatEverySeconds = 0.07;

/// `key:q`
std::string key_id(const KeyCap& cap);

/// Is the next letter a capital by itself: at the start, behind a space or a hyphen?
bool starts_name(std::string_view before_caret);

/// Remembers shift and what is offered; never what was typed. Draw it after everything else.
class Keyboard {
 public:
  static float height(const Ui& ui, const KeyboardLayout& layout);

  /// Over the whole width of `rect`. Appends what happened, in the order of touching. Ids:
  /// `key:q` (the letter without shift), `key:shift`, `key:backspace`, `key:space`, `key:layout`,
  /// `key:next`, `keys:0` (a row), `relative:ē`, `layout:ru`.
  void draw(Ui& ui, const Rect& rect, const KeyboardView& view, std::vector<KeyboardEvent>& out);
  void forget() { *this = {}; }
  /// Takes away what is offered above a key; false if nothing was.
  bool close_offer(Ui& ui);

 private:
  enum class Shift { automatic, upper_once, lower_once, locked };
  struct Placed {
    const KeyCap* cap;
    Rect cell;
    int row;
  };
  struct Touched {
    int order;
    Placed key;
  };
  /// What is offered above a key: relatives of a letter, or layouts.
  struct Offer {
    std::string key;  ///< id of the key it belongs to
    Rect anchor;
    std::vector<LayoutName> layouts;     ///< either these
    std::vector<std::string> relatives;  ///< or these
    bool sliding = false;                ///< the finger that opened it is still down
  };

  static std::vector<Placed> place(const Ui& ui, const Rect& rect, const KeyboardLayout& layout);
  [[nodiscard]] bool upper(std::string_view before, bool capitals) const;
  static void record_row(Ui& ui, const Rect& rect, const Placed& first);
  void draw_key(Ui& ui, const Placed& key, const KeyboardView& view,
                std::vector<KeyboardEvent>& out);
  void paint_key(Ui& ui, const Placed& key, const KeyboardView& view, bool down) const;
  void hold_key(Ui& ui, const Placed& key, const KeyboardView& view, const Reaction& reaction,
                std::vector<KeyboardEvent>& out);
  void repeat_erasing(Ui& ui, const Reaction& reaction, std::vector<KeyboardEvent>& out);
  void apply_touches(Ui& ui, const KeyboardView& view, std::vector<KeyboardEvent>& out);
  void apply(Ui& ui, const Placed& key, const KeyboardView& view, std::string& before,
             std::vector<KeyboardEvent>& out);
  void type(const std::string& text, bool big, std::string& before,
            std::vector<KeyboardEvent>& out);
  void close_if_touched_elsewhere(const Ui& ui);
  void tap_shift(double now, bool was_upper);
  void hold_by_key(Ui& ui, const Placed& key, const KeyboardView& view,
                   std::vector<KeyboardEvent>& out);
  void offer_relatives(const Placed& key, const KeyboardView& view);
  void draw_offer(Ui& ui, std::vector<KeyboardEvent>& out);
  [[nodiscard]] std::string offer_id(std::size_t index) const;
  bool offer_cell(Ui& ui, const Rect& cell, std::size_t index);
  void slide(const Ui& ui, Vec2 at);
  void finish_slide(Ui& ui, Vec2 at, std::vector<KeyboardEvent>& out);
  [[nodiscard]] std::vector<Rect> offer_cells(const Ui& ui) const;
  [[nodiscard]] Rect offer_bounds(const Ui& ui) const;
  void choose(Ui& ui, std::size_t index, std::vector<KeyboardEvent>& out);

  std::string place_;  ///< screen and layout that the rest is about
  Shift shift_ = Shift::automatic;
  double shift_tapped_ = -1e9;
  std::vector<Touched> touched_;
  std::optional<Offer> offer_;
  std::optional<std::size_t> slid_to_;  ///< the choice under the sliding finger
  std::string was_open_;                ///< the offer's key when this frame began
  std::string held_;                    ///< the key whose long press counts
  bool typed_upper_ = false;            ///< how `held_` was typed
  double erase_next_ = 0;
};

}  // namespace ui
