// The door: the verdict fills the screen; beside it the counts and the last five scans.
#include <algorithm>
#include <cmath>

#include "ui/desk.h"
#include "ui/draw.h"

namespace ui {
namespace {

using app::DoorEntry;

constexpr float kChipGapMm = 2;

bool can_be_undone(const DoorEntry& entry) {
  return core::is_attendance(entry.verdict) && !entry.undone;
}

const core::Checkpoint* checkpoint_of(const Canvas& canvas) {
  return canvas.model.meeting->checkpoints.empty() ? nullptr : app::desk_checkpoint(canvas.model);
}

std::string clock_of(const Canvas& canvas, core::Instant at) {
  return core::clock_text(at, canvas.model.meeting->zone);
}

// ---- counts

const core::Count& count_of(const std::vector<app::CountRow>& rows, const std::string& key) {
  static const core::Count none;
  const auto at =
      std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.key == key; });
  return at != rows.end() ? at->count : none;
}

void draw_figure(Canvas& canvas, std::string_view id, const Rect& rect, int number,
                 const std::string& caption) {
  Ui& ui = canvas.ui;
  Rect area = rect;
  text(ui, id, area.take_top(ui.line_px(Type::display) * 0.9F), std::to_string(number),
       {Type::display, ui.theme().ink, Align::left, true, 1});
  text(ui, {}, area, caption, {Type::label, ui.muted(), Align::left, false, 1});
}

float figures_height(const Ui& ui) {
  return ui.line_px(Type::display) * 0.9F + ui.line_px(Type::label);
}

void draw_figures(Canvas& canvas, const Rect& area, const core::Checkpoint& checkpoint) {
  const app::Model& model = canvas.model;
  const std::string today = core::to_text(model.meeting->zone.day_of(model.now.wall));
  const core::Count& all = count_of(model.counts.checkpoint, checkpoint.id.text);
  const core::Count& day = count_of(model.counts.checkpoint_day, checkpoint.id.text + " " + today);
  const Ui& ui = canvas.ui;
  const std::string inside = canvas.say("staff.inside");
  const float words = std::max(text_width(ui, Type::label, inside) + ui.px(7), ui.text_px(36));
  Rect right = area;
  const Rect left = right.take_left(std::min(words, area.w / 2));
  draw_figure(canvas, "count:inside", left, all.inside, inside);
  draw_figure(canvas, "count:expected", right, std::max(0, day.registered - day.present),
              canvas.say("staff.expected"));
}

// ---- the last scans

/// The word stands in the row's first line where there is no name to stand there.
std::string scan_state(const Canvas& canvas, const DoorEntry& entry) {
  const std::string word = entry.name.empty() ? "" : verdict_title(canvas, entry);
  return joined({clock_of(canvas, entry.at), entry.undone ? canvas.say("staff.undone") : word});
}

void draw_undo(Canvas& canvas, const Rect& rect, std::size_t index, bool with_words) {
  Ui& ui = canvas.ui;
  const std::string id = "undo:" + std::to_string(index);
  const std::string label = canvas.say("staff.undo");
  const Rect at = rect.middle(rect.w, ui.px(kTargetMm));
  const bool clicked = with_words
                           ? button(ui, ButtonKind::quiet, id, at, label, {Icon::undo, false, true})
                           : icon_button(ui, id, at, Icon::undo, label);
  if (clicked) canvas.out.emplace_back(app::UndoPressed{canvas.model.desk.last[index].nonce});
}

/// One of the last scans as the list shows it; the row points into what is kept here.
struct ScanRow {
  std::string title;
  std::string below;
  Row row;
  float undo_w = 0;  ///< 0: cannot be undone
  bool with_word = false;
};

