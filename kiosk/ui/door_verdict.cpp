// The verdict at the door: it fills its part of the screen in colour, sign and word.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/desk.h"
#include "ui/draw.h"

namespace ui {
namespace {

using app::DoorEntry;

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

std::string verdict_key(const DoorEntry& entry, std::string_view rest) {
  return "verdict." + std::string(core::to_text(entry.verdict)) + std::string(rest);
}

std::string moment_text(Canvas& canvas, core::Instant at) {
  const core::Zone& zone = canvas.model.meeting->zone;
  std::string clock = core::clock_text(at, zone);
  const core::Day day = zone.day_of(at);
  if (day == zone.day_of(canvas.model.now.wall)) return clock;
  return canvas.names.day(canvas.model.language, day) + ", " + clock;
}

std::string checkpoint_name(const Canvas& canvas, const core::CheckpointId& id) {
  const core::Checkpoint* checkpoint = canvas.model.meeting->checkpoint(id);
  return checkpoint != nullptr ? canvas.meeting_text(checkpoint->name) : "–";
}

/// The message that tells which rule refused; empty where the verdict's own does.
std::string reason_key(const DoorEntry& entry) {
  for (const std::string_view told :
       {"kind", "partner", "member", "gap", "withdrawn", "details_pending"}) {
    if (entry.reason == told) return "verdict.reason." + entry.reason;
  }
  return verdict_key(entry, ".text");
}

/// What stands in the messages' braces.
i18n::Values reason_values(Canvas& canvas, const DoorEntry& entry) {
  const auto& moment = entry.first_at ? entry.first_at : entry.opens;
  const core::Question* question = question_of(canvas, entry);
  return {{"time", moment ? moment_text(canvas, *moment) : "–"},
          {"checkpoint", checkpoint_name(canvas, entry.first_checkpoint)},
          {"kiosk", entry.first_kiosk.empty() ? "–" : entry.first_kiosk},
          {"question", question != nullptr ? canvas.meeting_text(question->text) : ""}};
}

/// Why not, in the language of the screen; nothing where the word says it all.
std::string reason_of(Canvas& canvas, const DoorEntry& entry) {
  if (entry.verdict == core::Verdict::exited) return {};
  if (entry.verdict == core::Verdict::admitted) {
    return entry.details_pending ? canvas.say("verdict.admitted.pending") : "";
  }
  return canvas.say(reason_key(entry), reason_values(canvas, entry));
}

/// The same to be read to the attendee, in their own language; empty where that is the screen's.
std::string reason_for_them(Canvas& canvas, const DoorEntry& entry) {
  const auto& languages = canvas.model.meeting->languages;
  const bool spoken =
      std::find(languages.begin(), languages.end(), entry.language) != languages.end();
  if (!spoken || entry.language == canvas.model.language || core::is_attendance(entry.verdict)) {
    return {};
  }
  return canvas.words.text(entry.language, reason_key(entry), reason_values(canvas, entry));
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
  const Tone tone = verdict_tone(entry.verdict);
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

/// How much is said, and how large: the smaller the room, the later in this list.
enum class Fit { generous, plain, compact, shortest };
constexpr std::array<Fit, 4> kFits = {Fit::generous, Fit::plain, Fit::compact, Fit::shortest};

std::vector<Line> person_lines(Canvas& canvas, const DoorEntry& entry, Fit fit) {
  const std::string place = place_text(canvas, entry.town, entry.country);
  const std::string kind = entry.kind ? kind_text(canvas, *entry.kind) : "";
  if (fit == Fit::shortest) return {};
  if (fit == Fit::compact) {
    return {{"place", joined({entry.number, place, kind}), Type::label, true, 0}};
  }
  return {{"place", place, Type::body, true, 1},
          {"kind", joined({kind, entry.number}), Type::body, true, 0}};
}

std::vector<Line> lines_of(Canvas& canvas, const DoorEntry& entry, float width, Fit fit) {
  const Ui& ui = canvas.ui;
  const std::string word = entry.undone ? canvas.say("staff.undone") : verdict_title(canvas, entry);
  const bool large = fit == Fit::generous;
  const Type small = fit == Fit::compact || fit == Fit::shortest ? Type::label : Type::body;
  std::vector<Line> lines = {
      {"verdict", word, large ? largest_fitting(ui, word, width, 2) : Type::title, false, 0},
      {"name", entry.name, large ? largest_fitting(ui, entry.name, width, 1) : Type::strong, true,
       large ? 3.F : 0.F}};
  for (Line& line : person_lines(canvas, entry, fit)) lines.push_back(std::move(line));
  lines.push_back({"reason", reason_of(canvas, entry), small, false, large ? 3.F : 1.F});
  if (large || fit == Fit::plain) {
    lines.push_back({"reason_for_them", reason_for_them(canvas, entry), Type::label, false, 2});
  }
  std::erase_if(lines, [](const Line& line) { return line.words.empty(); });
  return lines;
}

float gap_of(const Ui& ui, const Line& line) { return line.gap_mm > 0 ? ui.px(line.gap_mm) : 0; }

float height_of(const Ui& ui, const std::vector<Line>& lines, float width) {
  float height = 0;
  for (const Line& line : lines) {
    height += text_height(ui, line.type, line.words, width) + gap_of(ui, line);
  }
  return height;
}

/// A line of the verdict. The word itself is a status: speech says it, tests wait for it.
void draw_line(Ui& ui, const Rect& at, const Line& line, Colour ink, Align align) {
  const TextStyle style{line.type, ink, align};
  if (line.personal) {
    personal_text(ui, line.id, at, line.words, style);
    return;
  }
  if (line.id != "verdict") {
    text(ui, line.id, at, line.words, style);
    return;
  }
  draw_text(ui, at, line.words, style);
  Widget w;
  w.id = line.id;
  w.role = Role::status;
  w.label = line.words;
  w.rect = at;
  w.text_mm = ui.em_mm(line.type);
  w.ink = ink;
  ui.add(std::move(w));
}

std::vector<std::pair<std::string, std::string>> marks_of(const Canvas& canvas,
                                                          const DoorEntry& entry) {
  std::vector<std::pair<std::string, std::string>> marks;
  if (entry.undone) marks.emplace_back("was", verdict_title(canvas, entry));
  if (entry.forced) marks.emplace_back("forced", canvas.say("staff.forced"));
  if (entry.conflict) marks.emplace_back("conflict", canvas.say("staff.conflict"));
  return marks;
}

using Marks = std::vector<std::pair<std::string, std::string>>;

float mark_width(const Ui& ui, const std::string& words) {
  return std::ceil(text_width(ui, Type::label, words)) + ui.px(12);
}

/// In pills beside one another; as lines of text where they are too long for that.
bool marks_fit(const Ui& ui, const Marks& marks, float width) {
  float used = 0;
  for (const auto& [id, words] : marks) used += mark_width(ui, words) + ui.px(3);
  return used <= width;
}

float marks_height(const Ui& ui, const Marks& marks, float width) {
  if (marks.empty()) return 0;
  if (marks_fit(ui, marks, width)) return pill_height(ui) + ui.px(3);
  float height = ui.px(3);
  for (const auto& [id, words] : marks) height += text_height(ui, Type::label, words, width);
  return height;
}

void draw_marks(Ui& ui, Rect area, const Marks& marks, Colour ink, Align align) {
  const bool pills = marks_fit(ui, marks, area.w);
  for (const auto& [id, words] : marks) {
    if (pills) {
      area.take_left(pill(ui, id, {area.x, area.y}, Tone::plain, Icon::none, words), ui.px(3));
    } else {
      area.take_top(text(ui, id, area, words, {Type::label, ink, align}));
    }
  }
}

/// Scrolls where not even the shortest form has room.
void draw_words(Canvas& canvas, Rect area, const DoorEntry& entry, Colour ink, Align align) {
  Ui& ui = canvas.ui;
  const auto marks = marks_of(canvas, entry);
  const float marks_h = marks_height(ui, marks, area.w);
  std::vector<Line> lines;
  float height = 0;
  for (const Fit fit : kFits) {
    lines = lines_of(canvas, entry, area.w, fit);
    height = height_of(ui, lines, area.w) + marks_h;
    if (height <= area.h) break;
  }
  const float offset = ui.scroll("verdict_words", area, height);
  Clip clip(ui, area.inset(-ui.px(1)));
  area =
      height > area.h ? Rect{area.x, area.y - offset, area.w, height} : area.middle(area.w, height);
  for (const Line& line : lines) {
    area.take_top(gap_of(ui, line));
    draw_line(ui, area.take_top(text_height(ui, line.type, line.words, area.w)), line, ink, align);
  }
  area.take_top(ui.px(3));
  draw_marks(ui, area, marks, ink, align);
}

// ---- what can be done about it

struct DoorDeed {
  std::string id;
  std::string label;
  app::Action action;
  bool answers = false;
};

std::vector<DoorDeed> deeds_of(const Canvas& canvas, const DoorEntry& entry) {
  std::vector<DoorDeed> deeds;
  if (entry.undone) return deeds;
  if (const core::Question* question = question_of(canvas, entry)) {
    for (const std::string& choice : question->choices) {
      deeds.push_back({"answer:" + question->id.text + ":" + choice, choice,
                       app::AnswerChosen{question->id, choice}, true});
    }
    if (question->choices.empty()) {
      deeds.push_back({"answer", canvas.say("staff.answer"),
                       app::FieldFocused{app::FieldId::answer, {}}, true});
    }
    if (!question->required) {
      deeds.push_back({"skip", canvas.say("staff.skip_question"), app::QuestionSkipped{}});
    }
  }
  if (can_be_forced(entry)) {
    deeds.push_back({"force", canvas.say("staff.force"), app::ForcePressed{}});
  }
  return deeds;
}

float deed_height(const Ui& ui) { return footer_height(ui); }

/// Answers stand out; overriding is there, but does not call for a touch.
bool deed_button(Ui& ui, const Rect& rect, const DoorDeed& deed) {
  // White on the verdict's colour stands out; on black only the primary button does.
  const auto kind = ui.theme().high_contrast ? ButtonKind::primary : ButtonKind::secondary;
  if (deed.answers) return button(ui, kind, deed.id, rect, deed.label);
  const Theme& t = ui.theme();
  Widget w;
  w.id = deed.id;
  w.role = Role::button;
  w.label = deed.label;
  w.rect = rect;
  w.is_target = true;
  w.text_mm = ui.em_mm(Type::strong);
  w.ink = t.on_tone;
  const Reaction r = ui.add(std::move(w));
  const Colour ink = r.pressed ? ui.surface() : t.on_tone;
  if (r.pressed) fill(ui, rect, t.on_tone, ui.px(kCornerMm));
  OnSurface on(ui, r.pressed ? t.on_tone : ui.surface());
  outline(ui, rect, t.on_tone, ui.px(0.7F), ui.px(kCornerMm));
  draw_text(ui, rect.inset(ui.px(4), 0), deed.label, {Type::strong, ink, Align::centre, true, 2});
  return r.clicked;
}

/// Buttons from the left, in as many rows as they need; draws them if `draw`, returns the height.
float place_deeds(Canvas& canvas, const Rect& area, const std::vector<DoorDeed>& deeds, bool draw) {
  Ui& ui = canvas.ui;
  const float gap = ui.px(4);
  float x = area.x;
  float y = area.y;
  for (const DoorDeed& deed : deeds) {
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

}  // namespace

const core::Question* question_of(const Canvas& canvas, const DoorEntry& entry) {
  if (entry.undone || entry.verdict != core::Verdict::needs_answer) return nullptr;
  const core::Checkpoint* checkpoint = canvas.model.meeting->checkpoint(entry.checkpoint);
  if (checkpoint == nullptr || entry.questions.empty()) return nullptr;
  return checkpoint->question(entry.questions.front());
}

void draw_verdict(Canvas& canvas, const Rect& panel, const DoorEntry& entry) {
  Ui& ui = canvas.ui;
  const Paint paint = paint_of(ui.theme(), entry);
  ground(ui, panel, paint.ground);
  if (ui.theme().high_contrast) {
    const Colour edge =
        entry.undone ? ui.theme().ink : sign_colour(ui.theme(), verdict_tone(entry.verdict));
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
      std::min(ui.density().mm(panel.w) * 0.22F, ui.density().mm(body.h) * 0.5F), 24.F, 84.F));
  const Rect sign = stacked ? body.take_top(side, ui.px(8)) : body.take_left(side, margin * 0.8F);
  draw_sign(ui, sign.middle(side, side), paint);
  draw_words(canvas, body, entry, paint.ink, stacked ? Align::centre : Align::left);
}

Tone verdict_tone(core::Verdict verdict) {
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

std::string verdict_title(const Canvas& canvas, const DoorEntry& entry) {
  return canvas.say(verdict_key(entry, ".title"));
}

}  // namespace ui
