// The organiser's People: likely duplicates side by side, merging, conflicts with both sides.
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
    const std::string said = joined({canvas.say(key), std::to_string(count)});
    const Rect at{area.x, y, area.w, text_height(ui, Type::strong, said, area.w)};
    if (draws) text(ui, {}, at, said, {Type::strong, ui.theme().ink});
    y += at.h + ui.px(2);
  }
  void words(const std::string& said) {
    Ui& ui = canvas.ui;
    const float height = text_height(ui, Type::body, said, area.w);
    if (draws) text(ui, {}, {area.x, y, area.w, height}, said, {Type::body, ui.muted()});
    y += height + ui.px(2);
  }
  Rect take(float height) {
    const Rect at{area.x, y, area.w, height};
    y += height;
    return at;
  }
  [[nodiscard]] bool seen(const Rect& row) const {
    return draws && row.bottom() >= area.y - row.h &&
           row.y <= area.bottom() + row.h;  // for the focus
  }
  void pair(std::size_t index) {
    Ui& ui = canvas.ui;
    const auto& [first, second] = screen.pairs[index];
    // A line for each: names that differ in a letter at their end must both be read to it.
    const std::string title =
        joined({core::full_name(first.attendee.details), first.attendee.number});
    const std::string below =
        joined({core::full_name(second.attendee.details), about(canvas, second)});
    const Row row{title, below, {}, Icon::people, Tone::look, true, false, true};
    const Rect at = take(list_row_height(ui, area.w, row) + ui.px(4));
    if (!seen(at)) return;
    if (list_row(ui, "pair:" + std::to_string(index), at.middle(at.w, at.h - ui.px(2)), row)) {
      canvas.out.emplace_back(app::PairChosen{index});
    }
    hairline(ui, at.x, at.bottom() - 1, at.w);
  }
  /// Two sides tell what it is; all of them stand on its page.
  std::string sides_of(const app::Disagreement& found) {
    std::string words;
    for (std::size_t i = 0; i < found.sides.size() && i < 2; ++i) {
      words += (i > 0 ? "\n" : "") + side_words(canvas, found, found.sides[i]);
    }
    return words;
  }
  void conflict(std::size_t index) {
    Ui& ui = canvas.ui;
    const app::Disagreement& found = screen.conflicts[index];
    const std::string title = conflict_title(canvas, found);
    const std::string below = sides_of(found);
    const Row row{title, below, {}, Icon::warning, Tone::look, true, false, true};
    const Rect at = take(list_row_height(ui, area.w, row) + ui.px(4));
    if (!seen(at)) return;
    if (list_row(ui, "conflict:" + std::to_string(index), at.middle(at.w, at.h - ui.px(2)), row)) {
      canvas.out.emplace_back(app::ConflictChosen{index});
    }
    hairline(ui, at.x, at.bottom() - 1, at.w);
  }
  void all() {
    Ui& ui = canvas.ui;
    heading("people.conflicts", screen.conflicts.size());
    if (screen.conflicts.empty()) words(canvas.say("people.no_conflicts"));
    for (std::size_t i = 0; i < screen.conflicts.size(); ++i) conflict(i);
    y += ui.px(8);
    heading("people.duplicates", screen.pairs.size());
    if (screen.pairs.empty()) words(canvas.say("people.no_duplicates"));
    for (std::size_t i = 0; i < screen.pairs.size(); ++i) pair(i);
  }
};