void fill_row(const Canvas& canvas, const DoorEntry& entry, float width, ScanRow& out) {
  const Ui& ui = canvas.ui;
  const Tone tone = verdict_tone(entry.verdict);
  const bool named = !entry.name.empty();
  out.title = named ? entry.name : verdict_title(canvas, entry);
  out.below = scan_state(canvas, entry);
  out.row = {out.title,
             out.below,
             {},
             entry.undone ? Icon::undo : tone_icon(tone),
             entry.undone ? Tone::plain : tone,
             true,
             false,
             named};
  out.with_word = ui.density().mm(width) > 200;
  if (!can_be_undone(entry)) return;
  out.undo_w =
      out.with_word ? button_width(ui, canvas.say("staff.undo"), Icon::undo) : ui.px(kTargetMm);
}

float scan_height(const Canvas& canvas, const DoorEntry& entry, float width) {
  const Ui& ui = canvas.ui;
  ScanRow scan;
  fill_row(canvas, entry, width, scan);
  const float taken = scan.undo_w > 0 ? scan.undo_w + ui.px(1) : 0;
  return list_row_height(ui, width - taken, scan.row) + ui.px(2);
}

/// Of all of them, and what each may have more so that they fill `room` calmly.
struct ScanHeights {
  std::vector<float> each;
  float all = 0;
};

ScanHeights scan_heights(const Canvas& canvas, const Rect& room) {
  ScanHeights heights;
  const auto& last = canvas.model.desk.last;
  for (const DoorEntry& entry : last) {
    heights.all += heights.each.emplace_back(scan_height(canvas, entry, room.w));
  }
  const auto count = static_cast<float>(std::max<std::size_t>(last.size(), 1));
  const float more = std::clamp(std::floor((room.h - heights.all) / count), 0.F, canvas.ui.px(3));
  for (float& height : heights.each) height += more;
  heights.all += more * static_cast<float>(last.size());
  return heights;
}

void draw_scan(Canvas& canvas, Rect row, std::size_t index) {
  Ui& ui = canvas.ui;
  const DoorEntry& entry = canvas.model.desk.last[index];
  ScanRow scan;
  fill_row(canvas, entry, row.w, scan);
  if (scan.undo_w > 0) {
    draw_undo(canvas, row.take_right(scan.undo_w, ui.px(1)), index, scan.with_word);
  }
  if (list_row(ui, "scan:" + std::to_string(index), row.middle(row.w, row.h - ui.px(1)),
               scan.row)) {
    canvas.out.emplace_back(app::EntryReopened{entry.nonce});
  }
}

/// With what they are called above them, unless that would push one of them out of sight.
void draw_last(Canvas& canvas, Rect area) {
  Ui& ui = canvas.ui;
  const auto& last = canvas.model.desk.last;
  const std::string title = canvas.say("staff.last_scans");
  Rect below = area;
  below.take_top(text_height(ui, Type::label, title, area.w), ui.px(1));
  ScanHeights heights = scan_heights(canvas, below);
  if (ui.density().mm(area.h) > 70 && heights.all <= below.h) {
    text(ui, {}, area, title, {Type::label, ui.muted()});
    area = below;
  } else {
    heights = scan_heights(canvas, area);
  }
  if (last.empty()) {
    text(ui, {}, area, canvas.say("staff.no_scans"), {Type::body, ui.muted()});
    return;
  }
  float whole = 0;  // of the rows that are seen
  for (float height : heights.each) {
    if (whole + height > area.h) break;
    whole += height;
  }
  if (whole > 0) area.h = whole;
  const float offset = ui.scroll("last", area, heights.all);
  Clip clip(ui, area);
  float y = area.y - offset;
  for (std::size_t i = 0; i < last.size(); ++i) {
    if (i > 0) hairline(ui, area.x, y, area.w);
    draw_scan(canvas, {area.x, y, area.w, heights.each[i]}, i);
    y += heights.each[i];
  }
}

int inside_now(const Canvas& canvas) {
  const core::Checkpoint* checkpoint = checkpoint_of(canvas);
  if (checkpoint == nullptr) return 0;
  return count_of(canvas.model.counts.checkpoint, checkpoint->id.text).inside;
}

