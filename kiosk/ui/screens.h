// Every screen: reads the model, draws, and says in actions what was touched. One file a screen;
// this header is what they share.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/action.h"
#include "app/model.h"
#include "i18n/catalogue.h"
#include "ui/keyboard.h"
#include "ui/ui.h"
#include "ui/widgets.h"

namespace ui {

using Actions = std::vector<app::Action>;
using Layouts = std::map<std::string, KeyboardLayout, std::less<>>;

/// Pictures made elsewhere for the model as it is; none is kept once its person is gone.
struct Pictures {
  ImTextureID preview = nullptr;  ///< the badge on Check; null until it is drawn
  Vec2 preview_size;              ///< pixels
  double preview_width_mm = 62;   ///< true size
  std::vector<bool> qr;           ///< modules of the code on Done, row by row
  int qr_side = 0;
};

/// What a screen's draw function gets. Lives for one frame.
struct Canvas {
  Ui& ui;
  const app::Model& model;
  const i18n::Catalogues& words;
  const Layouts& layouts;
  const Pictures& pictures;
  Keyboard& keyboard;
  std::string& layout;  ///< code of the keyboard layout chosen; empty: the language's own
  Actions& out;

  /// A message in the language of the screen.
  [[nodiscard]] std::string say(std::string_view key, const i18n::Values& values = {}) const;
  [[nodiscard]] std::string say_n(std::string_view key, int n) const;
  /// One of the meeting file's texts in the language of the screen.
  [[nodiscard]] const std::string& meeting_text(const core::MultiText& text) const;
};

/// Thread: the interface thread. Keeps only what no model needs: the keyboard's shift, its layout.
class Screens {
 public:
  Screens(i18n::Catalogues words, Layouts layouts)
      : words_(std::move(words)), layouts_(std::move(layouts)) {}

  /// Between `Ui::begin_frame(input, app::name_of(model.screen))` and `Ui::end_frame()`.
  void draw(Ui& ui, const app::Model& model, const Pictures& pictures, Actions& out);

  /// Nothing of the last person may be left.
  void forget();

 private:
  i18n::Catalogues words_;
  Layouts layouts_;
  Keyboard keyboard_;
  std::string layout_;
  std::string language_;  ///< whose own layout is meant
};

// ---- what every screen has around it: frame.cpp

/// Header with back, start over, languages, larger text, contrast; turns clicks into actions.
/// Returns the page. `title` may be empty.
Page draw_frame(Canvas& canvas, std::string_view title, bool with_footer, bool can_go_back);
/// The on-screen keyboard at the bottom for the active field; returns what is left above it.
Rect draw_keyboard(Canvas& canvas, std::string_view layout, bool capitals,
                   std::string_view next_label);
/// Tabs of the desk, the role, rehearsal and printer signs, signing out. Returns the body.
Rect draw_desk_frame(Canvas& canvas, std::string_view current);

// ---- the attendee's screens
void draw_welcome(Canvas& canvas);
void draw_name(Canvas& canvas);
void draw_where_from(Canvas& canvas);
void draw_optional(Canvas& canvas);
void draw_check(Canvas& canvas);
void draw_done(Canvas& canvas);
void draw_have_code(Canvas& canvas);
void draw_greeting(Canvas& canvas);
void draw_ask_at_desk(Canvas& canvas);
/// Over whatever screen it asks about.
void draw_still_there(Canvas& canvas);

// ---- staff and organiser
void draw_pin(Canvas& canvas);
void draw_door(Canvas& canvas);
void draw_find(Canvas& canvas);
void draw_counts(Canvas& canvas);
void draw_export(Canvas& canvas);
void draw_out_of_service(Canvas& canvas);

}  // namespace ui
