#include <algorithm>
#include <cmath>

#include "ui/desk.h"
#include "ui/draw.h"

namespace ui {
namespace {

constexpr float kHeroMarginMm = 14;

/// The meeting's ground: blue, or black where contrast is high.
Colour hero_ground(const Theme& t) { return t.high_contrast ? t.background : t.primary; }
Colour hero_ink(const Theme& t) { return t.high_contrast ? t.ink : t.on_primary; }

void draw_hero_ground(Ui& ui, const Rect& hero) {
  const Theme& t = ui.theme();
  ground(ui, hero, hero_ground(t));
  if (t.high_contrast) {
    outline(ui, {hero.x - 2, hero.y, hero.w + 4, hero.h}, t.ink, ui.px(0.6F));
    return;
  }
  Clip clip(ui, hero);
  const Colour light = rgb(0xFFFFFF).with_alpha(11);
  const Vec2 centre{hero.right() - ui.px(46), hero.bottom() + ui.px(8)};
  for (const float radius : {150.F, 108.F, 66.F}) disc(ui, centre, ui.px(radius), light);
}

std::string where_and_when(Canvas& canvas) {
  const core::Meeting& meeting = *canvas.model.meeting;
  const std::string place = meeting.place.venue + ", " + meeting.place.town;
  const std::string& dates = canvas.names.dates(canvas.model.language, meeting.days);
  const std::string one = joined({place, dates});
  const float width = canvas.ui.screen().w - 2 * canvas.ui.px(kHeroMarginMm);
  return text_width(canvas.ui, Type::body, one) <= width ? one : place + "\n" + dates;
}

/// The largest type in which name and place fit into `room` below one another.
Type hero_type(const Ui& ui, std::string_view name, const Rect& room, float below) {
  for (const Type type : {Type::display, Type::title}) {
    if (text_height(ui, type, name, room.w) + below <= room.h) return type;
  }
  return Type::strong;
}

void draw_hero(Canvas& canvas, const Rect& hero) {
  Ui& ui = canvas.ui;
  const Theme& t = ui.theme();
  draw_hero_ground(ui, hero);
  OnSurface on(ui, hero_ground(t));
  Rect room = hero.inset(ui.px(kHeroMarginMm), ui.px(3));
  const std::string& name = canvas.meeting_text(canvas.model.meeting->name);
  const std::string where = where_and_when(canvas);
  const float where_h = text_height(ui, Type::body, where, room.w);
  const Type type = hero_type(ui, name, room, where_h + ui.px(2));
  const float name_h = text_height(ui, type, name, room.w);
  const float bar_h = ui.px(9);
  const bool with_bar = name_h + where_h + bar_h + ui.px(8) <= room.h;
  Rect words =
      room.middle(room.w, std::min(room.h, name_h + where_h + ui.px(2) + (with_bar ? bar_h : 0)));
  if (with_bar) fill(ui, {words.take_top(bar_h).x, words.y - bar_h, ui.px(28), ui.px(2)}, t.accent);
  text(ui, "meeting", words.take_top(name_h, ui.px(2)), name, {type, hero_ink(t)});
  text(ui, "where_when", words, where, {Type::body, hero_ink(t)});
}

/// What name, place and dates need at the smallest.
float hero_least(Canvas& canvas) {
  const Ui& ui = canvas.ui;
  const float width = ui.screen().w - 2 * ui.px(kHeroMarginMm);
  const std::string& name = canvas.meeting_text(canvas.model.meeting->name);
  return text_height(ui, Type::strong, name, width) + ui.px(2) +
         text_height(ui, Type::body, where_and_when(canvas), width) + 2 * ui.px(3);
}

void draw_ways_in(Canvas& canvas, const Rect& area, bool hint_inside) {
  Ui& ui = canvas.ui;
  const float gap = ui.px(8);
  const auto cells = ui.tall() ? grid(area, 2, 1, (area.h - gap) / 2, gap) : columns(area, 2, gap);
  const std::string_view code_hint =
      hint_inside ? "welcome.show_code_hint" : "welcome.have_code_hint";
  const auto way = ways_in(ui, cells,
                           {{"register", Icon::person, canvas.say("welcome.register"),
                             canvas.say("welcome.register_hint"), true},
                            {"have_code", Icon::qr_code, canvas.say("welcome.have_code"),
                             canvas.say(code_hint), false}});
  if (way == 0) canvas.out.emplace_back(app::RegisterPressed{});
  if (way == 1) canvas.out.emplace_back(app::HaveCodePressed{});
}

void draw_code_hint(Canvas& canvas, const Rect& line) {
  Ui& ui = canvas.ui;
  const std::string words = canvas.say("welcome.show_code_hint");
  const float side = ui.text_px(9);
  const float words_w = text_width(ui, Type::body, words) + 2;
  Rect both = line.middle(std::min(line.w, words_w + side + ui.px(4)), line.h);
  const Theme& t = ui.theme();
  draw_icon(ui, Icon::qr_code, both.take_left(side, ui.px(4)).middle(side, side),
            t.high_contrast ? t.ink : t.primary);
  text(ui, "show_code", both, words, {Type::body, t.ink, Align::left, true});
}

float funding_height(Canvas& canvas, float width) {
  Ui& ui = canvas.ui;
  const core::Project& project = canvas.model.meeting->project;
  const float words =
      text_height(ui, Type::label, project.funding_line, width - ui.px(kTargetMm + 8) - ui.px(30));
  return std::max(ui.px(kTargetMm), words);
}

void draw_foot(Canvas& canvas, Rect area) {
  Ui& ui = canvas.ui;
  const core::Project& project = canvas.model.meeting->project;
  const float side = ui.px(kTargetMm);
  if (icon_button(ui, "staff", area.take_right(side, ui.px(8)).middle(side, side), Icon::lock,
                  canvas.say("staff.pin_title"))) {
    canvas.out.emplace_back(app::StaffPressed{});
  }
  if (project.eu_emblem) {
    eu_emblem(ui, area.take_left(ui.px(24), ui.px(6)).middle(ui.px(24), ui.px(16)));
  }
  text(ui, "funding", area, project.funding_line, {Type::label, ui.muted(), Align::left, true});
}

}  // namespace

void draw_welcome(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const Page p = draw_frame(canvas, {}, false, false);
  const float height_mm = ui.density().mm(ui.screen().h) / ui.density().text_scale();
  const bool roomy = height_mm > (ui.tall() ? 260 : 215);
  const float gap = ui.px(roomy ? 8 : 4);
  Rect body = p.body;
  const Rect foot = body.take_bottom(funding_height(canvas, body.w), gap);
  const Rect languages = body.take_bottom(languages_height(canvas, body.w), gap);
  const float hint_w = body.w - ui.text_px(9) - ui.px(4);
  const float hint_h = text_height(ui, Type::body, canvas.say("welcome.show_code_hint"), hint_w);
  const Rect hint = roomy ? body.take_bottom(hint_h, gap) : Rect{};
  const float share = body.h * (ui.tall() ? 0.52F : (roomy ? 0.46F : 0.55F));
  const float most = ui.text_px(ui.tall() ? 170 : 74);
  const float hero_h = hero_least(canvas) + gap;  // its words come before the size of the ways in
  const Rect ways = body.take_bottom(std::round(std::min({share, most, body.h - hero_h})), gap);
  // From the top to the bottom, which is the order of focus.
  draw_hero(canvas, {0, body.y, ui.screen().w, body.h});
  draw_ways_in(canvas, ways, !roomy);
  if (roomy) draw_code_hint(canvas, hint);
  draw_languages(canvas, languages);
  draw_foot(canvas, foot);
}

}  // namespace ui