/// Back to what a scan interrupted; else the end of the day.
void draw_way_on(Canvas& canvas, Rect& area) {
  Ui& ui = canvas.ui;
  const bool interrupted = canvas.model.desk.interrupted;
  if (!interrupted && inside_now(canvas) == 0) return;
  const std::string all_out = canvas.say("staff.check_out_all");
  const float lines_h = text_height(ui, Type::label, all_out, area.w - ui.px(4));
  const Rect at = area.take_bottom(
      std::max({ui.px(kTargetMm), ui.text_px(17), interrupted ? 0 : lines_h}), ui.px(2));
  if (interrupted) {
    if (secondary_button(ui, "back", at, canvas.say("staff.back_to_work"),
                         {Icon::arrow_left, false, true})) {
      canvas.out.emplace_back(app::BackPressed{});
    }
  } else if (button(ui, ButtonKind::quiet, "check_out_all", at, all_out,
                    {Icon::door, false, true})) {
    canvas.out.emplace_back(app::CheckOutAllPressed{});
  }
}

/// What the camera sees: below the last scans in a column, beside them across a screen that stands.
void draw_view(Canvas& canvas, Rect& inside) {
  Ui& ui = canvas.ui;
  if (!has_camera(canvas)) return;
  if (ui.tall()) {
    const float width = std::round(inside.w * (ui.density().larger_text ? 0.28F : 0.36F));
    const Rect at = inside.take_right(width, ui.px(5));
    draw_camera(canvas, {at.x, at.y, width, std::min(at.h, std::round(width * 0.75F))}, ui.px(2));
  } else {
    const float height = std::min(inside.w * 0.5F, inside.h * 0.3F);
    draw_camera(canvas, inside.take_bottom(height, ui.px(3)), ui.px(2));
  }
}

void draw_side(Canvas& canvas, const Rect& panel) {
  Ui& ui = canvas.ui;
  ground(ui, panel, ui.theme().surface);
  OnSurface on(ui, ui.theme().surface);
  const bool roomy = ui.density().mm(panel.h) > 200;
  Rect inside = panel.inset(ui.px(roomy ? 8 : 5), ui.px(roomy ? 6 : 3));
  const core::Checkpoint* checkpoint = checkpoint_of(canvas);
  if (checkpoint != nullptr) {
    text(ui, "checkpoint", inside.take_top(ui.line_px(Type::strong)),
         canvas.meeting_text(checkpoint->name),
         {Type::strong, ui.theme().ink, Align::left, true, 1});
    if (ui.density().mm(panel.h) > 110) {
      draw_figures(canvas, inside.take_top(figures_height(ui), ui.px(2)), *checkpoint);
    }
    inside.take_top(ui.px(roomy ? 4 : 0));
    hairline(ui, inside.x, inside.y, inside.w);
    inside.take_top(ui.px(roomy ? 6 : 2));
  }
  draw_way_on(canvas, inside);
  draw_view(canvas, inside);
  draw_last(canvas, inside);
}

// ---- where, and in or out: one touch each, always there

std::vector<Rect> checkpoint_cells(Canvas& canvas, const Rect& area) {
  std::vector<std::string> names;
  for (const core::Checkpoint& checkpoint : canvas.model.meeting->checkpoints) {
    names.push_back(canvas.meeting_text(checkpoint.name));
  }
  return chip_cells(canvas.ui, area, names, kChipGapMm);
}

void draw_checkpoints(Canvas& canvas, const Rect& area) {
  Ui& ui = canvas.ui;
  const auto& checkpoints = canvas.model.meeting->checkpoints;
  const core::Checkpoint* chosen = checkpoint_of(canvas);
  const auto cells = checkpoint_cells(canvas, area);
  const float content = cells.empty() ? 0 : cells.back().bottom() - area.y;
  const float offset = ui.scroll("checkpoints", area, content);
  Clip clip(ui, area);
  for (std::size_t i = 0; i < checkpoints.size(); ++i) {
    if (toggle_chip(ui, "checkpoint:" + checkpoints[i].id.text, cells[i].moved(0, -offset),
                    canvas.meeting_text(checkpoints[i].name), &checkpoints[i] == chosen)) {
      canvas.out.emplace_back(app::CheckpointChosen{checkpoints[i].id});
    }
  }
}

