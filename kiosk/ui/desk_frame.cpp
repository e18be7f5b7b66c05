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

/// Where a sign above its word stands in a row of targets, and the word.
struct SignAbove {
  Rect sign;
  Rect word;
};

SignAbove sign_above(const Ui& ui, const Rect& at) {
  const Rect inside = at.inset(ui.px(1), ui.px(1));
  const float line = ui.line_px(Type::label);
  const float side = std::min(ui.text_px(8), inside.h - line);
  Rect both = inside.middle(inside.w, side + line);
  const Rect sign = both.take_top(side).middle(side, side);
  return {sign, both};
}

/// A sign above its word, or beside it.
void draw_sign_and_word(Ui& ui, const Rect& at, Icon icon, const std::string& label, Colour ink,
                        bool stacked) {
  if (stacked) {
    const SignAbove place = sign_above(ui, at);
    draw_icon(ui, icon, place.sign, ink);
    draw_text(ui, place.word, label, {Type::label, ink, Align::centre, false, 1});
    return;
  }
  const Rect inside = at.inset(ui.px(2), ui.px(1));
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

/// How a tab is drawn, the airiest first.
struct TabLook {
  bool stacked = false;  ///< the sign above the word, else beside it
  float edge_mm = 0;     ///< both sides of the word together
  float gap_mm = 0;      ///< to the next tab
};
constexpr std::array<TabLook, 3> kTabLooks = {{{false, 5, 2}, {true, 5, 2}, {true, 3, 1}}};
constexpr float kAiryGapMm = kTabLooks.front().gap_mm;

float tab_width(const Canvas& canvas, const Tab& tab, const TabLook& look) {
  const Ui& ui = canvas.ui;
  const float sign = look.stacked ? 0 : ui.text_px(8.5F) + ui.px(3);
  const float words = label_w(canvas, canvas.say(tab.label));
  return std::max(ui.px(kTargetMm), words + sign + ui.px(look.edge_mm));
}

/// How the tabs stand: in one row if they fit in any look, else in two.
struct TabBar {
  std::size_t per_row = 0;
  TabLook look;
  float width = 0;  ///< of the widest row at its narrowest
  [[nodiscard]] bool is_tight() const { return look.gap_mm < kAiryGapMm; }
};

float row_width(const Canvas& canvas, const std::vector<Tab>& tabs, std::size_t first,
                std::size_t end, const TabLook& look) {
  float width = canvas.ui.px(look.gap_mm) * static_cast<float>(end - first - 1);
  for (std::size_t i = first; i < end; ++i) width += tab_width(canvas, tabs[i], look);
  return width;
}

TabBar tab_bar(const Canvas& canvas, const std::vector<Tab>& tabs, float room) {
  TabBar bar;
  for (const std::size_t rows : {1U, 2U, 3U}) {
    bar.per_row = (tabs.size() + rows - 1) / rows;
    for (const TabLook& look : kTabLooks) {
      bar.look = look;
      bar.width = 0;
      for (std::size_t first = 0; first < tabs.size(); first += bar.per_row) {
        const std::size_t end = std::min(first + bar.per_row, tabs.size());
        bar.width = std::max(bar.width, row_width(canvas, tabs, first, end, look));
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

/// As wide as the widest where they stand in rows below each other, if that fits; else 0.
float common_width(const Canvas& canvas, const Rect& area, const std::vector<Tab>& tabs,
                   const TabBar& bar) {
  if (bar.per_row == tabs.size()) return 0;
  float widest = 0;
  for (const Tab& tab : tabs) widest = std::max(widest, tab_width(canvas, tab, bar.look));
  const float gap = canvas.ui.px(bar.look.gap_mm);
  const float share = std::floor((area.w + gap) / static_cast<float>(bar.per_row)) - gap;
  return widest <= share ? std::min(share, widest + canvas.ui.px(10)) : 0;
}

/// Each as wide as its word, and what is left shared out, up to a width that looks calm.
void draw_tabs(Canvas& canvas, const Rect& area, const std::vector<Tab>& tabs,
               std::string_view current, const TabBar& bar) {
  const Ui& ui = canvas.ui;
  const float gap = ui.px(bar.look.gap_mm);
  const float common = common_width(canvas, area, tabs, bar);
  float y = area.y;
  for (std::size_t first = 0; first < tabs.size(); first += bar.per_row) {
    const std::size_t end = std::min(first + bar.per_row, tabs.size());
    const float least = row_width(canvas, tabs, first, end, bar.look);
    const auto count = static_cast<float>(end - first);
    const float extra = std::clamp((area.w - least) / count, 0.F, ui.px(20));
    float x = area.x;
    for (std::size_t i = first; i < end; ++i) {
      const float own = std::floor(tab_width(canvas, tabs[i], bar.look) + extra);
      const float width = common > 0 ? common : own;
      draw_tab(canvas, {x, y, width, ui.px(kTargetMm)}, tabs[i], tabs[i].name == current,
               bar.look.stacked);
      x += width + gap;
    }
    y += ui.px(kTargetMm) + ui.px(kAiryGapMm);
  }
}

float narrow_out_width(const Canvas& canvas) {
  const Ui& ui = canvas.ui;
  const float words = text_width(ui, Type::strong, canvas.say("staff.sign_out"));
  return std::max(ui.px(kTargetMm), std::ceil(words) + ui.px(7));
}

/// Something to know beside the tabs, drawn as they are: above its word, or beside it.
struct BarSign {
  std::string_view id;
  Icon icon = Icon::none;
  std::string words;
  Colour ink;
  bool stacked = false;
};

/// With the gap before what stands at its right.
float bar_sign_width(const Canvas& canvas, const BarSign& sign) {
  const Ui& ui = canvas.ui;
  const float beside = sign.stacked ? ui.px(2) : ui.text_px(7) + ui.px(2);
  return label_w(canvas, sign.words) + 2 + beside + ui.px(3);
}

void draw_bar_sign(Canvas& canvas, Rect& bar, const BarSign& sign) {
  Ui& ui = canvas.ui;
  Rect at = bar.take_right(bar_sign_width(canvas, sign) - ui.px(3), ui.px(3));
  at = at.middle(at.w, std::min(at.h, ui.px(kTargetMm)));
  const float side = ui.text_px(7);
  if (!sign.stacked) {
    draw_icon(ui, sign.icon, at.take_left(side, ui.px(2)).middle(side, side), sign.ink);
    text(ui, sign.id, at, sign.words, {Type::label, sign.ink, Align::left, true, 1});
    return;
  }
  const SignAbove place = sign_above(ui, at);
  draw_icon(ui, sign.icon, place.sign.middle(side, side), sign.ink);
  text(ui, sign.id, place.word, sign.words, {Type::label, sign.ink, Align::centre, false, 1});
}

BarSign role_sign(const Canvas& canvas, bool stacked) {
  const char* key = is_organiser(canvas) ? "staff.organiser" : "staff.staff";
  return {"role", Icon::person, canvas.say(key), canvas.ui.muted(), stacked};
}

/// The role and the way out, which has its edge and its word everywhere. Beside narrow tabs its
/// letters are as small as theirs, whatever else stands there: it is not to change with the hub.
void draw_sign_out(Canvas& canvas, Rect& bar, const TabBar& tabs, float needed) {
  Ui& ui = canvas.ui;
  const std::string label = canvas.say("staff.sign_out");
  const float wide = button_width(ui, label, Icon::none) - ui.px(8);
  const bool roomy = !tabs.look.stacked && bar.w - wide - ui.px(3) >= needed;
  const float width = roomy ? wide : narrow_out_width(canvas);
  const Rect at = bar.take_right(width, ui.px(3)).middle(width, ui.px(kTargetMm));
  if (secondary_button(ui, "sign_out", at, label)) canvas.out.emplace_back(app::SignOutPressed{});
  const BarSign role = role_sign(canvas, tabs.look.stacked);
  if (bar.w - bar_sign_width(canvas, role) >= needed) draw_bar_sign(canvas, bar, role);
}

/// How it stands with the other kiosks; none where no hub is set.
std::optional<BarSign> hub_sign(Canvas& canvas, bool stacked) {
  auto hub = hub_words(canvas);
  if (!hub) return std::nullopt;
  const Ui& ui = canvas.ui;
  const Colour ink = hub->tone == Tone::plain ? ui.muted() : tone_text(ui.theme(), hub->tone);
  return BarSign{"hub", hub->icon, std::move(hub->words), ink, stacked};
}

constexpr int kLookButtons = 4;

float look_buttons_width(const Ui& ui, int count) {
  return static_cast<float>(count) * ui.px(kTargetMm + 2);
}

/// Contrast, text size, voice and language; or one button that leads to all of them.
void draw_look_buttons(Canvas& canvas, Rect& bar, int count) {
  Ui& ui = canvas.ui;
  const float side = ui.px(kTargetMm);
  const auto place = [&] { return bar.take_right(side, ui.px(2)).middle(side, side); };
  if (count < kLookButtons) {
    if (icon_button(ui, "look", place(), Icon::sliders, canvas.say("chrome.look"))) {
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
      strip = next.inset(ui.px(6), ui.px(2));
    }
    const float used = pill(ui, sign.id, {strip.x, strip.y}, sign.tone, sign.icon, sign.words);
    strip.take_left(used, ui.px(4));
  }
}

/// The place of the hub's sign in the bar; none where the tabs would need a row more for it. May
/// put the tabs' signs above their words.
std::optional<BarSign> place_hub(Canvas& canvas, const std::vector<Tab>& tabs, float room,
                                 TabBar& bar) {
  if (bar.per_row < tabs.size()) return std::nullopt;  // crowded enough
  for (const bool stacked : {false, true}) {
    auto sign = hub_sign(canvas, stacked);
    if (!sign) return std::nullopt;
    const float left = room - bar_sign_width(canvas, *sign);
    const TabBar with = tab_bar(canvas, tabs, left);
    if (with.per_row < tabs.size() || with.width > left) continue;
    if (with.look.stacked != stacked && !stacked) continue;
    bar = with;
    return sign;
  }
  return std::nullopt;
}

/// What stands in the bar, and how.
struct DeskBar {
  int look_buttons = kLookButtons;
  float look_w = 0;
  TabBar tabs;
  std::optional<BarSign> hub;
  bool hub_left_out = false;
};

DeskBar bar_with(Canvas& canvas, const std::vector<Tab>& tabs, int look_buttons, float room) {
  DeskBar bar;
  bar.look_buttons = look_buttons;
  bar.look_w = look_buttons_width(canvas.ui, look_buttons);
  const float left = room - bar.look_w - canvas.ui.px(1);
  bar.tabs = tab_bar(canvas, tabs, left);
  bar.hub = place_hub(canvas, tabs, left, bar.tabs);
  bar.hub_left_out = !bar.hub && hub_words(canvas);
  return bar;
}

/// One button for all looks where four would crowd the tabs, or push out the sign of the hub.
DeskBar best_bar(Canvas& canvas, const std::vector<Tab>& tabs, float room) {
  DeskBar all = bar_with(canvas, tabs, kLookButtons, room);
  const bool crowded = all.tabs.per_row < tabs.size() || all.tabs.is_tight();
  if (!crowded && !all.hub_left_out) return all;
  DeskBar one = bar_with(canvas, tabs, 1, room);
  return crowded || !one.hub_left_out ? one : all;
}

}  // namespace

Rect draw_desk_frame(Canvas& canvas, std::string_view current) {
  Ui& ui = canvas.ui;
  ui.allow_small_labels();
  Rect body = ui.screen();
  const std::vector<Tab> tabs = tabs_around(current);
  const float out_w = narrow_out_width(canvas) + ui.px(3);
  const DeskBar plan = best_bar(canvas, tabs, body.w - 2 * ui.px(4) - out_w);
  const float rows = rows_of(plan.tabs, tabs.size());
  const Rect top = body.take_top(rows * ui.px(kTargetMm + 2) + ui.px(2));
  OnSurface on(ui, ui.theme().surface);
  ground(ui, top, ui.theme().surface);
  Rect bar = top.inset(ui.px(4), ui.px(2));
  const float needed = std::min(plan.tabs.width + ui.px(1), bar.w - out_w - plan.look_w);
  {
    const Late late(ui);
    const float hub_w = plan.hub ? bar_sign_width(canvas, *plan.hub) : 0;
    draw_sign_out(canvas, bar, plan.tabs, needed + plan.look_w + hub_w);
    if (plan.hub) draw_bar_sign(canvas, bar, *plan.hub);
    draw_look_buttons(canvas, bar, plan.look_buttons);
  }
  draw_tabs(canvas, bar, tabs, current, plan.tabs);
  draw_signs(canvas, body, current, plan.hub_left_out);
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
    widest = std::max(widest, button_width(ui, deed.label, deed.icon) - ui.px(8));
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
