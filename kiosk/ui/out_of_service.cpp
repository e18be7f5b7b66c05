// Nothing can be written, or the kiosk could not start: says so to everybody, and to staff what to
// do. Draws without a meeting: no header, no language to choose.
#include <algorithm>
#include <cmath>

#include "ui/draw.h"
#include "ui/flow.h"
#include "ui/screens.h"

namespace ui {
namespace {

using app::screen::OutOfService;

/// A paragraph of the staff's part.
struct Paragraph {
  std::string id;
  std::string words;
  Type type = Type::body;
  bool quiet = false;
  float gap_mm = 0;  ///< below
};

std::vector<Paragraph> paragraphs_of(const Canvas& canvas, const core::Error& error) {
  std::vector<Paragraph> out;
  out.push_back({"", canvas.say("failure.for_staff"), Type::label, true, 1});
  out.push_back({"message", canvas.say(failure_key(error)), Type::strong, false, 3});
  for (std::size_t i = 0; i < error.mistakes.size(); ++i) {
    out.push_back({"mistake:" + std::to_string(i), mistake_words(canvas, error.mistakes[i]),
                   Type::label, false, 3});
  }
  // Which file and which command: the technician's words, below all that is said to people.
  if (canvas.model.language != "en") {
    out.push_back({"in_english", canvas.say("failure.in_english"), Type::label, true, 1});
  }
  out.push_back({"error", error.what, Type::label, true, 3});
  if (!error.next_step.empty()) {
    out.push_back({"next_step", error.next_step, Type::label, true, 4});
  }
  return out;
}

float height_of(const Ui& ui, const Paragraph& paragraph, float width) {
  return text_height(ui, paragraph.type, paragraph.words, width) +
         (paragraph.gap_mm > 0 ? ui.px(paragraph.gap_mm) : 0);
}

void draw_for_staff(Canvas& canvas, const Rect& rect, const std::vector<Paragraph>& paragraphs) {
  Ui& ui = canvas.ui;
  const Rect area = card(ui, rect);
  OnSurface on(ui, ui.theme().surface);
  const auto whole = [&](float width) {
    float height = 0;
    for (const Paragraph& p : paragraphs) height += height_of(ui, p, width);
    return height;
  };
  const bool scrolls = whole(area.w) > area.h;
  const float width = area.w - (scrolls ? ui.px(4) : 0);
  const float offset = ui.scroll("for_staff", area, whole(width));
  Clip clip(ui, area);
  float y = area.y - offset;
  for (const Paragraph& p : paragraphs) {
    const float height = height_of(ui, p, width);
    text(ui, p.id, {area.x, y, width, height}, p.words,
         {p.type, p.quiet ? ui.muted() : ui.theme().ink});
    y += height;
  }
}

float card_height(const Ui& ui, const std::vector<Paragraph>& paragraphs, const Rect& room) {
  float content = ui.px(17);
  for (const Paragraph& paragraph : paragraphs) {
    content += height_of(ui, paragraph, room.w - ui.px(16));
  }
  return std::min(content, room.h);
}

/// A screen where the command for staff is seen to its end only if nothing is given away.
bool is_low(const Ui& ui) {
  constexpr float kLowMm = 240;
  return ui.density().mm(ui.screen().h) < kLowMm;
}

void draw_message(Canvas& canvas, Rect& body) {
  Ui& ui = canvas.ui;
  const std::string title = canvas.say("failure.out_of_service_title");
  const std::string words = canvas.say("failure.out_of_service_text");
  const float side = ui.text_px(24);
  Rect line = body;
  const Rect sign = line.take_left(side, ui.px(10));
  const Type type = largest_fitting(ui, title, line.w, 1);
  const float height =
      text_height(ui, type, title, line.w) + text_height(ui, Type::body, words, line.w);
  line.h = std::max(height, side);
  draw_icon(ui, Icon::warning, Rect{sign.x, line.y, side, line.h}.middle(side, side),
            tone_text(ui.theme(), Tone::look));
  body.take_top(line.h, ui.px(is_low(ui) ? 4 : 8));
  line = line.middle(line.w, height);
  line.take_top(text(ui, "title", line, title, {type, ui.theme().ink}));
  text(ui, "explain", line, words, {Type::body, ui.theme().ink});
}

std::string day_of_copy(Canvas& canvas, const OutOfService& screen) {
  const core::Day day = canvas.model.meeting->zone.day_of(*screen.copy);
  return canvas.names.day(canvas.model.language, day);
}

/// A row of its own above the footer: no label of it has to be cut. The primary one stands where
/// primary buttons do.
bool draw_way(Canvas& canvas, Rect& body, ButtonKind kind, const char* id, const std::string& label,
              Icon icon) {
  Ui& ui = canvas.ui;
  Rect row = body.take_bottom(footer_height(ui), ui.px(4));
  const float width = std::min(row.w, button_width(ui, label, icon));
  const Rect at = kind == ButtonKind::primary ? row.take_right(width) : row.take_left(width);
  return button(ui, kind, id, at, label, {icon});
}

bool has_copy(const OutOfService& screen) {
  return screen.way_back == OutOfService::WayBack::offered;
}

/// To a meeting, or to the newest copy that is here: the main thing then, as trying again rarely
/// mends a damaged file.
void draw_ways(Canvas& canvas, Rect& body, const OutOfService& screen) {
  if (app::can_join(screen) && draw_way(canvas, body, ButtonKind::secondary, "join",
                                        canvas.say("join.open"), Icon::in_step)) {
    canvas.out.emplace_back(app::JoinPressed{});
  }
  if (!has_copy(screen)) return;
  const std::string label = canvas.say("way_back.open", {{"day", day_of_copy(canvas, screen)}});
  if (draw_way(canvas, body, ButtonKind::primary, "restore", label, Icon::undo)) {
    canvas.out.emplace_back(app::RestorePressed{});
  }
}

void draw_retry(Canvas& canvas, Rect footer, const OutOfService& screen) {
  const std::string label = canvas.say(screen.checking ? "failure.checking" : "chrome.try_again");
  bool touched = false;
  if (has_copy(screen)) {
    const float width =
        std::min(button_width(canvas.ui, label, Icon::none), std::round(footer.w * 0.48F));
    touched = secondary_button(canvas.ui, "retry", footer.take_right(width), label);
  } else {
    touched = draw_primary(canvas, footer, "retry", label, {Icon::none, false, !screen.checking});
  }
  if (touched) canvas.out.emplace_back(app::RetryPressed{});
}

void draw_going_back(Canvas& canvas, const Rect& body, const Rect& footer,
                     const OutOfService& screen) {
  draw_flow(canvas, "going_back", body, [&](Flow& flow) {
    flow.progress(canvas.say("way_back.going"), screen.percent);
    flow.words("reassure", canvas.say("way_back.explain"), Type::body, canvas.ui.theme().ink, 2);
  });
  if (draw_secondary(canvas, footer, "stop", canvas.say("work.stop"),
                     {Icon::none, false, !screen.stopping})) {
    canvas.out.emplace_back(app::StopPressed{});
  }
}

/// Whether it shall be.
void draw_asking(Canvas& canvas, Rect body, const Rect& footer, const OutOfService& screen) {
  std::vector<Paragraph> paragraphs;
  paragraphs.push_back({"ask", canvas.say("way_back.ask", {{"day", day_of_copy(canvas, screen)}}),
                        Type::strong, false, 3});
  paragraphs.push_back({"ask_more", canvas.say("way_back.explain"), Type::body});
  draw_for_staff(canvas, body.take_top(card_height(canvas.ui, paragraphs, body)), paragraphs);
  if (draw_secondary(canvas, footer, "back", canvas.say("chrome.back"), {Icon::arrow_left})) {
    canvas.out.emplace_back(app::BackPressed{});
  }
  if (draw_primary(canvas, footer, "confirm", canvas.say("way_back.yes"), {Icon::undo})) {
    canvas.out.emplace_back(app::ConfirmPressed{});
  }
}

}  // namespace

void draw_out_of_service(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const auto& screen = std::get<OutOfService>(canvas.model.screen);
  const Page p = page(ui, true);
  const float top = ui.px(is_low(ui) ? 5 : 12);
  Rect body{p.body.x, top, p.body.w, p.body.bottom() - top};
  if (ui.tall()) body.take_top(ui.px(30));
  using WayBack = OutOfService::WayBack;
  draw_ways(canvas, body, screen);
  draw_message(canvas, body);
  if (screen.way_back == WayBack::asking) return draw_asking(canvas, body, p.footer, screen);
  if (screen.way_back == WayBack::going) return draw_going_back(canvas, body, p.footer, screen);
  const auto paragraphs = paragraphs_of(canvas, screen.error);
  draw_for_staff(canvas, body.take_top(card_height(ui, paragraphs, body)), paragraphs);
  if (app::can_restore(screen) &&
      draw_secondary(canvas, p.footer, "backup", canvas.say("restore.open"), {Icon::lock})) {
    canvas.out.emplace_back(app::UnsealBackupPressed{});
  }
  draw_retry(canvas, p.footer, screen);
}

}  // namespace ui