void draw_directions(Canvas& canvas, const Rect& area) {
  Ui& ui = canvas.ui;
  const auto cells = columns(area, 2, ui.px(2));
  const auto way = [&](const Rect& cell, core::Direction direction, std::string_view label) {
    const std::string id = "direction:" + std::string(core::to_text(direction));
    if (toggle_chip(ui, id, cell, canvas.say(label), canvas.model.desk.direction == direction)) {
      canvas.out.emplace_back(app::DirectionChosen{direction});
    }
  };
  way(cells[0], core::Direction::in, "staff.direction_in");
  way(cells[1], core::Direction::out, "staff.direction_out");
}

float directions_width(const Canvas& canvas) {
  const Ui& ui = canvas.ui;
  const float words = std::max(text_width(ui, Type::label, canvas.say("staff.direction_in")),
                               text_width(ui, Type::label, canvas.say("staff.direction_out")));
  return 2 * std::max(ui.px(kTargetMm + 8), std::ceil(words) + ui.px(17)) + ui.px(2);
}

/// Up to the row of the chosen checkpoint.
float chosen_row(const Canvas& canvas, const std::vector<Rect>& cells) {
  const auto& checkpoints = canvas.model.meeting->checkpoints;
  const core::Checkpoint* chosen = checkpoint_of(canvas);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (&checkpoints[i] == chosen) {
      return (cells[i].bottom() - cells[0].y) / chip_height(canvas.ui);
    }
  }
  return 1;
}

/// The longest name of a place has to have its room.
bool has_directions_beside(const Canvas& canvas, float room) {
  const auto& checkpoints = canvas.model.meeting->checkpoints;
  return std::all_of(checkpoints.begin(), checkpoints.end(), [&](const auto& checkpoint) {
    const std::string& name = canvas.meeting_text(checkpoint.name);
    return text_width(canvas.ui, Type::label, name) + canvas.ui.px(17) <= room;
  });
}

/// Whole rows of chips: two, or three where the screen stands and the third is needed. In and out
/// are beside them, or in a row of their own.
void draw_controls(Canvas& canvas, Rect& body) {
  Ui& ui = canvas.ui;
  const float margin = ui.px(4);
  const float ways = directions_width(canvas);
  const bool beside = has_directions_beside(canvas, body.w - 3 * margin - ways);
  if (!beside) {
    const Rect row = body.take_top(chip_height(ui) + ui.px(5));
    ground(ui, row, ui.theme().surface);
    OnSurface on(ui, ui.theme().surface);
    draw_directions(canvas, row.inset(margin, ui.px(2.5F)));
  }
  const float taken = beside ? margin + ways : 0;
  const Rect probe{body.x + margin, body.y, body.w - 2 * margin - taken, 0};
  const auto cells = checkpoint_cells(canvas, probe);
  const float content = cells.empty() ? chip_height(ui) : cells.back().bottom() - probe.y;
  const float rows = ui.tall() ? std::clamp(std::floor(chosen_row(canvas, cells)), 2.F, 3.F) : 2;
  const float height =
      std::min(content, rows * (chip_height(ui) + ui.px(kChipGapMm)) - ui.px(kChipGapMm));
  Rect strip = body.take_top(height + ui.px(6));
  ground(ui, strip, ui.theme().surface);
  OnSurface on(ui, ui.theme().surface);
  strip = strip.inset(margin, ui.px(3));
  if (beside) {
    Rect direction = strip.take_right(ways, margin);
    direction.h = chip_height(ui);
    draw_directions(canvas, direction);
  }
  draw_checkpoints(canvas, strip);
}

