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
}

/// The meeting's own notice, else what every meeting can say.
std::string short_notice(const Canvas& canvas) {
  const core::MultiText& own = canvas.model.meeting->privacy.notice;
  const auto in_language = own.by_language.find(canvas.model.language);
  if (in_language != own.by_language.end()) return in_language->second;
  return canvas.say("check.notice_short");
}

void draw_notice(Canvas& canvas, Rect area) {
  Ui& ui = canvas.ui;
  const std::string title = canvas.say("check.notice_title");
  const std::string words = short_notice(canvas);
  const std::string more = canvas.say("check.notice_more");
  area.take_top(text(ui, {}, area, title, {Type::strong, ui.theme().ink}), ui.px(2));
  const float button_h = ui.px(kTargetMm + 2);
  const float room = std::max(0.F, area.h - button_h - ui.px(4));
  const bool fits = text_height(ui, Type::body, words, area.w) <= room;
  const Type type = fits ? Type::body : Type::label;
  const float words_h = std::min(text_height(ui, type, words, area.w), room);
  text(ui, "notice_text", area.take_top(words_h, ui.px(4)), words, {type, ui.muted()});
  const float width = std::min(area.w, button_width(ui, more));
  if (secondary_button(ui, "notice", {area.x, area.y, width, button_h}, more)) {
    canvas.out.emplace_back(app::NoticeToggled{});
  }
}

/// What went wrong, kindly, and what the organiser needs to know of it.
float draw_failure(Canvas& canvas, Rect area) {
  Ui& ui = canvas.ui;
  const core::Error& failure = screen_of(canvas).failure;
  const std::string words = canvas.say("failure.saving_failed");
  const float top = area.y;
  notice(ui, "failure", area.take_top(notice_height(ui, area.w, words), ui.px(2)), Tone::stop,
         words);
  const std::string detail = failure.next_step.empty() ? failure.what : failure.next_step;
  area.take_top(text(ui, "failure_detail", area, detail, {Type::label, ui.muted()}));
  return area.y - top;
}

void draw_words(Canvas& canvas, Rect area) {
  Ui& ui = canvas.ui;
  if (screen_of(canvas).phase == Check::Phase::failed) {
    area.take_top(draw_failure(canvas, area), ui.px(6));
    const std::string more = canvas.say("check.notice_more");
    const float button_h = ui.px(kTargetMm + 2);
    if (area.h >= button_h &&
        secondary_button(ui, "notice",
                         {area.x, area.y, std::min(area.w, button_width(ui, more)), button_h},
                         more)) {
      canvas.out.emplace_back(app::NoticeToggled{});
    }
    return;
  }
  if (ui.density().mm(area.h) / ui.density().text_scale() > 120) {
    area.take_top(
        text(ui, "preview_hint", area, canvas.say("check.preview"), {Type::body, ui.theme().ink}),
        ui.px(8));
  }
  draw_notice(canvas, area);
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
  const float button_h = std::max(ui.px(24), ui.text_px(20));
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
