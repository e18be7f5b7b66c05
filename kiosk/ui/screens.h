// Every screen: reads the model, draws, and says in actions what was touched. One file a screen;
// this header is what they share.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/action.h"
#include "app/model.h"
#include "i18n/catalogue.h"
#include "ui/keyboard.h"
#include "ui/name_book.h"
#include "ui/ui.h"
#include "ui/widgets.h"

namespace ui {

using Actions = std::vector<app::Action>;
using Layouts = std::map<std::string, KeyboardLayout, std::less<>>;

/// What the camera sees now.
struct CameraView {
  ImTextureID texture = nullptr;  ///< null: there is no picture
  Vec2 size;                      ///< pixels
  /// The corners of each code found, in fractions of the picture.
  std::vector<std::array<Vec2, 4>> outlines;
};

/// Pictures made elsewhere for the model as it is; none is kept once its person is gone.
struct Pictures {
  ImTextureID preview = nullptr;  ///< the badge on Check; null until it is drawn
  Vec2 preview_size;              ///< pixels
  double preview_width_mm = 62;   ///< true size
  std::vector<bool> qr;           ///< modules of the code on Done, row by row
  int qr_side = 0;
  CameraView camera;
};

/// What a screen's draw function gets. Lives for one frame.
struct Canvas {
  Ui& ui;
  const app::Model& model;
  const i18n::Catalogues& words;
  const Layouts& layouts;
  const Pictures& pictures;
  Keyboard& keyboard;
  std::string& layout;  ///< the keyboard layout chosen, as `own:chosen`; empty: the own one
  Actions& out;
  NameBook& names;
  bool& language_open;  ///< the list of languages lies over the screen

  /// A message in the language of the screen.
  [[nodiscard]] std::string say(std::string_view key, const i18n::Values& values = {}) const;
  /// The plural form for `n`, which stands for `{n}`.
  [[nodiscard]] std::string say_n(std::string_view key, int n,
                                  const i18n::Values& values = {}) const;
  /// One of the meeting file's texts in the language of the screen.
  [[nodiscard]] const std::string& meeting_text(const core::MultiText& text) const;
};

/// Thread: the interface thread. Keeps only what no model needs: the keyboard's shift, its layout,
/// whether the languages are being looked at.
class Screens {
 public:
  Screens(i18n::Catalogues words, Layouts layouts)
      : words_(std::move(words)), layouts_(std::move(layouts)) {}

  /// Between `Ui::begin_frame(input, app::name_of(model.screen))` and `Ui::end_frame()`.
  void draw(Ui& ui, const app::Model& model, const Pictures& pictures, Actions& out);

  /// Nothing of the last person may be left.
  void forget();

 private:
  void go_back(Canvas& canvas);

  i18n::Catalogues words_;
  Layouts layouts_;
  Keyboard keyboard_;
  std::string layout_;
  NameBook names_;
  bool language_open_ = false;
  std::string screen_;  ///< that the list of languages was opened on
};

// ---- what every screen has around it: frame.cpp

/// Header with back, start over, languages, larger text, contrast; turns clicks into actions.
/// Returns the page. `title` may be empty.
Page draw_frame(Canvas& canvas, std::string_view title, bool with_footer, bool can_go_back);
/// The question of a screen, and which of the four steps it is (0: none). Takes its height and a
/// gap (0: the usual one) off `body`.
void draw_title(Canvas& canvas, Rect& body, std::string_view title, int step = 0, float gap_px = 0);
/// At the right and left end of `footer`: the same place on every screen. `share` of the footer is
/// the most that the secondary one takes.
bool draw_primary(Canvas& canvas, const Rect& footer, std::string_view id, std::string_view label,
                  const ButtonOptions& options = {});
bool draw_secondary(Canvas& canvas, const Rect& footer, std::string_view id, std::string_view label,
                    const ButtonOptions& options = {}, float share = 0.4F);

/// Chips of the meeting's languages, `lang:lv`, in equal cells; a choice becomes an action.
float languages_height(const Canvas& canvas, float width);
void draw_languages(Canvas& canvas, const Rect& area);

/// The page above the on-screen keyboard: its footer stands on the keyboard, and is empty where
/// `content_h` pixels and a footer do not both fit. An empty layout is the language's own.
Page above_keyboard(Canvas& canvas, const Page& page, std::string_view layout, float content_h);
/// The on-screen keyboard at the bottom for the active field; draw it after everything else.
/// Returns what is left above it. An empty layout is the language's own.
Rect draw_keyboard(Canvas& canvas, std::string_view layout, bool capitals,
                   std::string_view next_label);
/// The text of one of the draft's or the screen's fields as a widget wants it.
Field field_of(const Canvas& canvas, const app::TextField& text, app::FieldId id,
               std::string_view label, std::string_view error = {});
/// Draws it, and turns a touch into `FieldFocused`.
void draw_field(Canvas& canvas, std::string_view id, const Rect& rect, app::FieldId field_id,
                const Field& field);
/// A dialog as high as its contents; `width` and `content_h` of its inside, which it returns.
Rect draw_dialog(Canvas& canvas, std::string_view id, const std::string& title, float width,
                 float content_h);
/// At the foot of a scroll area's bar, in the margin at its right, while more of its contents lies
/// below.
void draw_more(Ui& ui, const Rect& area, float offset, float content_h);
inline constexpr float kMoreMm = 6;  ///< radius of that sign where it has room
void draw_more_sign(Ui& ui, Vec2 centre, float radius);
/// Whether there is a picture of what the camera sees.
bool has_camera(const Canvas& canvas);
/// It fills `area`; codes found in it are outlined. Nothing where there is no picture.
void draw_camera(Canvas& canvas, const Rect& area, float radius);
/// Over the screen, the languages to choose from.
void draw_language_list(Canvas& canvas);
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
void draw_been_before(Canvas& canvas);
/// In place of whatever screen it asks about.
void draw_still_there(Canvas& canvas);

// ---- staff and organiser
void draw_pin(Canvas& canvas);
void draw_door(Canvas& canvas);
void draw_find(Canvas& canvas);
void draw_edit_person(Canvas& canvas);
void draw_walk_in(Canvas& canvas);
void draw_delegation(Canvas& canvas);
void draw_people(Canvas& canvas);
void draw_devices(Canvas& canvas);
void draw_counts(Canvas& canvas);
void draw_print_queue(Canvas& canvas);
void draw_export(Canvas& canvas);
void draw_import(Canvas& canvas);
void draw_meeting(Canvas& canvas);
void draw_care(Canvas& canvas);
void draw_starting(Canvas& canvas);
void draw_out_of_service(Canvas& canvas);
void draw_unseal(Canvas& canvas);

}  // namespace ui
