// The organiser's People: likely duplicates side by side, merging, conflicts with both scans.
#include <algorithm>
#include <array>

#include "ui/desk.h"
#include "ui/draw.h"

namespace ui {
namespace {

using app::Person;
using app::screen::People;

std::string when(Canvas& canvas, core::Instant at) {
  const core::Zone& zone = canvas.model.meeting->zone;
  return canvas.names.day(canvas.model.language, zone.day_of(at)) + ", " +
         core::clock_text(at, zone);
}

std::string about(Canvas& canvas, const Person& person) {
  const core::Details& d = person.attendee.details;
  return joined({person.attendee.number, place_text(canvas, d.town, d.country)});
}

float row_height(const Ui& ui) {
  const float words = ui.fonts().line_px(Type::body) + ui.fonts().line_px(Type::label);
  return std::max(ui.px(kTargetMm), words) + ui.px(4);
}

// ---- the lists

/// Stacks the lists from the top; measures alone where nothing is to be drawn.
struct Lists {
  Canvas& canvas;
  const People& screen;
  Rect area;
  float y;
  bool draws;

  void heading(std::string_view key, std::size_t count) {
    Ui& ui = canvas.ui;
    const Rect at{area.x, y, area.w, ui.fonts().line_px(Type::strong)};
    if (draws) {
      text(ui, {}, at, joined({canvas.say(key), std::to_string(count)}),
           {Type::strong, ui.theme().ink, Align::left, true, 1});
    }
    y += at.h + ui.px(2);
  }
  void words(const std::string& said) {
    Ui& ui = canvas.ui;
    const float height = text_height(ui, Type::body, said, area.w);
    if (draws) text(ui, {}, {area.x, y, area.w, height}, said, {Type::body, ui.muted()});
    y += height + ui.px(2);
  }
  Rect row() {
    const Rect at{area.x, y, area.w, row_height(canvas.ui)};
    y += at.h;
    return at;
  }
  [[nodiscard]] bool seen(const Rect& row) const {
    return draws && row.bottom() >= area.y - row.h &&
           row.y <= area.bottom() + row.h;  // for the focus
  }
  void pair(std::size_t index) {
    Ui& ui = canvas.ui;
    const Rect at = row();
    if (!seen(at)) return;
    const auto& [first, second] = screen.pairs[index];
    // A line for each: names that differ in a letter at their end must both be read to it.
    const std::string title =
        joined({core::full_name(first.attendee.details), first.attendee.number});
    if (list_row(ui, "pair:" + std::to_string(index), at.middle(at.w, at.h - ui.px(2)),
                 {title,
                  joined({core::full_name(second.attendee.details), about(canvas, second)}),
                  {},
                  Icon::people,
                  Tone::look,
                  true,
                  false,
                  true})) {
      canvas.out.emplace_back(app::PairChosen{index});
    }
    hairline(ui, at.x, at.bottom() - 1, at.w);
  }
  std::string scan_words(const core::Scan& scan, const std::string& kiosk) {
    const core::Checkpoint* at = canvas.model.meeting->checkpoint(scan.checkpoint);
    return canvas.say("people.conflict_scan",
                      {{"time", when(canvas, scan.at)},
                       {"checkpoint", at != nullptr ? canvas.meeting_text(at->name) : "–"},
                       {"kiosk", kiosk}});
  }
  void conflict(std::size_t index) {
    Ui& ui = canvas.ui;
    const app::ScanConflict& c = screen.conflicts[index];
    Rect at = row();
    at.h += ui.fonts().line_px(Type::label);
    y += ui.fonts().line_px(Type::label);
    if (!seen(at)) return;
    Rect inside = at.inset(ui.px(4), ui.px(2));
    const float side = ui.text_px(8);
    draw_icon(ui, Icon::warning, inside.take_left(side, ui.px(4)).middle(side, side),
              tone_text(ui.theme(), Tone::look));
    const std::string id = "conflict:" + std::to_string(index);
    personal_text(ui, id, inside.take_top(ui.fonts().line_px(Type::body)),
                  c.attendee.number.empty()
                      ? "–"
                      : joined({core::full_name(c.attendee.details), c.attendee.number}),
                  {Type::body, ui.theme().ink, Align::left, false, 1});
    text(ui, id + ":first", inside.take_top(ui.fonts().line_px(Type::label)),
         scan_words(c.first, c.first_kiosk), {Type::label, ui.muted(), Align::left, false, 1});
    text(ui, id + ":second", inside, scan_words(c.second, c.second_kiosk),
         {Type::label, ui.muted(), Align::left, false, 1});
    hairline(ui, at.x, at.bottom() - 1, at.w);
  }
  void all() {
    Ui& ui = canvas.ui;
    heading("people.duplicates", screen.pairs.size());
    if (screen.pairs.empty()) words(canvas.say("people.no_duplicates"));
    for (std::size_t i = 0; i < screen.pairs.size(); ++i) pair(i);
    y += ui.px(8);
    heading("people.conflicts", screen.conflicts.size());
    if (screen.conflicts.empty()) words(canvas.say("people.no_conflicts"));
    for (std::size_t i = 0; i < screen.conflicts.size(); ++i) conflict(i);
  }
};

void draw_lists(Canvas& canvas, Rect area, const People& screen) {
  Ui& ui = canvas.ui;
  if (!screen.merged.empty()) {
    const std::string words = canvas.say("people.merged", {{"number", screen.merged}});
    notice(ui, "merged", area.take_top(notice_height(ui, area.w, words), ui.px(4)), Tone::admitted,
           words);
  }
  if (screen.phase == People::Phase::loading) {
    text(ui, "loading", area, canvas.say("failure.checking"),
         {Type::body, ui.muted(), Align::centre, true, 1});
    return;
  }
  if (screen.phase == People::Phase::unread) {
    const std::string unread = canvas.say("failure.reading_failed");
    notice(ui, "unread", {area.x, area.y, area.w, notice_height(ui, area.w, unread)}, Tone::stop,
           unread);
    return;
  }
  Lists probe{canvas, screen, area, 0, false};
  probe.all();
  const float offset = ui.scroll("people", area, probe.y);
  Clip clip(ui, area);
  Lists lists{canvas, screen, area, area.y - offset, true};
  lists.all();
}

// ---- one pair, side by side

/// The facts in which two registrations may differ, in the same order on both sides.
std::vector<std::string> facts_of(Canvas& canvas, const Person& person) {
  const core::Details& d = person.attendee.details;
  return {
      joined({person.attendee.number, kind_text(canvas, d.kind)}),
      place_text(canvas, d.town, d.country), d.email.empty() ? "–" : d.email,
      canvas.say("people.registered_at", {{"time", when(canvas, person.attendee.registered_at)}})};
}

/// The ground of one of the two, which is touched to keep it.
bool touch_side(Ui& ui, const std::string& id, const Rect& cell, const std::string& name,
                bool stays) {
  const Theme& t = ui.theme();
  const Colour ground = stays ? t.soft : t.surface;
  Widget w;
  w.id = id;
  w.role = Role::choice;
  w.label = name;
  w.rect = cell;
  w.is_target = true;
  w.checked = stays;
  w.personal = true;
  w.text_mm = em_mm(Type::strong) * ui.density().text_scale();
  w.ink = t.ink;
  w.surface = ground;
  const Reaction r = ui.add(std::move(w));
  fill(ui, cell, r.pressed ? t.touched : ground, ui.px(kCornerMm));
  outline(ui, cell, stays ? t.primary : t.outline, ui.px(stays ? 0.9F : 0.5F), ui.px(kCornerMm));
  const float side = ui.px(9);
  const Rect mark{cell.right() - side - ui.px(6), cell.y + ui.px(6), side, side};
  if (stays) {
    fill(ui, mark, t.primary, side / 2);
    draw_icon(ui, Icon::check, mark.inset(side * 0.2F), t.on_primary);
  } else {
    outline(ui, mark, t.outline, ui.px(0.6F), side / 2);
  }
  return r.clicked;
}

void draw_side(Canvas& canvas, const Rect& cell, const Person& person, bool stays, bool second) {
  Ui& ui = canvas.ui;
  const Theme& t = ui.theme();
  const std::string id = second ? "keep:second" : "keep:first";
  const std::string name = core::full_name(person.attendee.details);
  if (touch_side(ui, id, cell, name, stays)) canvas.out.emplace_back(app::KeepChosen{second});
  OnSurface on(ui, stays ? t.soft : t.surface);
  Rect inside = cell.inset(ui.px(6), ui.px(4));
  inside.take_right(ui.px(14));
  const std::string role = canvas.say(stays ? "people.stays" : "people.goes");
  inside.take_top(draw_text(ui, inside, role, {Type::label, ui.muted(), Align::left, false, 1}));
  inside.take_top(
      personal_text(ui, id + ":name", inside, name, {Type::strong, t.ink, Align::left, false, 2}),
      ui.px(1));
  for (const std::string& fact : facts_of(canvas, person)) {
    const float line = ui.fonts().line_px(Type::label);
    if (inside.h < line) break;
    inside.take_top(
        personal_text(ui, {}, inside, fact, {Type::label, t.ink, Align::left, false, 1}));
  }
}

void draw_pair(Canvas& canvas, Rect area, const People& screen) {
  Ui& ui = canvas.ui;
  const auto& [first, second] = screen.pairs.at(*screen.open);
  const Rect footer = area.take_bottom(std::max(ui.px(24), ui.text_px(20)), ui.px(4));
  const std::string from = (screen.keep_second ? first : second).attendee.number;
  const std::string into = (screen.keep_second ? second : first).attendee.number;
  const bool merging = screen.phase == People::Phase::merging;
  const std::string title = canvas.say(screen.asking ? "people.merge_ask" : "people.merge_title",
                                       {{"from", from}, {"into", into}});
  area.take_top(text(ui, "title", area, title, {Type::strong, ui.theme().ink}), ui.px(2));
  if (screen.phase == People::Phase::failed) {
    const std::string failed = canvas.say("failure.saving_failed");
    notice(ui, "failed", area.take_top(notice_height(ui, area.w, failed), ui.px(3)), Tone::stop,
           failed);
  }
  const float wanted =
      2 * ui.fonts().line_px(Type::strong) + 5 * ui.fonts().line_px(Type::label) + ui.px(10);
  const bool stacked = ui.tall();
  const float height = std::min(wanted, stacked ? (area.h - ui.px(6)) / 2 : area.h);
  const auto cells = stacked ? grid(area, 2, 1, height, ui.px(6))
                             : columns({area.x, area.y, area.w, height}, 2, ui.px(6));
  draw_side(canvas, cells[0], first, !screen.keep_second, false);
  draw_side(canvas, cells[1], second, screen.keep_second, true);
  const std::string merge = canvas.say(screen.asking ? "people.merge_yes" : "people.merge");
  if (draw_primary(canvas, footer, "merge", merge, {Icon::people, false, !merging})) {
    canvas.out.emplace_back(app::ConfirmPressed{});
  }
  if (draw_secondary(canvas, footer, "back", canvas.say("chrome.back"),
                     {Icon::arrow_left, false, !merging})) {
    canvas.out.emplace_back(app::BackPressed{});
  }
}

}  // namespace

void draw_people(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const auto& screen = std::get<People>(canvas.model.screen);
  const Rect body = draw_desk_frame(canvas, "people");
  ground(ui, body, ui.theme().surface);
  OnSurface on(ui, ui.theme().surface);
  const Rect area = body.inset(desk_margin(ui), ui.px(4));
  if (screen.open) {
    draw_pair(canvas, area, screen);
  } else {
    draw_lists(canvas, area, screen);
  }
}

}  // namespace ui
