// Sample screens that show every widget, for looking at and for the checks of size and contrast.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "ui/draw.h"
#include "ui/keyboard.h"
#include "ui/ui.h"
#include "ui/widgets.h"

namespace gallery {

using Layouts = std::map<std::string, ui::KeyboardLayout, std::less<>>;

/// What a gallery screen needs beside the widgets; plays the model's part.
struct State {
  const Layouts* layouts = nullptr;
  std::string layout = "lv";
  std::string given = "Ilze";
  std::string family = "Bērziņa-Kal";
  std::string chosen = "daugavpils";
  std::string clicked;  ///< id of what was clicked last
  bool opt_out = true;
  ui::Keyboard keyboard;
  std::vector<ui::KeyboardEvent> events;
};

namespace screens {

using namespace ui;

const std::vector<LanguageName> kLanguages = {
    {"lv", "Latviešu"}, {"en", "English"}, {"ru", "Русский"}, {"sv", "Svenska"},
    {"it", "Italiano"}, {"de", "Deutsch"}, {"es", "Español"}, {"fi", "Suomi"}};

inline const std::vector<LayoutName> kLayouts = {
    {"lv", "Latviešu"}, {"en", "English"}, {"ru", "Русский"}, {"sv", "Svenska"},
    {"it", "Italiano"}, {"de", "Deutsch"}, {"es", "Español"}, {"fi", "Suomi"}};

inline void note(State& state, std::string_view id, bool clicked) {
  if (clicked) state.clicked = id;
}

inline void header(Ui& ui, State& state, const Rect& rect, bool first) {
  const Header h{"",
                 first ? "" : "Atpakaļ",
                 first ? "" : "Sākt no jauna",
                 {{"language", Icon::globe, "Valoda", false},
                  {"larger_text", Icon::text_size, "Lielāks teksts", ui.density().larger_text},
                  {"contrast", Icon::contrast, "Augsts kontrasts", ui.theme().high_contrast},
                  {"read_aloud", Icon::speaker, "Lasīt priekšā", false}}};
  if (const auto clicked = header_bar(ui, rect, h)) state.clicked = *clicked;
}

inline void draw_funding(Ui& ui, Rect rect) {
  const Rect emblem = rect.take_left(ui.px(24), ui.px(5));
  eu_emblem(ui, emblem);
  text(ui, "funding", rect, "Co-funded by the Europe for Citizens Programme of the European Union",
       {Type::label, ui.muted(), Align::left, true, 2});
}

inline void draw_welcome(Ui& ui, State& state) {
  Page p = page(ui, false);
  header(ui, state, p.header, true);
  Rect body = p.body;
  const Rect languages = body.take_bottom(language_bar_height(ui, body.w, kLanguages), ui.px(6));
  if (const auto code = language_bar(ui, languages, kLanguages, "lv")) state.clicked = *code;
  draw_funding(ui, body.take_bottom(ui.px(18), ui.px(4)));
  const std::string name = "WIR projekta tikšanās Daugavpilī";
  const Type type = largest_fitting(ui, name, body.w, 2);
  body.take_top(ui.px(4));
  body.take_top(text(ui, "meeting", body, name, {type, ui.theme().ink}), ui.px(2));
  body.take_top(text(ui, "place", body, "Vienības nams, Daugavpils · 2019. gada 12.–14. marts",
                     {Type::body, ui.muted()}),
                ui.px(10));
  const bool stacked = ui.tall();
  const float height = std::min(ui.px(stacked ? 60 : 64), body.h);
  std::vector<Rect> ways;
  if (stacked) {
    ways = grid(body, 2, 1, height, ui.px(8));
  } else {
    ways = columns({body.x, body.y, body.w, height}, 2, ui.px(10));
  }
  const auto way =
      ways_in(ui, ways,
              {{"register", Icon::person, "Reģistrēties", "Ja esat šeit pirmo reizi", true},
               {"have_code", Icon::qr_code, "Man ir kods", "No e-pasta vai no nozīmītes", false}});
  note(state, "register", way == 0);
  note(state, "have_code", way == 1);
}

inline void draw_name(Ui& ui, State& state) {
  const KeyboardLayout& layout = state.layouts->find(state.layout)->second;
  const Rect screen = ui.screen();
  const float keys_h = Keyboard::height(ui, layout);
  Page p = page(ui, false);
  header(ui, state, p.header, false);
  Rect body = p.body;
  body.h = screen.h - keys_h - body.y - ui.px(6);
  const float title_h = ui.fonts().line_px(Type::title);
  const float field_h = field_height(ui, true);
  body = body.middle(std::min(body.w, ui.px(400)), std::min(body.h, title_h + field_h + ui.px(34)));
  text(ui, "question", body.take_top(title_h, ui.px(4)), "Kā jūs sauc?",
       {Type::title, ui.theme().ink});
  const auto halves = columns(body.take_top(field_h, ui.px(4)), 2, ui.px(8));
  text_field(ui, "given", halves[0], {"Vārds", state.given, state.given.size(), false, {}, {}});
  text_field(ui, "family", halves[1],
             {"Uzvārds", state.family, state.family.size(), true, {}, "Lūdzu, ierakstiet uzvārdu"});
  const float width = button_width(ui, "Tālāk", Icon::arrow_right);
  if (body.h >= ui.px(20)) {
    note(state, "next",
         primary_button(ui, "next", body.take_right(width).middle(width, ui.px(22)), "Tālāk",
                        {Icon::arrow_right, true, true}));
  }
  const Rect keys{0, screen.h - keys_h, screen.w, keys_h};
  state.keyboard.draw(ui, keys, {&layout, kLayouts, state.family, true, "Tālāk"}, state.events);
}

inline void draw_footer(Ui& ui, State& state, Rect footer, std::string_view other,
                        std::string_view main) {
  const float width =
      std::max(button_width(ui, main, Icon::arrow_right), button_width(ui, other, Icon::none));
  note(state, "next",
       primary_button(ui, "next", footer.take_right(width), main, {Icon::arrow_right, true, true}));
  if (!other.empty()) {
    note(state, "skip", secondary_button(ui, "skip", footer.take_left(width), other));
  }
}

inline void draw_where(Ui& ui, State& state) {
  Page p = page(ui, true);
  header(ui, state, p.header, false);
  Rect body = p.body;
  body.take_top(text(ui, "question", body, "No kurienes jūs esat?", {Type::title, ui.theme().ink}),
                ui.px(6));
  const std::vector<std::array<std::string, 3>> towns = {{"daugavpils", "Daugavpils", "Latvija"},
                                                         {"vanersborg", "Vänersborg", "Zviedrija"},
                                                         {"linz", "Linz", "Austrija"},
                                                         {"kassel", "Kassel", "Vācija"},
                                                         {"lecce", "Lecce", "Itālija"},
                                                         {"teruel", "Teruel", "Spānija"},
                                                         {"vaasa", "Vaasa", "Somija"},
                                                         {"other", "Cita vieta", ""}};
  const int per_row = ui.density().mm(body.w) > 420 ? 4 : (ui.density().mm(body.w) > 260 ? 3 : 2);
  const float height = ui.text_px(26);
  const auto rows = (static_cast<int>(towns.size()) + per_row - 1) / per_row;
  const float content = static_cast<float>(rows) * (height + ui.px(5)) - ui.px(5);
  const float offset = ui.scroll("towns", body, content + ui.px(2));
  Clip clip(ui, body.inset(-ui.px(2), 0));
  const auto cells = grid(body.moved(0, ui.px(1) - offset), static_cast<int>(towns.size()), per_row,
                          height, ui.px(5));
  for (std::size_t i = 0; i < towns.size(); ++i) {
    const auto& [id, town, country] = towns[i];
    if (choice_card(ui, "town:" + id, cells[i], town, country, state.chosen == id,
                    id == "other" ? Icon::search : Icon::place)) {
      state.chosen = id;
    }
  }
}

inline void draw_where_with_footer(Ui& ui, State& state) {
  draw_where(ui, state);
  draw_footer(ui, state, page(ui, true).footer, "", "Tālāk");
}

inline void draw_optional(Ui& ui, State& state) {
  Page p = page(ui, true);
  header(ui, state, p.header, false);
  Rect body = p.body;
  body.take_top(
      text(ui, "question", body, "Vēl kaut kas, ja vēlaties", {Type::title, ui.theme().ink}),
      ui.px(6));
  const float row = ui.text_px(26);
  if (check_row(ui, "photo", body.take_top(row, ui.px(4)), "Lūdzu, nefotografējiet mani",
                "Jūsu nozīmītei būs zīme, ko fotogrāfi redz", state.opt_out)) {
    state.opt_out = !state.opt_out;
  }
  check_row(ui, "session", body.take_top(row, ui.px(4)), "Darba grupa “Jaunieši un pašvaldība”",
            "Vēl 4 brīvas vietas", false);
  check_row(ui, "session_full", body.take_top(row, ui.px(4)), "Darba grupa “Integrācija”",
            "Visas vietas ir aizņemtas", false, false);
  draw_footer(ui, state, p.footer, "Izlaist", "Tālāk");
}

inline std::vector<bool> checkered(int side) {
  std::vector<bool> modules;
  for (int i = 0; i < side * side; ++i) modules.push_back((i * 7 + i / side * 3) % 5 < 2);
  return modules;
}

inline void draw_done(Ui& ui, State& state) {
  Page p = page(ui, true);
  header(ui, state, p.header, false);
  auto halves = columns(p.body, 2, ui.px(16));
  Rect left = halves[0];
  left.take_top(ui.px(8));
  left.take_top(text(ui, "title", left, "Paņemiet savu nozīmīti", {Type::display, ui.theme().ink}),
                ui.px(6));
  left.take_top(
      text(ui, "where", left, "Sesija sākas lielajā zālē, 2. stāvā.", {Type::body, ui.theme().ink}),
      ui.px(6));
  const std::string trouble = "Printerim beidzies papīrs. Nozīmīti saņemsiet pie galda.";
  notice(ui, "trouble", left.take_top(notice_height(ui, left.w, trouble)), Tone::look, trouble);
  const Rect paper = card(
      ui, halves[1].middle(std::min(halves[1].w, ui.px(120)), std::min(halves[1].h, ui.px(130))));
  qr(ui, "qr", paper, checkered(25), 25, "Jūsu nozīmītes kods");
  draw_footer(ui, state, p.footer, "", "Gatavs");
}

inline void draw_door(Ui& ui, State& state) {
  const Theme& t = ui.theme();
  const Colour ground = tone_fill(t, Tone::admitted);
  Rect all = ui.screen();
  Rect side = all.take_right(ui.px(ui.tall() ? 0.1F : 170));
  ui::ground(ui, all, ground);
  OnSurface on(ui, ground);
  Rect body = all.inset(ui.px(16));
  text(ui, "checkpoint", body.take_top(ui.fonts().line_px(Type::body)),
       "Durvis · iekšā 37 · gaidām 14", {Type::body, t.on_tone});
  const Rect sign = body.middle(ui.px(70), ui.px(70)).moved(-(body.w - ui.px(70)) / 2, 0);
  disc(ui, sign.centre(), ui.px(35), t.high_contrast ? t.admitted : t.on_tone);
  draw_icon(ui, Icon::check, sign.inset(ui.px(14)), ground);
  body.take_left(ui.px(82));
  Rect words = body.middle(body.w, ui.text_px(76));
  words.take_top(text(ui, "verdict", words, "Laipni lūdzam!", {Type::display, t.on_tone}), 0);
  words.take_top(personal_text(ui, "name", words, "Ilze Bērziņa-Kalniņa", {Type::title, t.on_tone}),
                 0);
  words.take_top(text(ui, "town", words, "Daugavpils · vietējā", {Type::body, t.on_tone}), 0);
  if (ui.tall()) return;
  OnSurface plain(ui, t.background);
  side = side.inset(ui.px(6));
  side.take_top(text(ui, {}, side, "Pēdējie pieci", {Type::strong, t.ink}), ui.px(4));
  for (int i = 0; i < 5; ++i) {
    Rect row = side.take_top(ui.text_px(24), ui.px(2));
    const std::string id = "scan:" + std::to_string(i);
    const Rect undo = row.take_right(ui.px(22), ui.px(2));
    list_row(ui, id, row,
             {i % 2 == 0 ? "Björn Åkesson" : "Анна Кузнецова", "09:0" + std::to_string(i), "",
              i == 2 ? Icon::cross : Icon::check, i == 2 ? Tone::stop : Tone::admitted, false,
              false, true});
    note(state, id + ":undo", icon_button(ui, id + ":undo", undo, Icon::undo, "Atsaukt"));
  }
}

inline void draw_counts(Ui& ui, State& state) {
  Page p = page(ui, false);
  header(ui, state, p.header, false);
  Rect body = p.body;
  const Theme& t = ui.theme();
  Rect figures = body.take_top(ui.text_px(58), ui.px(6));
  const auto cells = columns(figures, 3, ui.px(6));
  const std::array<std::array<std::string, 3>, 3> numbers = {{{"registered", "1 284", "reģistrēti"},
                                                              {"present", "963", "ir bijuši"},
                                                              {"inside", "37", "tagad iekšā"}}};
  for (std::size_t i = 0; i < 3; ++i) {
    const Rect inside = card(ui, cells[i]);
    OnSurface on(ui, t.surface);
    big_number(ui, numbers[i][0], inside, numbers[i][1], numbers[i][2], "1 284");
  }
  Rect chart = card(ui, body);
  OnSurface on(ui, t.surface);
  chart.take_top(text(ui, {}, chart, "Pēc valsts", {Type::strong, t.ink}), ui.px(2));
  const std::array<std::pair<std::string, int>, 6> rows = {{{"Latvija", 612},
                                                            {"Zviedrija", 118},
                                                            {"Itālija", 96},
                                                            {"Vācija", 74},
                                                            {"Spānija", 41},
                                                            {"Somija", 22}}};
  for (const auto& [country, count] : rows) {
    if (chart.h < bar_row_height(ui)) break;
    bar_row(ui, "country:" + country, chart.take_top(bar_row_height(ui), ui.px(1)),
            {country, std::to_string(count), static_cast<float>(count) / 612.F, Tone::plain},
            ui.text_px(50));
  }
}

inline void draw_pin(Ui& ui, State& state) {
  const KeyboardLayout& layout = state.layouts->find("badge_number")->second;
  const float keys_h = Keyboard::height(ui, layout);
  Page p = page(ui, false);
  header(ui, state, p.header, false);
  Rect body = p.body;
  body.h = ui.screen().h - keys_h - body.y;
  Rect middle = body.middle(body.w, std::min(body.h, ui.text_px(60)));
  middle.take_top(
      text(ui, "title", middle, "Darbinieka PIN", {Type::title, ui.theme().ink, Align::centre}),
      ui.px(6));
  pin_dots(ui, "pin", middle.take_top(ui.px(12), ui.px(4)), 3, 6, "Ievadīti 3 no 6 cipariem");
  state.keyboard.draw(ui, {0, ui.screen().h - keys_h, ui.screen().w, keys_h},
                      {&layout, {}, {}, false, "Labi"}, state.events);
}

inline void draw_dialog(Ui& ui, State& state) {
  Rect inside = dialog(ui, "still_there", {260, 118}, "Vai jūs vēl esat šeit?");
  OnSurface on(ui, ui.theme().surface);
  const auto buttons = columns(inside.take_bottom(ui.text_px(24)), 2, ui.px(8));
  text(ui, "explain", inside, "Pēc 30 sekundēm ievadītais tiks izdzēsts.",
       {Type::body, ui.theme().ink});
  progress_bar(ui, "left", {inside.x, inside.bottom() - ui.px(12), inside.w, ui.px(6)}, 0.7F,
               "21 sekunde");
  note(state, "start_over", secondary_button(ui, "erase", buttons[0], "Sākt no jauna"));
  note(state, "yes", primary_button(ui, "yes", buttons[1], "Jā, turpināt"));
}

inline void draw_icons(Ui& ui, State&) {
  Page p = page(ui, false);
  const auto cells = grid(p.body, 28, 7, ui.px(34), ui.px(4));
  for (int i = 0; i < 28; ++i) {
    draw_icon(ui, static_cast<Icon>(i + 1), cells[static_cast<std::size_t>(i)].inset(ui.px(3)),
              ui.theme().primary);
  }
  float x = p.header.x;
  x += pill(ui, "offline", {x, p.header.y}, Tone::look, Icon::warning, "Bez tīkla") + ui.px(4);
  x += pill(ui, "paper", {x, p.header.y}, Tone::stop, Icon::cross, "Papīrs beidzies") + ui.px(4);
  x += pill(ui, "ok", {x, p.header.y}, Tone::admitted, Icon::check, "Printeris gatavs") + ui.px(4);
  pill(ui, "plain", {x, p.header.y}, Tone::plain, Icon::none, "A-0042");
}

}  // namespace screens

/// All of them, in the order of the journey.
inline std::vector<std::string> names() {
  return {"welcome", "name",   "where", "optional", "done",
          "door",    "counts", "pin",   "dialog",   "icons"};
}

/// Draws one screen; between `begin_frame` and `end_frame`.
inline void draw(const std::string& name, ui::Ui& ui, State& state) {
  if (name == "welcome") return screens::draw_welcome(ui, state);
  if (name == "name") return screens::draw_name(ui, state);
  if (name == "where") return screens::draw_where_with_footer(ui, state);
  if (name == "optional") return screens::draw_optional(ui, state);
  if (name == "done") return screens::draw_done(ui, state);
  if (name == "door") return screens::draw_door(ui, state);
  if (name == "counts") return screens::draw_counts(ui, state);
  if (name == "pin") return screens::draw_pin(ui, state);
  if (name == "dialog") return screens::draw_dialog(ui, state);
  screens::draw_icons(ui, state);
}

}  // namespace gallery
