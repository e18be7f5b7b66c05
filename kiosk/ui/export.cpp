// What can be exported and where to, how far it is, and where the last export went.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/draw.h"
#include "ui/flow.h"

namespace ui {
namespace {

using app::screen::Export;
using Phase = Export::Phase;

struct Kind {
  std::string_view what;
  std::string_view title;
  std::string_view hint;
  Icon icon;
};
constexpr std::array<Kind, 9> kKinds = {
    {{"attendance", "organiser.export_attendance", "organiser.export_attendance_hint", Icon::check},
     {"attendees", "organiser.export_attendees", "organiser.export_attendees_hint", Icon::people},
     {"signature-sheets", "organiser.export_sheets", "organiser.export_sheets_hint", Icon::printer},
     {"certificates", "organiser.export_certificates", "organiser.export_certificates_hint",
      Icon::person},
     {"publication", "organiser.export_publication", "organiser.export_publication_hint",
      Icon::globe},
     {"eds", "organiser.export_eds", "organiser.export_eds_hint", Icon::chart},
     {"matrix", "organiser.export_matrix", "organiser.export_matrix_hint", Icon::place},
     {"scans", "organiser.export_scans", "organiser.export_scans_hint", Icon::qr_code},
     {"invitations", "organiser.export_invitations", "organiser.export_invitations_hint",
      Icon::person_add}}};

std::vector<KindCard> cards_of(const Canvas& canvas) {
  std::vector<KindCard> cards;
  for (const Kind& kind : kKinds) {
    cards.push_back({"export:" + std::string(kind.what), canvas.say(kind.title),
                     canvas.say(kind.hint), kind.icon, Icon::export_file});
  }
  return cards;
}

bool is_busy(const Export& screen) {
  return screen.phase == Phase::running || screen.phase == Phase::stopping;
}

/// What became of the last export.
struct Result {
  Tone tone = Tone::plain;
  std::string words;
  std::string detail;
};

/// The words above it say already what to do about a folder or a disk.
std::string why_of(const Canvas& canvas, const core::Error& failure) {
  if (!failure.message.empty()) return canvas.say(failure.message);
  const bool is_said = failure.failure == core::Failure::storage;
  return (is_said ? "" : canvas.say(failure_key(failure)) + "\n") + failure_detail(failure);
}

Result result_of(const Canvas& canvas, const Export& screen) {
  switch (screen.phase) {
    case Phase::idle:
      return {};
    case Phase::running:
    case Phase::stopping:
      return {Tone::plain, canvas.say("organiser.exporting"), {}};
    case Phase::stopped:
      return {Tone::look, canvas.say("work.stopped"), {}};
    case Phase::done:
      return {Tone::admitted, canvas.say("organiser.exported_to", {{"file", screen.file}}),
              canvas.say("organiser.checksum", {{"checksum", screen.checksum}})};
    case Phase::failed:
      return {Tone::stop, canvas.say("organiser.export_failed"), why_of(canvas, screen.failure)};
  }
  return {};
}

struct ResultSizes {
  float room = 0;
  float words = 0;
  float detail = 0;
  float whole = 0;
};

float stop_width(const Canvas& canvas) {
  return button_width(canvas.ui, canvas.say("work.stop")) + canvas.ui.px(6);
}

ResultSizes measure(const Canvas& canvas, const Export& screen, const Result& result, float width) {
  const Ui& ui = canvas.ui;
  ResultSizes s;
  s.room = width - 2 * ui.px(7) - ui.text_px(14) - (is_busy(screen) ? stop_width(canvas) : 0);
  s.words = text_height(ui, Type::body, result.words, s.room);
  s.detail =
      result.detail.empty() ? 0 : text_height(ui, Type::label, result.detail, s.room) + ui.px(1.5F);
  if (is_busy(screen)) s.detail = ui.px(6);
  s.whole = result.words.empty() ? 0 : s.words + s.detail + ui.px(11.5F);
  if (is_busy(screen)) s.whole = std::max(s.whole, ui.px(24) + ui.px(8));
  return s;
}

void draw_stop(Canvas& canvas, Rect& inside, const Export& screen) {
  Ui& ui = canvas.ui;
  const float width = stop_width(canvas) - ui.px(6);
  const Rect at = inside.take_right(width, ui.px(6)).middle(width, ui.px(24));
  if (secondary_button(ui, "stop", at, canvas.say("work.stop"),
                       {Icon::none, false, screen.phase == Phase::running})) {
    canvas.out.emplace_back(app::StopPressed{});
  }
}

void draw_result(Canvas& canvas, const Rect& rect, const Export& screen, const Result& result) {
  if (result.words.empty()) return;
  Ui& ui = canvas.ui;
  const Theme& t = ui.theme();
  const ResultSizes sizes = measure(canvas, screen, result, rect.w);
  fill(ui, rect, t.surface, ui.px(kCornerMm));
  const Colour ink = tone_text(t, result.tone);
  outline(ui, rect, result.tone == Tone::plain ? t.outline : ink, ui.px(0.6F), ui.px(kCornerMm));
  OnSurface on(ui, t.surface);
  Rect inside = rect.inset(ui.px(7), ui.px(4));
  if (is_busy(screen)) draw_stop(canvas, inside, screen);
  const float side = ui.text_px(9);
  const Icon icon = result.tone == Tone::plain ? Icon::clock : tone_icon(result.tone);
  draw_icon(ui, icon, inside.take_left(side, ui.text_px(5)).middle(side, side), ink);
  inside = inside.middle(inside.w, sizes.words + ui.px(1.5F) + sizes.detail);
  const bool done = result.tone == Tone::admitted;
  text(ui, done ? "exported" : "export_state", inside.take_top(sizes.words, ui.px(1.5F)),
       result.words, {Type::body, t.ink});
  if (is_busy(screen)) {
    progress_bar(ui, "progress", inside.take_top(ui.px(6)),
                 static_cast<float>(screen.percent) / 100.F,
                 canvas.say("work.percent", {{"n", std::to_string(screen.percent)}}));
  } else if (!result.detail.empty()) {
    text(ui, done ? "checksum" : "export_detail", inside, result.detail, {Type::label, ui.muted()});
  }
}

}  // namespace

void draw_export(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const auto& screen = std::get<Export>(canvas.model.screen);
  const Rect body = draw_desk_frame(canvas, "export");
  if (screen.choosing) return draw_sheet_choice(canvas, body, screen);
  const std::vector<KindCard> cards = cards_of(canvas);
  const CardGrid grid = card_grid(canvas, cards, body.w - 2 * desk_margin(ui));
  const float width = grid.whole_width();
  const Result result = result_of(canvas, screen);
  const float result_h = measure(canvas, screen, result, width).whole;
  const float targets_h = targets_height(canvas, width) + ui.px(3);
  const float content_h = targets_h + grid.height();
  Rect rest = body;
  const float x = std::round(body.x + (body.w - width) / 2);
  if (result_h > 0 &&
      content_h + result_h + grid.gap > body.h) {  // what became of it is never out of sight
    const Rect at = rest.take_bottom(result_h + grid.gap, grid.gap);
    draw_result(canvas, {x, at.y, width, result_h}, screen, result);
  }
  const bool below = rest.h == body.h;
  const float offset = ui.scroll("export", rest, content_h + grid.gap + (below ? result_h : 0));
  Clip clip(ui, rest);
  const Rect area{x, body.y + grid.gap - offset + targets_h, width, grid.height()};
  draw_targets(canvas, {x, area.y - targets_h, width, targets_h}, !is_busy(screen));
  if (const auto touched = draw_cards(canvas, grid, area, cards, !is_busy(screen))) {
    canvas.out.emplace_back(app::ExportPressed{std::string(kKinds.at(*touched).what)});
  }
  if (below) draw_result(canvas, {x, area.bottom(), width, result_h}, screen, result);
}

}  // namespace ui
