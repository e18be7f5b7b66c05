#include <algorithm>
#include <cmath>

#include "ui/draw.h"
#include "ui/screens.h"

namespace ui {
namespace {

using app::screen::Check;

const Check& screen_of(const Canvas& canvas) { return std::get<Check>(canvas.model.screen); }

/// Upright, as the label printers' paper is, until the picture says otherwise.
Vec2 badge_size(const Pictures& pictures) {
  if (pictures.preview_size.x > 0 && pictures.preview_size.y > 0) return pictures.preview_size;
  return {62, 100};
}

void draw_badge(Canvas& canvas, const Rect& area) {
  Ui& ui = canvas.ui;
  const std::string label = canvas.say("check.preview");
  const Vec2 size = badge_size(canvas.pictures);
  if (canvas.pictures.preview != nullptr && canvas.model.preview_ready) {
    picture(ui, "preview", area, canvas.pictures.preview, size, label);
    return;
  }
  const float scale = std::min(area.w / size.x, area.h / size.y);
  const Rect paper = area.middle(std::round(size.x * scale), std::round(size.y * scale));
  shadow(ui, paper);
  fill(ui, paper, rgb(0xFFFFFF), ui.px(1));
  const std::string wait = canvas.say("check.preview_wait");
  const Rect room = paper.inset(ui.px(3));
  if (text_width(ui, Type::label, wait) > room.w) return;
  OnSurface on(ui, rgb(0xFFFFFF));
  text(ui, "preview_wait", room, wait, {Type::label, rgb(0x14213D), Align::centre, true});
}

/// The meeting's own notice, else what every meeting can say.
std::string short_notice(const Canvas& canvas) {
  const core::MultiText& own = canvas.model.meeting->privacy.notice;
  const auto in_language = own.by_language.find(canvas.model.language);
  if (in_language != own.by_language.end()) return in_language->second;
  return canvas.say("check.notice_short");
}

/// Stacks what stands beside the badge; measures alone where nothing is to be drawn.
struct Beside {
  Canvas& canvas;
  Rect area;
  float y;
  bool draws;

