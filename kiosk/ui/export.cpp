// What can be exported, and where the last export went.
#include <algorithm>
#include <array>
#include <cstdlib>

#include "ui/desk.h"
#include "ui/draw.h"

namespace ui {
namespace {

using app::screen::Export;

struct Kind {
  std::string_view what;
  std::string_view title;
  std::string_view hint;
  Icon icon;
};
constexpr std::array<Kind, 8> kKinds = {
    {{"attendance", "organiser.export_attendance", "organiser.export_attendance_hint", Icon::check},
     {"attendees", "organiser.export_attendees", "organiser.export_attendees_hint", Icon::people},
     {"signature-sheets", "organiser.export_sheets", "organiser.export_sheets_hint", Icon::printer},
     {"certificates", "organiser.export_certificates", "organiser.export_certificates_hint",
      Icon::person},
     {"publication", "organiser.export_publication", "organiser.export_publication_hint",
      Icon::globe},
     {"eds", "organiser.export_eds", "organiser.export_eds_hint", Icon::chart},
     {"matrix", "organiser.export_matrix", "organiser.export_matrix_hint", Icon::place},
     {"scans", "organiser.export_scans", "organiser.export_scans_hint", Icon::qr_code}}};

/// A large card that is a button: sign, title, what is in the file.
void draw_kind(Canvas& canvas, const Rect& rect, const Kind& kind, bool enabled) {
  Ui& ui = canvas.ui;
  const Theme& t = ui.theme();
  const std::string title = canvas.say(kind.title);
  Widget w;
  w.id = "export:" + std::string(kind.what);
  w.role = Role::button;
  w.label = title;
  w.rect = rect;
  w.is_target = true;
  w.disabled = !enabled;
  w.text_mm = ui.em_mm(Type::strong);
  w.ink = t.ink;
  w.surface = t.surface;
  const Reaction r = ui.add(std::move(w));
  plate(ui, rect, r.pressed ? t.touched : t.surface, true);
  if (t.high_contrast) outline(ui, rect, t.ink, ui.px(0.6F), ui.px(kCornerMm));
  OnSurface on(ui, r.pressed ? t.touched : t.surface);
  const Colour accent = t.high_contrast ? t.ink : t.primary;
  Rect inside = rect.inset(ui.px(8), ui.px(4));
  const float sign = std::min(ui.text_px(16), inside.h);
  draw_icon(ui, kind.icon, inside.take_left(sign, ui.px(8)).middle(sign, sign), accent);
  const float go = ui.text_px(10);
  draw_icon(ui, Icon::export_file, inside.take_right(go, ui.px(6)).middle(go, go), accent);
  const std::string hint = canvas.say(kind.hint);
  const float title_h = text_height(ui, Type::strong, title, inside.w);
  const float hint_h = text_height(ui, Type::label, hint, inside.w);
  Rect words = inside.middle(inside.w, std::min(inside.h, title_h + hint_h));
  draw_text(ui, words.take_top(title_h), title, {Type::strong, t.ink});
  draw_text(ui, words, hint, {Type::label, ui.muted()});
  if (r.clicked) canvas.out.emplace_back(app::ExportPressed{std::string(kind.what)});
}

float kind_height(const Canvas& canvas, float width) {
  const Ui& ui = canvas.ui;
  const float room = width - ui.px(30) - ui.text_px(26);
  float height = ui.px(28);
  for (const Kind& kind : kKinds) {
    height =
        std::max(height, text_height(ui, Type::strong, canvas.say(kind.title), room) +
                             text_height(ui, Type::label, canvas.say(kind.hint), room) + ui.px(10));
  }
  return height;
}

/// What became of the last export.
struct Result {
  Tone tone = Tone::plain;
  std::string words;
  std::string detail;
};

Result result_of(const Canvas& canvas, const Export& screen) {
  switch (screen.phase) {
    case Export::Phase::idle:
      return {};
    case Export::Phase::running:
      return {Tone::plain, canvas.say("organiser.exporting"), {}};
    case Export::Phase::done:
      return {Tone::admitted, canvas.say("organiser.exported_to", {{"file", screen.file}}),
              canvas.say("organiser.checksum", {{"checksum", screen.checksum}})};
    case Export::Phase::failed:
      return {Tone::stop, canvas.say("organiser.export_failed"),
              joined({screen.failure.what, screen.failure.next_step})};
  }
  return {};
}

struct ResultSizes {
  float room = 0;
  float words = 0;
  float detail = 0;
  float whole = 0;
};

ResultSizes measure(const Ui& ui, const Result& result, float width) {
  ResultSizes s;
  s.room = width - 2 * ui.px(7) - ui.text_px(9) - ui.text_px(5);
  s.words = text_height(ui, Type::body, result.words, s.room);
  s.detail =
      result.detail.empty() ? 0 : text_height(ui, Type::label, result.detail, s.room) + ui.px(1.5F);
  s.whole = result.words.empty() ? 0 : s.words + s.detail + ui.px(10);
  return s;
}

void draw_result(Canvas& canvas, const Rect& rect, const Result& result) {
  if (result.words.empty()) return;
  Ui& ui = canvas.ui;
  const Theme& t = ui.theme();
  const ResultSizes sizes = measure(ui, result, rect.w);
  fill(ui, rect, t.surface, ui.px(kCornerMm));
  const Colour ink = tone_text(t, result.tone);
  outline(ui, rect, result.tone == Tone::plain ? t.outline : ink, ui.px(0.6F), ui.px(kCornerMm));
  OnSurface on(ui, t.surface);
  Rect inside = rect.inset(ui.px(7), ui.px(5));
  const float side = ui.text_px(9);
  const Icon icon = result.tone == Tone::plain ? Icon::clock : tone_icon(result.tone);
  draw_icon(ui, icon, inside.take_left(side, ui.text_px(5)).middle(side, side), ink);
  const bool done = result.tone == Tone::admitted;
  text(ui, done ? "exported" : "export_state", inside.take_top(sizes.words, ui.px(1.5F)),
       result.words, {Type::body, t.ink});
  if (!result.detail.empty()) {
    text(ui, done ? "checksum" : "export_detail", inside, result.detail, {Type::label, ui.muted()});
  }
}

/// Two columns where they have room, top to bottom as they are read.
struct Grid {
  int columns = 1;
  float width = 0;  ///< of a card
  float card_h = 0;
  float gap = 0;
  [[nodiscard]] float whole_width() const {
    return static_cast<float>(columns) * (width + gap) - gap;
  }
  [[nodiscard]] float height() const {
    const int rows = (static_cast<int>(kKinds.size()) + columns - 1) / columns;
    return static_cast<float>(rows) * (card_h + gap) + gap;
  }
  [[nodiscard]] Rect cell(const Rect& area, std::size_t at) const {
    const auto place = std::div(static_cast<int>(at), columns);
    return {area.x + static_cast<float>(place.rem) * (width + gap),
            area.y + static_cast<float>(place.quot) * (card_h + gap), width, card_h};
  }
};

Grid grid_for(const Canvas& canvas, float room) {
  const Ui& ui = canvas.ui;
  Grid grid;
  grid.gap = ui.px(5);
  grid.columns = ui.density().mm(room) > 420 ? 2 : 1;
  const float share = (room + grid.gap) / static_cast<float>(grid.columns) - grid.gap;
  grid.width = std::floor(std::min(share, ui.px(360)));
  grid.card_h = kind_height(canvas, grid.width);
  return grid;
}

}  // namespace

void draw_export(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const auto& screen = std::get<Export>(canvas.model.screen);
  const Rect body = draw_desk_frame(canvas, "export");
  const Grid grid = grid_for(canvas, body.w - 2 * desk_margin(ui));
  const float width = grid.whole_width();
  const Result result = result_of(canvas, screen);
  const float result_h = measure(ui, result, width).whole;
  const float cards_h = grid.height();
  Rect rest = body;
  const float x = std::round(body.x + (body.w - width) / 2);
  if (cards_h + result_h + grid.gap > body.h) {  // what became of it is never out of sight
    const Rect at = rest.take_bottom(result_h, grid.gap);
    draw_result(canvas, {x, at.y - grid.gap, width, at.h}, result);
  }
  const bool below = rest.h == body.h;
  const float offset = ui.scroll("export", rest, cards_h + (below ? result_h : 0));
  Clip clip(ui, rest);
  const float room = (rest.h - cards_h - (below ? result_h : 0)) / 2;
  const float top = std::clamp(room, grid.gap, ui.px(24));
  const Rect area{x, body.y + top - offset, width, cards_h};
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    draw_kind(canvas, grid.cell(area, i), kKinds.at(i), screen.phase != Export::Phase::running);
  }
  if (below) draw_result(canvas, {x, area.y + cards_h, width, result_h}, result);
}

}  // namespace ui
