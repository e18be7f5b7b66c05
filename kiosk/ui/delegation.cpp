// A delegation: who of a partner's people has come, ticked and checked in together.
#include <algorithm>

#include "ui/desk.h"
#include "ui/draw.h"
#include "ui/row_list.h"

namespace ui {
namespace {

using app::screen::Delegation;
using Row = app::screen::Delegation::Row;
using State = app::screen::Delegation::Row::State;

int how_many(const Delegation& screen, bool (*which)(const Row&)) {
  return static_cast<int>(std::count_if(screen.rows.begin(), screen.rows.end(), which));
}

bool is_in(const Row& row) { return row.person.inside && !row.entry.undone; }
bool is_ticked(const Row& row) { return row.ticked; }
bool is_sent(const Row& row) { return row.state == State::sent; }

struct RowLook {
  Icon icon = Icon::none;  ///< none: a box to tick
  Tone tone = Tone::plain;
  std::string state;
  bool can_be_ticked = true;
};

RowLook look_of(const Canvas& canvas, const Row& row) {
  const bool let_in = row.state == State::decided && core::is_attendance(row.entry.verdict);
  if (row.state == State::failed) {
    return {Icon::none, Tone::stop, canvas.say("staff.not_recorded"), true};
  }
  if (row.state == State::sent)
    return {Icon::clock, Tone::plain, canvas.say("check.saving"), false};
  if (row.state == State::decided && !let_in) {
    return {Icon::none, verdict_tone(row.entry.verdict), verdict_title(canvas, row.entry), true};
  }
  if (row.entry.undone) return {Icon::none, Tone::plain, canvas.say("staff.undone"), true};
  const Tone tone = presence_tone(row.person);
  const bool free = row.person.attendee.status == core::Status::registered && !is_in(row);
  return {free ? Icon::none : tone_icon(tone), tone, presence_text(canvas, row.person), free};
}

/// A box with its tick, or the sign of what the row is.
void draw_mark(Ui& ui, const Rect& at, const Row& row, const RowLook& look) {
  const Theme& t = ui.theme();
  if (!look.can_be_ticked) {
    const Colour ink = look.tone == Tone::plain ? ui.muted() : tone_text(t, look.tone);
    draw_icon(ui, look.icon, at, ink);
  } else if (row.ticked) {
    fill(ui, at, t.primary, ui.px(1.6F));
    draw_icon(ui, Icon::check, at.inset(at.w * 0.2F), t.on_primary);
  } else {
    outline(ui, at, t.outline, ui.px(0.6F), ui.px(1.6F));
  }
}

bool has_deed(const Row& row) { return row.state == State::decided && !row.entry.undone; }

/// What can be done about what came of this one: look at the refusal, take the entry back.
void draw_row_deed(Canvas& canvas, Rect& line, const Row& row) {
  if (!has_deed(row)) return;
  Ui& ui = canvas.ui;
  const bool let_in = core::is_attendance(row.entry.verdict);
  const std::string& number = row.person.attendee.number;
  const Rect at =
      line.take_right(ui.px(kTargetMm), ui.px(2)).middle(ui.px(kTargetMm), ui.px(kTargetMm));
  const bool pressed =
      let_in ? icon_button(ui, "undo:" + number, at, Icon::undo, canvas.say("staff.undo"))
             : icon_button(ui, "show:" + number, at, Icon::arrow_right, canvas.say("staff.show"));
  if (!pressed) return;
  if (let_in) {
    canvas.out.emplace_back(app::UndoPressed{row.entry.nonce});
  } else {
    canvas.out.emplace_back(app::EntryReopened{row.entry.nonce});
  }
}

/// The ground of a row, which is touched to tick it.
bool touch_row(Ui& ui, const std::string& id, const Rect& rect, const Row& row,
               const RowLook& look) {
  const Theme& t = ui.theme();
  const Colour ground = row.ticked ? t.soft : ui.surface();
  Widget w;
  w.id = id;
  w.role = Role::toggle;
  w.label = core::full_name(row.person.attendee.details);
  w.rect = rect;
  w.is_target = look.can_be_ticked;
  w.checked = row.ticked;
  w.personal = true;
  w.text_mm = ui.em_mm(Type::body);
  w.ink = t.ink;
  w.surface = ground;
  const Reaction r = ui.add(std::move(w));
  if (r.pressed || row.ticked) {
    fill(ui, rect, r.pressed ? t.touched : ground, ui.px(kCornerMm - 1));
  }
  return r.clicked;
}

float mark_side(const Ui& ui) { return ui.px(9); }

/// A row's two texts, and the width they have beside the mark and the button.
struct RowWords {
  std::string name;
  std::string below;
  float room = 0;
};

RowWords words_of(const Canvas& canvas, const Row& row, float width) {
  const Ui& ui = canvas.ui;
  const float button = has_deed(row) ? ui.px(kTargetMm) + ui.px(2) : 0;
  return {core::full_name(row.person.attendee.details),
          joined({look_of(canvas, row).state, row.person.attendee.number}),
          width - button - mark_side(ui) - ui.px(8)};
}

float height_of(const Ui& ui, const RowWords& words) {
  return text_height(ui, Type::body, words.name, words.room) +
         text_height(ui, Type::label, words.below, words.room);
}

void draw_row(Canvas& canvas, Rect line, const Row& row) {
  Ui& ui = canvas.ui;
  const RowLook look = look_of(canvas, row);
  const RowWords words = words_of(canvas, row, line.w);
  draw_row_deed(canvas, line, row);
  const std::string& number = row.person.attendee.number;
  const float side = mark_side(ui);
  const Rect touch = line.middle(line.w, line.h - ui.px(2));
  const Rect mark = Rect{touch.x + ui.px(3), touch.y, side, touch.h}.middle(side, side);
  const bool pressed = touch_row(ui, "tick:" + number, touch, row, look);
  OnSurface on(ui, row.ticked ? ui.theme().soft : ui.surface());
  draw_mark(ui, mark, row, look);
  Rect said{mark.right() + ui.px(4), touch.y, words.room, touch.h};
  said = said.middle(said.w, std::min(said.h, height_of(ui, words)));
  said.take_top(draw_text(ui, said, words.name, {Type::body, ui.theme().ink}));
  const Colour ink = look.tone == Tone::plain ? ui.muted() : tone_text(ui.theme(), look.tone);
  draw_text(ui, said, words.below, {Type::label, ink});
  if (pressed) canvas.out.emplace_back(app::PersonTicked{number});
}

void draw_rows(Canvas& canvas, const Rect& area, const Delegation& screen) {
  Ui& ui = canvas.ui;
  std::vector<float> heights;
  for (const Row& row : screen.rows) {
    const float words = height_of(ui, words_of(canvas, row, area.w));
    heights.push_back(std::max(ui.px(kTargetMm + 1), words) + ui.px(3));
  }
  draw_row_list(ui, "delegation", area, heights,
                [&](std::size_t i, const Rect& row) { draw_row(canvas, row, screen.rows[i]); });
}

/// Whose delegation, how many are in; all or none in one touch.
void draw_head(Canvas& canvas, Rect line, const Delegation& screen) {
  Ui& ui = canvas.ui;
  const float side = ui.px(kTargetMm);
  if (icon_button(ui, "back", line.take_left(side, ui.px(4)).middle(side, side), Icon::arrow_left,
                  canvas.say("chrome.back"))) {
    canvas.out.emplace_back(app::BackPressed{});
  }
  const auto chip = [&](std::string_view id, std::string_view key, bool on) {
    const std::string label = canvas.say(key);
    const float width =
        std::max(ui.px(28), std::ceil(text_width(ui, Type::label, label)) + ui.px(14));
    const Rect at = line.take_right(width, ui.px(2)).middle(width, std::max(side, ui.text_px(16)));
    if (toggle_chip(ui, id, at, label, false)) canvas.out.emplace_back(app::AllTicked{on});
  };
  if (!screen.rows.empty()) {
    chip("none", "staff.tick_none", false);
    chip("all", "staff.tick_all", true);
  }
  const core::Partner* partner = canvas.model.meeting->partner(screen.partner);
  const std::string name = partner != nullptr ? partner->town : screen.partner.text;
  const std::string in =
      canvas.say("staff.delegation_in", {{"n", std::to_string(how_many(screen, is_in))},
                                         {"all", std::to_string(screen.rows.size())}});
  Rect words = line.middle(line.w, ui.line_px(Type::strong) + ui.line_px(Type::label));
  text(ui, "title", words.take_top(ui.line_px(Type::strong)), name,
       {Type::strong, ui.theme().ink, Align::left, true, 1});
  text(ui, "in", words, in, {Type::label, ui.muted(), Align::left, false, 1});
}

}  // namespace

void draw_delegation(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const auto& screen = std::get<Delegation>(canvas.model.screen);
  const Rect body = draw_desk_frame(canvas, "find");
  ground(ui, body, ui.theme().surface);
  OnSurface on(ui, ui.theme().surface);
  Rect area = body.inset(desk_margin(ui), ui.px(3));
  const Rect footer = area.take_bottom(footer_height(ui), ui.px(3));
  const float head_h = std::max(std::max(ui.px(kTargetMm), ui.text_px(16)),
                                ui.line_px(Type::strong) + ui.line_px(Type::label));
  draw_head(canvas, area.take_top(head_h, ui.px(2)), screen);
  hairline(ui, area.x, area.y, area.w);
  if (screen.unread) {
    const std::string unread = canvas.say("failure.reading_failed");
    notice(ui, "unread", area.take_top(notice_height(ui, area.w, unread), ui.px(3)), Tone::stop,
           unread);
  } else if (screen.loaded && screen.rows.empty()) {
    text(ui, "nobody", area, canvas.say("staff.delegation_empty"),
         {Type::body, ui.muted(), Align::centre, true, 0});
  }
  draw_rows(canvas, area, screen);
  const int ticked = how_many(screen, is_ticked);
  const bool sending = how_many(screen, is_sent) > 0;
  if (draw_primary(canvas, footer, "check_in", canvas.say_n("staff.check_in_people", ticked),
                   {Icon::check, false, ticked > 0 && !sending})) {
    canvas.out.emplace_back(app::DelegationCheckedIn{});
  }
}

}  // namespace ui
