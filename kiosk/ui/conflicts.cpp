// What kiosks that were apart did against each other: each with its sides, and how it was settled.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/desk.h"
#include "ui/draw.h"
#include "ui/flow.h"
#include "ui/typing_button.h"

namespace ui {
namespace {

using app::Disagreement;
using app::screen::People;
using Kind = Disagreement::Kind;

std::string when(Canvas& canvas, core::Instant at) {
  const core::Zone& zone = canvas.model.meeting->zone;
  return canvas.names.day(canvas.model.language, zone.day_of(at)) + ", " +
         core::clock_text(at, zone);
}

std::string kind_words(const Canvas& canvas, Kind kind) {
  switch (kind) {
    case Kind::admitted_twice:
      return canvas.say("conflict.admitted_twice");
    case Kind::over_capacity:
      return canvas.say("conflict.over_capacity");
    case Kind::registered_twice:
      return canvas.say("conflict.registered_twice");
    case Kind::edited_twice:
      break;
  }
  return canvas.say("conflict.edited_twice");
}

std::string checkpoint_name(const Canvas& canvas, const core::CheckpointId& id) {
  const core::Checkpoint* checkpoint = canvas.model.meeting->checkpoint(id);
  return checkpoint != nullptr ? canvas.meeting_text(checkpoint->name) : id.text;
}

std::string field_words(const Canvas& canvas, const std::string& field) {
  if (field == "toml") return canvas.say("conflict.meeting_file");
  if (field == "given") return canvas.say("name.given");
  if (field == "family") return canvas.say("name.family");
  if (field == "town") return canvas.say("where.town");
  if (field == "country") return canvas.say("where.country");
  if (field == "email") return canvas.say("optional.email");
  return field;
}

/// What is usually found, for a touch instead of typing.
std::array<std::string_view, 2> answers_to(Kind kind) {
  switch (kind) {
    case Kind::admitted_twice:
      return {"conflict.how_one_person", "conflict.how_other_person"};
    case Kind::over_capacity:
      return {"conflict.how_had_room", "conflict.how_too_many"};
    case Kind::registered_twice:
      return {"conflict.how_two_people", ""};
    case Kind::edited_twice:
      break;
  }
  return {"conflict.how_later_right", "conflict.how_corrected"};
}

std::vector<Deed> deeds_for(const Canvas& canvas, const Disagreement& conflict, bool enabled) {
  std::vector<Deed> deeds;
  if (conflict.pair) {
    deeds.push_back({"compare", canvas.say("conflict.compare"), app::ComparePressed{},
                     ButtonKind::secondary, Icon::people, enabled});
  }
  for (const std::string_view key : answers_to(conflict.kind)) {
    if (key.empty()) continue;
    std::string how = canvas.say(key);
    deeds.push_back({"how:" + std::to_string(deeds.size()), how, app::ConflictAnswered{how},
                     ButtonKind::secondary, Icon::check, enabled});
  }
  return deeds;
}

void say_sides(Flow& flow, const Disagreement& conflict) {
  Canvas& canvas = flow.canvas;
  Ui& ui = canvas.ui;
  for (std::size_t i = 0; i < conflict.sides.size(); ++i) {
    const std::string words = side_words(canvas, conflict, conflict.sides[i]);
    const float height = text_height(ui, Type::body, words, flow.area.w);
    const Rect at = flow.take(height + ui.px(2));
    if (!flow.draws) continue;
    personal_text(ui, "side:" + std::to_string(i), at, words, {Type::body, ui.theme().ink});
    hairline(ui, at.x, at.bottom() - 1, at.w);
  }
}

void say_conflict(Flow& flow, const People& screen) {
  Canvas& canvas = flow.canvas;
  Ui& ui = canvas.ui;
  const Disagreement& conflict = *screen.conflict;
  const std::string title = conflict_title(canvas, conflict);
  const float title_h = text_height(ui, Type::strong, title, flow.area.w);
  const Rect at = flow.take(title_h + ui.px(3));
  if (flow.draws) personal_text(ui, "title", at, title, {Type::strong, ui.theme().ink});
  if (screen.phase == People::Phase::failed) {
    flow.note("failed", canvas.say("staff.saving_failed"), Tone::stop);
  }
  say_sides(flow, conflict);
  flow.gap(4);
  flow.words("ask", canvas.say("conflict.ask"), Type::body, ui.muted(), 3);
  const bool enabled = screen.phase != People::Phase::settling;
  const auto deeds = deeds_for(canvas, conflict, enabled);
  const Rect probe{flow.area.x, flow.y, flow.area.w, 0};
  flow.take(draw_deeds(canvas, probe, deeds, flow.draws));
  flow.gap(2);
}

/// The way back, and what leads to a page of its own: the answers above are given by a touch.
void draw_footer(Canvas& canvas, const Rect& footer, bool enabled) {
  if (draw_secondary(canvas, footer, "back", canvas.say("chrome.back"),
                     {Icon::arrow_left, false, enabled})) {
    canvas.out.emplace_back(app::BackPressed{});
  }
  const std::string label = canvas.say("conflict.own_words");
  Rect rest = footer;
  const Rect at = rest.take_right(
      std::min(button_width(canvas.ui, label, Icon::pencil), std::round(footer.w * 0.58F)));
  if (secondary_button(canvas.ui, "own_words", at, label, {Icon::pencil, false, enabled})) {
    canvas.out.emplace_back(app::OwnWordsPressed{});
  }
}

/// How it was settled, in own words above the keyboard.
void draw_writing(Canvas& canvas, const Rect& body, const People& screen) {
  Ui& ui = canvas.ui;
  const float margin = desk_margin(ui);
  ui::Page whole;
  whole.body = {body.x + margin, body.y + ui.px(3), body.w - 2 * margin, body.h - ui.px(3)};
  ui::Page p = above_keyboard(canvas, whole, "", field_height(ui));
  const std::string label = canvas.say("conflict.settle");
  Rect fields = p.body;
  const TypingButton button = place_typing_button(ui, p, fields, label);
  draw_field(
      canvas, "how", fields.take_top(field_height(ui)), app::FieldId::answer,
      field_of(canvas, screen.how, app::FieldId::answer, canvas.say("conflict.own_words_field")));
  draw_typing_button(canvas, button,
                     {"settle", label, app::ConfirmPressed{}, ButtonKind::primary, Icon::check,
                      !screen.how.is_blank()});
  draw_keyboard(canvas, "", true, label);
}

}  // namespace

std::string conflict_title(Canvas& canvas, const Disagreement& conflict) {
  const core::Attendee& who = conflict.attendee;
  const bool is_known = !who.number.empty();
  const bool is_room = conflict.kind == Kind::over_capacity;
  return joined({kind_words(canvas, conflict.kind),
                 is_room ? checkpoint_name(canvas, conflict.checkpoint) : std::string(),
                 is_known ? core::full_name(who.details) : std::string(), who.number,
                 field_words(canvas, conflict.field)});
}

std::string side_words(Canvas& canvas, const Disagreement& conflict,
                       const Disagreement::Side& side) {
  const bool is_entry = conflict.kind == Kind::admitted_twice;
  return joined({when(canvas, side.at), canvas.say("conflict.kiosk", {{"kiosk", side.kiosk}}),
                 is_entry ? checkpoint_name(canvas, conflict.checkpoint) : std::string(), side.who,
                 side.what});
}

void draw_conflict(Canvas& canvas, const Rect& body, const People& screen) {
  Ui& ui = canvas.ui;
  if (screen.writing && screen.phase != People::Phase::settling) {
    return draw_writing(canvas, body, screen);
  }
  Rect area = body.inset(desk_margin(ui), ui.px(4));
  const Rect footer = area.take_bottom(footer_height(ui), ui.px(4));
  const bool enabled = screen.phase != People::Phase::settling;
  draw_footer(canvas, footer, enabled);
  draw_flow(canvas, "conflict", area, [&](Flow& flow) { say_conflict(flow, screen); });
}

}  // namespace ui
