// The door: the verdict fills the screen; beside it the counts and the last five scans.
#include <algorithm>
#include <cmath>

#include "ui/desk.h"
#include "ui/draw.h"

namespace ui {
namespace {

using app::DoorEntry;

Tone tone_of(core::Verdict verdict) {
  switch (verdict) {
    case core::Verdict::admitted:
    case core::Verdict::exited:
      return Tone::admitted;
    case core::Verdict::already:
    case core::Verdict::needs_answer:
    case core::Verdict::ambiguous:
    case core::Verdict::too_early:
    case core::Verdict::too_late:
      return Tone::look;
    default:
      return Tone::stop;
  }
}

bool can_be_forced(const DoorEntry& entry) {
  switch (entry.verdict) {
    case core::Verdict::unknown:
    case core::Verdict::forged:
    case core::Verdict::other_meeting:
    case core::Verdict::ambiguous:
      return false;
    default:
      return !core::is_attendance(entry.verdict);
  }
}

bool can_be_undone(const DoorEntry& entry) {
  return core::is_attendance(entry.verdict) && !entry.undone;
}

std::string verdict_key(const DoorEntry& entry, std::string_view rest) {
  return "verdict." + std::string(core::to_text(entry.verdict)) + std::string(rest);
}

std::string title_of(const Canvas& canvas, const DoorEntry& entry) {
  return canvas.say(verdict_key(entry, ".title"));
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
  text(ui, id, area.take_top(ui.fonts().line_px(Type::display) * 0.9F), std::to_string(number),
       {Type::display, ui.theme().ink, Align::left, true, 1});
  text(ui, {}, area, caption, {Type::label, ui.muted(), Align::left, false, 1});
}

float figures_height(const Ui& ui) {
  return ui.fonts().line_px(Type::display) * 0.9F + ui.fonts().line_px(Type::label);
}

void draw_figures(Canvas& canvas, const Rect& area, const core::Checkpoint& checkpoint) {
  const app::Model& model = canvas.model;
  const std::string today = core::to_text(model.meeting->zone.day_of(model.now.wall));
  const core::Count& all = count_of(model.counts.checkpoint, checkpoint.id.text);
  const core::Count& day = count_of(model.counts.checkpoint_day, checkpoint.id.text + " " + today);
  const auto halves = columns(area, 2, canvas.ui.px(4));
  draw_figure(canvas, "count:inside", halves[0], all.inside, canvas.say("staff.inside"));
  draw_figure(canvas, "count:expected", halves[1], std::max(0, day.registered - day.present),
              canvas.say("staff.expected"));
}

// ---- the last scans

std::string scan_state(const Canvas& canvas, const DoorEntry& entry) {
  std::string words = entry.undone ? canvas.say("staff.undone") : title_of(canvas, entry);
  return joined({clock_of(canvas, entry.at), words});
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

float scan_height(const Ui& ui) {
  const float lines = ui.fonts().line_px(Type::body) + ui.fonts().line_px(Type::label);
  return std::max(ui.px(kTargetMm), lines) + ui.px(1);
}

void draw_scan(Canvas& canvas, Rect row, std::size_t index) {
  Ui& ui = canvas.ui;
  const DoorEntry& entry = canvas.model.desk.last[index];
  const bool with_words = ui.density().mm(row.w) > 200;
  const float undo_w =
      with_words ? button_width(ui, canvas.say("staff.undo"), Icon::undo) : ui.px(kTargetMm);
  const Rect undo = row.take_right(undo_w, ui.px(1));
  const Tone tone = entry.undone ? Tone::plain : tone_of(entry.verdict);
  const std::string state = scan_state(canvas, entry);
  const bool named = !entry.name.empty();
  const std::string time = clock_of(canvas, entry.at);
  const std::string title = named ? entry.name : title_of(canvas, entry);
  list_row(ui, "scan:" + std::to_string(index), row,
           {title,
            named ? state : time,
            {},
            entry.undone ? Icon::undo : tone_icon(tone),
            tone,
            false,
            false,
            named});
  if (can_be_undone(entry)) draw_undo(canvas, undo, index, with_words);
}

void draw_last(Canvas& canvas, Rect area) {
  Ui& ui = canvas.ui;
  const auto& last = canvas.model.desk.last;
  area.take_top(text(ui, {}, area, canvas.say("staff.last_scans"),
                     {Type::label, ui.muted(), Align::left, false, 1}),
                ui.px(1));
  if (last.empty()) {
    text(ui, {}, area, canvas.say("staff.no_scans"), {Type::body, ui.muted()});
    return;
  }
  const float height = scan_height(ui);
  const float content = height * static_cast<float>(last.size());
  const float offset = ui.scroll("last", area, content);
  Clip clip(ui, area);
  for (std::size_t i = 0; i < last.size(); ++i) {
    const Rect row{area.x, area.y + static_cast<float>(i) * height - offset, area.w, height};
    if (i > 0) hairline(ui, row.x, row.y, row.w);
    draw_scan(canvas, row, i);
  }
}

void draw_side(Canvas& canvas, const Rect& panel) {
  Ui& ui = canvas.ui;
  ground(ui, panel, ui.theme().surface);
  OnSurface on(ui, ui.theme().surface);
  Rect inside = panel.inset(ui.px(6), ui.px(3));
  const core::Checkpoint* checkpoint = checkpoint_of(canvas);
  if (checkpoint != nullptr) {
    text(ui, "checkpoint", inside.take_top(ui.fonts().line_px(Type::strong)),
         canvas.meeting_text(checkpoint->name),
         {Type::strong, ui.theme().ink, Align::left, true, 1});
    draw_figures(canvas, inside.take_top(figures_height(ui), ui.px(2)), *checkpoint);
    hairline(ui, inside.x, inside.y, inside.w);
    inside.take_top(ui.px(2));
  }
  draw_last(canvas, inside);
}

// ---- where, and in or out: one touch each, always there

float chip_height(const Ui& ui) { return std::max(ui.px(kTargetMm), ui.text_px(16)); }

std::vector<Rect> chip_cells(Canvas& canvas, const Rect& area) {
  Ui& ui = canvas.ui;
  const float gap = ui.px(2);
  std::vector<Rect> cells;
  float x = area.x;
  float y = area.y;
  for (const core::Checkpoint& checkpoint : canvas.model.meeting->checkpoints) {
    const float words = text_width(ui, Type::label, canvas.meeting_text(checkpoint.name));
    const float width =
        std::min(area.w, std::max(ui.px(kTargetMm + 8), std::ceil(words) + ui.px(17)));
    if (x > area.x && x + width > area.right()) {
      x = area.x;
      y += chip_height(ui) + gap;
    }
    cells.push_back({x, y, width, chip_height(ui)});
    x += width + gap;
  }
  return cells;
}

void draw_checkpoints(Canvas& canvas, const Rect& area) {
  Ui& ui = canvas.ui;
  const auto& checkpoints = canvas.model.meeting->checkpoints;
  const core::Checkpoint* chosen = checkpoint_of(canvas);
  const auto cells = chip_cells(canvas, area);
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

/// One row of chips, and the beginning of a second if there are more.
void draw_controls(Canvas& canvas, Rect& body) {
  Ui& ui = canvas.ui;
  const float margin = ui.px(4);
  const float ways = directions_width(canvas);
  const Rect probe{body.x + margin, body.y, body.w - 3 * margin - ways, 0};
  const auto cells = chip_cells(canvas, probe);
  const float content = cells.empty() ? chip_height(ui) : cells.back().bottom() - probe.y;
  const bool roomy = ui.density().mm(body.h) > 230;
  const float rows = content <= chip_height(ui) ? 1.F : (roomy ? 2.1F : 1.35F);
  const float height = std::min(content, chip_height(ui) * rows);
  Rect strip = body.take_top(height + ui.px(6));
  ground(ui, strip, ui.theme().surface);
  OnSurface on(ui, ui.theme().surface);
  strip = strip.inset(margin, ui.px(3));
  Rect direction = strip.take_right(ways, margin);
  direction.h = chip_height(ui);
  draw_directions(canvas, direction);
  draw_checkpoints(canvas, strip);
}

// ---- the verdict

std::string moment_text(Canvas& canvas, core::Instant at) {
  const core::Zone& zone = canvas.model.meeting->zone;
  const std::string clock = core::clock_text(at, zone);
  const core::Day day = zone.day_of(at);
  if (day == zone.day_of(canvas.model.now.wall)) return clock;
  return canvas.names.day(canvas.model.language, day) + ", " + clock;
}

std::string checkpoint_name(const Canvas& canvas, const core::CheckpointId& id) {
  const core::Checkpoint* checkpoint = canvas.model.meeting->checkpoint(id);
  return checkpoint != nullptr ? canvas.meeting_text(checkpoint->name) : "–";
}

const core::Question* open_question(const Canvas& canvas, const DoorEntry& entry) {
  const core::Checkpoint* checkpoint = canvas.model.meeting->checkpoint(entry.checkpoint);
  if (checkpoint == nullptr || entry.questions.empty()) return nullptr;
  return checkpoint->question(entry.questions.front());
}

/// Why not; nothing where the word says it all.
std::string reason_of(Canvas& canvas, const DoorEntry& entry) {
  if (entry.verdict == core::Verdict::exited) return {};
  if (entry.verdict == core::Verdict::admitted) {
    return entry.details_pending ? canvas.say("verdict.admitted.pending") : "";
  }
  const std::string key = verdict_key(entry, ".text");
  const auto time = [&](const std::optional<core::Instant>& at) {
    return at ? moment_text(canvas, *at) : std::string("–");
  };
  if (entry.verdict == core::Verdict::already) {
    return canvas.say(key, {{"time", time(entry.first_at)},
                            {"checkpoint", checkpoint_name(canvas, entry.first_checkpoint)},
                            {"kiosk", entry.first_kiosk.empty() ? "–" : entry.first_kiosk}});
  }
  if (entry.verdict == core::Verdict::needs_answer) {
    const core::Question* question = open_question(canvas, entry);
    return canvas.say(
        key, {{"question", question != nullptr ? canvas.meeting_text(question->text) : ""}});
  }
  return canvas.say(key, {{"time", time(entry.opens)}});
}

/// How the verdict is painted: in its tone, or quiet once it is undone.
struct Paint {
  Colour ground;
  Colour ink;
  Colour sign;     ///< the disc
  Colour on_sign;  ///< what is on it
  Icon icon = Icon::none;
};

Colour sign_colour(const Theme& theme, Tone tone) {
  if (tone == Tone::admitted) return theme.admitted;
  return tone == Tone::stop ? theme.stop : theme.look;
}

Paint paint_of(const Theme& theme, const DoorEntry& entry) {
  const Tone tone = tone_of(entry.verdict);
  if (entry.undone) {
    return {theme.raised, theme.ink, theme.muted, theme.surface, Icon::undo};
  }
  const Colour ground = tone_fill(theme, tone);
  const Colour disc = theme.high_contrast ? sign_colour(theme, tone) : theme.on_tone;
  return {ground, theme.on_tone, disc, ground, tone_icon(tone)};
}

void draw_sign(Ui& ui, const Rect& at, const Paint& paint) {
  disc(ui, at.centre(), at.w / 2, paint.sign);
  draw_icon(ui, paint.icon, at.inset(at.w * 0.22F), paint.on_sign);
}

/// Lines of the verdict with the type each is drawn in.
struct Line {
  std::string id;
  std::string words;
  Type type = Type::body;
  bool personal = false;
  float gap_mm = 0;  ///< above it
};

std::vector<Line> lines_of(Canvas& canvas, const DoorEntry& entry, float width) {
  std::vector<Line> lines;
  const auto add = [&](std::string id, const std::string& words, Type type, bool personal,
                       float gap_mm) {
    if (!words.empty()) lines.push_back({std::move(id), words, type, personal, gap_mm});
  };
  add("name", entry.name, largest_fitting(canvas.ui, entry.name, width, 1), true, 3);
  add("place", place_text(canvas, entry.town, entry.country), Type::body, true, 1);
  const std::string kind = entry.kind ? kind_text(canvas, *entry.kind) : "";
  add("kind", joined({kind, entry.number}), Type::body, true, 0);
  add("reason", reason_of(canvas, entry), Type::body, false, 3);
  return lines;
}

float height_of(const Ui& ui, const Line& line, float width) {
  return text_height(ui, line.type, line.words, width) + (line.gap_mm > 0 ? ui.px(line.gap_mm) : 0);
}

/// The word. Its label is what speech and tests hear.
float draw_word(Canvas& canvas, const Rect& rect, const std::string& word, Colour ink,
                Align align) {
  Ui& ui = canvas.ui;
  const Type type = largest_fitting(ui, word, rect.w, 2);
  const float height = draw_text(ui, rect, word, {type, ink, align, false, 2});
  Widget w;
  w.id = "verdict";
  w.role = Role::status;
  w.label = word;
  w.rect = {rect.x, rect.y, rect.w, height};
  w.text_mm = em_mm(type) * ui.density().text_scale();
  w.ink = ink;
  ui.add(std::move(w));
  return height;
}

float word_height(const Ui& ui, const std::string& word, float width) {
  return std::min(2.F, static_cast<float>(
                           wrap(ui, largest_fitting(ui, word, width, 2), word, width).size())) *
         ui.fonts().line_px(largest_fitting(ui, word, width, 2));
}

std::vector<std::pair<std::string, std::string>> marks_of(const Canvas& canvas,
                                                          const DoorEntry& entry) {
  std::vector<std::pair<std::string, std::string>> marks;
  if (entry.undone) marks.emplace_back("undone", canvas.say("staff.undone"));
  if (entry.forced) marks.emplace_back("forced", canvas.say("staff.forced"));
  return marks;
}

void draw_words(Canvas& canvas, Rect area, const DoorEntry& entry, Colour ink, Align align) {
  Ui& ui = canvas.ui;
  const std::string word = title_of(canvas, entry);
  const auto marks = marks_of(canvas, entry);
  const auto lines = lines_of(canvas, entry, area.w);
  float height = word_height(ui, word, area.w);
  for (const Line& line : lines) height += height_of(ui, line, area.w);
  if (!marks.empty()) height += pill_height(ui) + ui.px(3);
  area = area.middle(area.w, std::min(height, area.h));
  area.take_top(draw_word(canvas, area, word, ink, align));
  for (const Line& line : lines) {
    if (line.gap_mm > 0) area.take_top(ui.px(line.gap_mm));
    const Rect at =
        area.take_top(height_of(ui, line, area.w) - (line.gap_mm > 0 ? ui.px(line.gap_mm) : 0));
    const TextStyle style{line.type, ink, align};
    line.personal ? personal_text(ui, line.id, at, line.words, style)
                  : text(ui, line.id, at, line.words, style);
  }
  area.take_top(ui.px(3));
  for (const auto& [id, words] : marks) {
    const float used = pill(ui, id, {area.x, area.y}, Tone::plain, words);
    area.take_left(used, ui.px(3));
  }
}

// ---- what can be done about it

struct Deed {
  std::string id;
  std::string label;
  app::Action action;
  bool answers = false;
};

std::vector<Deed> deeds_of(const Canvas& canvas, const DoorEntry& entry) {
  std::vector<Deed> deeds;
  if (entry.undone) return deeds;
  if (entry.verdict == core::Verdict::needs_answer) {
    if (const core::Question* question = open_question(canvas, entry)) {
      for (const std::string& choice : question->choices) {
        deeds.push_back({"answer:" + question->id.text + ":" + choice, choice,
                         app::AnswerChosen{question->id, choice}, true});
      }
    }
  }
  if (can_be_forced(entry)) {
    deeds.push_back({"force", canvas.say("staff.force"), app::ForcePressed{}});
  }
  return deeds;
}

float deed_height(const Ui& ui) { return std::max(ui.px(24), ui.text_px(20)); }

/// Answers stand out; overriding is there, but does not call for a touch.
bool deed_button(Ui& ui, const Rect& rect, const Deed& deed) {
  if (deed.answers) return secondary_button(ui, deed.id, rect, deed.label);
  const Theme& t = ui.theme();
  Widget w;
  w.id = deed.id;
  w.role = Role::button;
  w.label = deed.label;
  w.rect = rect;
  w.is_target = true;
  w.text_mm = em_mm(Type::strong) * ui.density().text_scale();
  w.ink = t.on_tone;
  const Reaction r = ui.add(std::move(w));
  const Colour ink = r.pressed ? ui.surface() : t.on_tone;
  if (r.pressed) fill(ui, rect, t.on_tone, ui.px(kCornerMm));
  outline(ui, rect, t.on_tone, ui.px(0.7F), ui.px(kCornerMm));
  draw_text(ui, rect.inset(ui.px(4), 0), deed.label, {Type::strong, ink, Align::centre, true, 2});
  if (r.focused) focus_ring(ui, rect);
  return r.clicked;
}

/// Buttons from the left, in as many rows as they need; draws them if `draw`, returns the height.
float place_deeds(Canvas& canvas, const Rect& area, const std::vector<Deed>& deeds, bool draw) {
  Ui& ui = canvas.ui;
  const float gap = ui.px(4);
  float x = area.x;
  float y = area.y;
  for (const Deed& deed : deeds) {
    const float width = std::min(area.w, button_width(ui, deed.label));
    if (x > area.x && x + width > area.right()) {
      x = area.x;
      y += deed_height(ui) + gap;
    }
    const Rect at{x, y, width, deed_height(ui)};
    if (draw && deed_button(ui, at, deed)) canvas.out.push_back(deed.action);
    x += width + gap;
  }
  return deeds.empty() ? 0 : y + deed_height(ui) - area.y;
}

void draw_verdict(Canvas& canvas, const Rect& panel, const DoorEntry& entry) {
  Ui& ui = canvas.ui;
  const Paint paint = paint_of(ui.theme(), entry);
  ground(ui, panel, paint.ground);
  if (ui.theme().high_contrast) {
    const Colour edge =
        entry.undone ? ui.theme().ink : sign_colour(ui.theme(), tone_of(entry.verdict));
    outline(ui, panel.inset(ui.px(1)), edge, ui.px(2.5F));
  }
  OnSurface on(ui, paint.ground);
  const float margin = ui.px(ui.density().mm(panel.w) > 280 ? 14 : 8);
  Rect body = panel.inset(margin, ui.px(6));
  const auto deeds = deeds_of(canvas, entry);
  const float deeds_h = place_deeds(canvas, body, deeds, false);
  if (deeds_h > 0) place_deeds(canvas, body.take_bottom(deeds_h, ui.px(5)), deeds, true);
  const bool stacked = panel.h > panel.w;
  const float side = ui.px(std::clamp(
      std::min(ui.density().mm(panel.w) * 0.22F, ui.density().mm(body.h) * 0.5F), 30.F, 76.F));
  const Rect sign = stacked ? body.take_top(side, ui.px(8)) : body.take_left(side, margin * 0.8F);
  draw_sign(ui, sign.middle(side, side), paint);
  draw_words(canvas, body, entry, paint.ink, stacked ? Align::centre : Align::left);
}

void draw_waiting(Canvas& canvas, const Rect& panel) {
  Ui& ui = canvas.ui;
  const std::string words = canvas.say("staff.waiting_for_scan");
  Rect body = panel.inset(ui.px(14), ui.px(6));
  const float side = std::min(ui.px(64), body.h * 0.4F);
  const Type type = largest_fitting(ui, words, body.w, 1);
  const float height = side + ui.px(10) + text_height(ui, type, words, body.w);
  body = body.middle(body.w, std::min(body.h, height));
  draw_icon(ui, Icon::qr_code, body.take_top(side, ui.px(10)).middle(side, side),
            ui.theme().primary);
  text(ui, "waiting", body, words, {type, ui.theme().ink, Align::centre});
}

}  // namespace

void draw_door(Canvas& canvas) {
  Ui& ui = canvas.ui;
  Rect body = draw_desk_frame(canvas, "door");
  draw_controls(canvas, body);
  hairline(ui, body.x, body.y - 1, body.w);
  const float wide = ui.density().mm(body.w);
  const Rect side = ui.tall() ? body.take_bottom(body.h * 0.46F)
                              : body.take_right(ui.px(std::clamp(wide * 0.34F, 104.F, 176.F)));
  draw_side(canvas, side);
  if (canvas.model.desk.shown) {
    draw_verdict(canvas, body, *canvas.model.desk.shown);
  } else {
    draw_waiting(canvas, body);
  }
}

}  // namespace ui