/// The desk waits for a scan, or says that the last one was not recorded.
void draw_waiting(Canvas& canvas, const Rect& panel) {
  Ui& ui = canvas.ui;
  const auto& trouble = canvas.model.desk.trouble;
  const auto& out = canvas.model.desk.checked_out;
  std::string words = canvas.say(trouble ? "staff.saving_failed" : "staff.waiting_for_scan");
  if (!trouble && out) words = canvas.say_n("staff.checked_out", *out);
  Rect body = panel.inset(ui.px(14), ui.px(6));
  const float side = std::min(ui.px(64), body.h * 0.4F);
  const Type type = trouble ? Type::title : largest_fitting(ui, words, body.w, 1);
  const float height = side + ui.px(10) + text_height(ui, type, words, body.w);
  body = body.middle(body.w, std::min(body.h, height));
  const Icon icon = trouble ? Icon::warning : (out ? Icon::check : Icon::qr_code);
  draw_icon(ui, icon, body.take_top(side, ui.px(10)).middle(side, side),
            trouble ? tone_text(ui.theme(), Tone::stop) : ui.theme().primary);
  text(ui, trouble ? "trouble" : "waiting", body, words, {type, ui.theme().ink, Align::centre});
}

/// Why an undo was not recorded, below the verdict that still stands.
void draw_trouble(Canvas& canvas, Rect& body) {
  Ui& ui = canvas.ui;
  if (!canvas.model.desk.trouble) return;
  const std::string words =
      canvas.say(canvas.model.desk.undo_too_late ? "staff.undo_too_late" : "staff.saving_failed");
  Rect at = body.take_bottom(notice_height(ui, body.w - ui.px(8), words) + ui.px(6));
  ground(ui, at, ui.theme().background);
  notice(ui, "trouble", at.inset(ui.px(4), ui.px(3)), Tone::stop, words);
}

/// Times are written down with every scan, so staff must know; small, and not in the way.
void draw_clock_notice(Canvas& canvas, Rect& body) {
  const auto& ahead = canvas.model.hub.clock_ahead;
  if (!ahead) return;
  Ui& ui = canvas.ui;
  const std::string words = clock_words(canvas, *ahead);
  const float side = ui.text_px(6);
  const float room = body.w - ui.px(8) - side - ui.px(3);
  const Rect strip = body.take_bottom(text_height(ui, Type::label, words, room) + ui.px(3));
  ground(ui, strip, ui.theme().surface);
  OnSurface on(ui, ui.theme().surface);
  hairline(ui, strip.x, strip.y, strip.w);
  Rect inside = strip.inset(ui.px(4), ui.px(1.5F));
  draw_icon(ui, Icon::warning, inside.take_left(side, ui.px(3)).middle(side, side),
            tone_text(ui.theme(), Tone::look));
  text(ui, "clock_wrong", inside, words, {Type::label, ui.theme().ink});
}

/// Asked once, where the verdict would be; the next scan takes its place.
void draw_check_out_question(Canvas& canvas, const Rect& panel) {
  Ui& ui = canvas.ui;
  const std::string words = canvas.say_n("staff.check_out_ask", inside_now(canvas));
  Rect body = panel.inset(ui.px(10), ui.px(6));
  const std::vector<Deed> deeds = {
      {"no", canvas.say("chrome.back"), app::BackPressed{}},
      {"confirm", canvas.say("staff.check_out_yes"), app::ConfirmPressed{}, ButtonKind::primary}};
  const float deeds_h = draw_deeds(canvas, body, deeds, false);
  const float words_h = text_height(ui, Type::strong, words, body.w);
  body = body.middle(body.w, std::min(body.h, words_h + ui.px(8) + deeds_h));
  text(ui, "ask", body.take_top(words_h, ui.px(8)), words,
       {Type::strong, ui.theme().ink, Align::left});
  draw_deeds(canvas, body, deeds, true);
}