  void words(std::string_view id, const std::string& said, const TextStyle& style, float gap_mm) {
    Ui& ui = canvas.ui;
    const float height = text_height(ui, style.type, said, area.w);
    if (draws) text(ui, id, {area.x, y, area.w, height}, said, style);
    y += height + ui.px(gap_mm);
  }
  void notice_button() {
    Ui& ui = canvas.ui;
    const std::string more = canvas.say("check.notice_more");
    const Rect at{area.x, y, std::min(area.w, button_width(ui, more)), footer_height(ui)};
    if (draws && secondary_button(ui, "notice", at, more)) {
      canvas.out.emplace_back(app::NoticeToggled{});
    }
    y += at.h;
  }
};

void add_notice(Beside& beside, bool in_short) {
  const Ui& ui = beside.canvas.ui;
  beside.words({}, beside.canvas.say("check.notice_title"), {Type::strong, ui.theme().ink}, 2);
  if (in_short) {
    beside.words("notice_text", short_notice(beside.canvas), {Type::body, ui.muted()}, 3);
  }
  beside.notice_button();
}

/// What went wrong, kindly; what the organiser needs to know of it stands in the log.
void add_failure(Beside& beside, bool with_notice) {
  Canvas& canvas = beside.canvas;
  Ui& ui = canvas.ui;
  const std::string said = canvas.say("failure.saving_failed");
  const float height = notice_height(ui, beside.area.w, said);
  if (beside.draws) {
    notice(ui, "failure", {beside.area.x, beside.y, beside.area.w, height}, Tone::stop, said);
  }
  beside.y += height + ui.px(4);
  add_notice(beside, with_notice);
}

/// Where it does not all fit, the hint is left out; after a failure the sentences of the notice,
/// which stood here before it and are the first of the whole one.
void add_all(Beside& beside, bool all) {
  if (screen_of(beside.canvas).phase == Check::Phase::failed) return add_failure(beside, all);
  if (all) {
    beside.words("preview_hint", beside.canvas.say("check.preview"),
                 {Type::body, beside.canvas.ui.theme().ink}, 8);
  }
  add_notice(beside, true);
}

void draw_words(Canvas& canvas, const Rect& area) {
  Ui& ui = canvas.ui;
  Beside whole{canvas, area, 0, false};
  add_all(whole, true);
  const bool all = whole.y <= area.h;
  Beside probe{canvas, area, 0, false};
  add_all(probe, all);
  const float offset = ui.scroll("check_words", area, probe.y);
  {
    Clip clip(ui, area.inset(-ui.px(2)));
    Beside beside{canvas, area, area.y - offset, true};
    add_all(beside, all);
  }
  draw_more(ui, area, offset, probe.y);
}

void draw_page(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const bool saving = screen_of(canvas).phase == Check::Phase::saving;
  Page p = draw_frame(canvas, {}, true, false);
  draw_title(canvas, p.body, canvas.say("check.title"), 4);
  const Vec2 size = badge_size(canvas.pictures);
  Rect body = p.body;
  if (ui.tall()) {
    draw_badge(canvas, body.take_top(std::round(std::min(body.h * 0.55F, body.w * size.y / size.x)),
                                     ui.px(12)));
  } else {
    const float most = std::max(ui.px(90), body.w * 0.4F);
    const float width = std::round(std::min(body.h * size.x / size.y, most));
    draw_badge(canvas, body.take_left(width, ui.px(18)).inset(ui.px(1)));
  }
  draw_words(canvas, body);
  const std::string print = canvas.say(saving ? "check.saving" : "check.print");
  if (draw_primary(canvas, p.footer, "print", print, {Icon::printer, false, !saving})) {
    canvas.out.emplace_back(app::PrintPressed{});
  }
  if (draw_secondary(canvas, p.footer, "back", canvas.say("check.change"),
                     {Icon::arrow_left, false, !saving})) {
    canvas.out.emplace_back(app::BackPressed{});
  }
}

// ---- the whole notice

core::Day days_after(const core::Meeting& meeting, int days) {
  return meeting.days.back() + std::chrono::days{days};
}

std::vector<std::string> notice_lines(Canvas& canvas) {
  const core::Meeting& meeting = *canvas.model.meeting;
  const core::Privacy& privacy = meeting.privacy;
  const std::string& language = canvas.model.language;
  std::vector<std::string> lines;
  if (privacy.notice.by_language.contains(language)) {
    lines.push_back(canvas.meeting_text(privacy.notice));
  }
  lines.push_back(canvas.say("check.notice_short"));
  lines.push_back(canvas.say("check.notice_controller", {{"name", privacy.controller}}) + "\n" +
                  canvas.say("check.notice_contact", {{"contact", privacy.contact}}));
  if (privacy.erase_contact_after_days) {
    const core::Day day = days_after(meeting, *privacy.erase_contact_after_days);
    lines.push_back(
        canvas.say("check.notice_erase_contact", {{"date", canvas.names.day(language, day)}}));
  }
  if (privacy.keep_evidence_until) {
    lines.push_back(
        canvas.say("check.notice_keep_evidence",
                   {{"date", canvas.names.day(language, *privacy.keep_evidence_until)}}));
  }
  lines.push_back(canvas.say("check.notice_version", {{"version", privacy.notice_version}}));
  return lines;
}

float lines_height(const Ui& ui, const std::vector<std::string>& lines, float width) {
  float height = 0;
  for (const auto& line : lines) height += text_height(ui, Type::body, line, width) + ui.px(4);
  return height;
}

void draw_lines(Ui& ui, const Rect& area, const std::vector<std::string>& lines) {
  const float offset = ui.scroll("notice_lines", area, lines_height(ui, lines, area.w));
  Clip clip(ui, area);
  float y = area.y - offset;
  for (const auto& line : lines) {
    const float line_h = text_height(ui, Type::body, line, area.w);
    text(ui, {}, {area.x, y, area.w, line_h}, line, {Type::body, ui.theme().ink});
    y += line_h + ui.px(4);
  }
}

void draw_whole_notice(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const std::vector<std::string> lines = notice_lines(canvas);
  const float button_h = footer_height(ui);
  const float width = std::min(ui.screen().w - ui.px(36), ui.px(340));
  Rect inside = draw_dialog(canvas, "notice_title", canvas.say("check.notice_title"), width,
                            lines_height(ui, lines, width) + ui.px(6) + button_h);
  OnSurface on(ui, ui.theme().surface);
  const Rect footer = inside.take_bottom(button_h, ui.px(6));
  draw_lines(ui, inside, lines);
  if (draw_primary(canvas, footer, "notice_close", canvas.say("chrome.close"))) {
    canvas.out.emplace_back(app::NoticeToggled{});
  }
}

}  // namespace

void draw_check(Canvas& canvas) {
  if (screen_of(canvas).notice_open) {
    draw_whole_notice(canvas);
  } else {
    draw_page(canvas);
  }
}

}  // namespace ui
