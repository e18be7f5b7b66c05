// What stands around every screen of the staff's desk.
#include <algorithm>
#include <array>
#include <vector>

#include "ui/desk.h"
#include "ui/draw.h"
#include "ui/words.h"

namespace ui {
namespace {

struct Tab {
  std::string_view name;
  std::string_view label;
  Icon icon;
  bool for_organisers;
};
constexpr std::array<Tab, 11> kTabs = {{{"door", "staff.door", Icon::door, false},
                                        {"find", "staff.find", Icon::search, false},
                                        {"walk_in", "staff.walk_in", Icon::person_add, false},
                                        {"print_queue", "print.queue", Icon::printer, false},
                                        {"counts", "organiser.counts", Icon::chart, true},
                                        {"people", "organiser.people", Icon::people, true},
                                        {"import", "organiser.import", Icon::person_add, true},
                                        {"meeting", "organiser.meeting", Icon::calendar, true},
                                        {"export", "organiser.export", Icon::export_file, true},
                                        {"care", "organiser.care", Icon::lock, true},
                                        {"devices", "organiser.devices", Icon::printer, true}}};

/// The tabs of the desk with a way to the organiser's, or the organiser's with a way to the door:
/// all of them beside each other would be too narrow to read.
std::vector<Tab> tabs_around(std::string_view current) {
  const auto here =
      std::find_if(kTabs.begin(), kTabs.end(), [&](const Tab& tab) { return tab.name == current; });
  const bool organisers = here != kTabs.end() && here->for_organisers;
  std::vector<Tab> tabs;
  if (organisers) tabs.push_back(kTabs.front());
  for (const Tab& tab : kTabs) {
    if (tab.for_organisers == organisers) tabs.push_back(tab);
  }
  if (!organisers) tabs.push_back({"counts", "staff.organiser", Icon::chart, true});
  return tabs;
}

bool is_organiser(const Canvas& canvas) { return canvas.model.desk.role == core::Role::organiser; }

/// To be seen from every organiser's screen; it says what once it is opened.
std::string warning_of(const Canvas& canvas, const Tab& tab) {
  return tab.name == "counts" && is_organiser(canvas) ? last_day_warning(canvas) : std::string();
}

/// To staff, what is the organiser's shows that it asks for another PIN.
Icon icon_of(const Canvas& canvas, const Tab& tab) {
  if (!warning_of(canvas, tab).empty()) return Icon::warning;
  return tab.for_organisers && !is_organiser(canvas) ? Icon::lock : tab.icon;
}

/// A sign above its word, or beside it.
void draw_sign_and_word(Ui& ui, const Rect& at, Icon icon, const std::string& label, Colour ink,
                        bool stacked) {
  const Rect inside = at.inset(ui.px(2), ui.px(1));
  const float line = ui.line_px(Type::label);
  if (stacked) {
    const float side = std::min(ui.text_px(8), inside.h - line);
    Rect both = inside.middle(inside.w, side + line);
    draw_icon(ui, icon, both.take_top(side).middle(side, side), ink);
    draw_text(ui, both, label, {Type::label, ink, Align::centre, false, 1});
    return;
  }
  const float side = ui.text_px(8.5F);
  const float words = std::ceil(text_width(ui, Type::label, label)) + 2;
  Rect both = inside.middle(std::min(inside.w, side + ui.px(3) + words), inside.h);
  draw_icon(ui, icon, both.take_left(side, ui.px(3)).middle(side, side), ink);
  draw_text(ui, both, label, {Type::label, ink, Align::left, true, 1});
}

void draw_tab(Canvas& canvas, const Rect& at, const Tab& tab, bool current, bool stacked) {
  Ui& ui = canvas.ui;
  const Theme& t = ui.theme();
  const std::string label = canvas.say(tab.label);
  const Colour ink = t.high_contrast ? t.ink : (current ? t.primary : t.ink);
  Widget w;
  w.id = "nav:" + std::string(tab.name);
  w.role = Role::choice;
  w.label = label;
  w.hint = warning_of(canvas, tab);
  w.rect = at;
  w.is_target = true;
  w.checked = current;
  w.text_mm = ui.em_mm(Type::label);
  w.ink = ink;
  w.surface = current ? t.soft : t.surface;
  const Reaction r = ui.add(std::move(w));
  const Colour ground = r.pressed ? t.touched : (current ? t.soft : t.surface);
  if (ground != t.surface) fill(ui, at, ground, ui.px(kCornerMm - 1));
  OnSurface on(ui, ground);
  draw_sign_and_word(ui, at, icon_of(canvas, tab), label, ink, stacked);
  if (current) {
    fill(ui, {at.x + ui.px(4), at.bottom() - ui.px(1.2F), at.w - ui.px(8), ui.px(1.2F)}, ink,
         ui.px(0.6F));
  }
  if (r.clicked) canvas.out.emplace_back(app::DeskScreenChosen{std::string(tab.name)});
}

float label_w(const Canvas& canvas, const std::string& label) {
  return std::ceil(text_width(canvas.ui, Type::label, label));
}

float tab_width(const Canvas& canvas, const Tab& tab, bool stacked) {
  const Ui& ui = canvas.ui;
  const float sign = stacked ? 0 : ui.text_px(8.5F) + ui.px(3);
  return std::max(ui.px(kTargetMm), label_w(canvas, canvas.say(tab.label)) + sign + ui.px(5));
}

/// How the tabs stand: in one row if they fit, signs beside or above their words; else in two.
struct TabBar {
  std::size_t per_row = 0;
  bool stacked = false;
  float width = 0;  ///< of the widest row at its narrowest
};

float row_width(const Canvas& canvas, const std::vector<Tab>& tabs, std::size_t first,
                std::size_t end, bool stacked) {
  float width = canvas.ui.px(2) * static_cast<float>(end - first - 1);
  for (std::size_t i = first; i < end; ++i) width += tab_width(canvas, tabs[i], stacked);
  return width;
}

TabBar tab_bar(const Canvas& canvas, const std::vector<Tab>& tabs, float room) {
  TabBar bar;
  for (const std::size_t rows : {1U, 2U, 3U}) {
    bar.per_row = (tabs.size() + rows - 1) / rows;
    for (const bool stacked : {false, true}) {
      bar.stacked = stacked;
      bar.width = 0;
      for (std::size_t first = 0; first < tabs.size(); first += bar.per_row) {
        const std::size_t end = std::min(first + bar.per_row, tabs.size());
        bar.width = std::max(bar.width, row_width(canvas, tabs, first, end, stacked));
      }
      if (bar.width <= room) return bar;
    }
  }
  return bar;
}

float rows_of(const TabBar& bar, std::size_t tabs) {
  const std::size_t rows = (tabs + bar.per_row - 1) / bar.per_row;
  return static_cast<float>(rows);
}

/// Each as wide as its word, and what is left shared out, up to a width that looks calm.
void draw_tabs(Canvas& canvas, const Rect& area, const std::vector<Tab>& tabs,
               std::string_view current, const TabBar& bar) {
  const Ui& ui = canvas.ui;
  const float gap = ui.px(2);
  float y = area.y;
  for (std::size_t first = 0; first < tabs.size(); first += bar.per_row) {
    const std::size_t end = std::min(first + bar.per_row, tabs.size());
    const float least = row_width(canvas, tabs, first, end, bar.stacked);
    const auto count = static_cast<float>(end - first);
    const float extra = std::clamp((area.w - least) / count, 0.F, ui.px(20));
    float x = area.x;
    for (std::size_t i = first; i < end; ++i) {
      const float width = std::floor(tab_width(canvas, tabs[i], bar.stacked) + extra);
      draw_tab(canvas, {x, y, width, ui.px(kTargetMm)}, tabs[i], tabs[i].name == current,
               bar.stacked);
      x += width + gap;
    }
    y += ui.px(kTargetMm) + gap;
  }
}

/// A word and its sign one above the other, where a row has no room for a button.
bool narrow_button(Ui& ui, std::string_view id, const Rect& at, Icon icon,
                   const std::string& label) {
  const Theme& t = ui.theme();
  const Colour ink = t.high_contrast ? t.ink : t.primary;
  Widget w;
  w.id = id;
  w.role = Role::button;
  w.label = label;
  w.rect = at;
  w.is_target = true;
  w.text_mm = ui.em_mm(Type::label);
  w.ink = ink;
  w.surface = t.surface;
  const Reaction r = ui.add(std::move(w));
  if (r.pressed) fill(ui, at, t.touched, ui.px(kCornerMm - 1));
  OnSurface on(ui, r.pressed ? t.touched : t.surface);
  draw_sign_and_word(ui, at, icon, label, ink, true);
  return r.clicked;
}

float narrow_out_width(const Canvas& canvas) {
  const Ui& ui = canvas.ui;
  return std::max(ui.px(kTargetMm), label_w(canvas, canvas.say("staff.sign_out")) + ui.px(5));
}

/// The role and the way out: never a bare arrow.
void draw_sign_out(Canvas& canvas, Rect& bar, float needed) {
  Ui& ui = canvas.ui;
  const std::string label = canvas.say("staff.sign_out");
  const std::string role = canvas.say(is_organiser(canvas) ? "staff.organiser" : "staff.staff");
  const float wide = button_width(ui, label, Icon::none) - ui.px(8);
  const float role_w = label_w(canvas, role) + ui.text_px(7) + ui.px(6);
  const float side = ui.px(kTargetMm);
  const bool roomy = bar.w - wide - ui.px(3) >= needed;
  const float width = roomy ? wide : narrow_out_width(canvas);
  const Rect at = bar.take_right(width, ui.px(3)).middle(width, side);
  const bool clicked = roomy ? button(ui, ButtonKind::secondary, "sign_out", at, label)
                             : narrow_button(ui, "sign_out", at, Icon::arrow_right, label);
  if (clicked) canvas.out.emplace_back(app::SignOutPressed{});
  if (bar.w - role_w < needed) return;
  Rect who = bar.take_right(role_w, ui.px(3));
  const float sign = ui.text_px(7);
  draw_icon(ui, Icon::person, who.take_left(sign, ui.px(2)).middle(sign, sign), ui.muted());
  text(ui, "role", who, role, {Type::label, ui.muted(), Align::left, true, 1});
}

/// How it stands with the other kiosks: beside the role, or above its word where the tabs do so.
struct HubPlace {
  HubWords hub;
  bool stacked = false;
  float width = 0;
};

std::optional<HubPlace> hub_place(Canvas& canvas, bool stacked) {
  auto hub = hub_words(canvas);
  if (!hub) return std::nullopt;
  const Ui& ui = canvas.ui;
  const float sign = stacked ? 0 : ui.text_px(7) + ui.px(2);
  const float width = label_w(canvas, hub->words) + 2 + sign;
  return HubPlace{std::move(*hub), stacked, width + ui.px(3)};
}

Colour hub_ink(const Ui& ui, const HubPlace& place) {
  return place.hub.tone == Tone::plain ? ui.muted() : tone_text(ui.theme(), place.hub.tone);
}

void draw_hub(Canvas& canvas, Rect& bar, const HubPlace& place) {
  Ui& ui = canvas.ui;
  const Colour ink = hub_ink(ui, place);
  const float side = ui.text_px(7);
  Rect at = bar.take_right(place.width - ui.px(3), ui.px(3));
  at = at.middle(at.w, std::min(at.h, ui.px(kTargetMm)));
  if (!place.stacked) {
    draw_icon(ui, place.hub.icon, at.take_left(side, ui.px(2)).middle(side, side), ink);
    text(ui, "hub", at, place.hub.words, {Type::label, ink, Align::left, true, 1});
    return;
  }
  at = at.middle(at.w, side + ui.line_px(Type::label));
  draw_icon(ui, place.hub.icon, at.take_top(side).middle(side, side), ink);
  text(ui, "hub", at, place.hub.words, {Type::label, ink, Align::centre, false, 1});
}

constexpr int kLookButtons = 4;

float look_buttons_width(const Ui& ui, int count) {
  return static_cast<float>(count) * ui.px(kTargetMm + 2);
}

/// Contrast, text size, voice and language; or one button that leads to all of them.
void draw_look_buttons(Canvas& canvas, Rect& bar, float needed) {
  Ui& ui = canvas.ui;
  const float side = ui.px(kTargetMm);
  const auto place = [&] { return bar.take_right(side, ui.px(2)).middle(side, side); };
  if (bar.w - look_buttons_width(ui, kLookButtons) < needed) {
    if (icon_button(ui, "look", place(), Icon::text_size, canvas.say("chrome.look"))) {
      canvas.language_open = true;
    }
    return;
  }
  if (icon_button(ui, "high_contrast", place(), Icon::contrast, canvas.say("chrome.high_contrast"),
                  canvas.model.settings.high_contrast)) {
    canvas.out.emplace_back(app::HighContrastToggled{});
  }
  if (icon_button(ui, "larger_text", place(), Icon::text_size, canvas.say("chrome.larger_text"),
                  canvas.model.settings.larger_text)) {
    canvas.out.emplace_back(app::LargerTextToggled{});
  }
  if (icon_button(ui, "read_aloud", place(), Icon::speaker, canvas.say("chrome.read_aloud"),
                  canvas.model.settings.read_aloud)) {
    canvas.out.emplace_back(app::ReadAloudToggled{});
  }
  if (icon_button(ui, "language", place(), Icon::globe, canvas.say("chrome.language"))) {
    canvas.language_open = true;
  }
}

std::string rehearsal_words(const Canvas& canvas) {
  return joined({core::clock_text(canvas.model.now.wall, canvas.model.meeting->zone),
                 canvas.say("staff.rehearsal")});
}

/// One of the small signs for staff.
struct Sign {
  std::string_view id;
  Tone tone;
  Icon icon;
  std::string words;
};

std::string trouble_words(const Canvas& canvas) {
  const app::Signs& signs = canvas.model.signs;
  const std::string waiting = signs.print_waiting == 0 ? ""
                                                       : canvas.say("staff.print_waiting") + ": " +
                                                             std::to_string(signs.print_waiting);
  const std::string all = joined({printer_words(canvas, signs.printer_word), waiting});
  const bool fits = label_w(canvas, all) + canvas.ui.text_px(18) < canvas.ui.screen().w;
  return fits ? all : joined({printer_words(canvas, {}), waiting});
}

/// The sign of the hub where the bar has no room for it.
void add_hub(Canvas& canvas, std::vector<Sign>& signs) {
  if (const auto hub = hub_words(canvas)) {
    signs.push_back({"hub", hub->tone, hub->icon, hub->words});
  }
}

/// The print queue says itself how printer and paper are.
std::vector<Sign> signs_of(const Canvas& canvas, std::string_view current) {
  const app::Model& model = canvas.model;
  const app::Signs& signs = model.signs;
  std::vector<Sign> all;
  if (model.rehearsal) {
    all.push_back({"rehearsal", Tone::look, Icon::warning, rehearsal_words(canvas)});
  }
  if (current == "print_queue") return all;
  if (signs.printer_trouble || !signs.printer_word.empty()) {
    const bool warns = !signs.printer_trouble && is_printer_warning(signs.printer_word);
    const Tone tone = warns ? Tone::look : Tone::stop;
    all.push_back({"printer_trouble", tone, tone_icon(tone), trouble_words(canvas)});
  }
  if (signs.paper && signs.paper->low) {
    all.push_back({"paper_low", Tone::look, Icon::warning,
                   canvas.say_n("print.paper_left", signs.paper->left)});
  }
  return all;
}

/// Strips below the bar, only while there is something to say.
void draw_signs(Canvas& canvas, Rect& body, std::string_view current, bool with_hub) {
  Ui& ui = canvas.ui;
  std::vector<Sign> signs = signs_of(canvas, current);
  if (with_hub) add_hub(canvas, signs);
  const float height = pill_height(ui);
  Rect strip;
  for (const Sign& sign : signs) {
    if (strip.w < label_w(canvas, sign.words) + ui.text_px(8) + ui.px(10)) {
      Rect next = body.take_top(height + ui.px(4));
      ground(ui, next, ui.theme().surface);
      strip = next.inset(ui.px(6), 0);
    }
    const float used = pill(ui, sign.id, {strip.x, strip.y}, sign.tone, sign.icon, sign.words);
    strip.take_left(used, ui.px(4));
  }
}

/// The place of the hub's sign in the bar; none where the tabs would need a row more for it. May
/// put the tabs' signs above their words.
std::optional<HubPlace> place_hub(Canvas& canvas, const std::vector<Tab>& tabs, float room,
                                  TabBar& bar) {
  for (const bool stacked : {false, true}) {
    auto place = hub_place(canvas, stacked);
    if (!place) return std::nullopt;
    const TabBar with = tab_bar(canvas, tabs, room - place->width);
    if (with.per_row != bar.per_row || with.width > room - place->width) continue;
    if (with.stacked != stacked && !stacked) continue;
    bar = with;
    return place;
  }
  return std::nullopt;
}

}  // namespace

Rect draw_desk_frame(Canvas& canvas, std::string_view current) {
  Ui& ui = canvas.ui;
  ui.allow_small_labels();
  Rect body = ui.screen();
  const std::vector<Tab> tabs = tabs_around(current);
  const float out_w = narrow_out_width(canvas) + ui.px(3);
  const float room = body.w - 2 * ui.px(4) - out_w;
  int look_buttons = kLookButtons;
  TabBar tab = tab_bar(canvas, tabs, room - look_buttons_width(ui, look_buttons) - ui.px(1));
  if (tab.per_row < tabs.size()) {
    look_buttons = 1;
    tab = tab_bar(canvas, tabs, room - look_buttons_width(ui, look_buttons) - ui.px(1));
  }
  const float look_w = look_buttons_width(ui, look_buttons);
  const auto hub = place_hub(canvas, tabs, room - look_w - ui.px(1), tab);
  const float rows = rows_of(tab, tabs.size());
  const Rect top = body.take_top(rows * ui.px(kTargetMm + 2) + ui.px(2));
  OnSurface on(ui, ui.theme().surface);
  ground(ui, top, ui.theme().surface);
  Rect bar = top.inset(ui.px(4), ui.px(2));
  const float needed = std::min(tab.width + ui.px(1), bar.w - out_w - look_w);
  {
    const Late late(ui);
    draw_sign_out(canvas, bar, needed + look_w + (hub ? hub->width : 0));
    if (hub) draw_hub(canvas, bar, *hub);
    draw_look_buttons(canvas, bar, needed);
  }
  draw_tabs(canvas, bar, tabs, current, tab);
  draw_signs(canvas, body, current, !hub);
  hairline(ui, 0, body.y, body.w);
  return body;
}

std::string place_text(Canvas& canvas, const std::string& town, const std::string& country) {
  if (country.empty()) return town;
  const std::string& name = canvas.names.country(canvas.model.language, country);
  return town.empty() ? name : town + ", " + name;
}

std::string kind_text(const Canvas& canvas, core::Kind kind) {
  return canvas.say("kind." + std::string(core::to_text(kind)));
}

std::string joined(std::initializer_list<std::string> parts) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += kDot;
    out += part;
  }
  return out;
}