/// What is done instead of answering: beside the way on, or above it where that is too narrow.
void draw_ways_out(Canvas& canvas, Rect& body, Rect footer, const core::Question& question) {
  if (footer.h <= 0) return;
  Ui& ui = canvas.ui;
  const std::string force = canvas.say("staff.force");
  const std::string skip = question.required ? "" : canvas.say("staff.skip_question");
  const float next_w = button_width(ui, canvas.say("chrome.next"), Icon::arrow_right);
  const float taken = std::min(std::max(next_w, ui.px(70)), std::round(footer.w * 0.58F));
  const float force_w = button_width(ui, force);
  const float skip_w = skip.empty() ? 0 : button_width(ui, skip) + ui.px(3);
  const float room = footer.h + ui.px(3);
  const bool above = ui.tall() && body.h >= room && taken + ui.px(3) + force_w + skip_w > footer.w;
  Rect row = footer;
  if (above) {
    row = body.take_bottom(footer.h, ui.px(3));
  } else {
    row.take_right(taken, ui.px(3));
  }
  const float kept = std::min(skip_w, row.w / 2);  // a long label has two lines
  const Rect first = row.take_left(std::min(row.w - kept, force_w), ui.px(3));
  if (secondary_button(ui, "force", first, force)) canvas.out.emplace_back(app::ForcePressed{});
  if (skip.empty()) return;
  if (secondary_button(ui, "skip", row.take_left(std::min(row.w, skip_w)), skip)) {
    canvas.out.emplace_back(app::QuestionSkipped{});
  }
}

/// A question without choices is being answered: it has the screen above the keyboard.
void draw_answering(Canvas& canvas, const Rect& body, const DoorEntry& entry,
                    const core::Question& question) {
  Ui& ui = canvas.ui;
  const float margin = desk_margin(ui);
  Page whole;
  whole.body = {body.x + margin, body.y + ui.px(3), body.w - 2 * margin, body.h - ui.px(3)};
  Page p = above_keyboard(canvas, whole, "", 0);
  const std::string& asked = canvas.meeting_text(question.text);
  const float name_h = ui.line_px(Type::strong);
  if (p.body.h >= name_h + field_height(ui)) {
    personal_text(ui, "name", p.body.take_top(name_h, ui.px(1)), joined({entry.name, entry.number}),
                  {Type::strong, ui.theme().ink, Align::left, true, 1});
  }
  const auto& door = std::get<app::screen::Door>(canvas.model.screen);
  draw_field(canvas, "answer", p.body.take_top(field_height(ui)), app::FieldId::answer,
             field_of(canvas, door.answer, app::FieldId::answer, asked));
  if (draw_primary(canvas, p.footer, "next", canvas.say("chrome.next"),
                   {Icon::arrow_right, true, !door.answer.is_blank()})) {
    canvas.out.emplace_back(app::NextPressed{});
  }
  draw_ways_out(canvas, p.body, p.footer, question);
  draw_keyboard(canvas, "", true, canvas.say("chrome.next"));
}

/// What the verdict leaves for the rest; a question and its answers need more than a verdict.
Rect take_side(const Canvas& canvas, Rect& body) {
  const Ui& ui = canvas.ui;
  const float wide = ui.density().mm(body.w);
  if (!ui.tall()) return body.take_right(ui.px(std::clamp(wide * 0.34F, 122.F, 176.F)));
  if (ui.density().mm(body.h) > 300) return body.take_bottom(body.h * 0.55F);
  const bool asks = std::get<app::screen::Door>(canvas.model.screen).asking_check_out;
  return body.take_bottom(body.h * (asks ? 0.36F : 0.54F));
}

}  // namespace

void draw_door(Canvas& canvas) {
  Ui& ui = canvas.ui;
  Rect body = draw_desk_frame(canvas, "door");
  const auto& shown = canvas.model.desk.shown;
  const core::Question* question = shown ? question_of(canvas, *shown) : nullptr;
  if (question != nullptr && app::active_field(canvas.model) != nullptr) {
    return draw_answering(canvas, body, *shown, *question);
  }
  draw_controls(canvas, body);
  hairline(ui, body.x, body.y - 1, body.w);
  draw_clock_notice(canvas, body);
  draw_side(canvas, take_side(canvas, body));
  if (shown || canvas.model.desk.undo_too_late) draw_trouble(canvas, body);
  if (std::get<app::screen::Door>(canvas.model.screen).asking_check_out) {
    draw_check_out_question(canvas, body);
  } else if (shown) {
    draw_verdict(canvas, body, *shown);
  } else {
    draw_waiting(canvas, body);
  }
}

}  // namespace ui
