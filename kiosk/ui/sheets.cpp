// Of which day and town signature sheets are made.
#include "ui/draw.h"
#include "ui/flow.h"

namespace ui {
namespace {

using app::screen::Export;

/// One of a row of chips, and what its touch says.
struct Choice {
  std::string id;
  std::string label;
  bool chosen = false;
  app::Action touched;
};

std::vector<Choice> days_of(Canvas& canvas, const Export& screen) {
  std::vector<Choice> all = {
      {"day:all", canvas.say("sheets.all_days"), !screen.day, app::SheetDayChosen{{}}}};
  for (const core::Day day : canvas.model.meeting->days) {
    all.push_back({"day:" + core::to_text(day), canvas.names.day(canvas.model.language, day),
                   screen.day == day, app::SheetDayChosen{day}});
  }
  return all;
}

std::vector<Choice> towns_of(const Canvas& canvas, const Export& screen) {
  std::vector<Choice> all = {
      {"town:all", canvas.say("sheets.all_towns"), screen.town.empty(), app::SheetTownChosen{{}}}};
  for (const std::string& town : app::towns_of_sheets(canvas.model)) {
    all.push_back({"town:" + town, town, screen.town == town, app::SheetTownChosen{town}});
  }
  return all;
}

void say_choices(Flow& flow, const std::vector<Choice>& choices) {
  Canvas& canvas = flow.canvas;
  std::vector<std::string> labels;
  for (const Choice& choice : choices) labels.push_back(choice.label);
  const Rect area{flow.area.x, flow.y, flow.area.w, 0};
  const std::vector<Rect> cells = chip_cells(canvas.ui, area, labels);
  flow.take(cells.back().bottom() - area.y);
  flow.gap(4);
  if (!flow.draws) return;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const Choice& choice = choices[i];
    if (toggle_chip(canvas.ui, choice.id, cells[i], choice.label, choice.chosen)) {
      canvas.out.push_back(choice.touched);
    }
  }
}

}  // namespace

void draw_sheet_choice(Canvas& canvas, const Rect& body, const Export& screen) {
  Ui& ui = canvas.ui;
  ground(ui, body, ui.theme().surface);
  OnSurface on(ui, ui.theme().surface);
  Rect area = body.inset(desk_margin(ui), ui.px(4));
  const Rect footer = area.take_bottom(std::max(ui.px(24), ui.text_px(20)), ui.px(4));
  if (draw_secondary(canvas, footer, "back", canvas.say("chrome.back"), {Icon::arrow_left})) {
    canvas.out.emplace_back(app::BackPressed{});
  }
  if (draw_primary(canvas, footer, "confirm", canvas.say("sheets.make"), {Icon::export_file})) {
    canvas.out.emplace_back(app::ConfirmPressed{});
  }
  draw_flow(canvas, "sheets", area, [&](Flow& flow) {
    flow.words("title", canvas.say("organiser.export_sheets"), Type::title, ui.theme().ink, 3);
    flow.words("of_days", canvas.say("sheets.day"), Type::label, ui.muted(), 1);
    say_choices(flow, days_of(canvas, screen));
    flow.words("of_towns", canvas.say("sheets.town"), Type::label, ui.muted(), 1);
    say_choices(flow, towns_of(canvas, screen));
  });
}

}  // namespace ui