void draw_lists(Canvas& canvas, Rect area, const People& screen) {
  Ui& ui = canvas.ui;
  if (!screen.merged.empty()) {
    const std::string words = canvas.say("people.merged", {{"number", screen.merged}});
    notice(ui, "merged", area.take_top(notice_height(ui, area.w, words), ui.px(4)), Tone::admitted,
           words);
  }
  if (screen.settled) {
    const std::string words = canvas.say("conflict.settled");
    notice(ui, "settled", area.take_top(notice_height(ui, area.w, words), ui.px(4)), Tone::admitted,
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
  w.text_mm = ui.em_mm(Type::strong);
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

/// One of the two as it is shown: measured before it is drawn.
struct Side {
  std::string id;
  std::string name;
  std::string role;
  std::vector<std::string> facts;
  bool stays = false;
};

Side side_of(Canvas& canvas, const Person& person, bool stays, bool second) {
  return {second ? "keep:second" : "keep:first", core::full_name(person.attendee.details),
          canvas.say(stays ? "people.stays" : "people.goes"), facts_of(canvas, person), stays};
}

float side_room(const Ui& ui, float width) { return width - 2 * ui.px(6) - ui.px(14); }

float side_height(const Ui& ui, const Side& side, float width) {
  const float room = side_room(ui, width);
  float height = text_height(ui, Type::label, side.role, room) +
                 text_height(ui, Type::strong, side.name, room) + ui.px(1) + 2 * ui.px(4);
  for (const std::string& fact : side.facts) height += text_height(ui, Type::label, fact, room);
  return height;
}

void draw_side(Canvas& canvas, const Rect& cell, const Side& side, bool second) {
  Ui& ui = canvas.ui;
  const Theme& t = ui.theme();
  if (touch_side(ui, side.id, cell, side.name, side.stays)) {
    canvas.out.emplace_back(app::KeepChosen{second});
  }
  OnSurface on(ui, side.stays ? t.soft : t.surface);
  Rect inside = cell.inset(ui.px(6), ui.px(4));
  inside.w = side_room(ui, cell.w);
  inside.take_top(draw_text(ui, inside, side.role, {Type::label, ui.muted()}));
  inside.take_top(personal_text(ui, side.id + ":name", inside, side.name, {Type::strong, t.ink}),
                  ui.px(1));
  for (const std::string& fact : side.facts) {
    inside.take_top(personal_text(ui, {}, inside, fact, {Type::label, t.ink}));
  }
}

/// Side by side, or below one another; scrolls where both do not fit.
void draw_sides(Canvas& canvas, const Rect& area, const People& screen) {
  Ui& ui = canvas.ui;
  const auto& [first, second] = *screen.open;
  const float gap = ui.px(6);
  const bool stacked = ui.tall();
  const float width = stacked ? area.w : std::floor((area.w - gap) / 2);
  const Side left = side_of(canvas, first, !screen.keep_second, false);
  const Side right = side_of(canvas, second, screen.keep_second, true);
  const float height = std::max(side_height(ui, left, width), side_height(ui, right, width));
  const float offset = ui.scroll("sides", area, stacked ? 2 * height + gap : height);
  Clip clip(ui, area.inset(-ui.px(1)));
  const Rect at{area.x, area.y - offset, width, height};
  draw_side(canvas, at, left, false);
  draw_side(canvas, stacked ? at.moved(0, height + gap) : at.moved(width + gap, 0), right, true);
}

void draw_pair(Canvas& canvas, Rect area, const People& screen) {
  Ui& ui = canvas.ui;
  const auto& [first, second] = *screen.open;
  const Rect footer = area.take_bottom(footer_height(ui), ui.px(4));
  const std::string from = (screen.keep_second ? first : second).attendee.number;
  const std::string into = (screen.keep_second ? second : first).attendee.number;
  const bool merging = screen.phase == People::Phase::merging;
  const std::string title = canvas.say(screen.asking ? "people.merge_ask" : "people.merge_title",
                                       {{"from", from}, {"into", into}});
  area.take_top(text(ui, "title", area, title, {Type::strong, ui.theme().ink}), ui.px(2));
  if (screen.phase == People::Phase::failed) {
    const std::string failed = canvas.say("staff.saving_failed");
    notice(ui, "failed", area.take_top(notice_height(ui, area.w, failed), ui.px(3)), Tone::stop,
           failed);
  }
  draw_sides(canvas, area, screen);
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
  } else if (screen.conflict) {
    draw_conflict(canvas, body, screen);
  } else {
    draw_lists(canvas, area, screen);
  }
}

}  // namespace ui