float draw_deeds(Canvas& canvas, const Rect& area, const std::vector<Deed>& deeds, bool draws) {
  Ui& ui = canvas.ui;
  const float gap = ui.px(4);
  const float height = footer_height(ui);
  float widest = 0;
  for (const Deed& deed : deeds) {
    widest = std::max(widest, button_width(ui, deed.label, deed.icon));
  }
  const int count = static_cast<int>(deeds.size());
  const int fit = static_cast<int>((area.w + gap) / (std::min(widest, area.w) + gap));
  // On a wide screen a pile of more than three would push out what they are about: rather a smaller
  // label here and there.
  const Density& d = ui.density();
  const bool low = !ui.tall() || d.mm(ui.screen().h) / d.text_scale() < 320;
  const int least = low && count > 3 && area.w >= ui.px(180) ? 2 : 1;
  const int most = std::clamp(fit, least, std::max(least, count));
  const int rows = std::max(1, (count + most - 1) / most);
  const int per_row = std::max(1, (count + rows - 1) / rows);  // none alone in a row
  const auto cells = grid(area, count, per_row, height, gap);
  for (std::size_t i = 0; draws && i < deeds.size(); ++i) {
    const Deed& deed = deeds[i];
    if (button(ui, deed.kind, deed.id, cells[i], deed.label, {deed.icon, false, deed.enabled})) {
      canvas.out.push_back(deed.action);
    }
  }
  return cells.empty() ? 0 : cells.back().bottom() - area.y;
}

