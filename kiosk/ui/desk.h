// What the screens of the staff's desk share. Only for ui/*.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/screens.h"

namespace ui {

/// `Daugavpils, Latvia` in the language of the screen; either may be missing.
std::string place_text(Canvas& canvas, const std::string& town, const std::string& country);
std::string kind_text(const Canvas& canvas, core::Kind kind);
/// The parts that are not empty, with a middle dot between them.
std::string joined(std::initializer_list<std::string> parts);

/// One of the things that can be done here.
struct Deed {
  std::string id;
  std::string label;
  app::Action action;
  ButtonKind kind = ButtonKind::secondary;
  Icon icon = Icon::none;
  bool enabled = true;
};
/// Equal buttons in as few rows as their labels need; returns the height. Measures alone where
/// nothing is to be drawn.
float draw_deeds(Canvas& canvas, const Rect& area, const std::vector<Deed>& deeds, bool draws);

/// Whether somebody is in: a sign and a word, empty for those still expected.
Tone presence_tone(const app::Person& person);
/// What the grant still lacks on the last day, while people can still be asked to come; else empty.
std::string last_day_warning(const Canvas& canvas);
std::string presence_text(const Canvas& canvas, const app::Person& person);
/// What became of a badge that was asked for; empty where none was.
std::string print_text(const Canvas& canvas, const app::Reprint& reprint);
Tone print_tone(const app::Reprint& reprint);

// ---- find_card.cpp

void draw_person_card(Canvas& canvas, const Rect& body, const app::screen::Find& find);

// ---- person_form.cpp

/// A switch below the form's fields, beside those that every form has.
struct FormSwitch {
  std::string id;
  std::string label;
  bool on = false;
  app::Action action;
};
struct FormButtons {
  Deed primary;
  Deed secondary;
  std::string note;  ///< above them: what went wrong, what was done
  Tone tone = Tone::plain;
};
/// The fields, the choices, the buttons, and at the bottom what the active field is typed with: the
/// keyboard or the partners' towns.
void draw_person_form(Canvas& canvas, const Rect& body, const app::PersonForm& form,
                      const std::vector<FormSwitch>& switches, const FormButtons& buttons);

// ---- countries.cpp

/// Of a chip that can be touched.
float chip_height(const Ui& ui);
/// Chips as wide as their labels, row after row in `area`'s width.
std::vector<Rect> chip_cells(const Ui& ui, const Rect& area, const std::vector<std::string>& labels,
                             float gap_mm = 3);
/// Chips of countries to choose from, those that `filter` finds; the project's first.
void draw_countries(Canvas& canvas, const Rect& area, const std::string& filter,
                    const std::string& chosen);

// ---- sheets.cpp

/// Of which day and town signature sheets are made.
void draw_sheet_choice(Canvas& canvas, const Rect& body, const app::screen::Export& screen);

// ---- kind_cards.cpp

/// A large card that is a button: sign, title, what it is about.
struct KindCard {
  std::string id;
  std::string title;
  std::string hint;
  Icon icon = Icon::none;
  Icon leads = Icon::arrow_right;  ///< at its end: what a touch does
};

/// Two columns where they have room, left to right as they are read.
struct CardGrid {
  int columns = 1;
  int count = 0;
  float width = 0;  ///< of a card, pixels
  float card_h = 0;
  float gap = 0;
  [[nodiscard]] float whole_width() const {
    return static_cast<float>(columns) * (width + gap) - gap;
  }
  [[nodiscard]] float height() const {
    const int rows = (count + columns - 1) / columns;
    return static_cast<float>(rows) * (card_h + gap) + gap;
  }
  [[nodiscard]] Rect cell(const Rect& area, std::size_t at) const;
};
CardGrid card_grid(const Canvas& canvas, const std::vector<KindCard>& cards, float room);
/// The card that was touched.
std::optional<std::size_t> draw_cards(Canvas& canvas, const CardGrid& grid, const Rect& area,
                                      const std::vector<KindCard>& cards, bool enabled);

/// Where files go: chips of this kiosk and the USB sticks, `target:0` and on, and a search for
/// sticks.
float targets_height(const Canvas& canvas, float width);
void draw_targets(Canvas& canvas, const Rect& rect, bool enabled);

// ---- hub_words.cpp

/// Icon and word of how it stands with the other kiosks, at most as long as fits a tab; none where
/// no hub is set.
struct HubWords {
  Icon icon = Icon::none;
  Tone tone = Tone::plain;
  std::string words;
};
std::optional<HubWords> hub_words(Canvas& canvas);
/// The whole of it, as Devices says it: since when, and why; empty where no hub is set.
std::string hub_state(Canvas& canvas);
/// That this machine's clock is not the hub's, by how much, and what to do.
std::string clock_words(const Canvas& canvas, std::chrono::seconds ahead);

// ---- conflicts.cpp

/// The line that a conflict has in the list: what happened, to whom.
std::string conflict_title(Canvas& canvas, const app::Disagreement& conflict);
/// One side: when, where or what, by whom, at which kiosk.
std::string side_words(Canvas& canvas, const app::Disagreement& conflict,
                       const app::Disagreement::Side& side);
/// The conflict that is open, with what can be said about it.
void draw_conflict(Canvas& canvas, const Rect& body, const app::screen::People& screen);

// ---- secrets.cpp

/// The keyboard for it, which has digits.
inline constexpr std::string_view kPassphraseLayout = "passphrase";

/// A field that shows as many dots as letters.
void draw_secret(Canvas& canvas, std::string_view id, const Rect& rect, app::FieldId field_id,
                 const app::TextField& text, std::string_view label, std::string_view error,
                 std::string_view hint = {});

// ---- print_words.cpp

/// A warning does not keep the printer from printing.
bool is_printer_warning(std::string_view word);
/// What is the matter with the printer, for a word of the catalogue's `printer.` family; the
/// general sentence where there is none.
std::string printer_words(const Canvas& canvas, const std::string& word);
/// What was noted with a job: one of the catalogue's messages, or a printer's own words.
std::string print_words(const Canvas& canvas, const std::string& detail);

// ---- door_verdict.cpp

Tone verdict_tone(core::Verdict verdict);
/// The verdict's word.
std::string verdict_title(const Canvas& canvas, const app::DoorEntry& entry);
/// What is asked at the door for this scan; null: nothing.
const core::Question* question_of(const Canvas& canvas, const app::DoorEntry& entry);
/// Fills `panel`, with what can be done about the verdict at its bottom.
void draw_verdict(Canvas& canvas, const Rect& panel, const app::DoorEntry& entry);

/// The margin of the desk's screens: they are denser than an attendee's.
float desk_margin(const Ui& ui);

}  // namespace ui