Tone presence_tone(const app::Person& person) {
  if (person.attendee.status == core::Status::cancelled) return Tone::stop;
  return person.inside ? Tone::admitted : Tone::plain;
}

std::string presence_text(const Canvas& canvas, const app::Person& person) {
  if (person.attendee.status == core::Status::cancelled) {
    return canvas.say("staff.status_cancelled");
  }
  if (person.inside) return canvas.say("staff.status_inside");
  return person.present ? canvas.say("staff.status_left") : std::string();
}

std::string print_text(const Canvas& canvas, const app::Reprint& reprint) {
  using State = app::Reprint::State;
  switch (reprint.state) {
    case State::asked:
    case State::queued:
      return canvas.say("staff.print_queued", {{"number", reprint.number}});
    case State::printed:
      return canvas.say("staff.print_printed", {{"number", reprint.number}});
    case State::trouble:
      return canvas.say("staff.print_trouble", {{"number", reprint.number}});
    case State::refused:
      return canvas.say("staff.print_refused", {{"number", reprint.number}});
    case State::none:
      break;
  }
  return {};
}

Tone print_tone(const app::Reprint& reprint) {
  using State = app::Reprint::State;
  if (reprint.state == State::printed) return Tone::admitted;
  const bool bad = reprint.state == State::trouble || reprint.state == State::refused;
  return bad ? Tone::stop : Tone::plain;
}

float desk_margin(const Ui& ui) { return ui.px(ui.density().mm(ui.screen().w) > 420 ? 10 : 6); }

}  // namespace ui
