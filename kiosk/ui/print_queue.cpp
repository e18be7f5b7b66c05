// The print queue: how the printer and its paper are, every badge's way, and what can be done.
#include <algorithm>
#include <cmath>

#include "ui/desk.h"
#include "ui/draw.h"

namespace ui {
namespace {

using app::screen::PrintQueue;
using State = app::PrintJob::State;

const app::PrintJob* chosen_job(const PrintQueue& queue) {
  const auto at = std::find_if(queue.jobs.begin(), queue.jobs.end(),
                               [&](const auto& job) { return job.job == queue.chosen; });
  return at == queue.jobs.end() ? nullptr : &*at;
}

float button_h(const Ui& ui) { return std::max(ui.px(kTargetMm + 2), ui.text_px(19)); }

// ---- the printer and its paper

struct Condition {
  Tone tone = Tone::admitted;
  std::string words;
};

Condition condition_of(const Canvas& canvas) {
  const app::Signs& signs = canvas.model.signs;
  if (signs.printer_word.empty() && !signs.printer_trouble) {
    return {Tone::admitted, canvas.say("printer.ready")};
  }
  const std::string words = printer_words(canvas, signs.printer_word);
  return {is_printer_warning(signs.printer_word) ? Tone::look : Tone::stop, words};
}

void draw_condition(Canvas& canvas, Rect area) {
  Ui& ui = canvas.ui;
  const Condition now = condition_of(canvas);
  const float side = ui.text_px(9);
  draw_icon(ui, tone_icon(now.tone), area.take_left(side, ui.px(4)).middle(side, side),
            tone_text(ui.theme(), now.tone));
  text(ui, "printer_state", area, now.words, {Type::body, ui.theme().ink, Align::left, true});
}

std::string paper_words(const Canvas& canvas) {
  const auto& paper = canvas.model.signs.paper;
  return paper ? canvas.say_n("print.paper_left", paper->left) : canvas.say("print.paper_unknown");
}

float new_roll_width(const Canvas& canvas, float room) {
  return std::min(button_width(canvas.ui, canvas.say("print.new_roll")), room / 2);
}

void draw_paper(Canvas& canvas, Rect area) {
  Ui& ui = canvas.ui;
  const auto& paper = canvas.model.signs.paper;
  const std::string label = canvas.say("print.new_roll");
  const float width = new_roll_width(canvas, area.w);
  const Rect at = area.take_right(width, ui.px(5)).middle(width, button_h(ui));
  if (secondary_button(ui, "new_roll", at, label)) canvas.out.emplace_back(app::NewRollPressed{});
  if (paper && paper->low) {
    const float side = ui.text_px(8);
    draw_icon(ui, Icon::warning, area.take_left(side, ui.px(3)).middle(side, side),
              tone_text(ui.theme(), Tone::look));
  }
  text(ui, "paper", area, paper_words(canvas), {Type::body, ui.theme().ink, Align::left, true});
}

/// Of the printer's line or the paper's, two lines of words at least.
float line_height(const Ui& ui, const std::string& words, float room) {
  const float words_h =
      std::max(text_height(ui, Type::body, words, room), 2 * ui.line_px(Type::body));
  return std::max(button_h(ui), words_h) + ui.px(2);
}

/// Beside each other where there is room.
void draw_head(Canvas& canvas, Rect& area) {
  Ui& ui = canvas.ui;
  const bool is_wide = ui.density().mm(area.w) > 330 && !ui.density().larger_text;
  if (is_wide) {
    Rect head = area.take_top(line_height(ui, {}, area.w), ui.px(3));
    draw_paper(canvas, head.take_right(std::round(head.w * 0.45F), ui.px(8)));
    return draw_condition(canvas, head);
  }
  const float state_w = area.w - ui.text_px(9) - ui.px(4);
  const float paper_w = area.w - new_roll_width(canvas, area.w) - ui.px(8) - ui.text_px(8);
  draw_condition(canvas, area.take_top(line_height(ui, condition_of(canvas).words, state_w)));
  draw_paper(canvas, area.take_top(line_height(ui, paper_words(canvas), paper_w), ui.px(3)));
}

// ---- the jobs

struct JobLook {
  Icon icon;
  Tone tone;
};

JobLook look_of(State state) {
  switch (state) {
    case State::waiting:
      return {Icon::clock, Tone::plain};
    case State::trouble:
      return {Icon::warning, Tone::look};
    case State::printed:
      return {Icon::check, Tone::admitted};
    case State::cancelled:
      return {Icon::cross, Tone::stop};
  }
  return {Icon::clock, Tone::plain};
}

std::string state_words(const Canvas& canvas, const app::PrintJob& job) {
  switch (job.state) {
    case State::waiting:
      return canvas.say("staff.print_waiting");
    case State::trouble:
      return print_words(canvas, job.detail);
    case State::printed:
      return canvas.say("print.printed");
    case State::cancelled:
      return job.detail.empty() ? canvas.say("print.cancelled") : print_words(canvas, job.detail);
  }
  return {};
}

float row_height(const Ui& ui) {
  const float words = ui.line_px(Type::body) + ui.line_px(Type::label);
  return std::max(ui.px(kTargetMm), words) + ui.px(3);
}

/// A job as the list shows it; the row points into what is kept here.
struct JobRow {
  std::string about;
  std::string time;
  Row row;
};

/// As the list of printers calls it, else the machine it stands at: an address is for programs.
std::string printer_of(const Canvas& canvas, const app::PrintJob& job) {
  const auto& queue = std::get<PrintQueue>(canvas.model.screen);
  for (const app::PrinterChoice& printer : queue.printers) {
    if (printer.setting == job.printer && !printer.name.empty()) return printer.name;
  }
  const auto scheme = job.printer.find("://");
  if (scheme == std::string::npos) return job.printer;
  const std::string rest = job.printer.substr(scheme + 3);
  return rest.substr(0, rest.find('/'));
}

void fill_row(const Canvas& canvas, const app::PrintJob& job, bool is_chosen, JobRow& out) {
  const JobLook look = look_of(job.state);
  out.about = joined({state_words(canvas, job), job.number, printer_of(canvas, job)});
  out.time = core::clock_text(job.at, canvas.model.meeting->zone);
  out.row = {job.name, out.about, out.time, look.icon, look.tone, true, is_chosen, true};
}

float job_height(const Canvas& canvas, const app::PrintJob& job, float width) {
  JobRow row;
  fill_row(canvas, job, false, row);
  return list_row_height(canvas.ui, width, row.row) + canvas.ui.px(3);
}

void draw_job(Canvas& canvas, const Rect& at, const app::PrintJob& job, bool is_chosen) {
  JobRow row;
  fill_row(canvas, job, is_chosen, row);
  if (list_row(canvas.ui, "job:" + job.job, at.inset(0, canvas.ui.px(0.5F)), row.row)) {
    canvas.out.emplace_back(app::PrintJobChosen{job.job});
  }
}

void draw_jobs(Canvas& canvas, const Rect& area, const PrintQueue& queue) {
  Ui& ui = canvas.ui;
  if (queue.jobs.empty()) {
    text(ui, "no_jobs", area, canvas.say("print.empty"),
         {Type::body, ui.muted(), Align::centre, true});
    return;
  }
  std::vector<float> heights;
  float all = 0;
  for (const app::PrintJob& job : queue.jobs) {
    all += heights.emplace_back(job_height(canvas, job, area.w));
  }
  const float offset = ui.scroll("jobs", area, all);
  Clip clip(ui, area);
  float y = area.y - offset;
  for (std::size_t i = 0; i < queue.jobs.size(); ++i) {
    const app::PrintJob& job = queue.jobs[i];
    const Rect row{area.x, y, area.w, heights[i]};
    y += row.h;
    if (row.bottom() < area.y || row.y > area.bottom()) continue;
    draw_job(canvas, row, job, job.job == queue.chosen);
    hairline(ui, row.x, row.bottom() - 1, row.w);
  }
}

// ---- what can be done with the chosen one

/// All as wide as each other; else each as wide as its words need, and the rest shared out; none
/// where they are wider than `width`.
std::vector<Rect> beside(const Ui& ui, float width, const std::vector<std::string>& labels) {
  const auto count = static_cast<float>(labels.size());
  float spare = width - (count - 1) * ui.px(kGapMm);
  float widest = 0;
  for (const std::string& label : labels) {
    spare -= button_width(ui, label);
    widest = std::max(widest, button_width(ui, label));
  }
  if (spare < 0) return {};
  Rect area{0, 0, width, button_h(ui)};
  auto equal = columns(area, static_cast<int>(labels.size()), ui.px(kGapMm));
  if (equal.front().w >= widest) return equal;
  std::vector<Rect> cells;
  for (const std::string& label : labels) {
    const float share = std::floor(button_width(ui, label) + spare / count);
    cells.push_back(area.take_left(share, ui.px(kGapMm)));
  }
  return cells;
}

/// From the top left, the last one in the last row: beside each other if that fits, else the last
/// one below the others, else one below the other.
std::vector<Rect> placed(const Ui& ui, float width, std::vector<std::string> labels) {
  if (auto all = beside(ui, width, labels); !all.empty()) return all;
  const float step = button_h(ui) + ui.px(4);
  labels.pop_back();
  auto cells = beside(ui, width, labels);
  if (cells.empty()) {
    for (std::size_t i = 0; i < labels.size(); ++i) {
      cells.push_back({0, static_cast<float>(i) * step, width, button_h(ui)});
    }
  }
  cells.push_back({0, cells.back().y + step, width, button_h(ui)});
  return cells;
}

/// What can be done with a job, the main thing last.
struct JobDeed {
  std::string id;
  std::string label;
  app::Action action;
};

std::vector<JobDeed> deeds_of(const Canvas& canvas, const app::PrintJob& job) {
  const bool is_open = job.state == State::waiting || job.state == State::trouble;
  std::vector<JobDeed> deeds;
  if (is_open) {
    deeds.push_back({"cancel_print", canvas.say("print.cancel"), app::CancelPrintPressed{}});
  }
  deeds.push_back({"other_printer", canvas.say("print.other_printer"), app::OtherPrinterPressed{}});
  deeds.push_back({"print_again", canvas.say(is_open ? "print.again" : "staff.reprint"),
                   app::PrintAgainPressed{}});
  return deeds;
}

void draw_job_deeds(Canvas& canvas, Rect& area, const app::PrintJob& job) {
  Ui& ui = canvas.ui;
  const std::vector<JobDeed> deeds = deeds_of(canvas, job);
  std::vector<std::string> labels;
  for (const JobDeed& deed : deeds) labels.push_back(deed.label);
  const std::vector<Rect> cells = placed(ui, area.w, labels);
  const Rect footer = area.take_bottom(cells.back().bottom(), ui.px(4));
  for (std::size_t i = 0; i < deeds.size(); ++i) {
    const Rect at{footer.x + cells[i].x, footer.y + cells[i].y, cells[i].w, cells[i].h};
    const bool touched = i + 1 == deeds.size()
                             ? primary_button(ui, deeds[i].id, at, deeds[i].label)
                             : secondary_button(ui, deeds[i].id, at, deeds[i].label);
    if (touched) canvas.out.push_back(deeds[i].action);
  }
}

// ---- another printer

std::string name_of_printer(const Canvas& canvas, const app::PrinterChoice& printer) {
  if (printer.setting.empty()) return canvas.say("print.own_printer");
  return printer.name.empty() ? printer.setting : printer.name;
}

/// As high as the longest address needs.
float printer_height(const Canvas& canvas, float width) {
  const Ui& ui = canvas.ui;
  float height = std::max(ui.px(26), row_height(ui) + ui.px(4));
  for (const app::PrinterChoice& printer : std::get<PrintQueue>(canvas.model.screen).printers) {
    const float room = width - ui.px(38);  // beside the card's signs
    height =
        std::max(height, text_height(ui, Type::strong, name_of_printer(canvas, printer), room) +
                             text_height(ui, Type::label, printer.setting, room) + ui.px(4));
  }
  return height;
}

void draw_printers(Canvas& canvas, const Rect& area, const PrintQueue& queue) {
  Ui& ui = canvas.ui;
  if (queue.printers.empty()) {
    text(ui, "searching", area, canvas.say("print.searching"),
         {Type::body, ui.muted(), Align::centre, true});
    return;
  }
  const float height = printer_height(canvas, area.w);
  const float gap = ui.px(3);
  const float whole = (height + gap) * static_cast<float>(queue.printers.size());
  const float offset = ui.scroll("printers", area, whole);
  Clip clip(ui, area);
  float y = area.y - offset;
  for (const app::PrinterChoice& printer : queue.printers) {
    const Rect at{area.x, y, area.w, height};
    y += height + gap;
    if (at.bottom() < area.y || at.y > area.bottom()) continue;
    const std::string name = name_of_printer(canvas, printer);
    const std::string below = name == printer.setting ? "" : printer.setting;
    if (choice_card(ui, "printer:" + printer.setting, at, name, below, false, Icon::printer)) {
      canvas.out.emplace_back(app::PrinterPicked{printer.setting});
    }
  }
}

void draw_picking(Canvas& canvas, const PrintQueue& queue) {
  Ui& ui = canvas.ui;
  const float width = std::min(ui.screen().w - ui.px(36), ui.px(240));
  const float room = ui.screen().h - ui.px(60) - ui.text_px(24);
  const auto rows = static_cast<float>(std::max<std::size_t>(queue.printers.size(), 2));
  const float content = rows * (printer_height(canvas, width) + ui.px(3)) + button_h(ui) + ui.px(5);
  Rect inside = draw_dialog(canvas, "printers", canvas.say("print.choose_printer"), width,
                            std::min(content, room));
  OnSurface on(ui, ui.theme().surface);
  const Rect footer = inside.take_bottom(button_h(ui), ui.px(5));
  draw_printers(canvas, inside, queue);
  if (draw_secondary(canvas, footer, "back", canvas.say("chrome.back"))) {
    canvas.out.emplace_back(app::BackPressed{});
  }
}

}  // namespace

void draw_print_queue(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const auto& queue = std::get<PrintQueue>(canvas.model.screen);
  if (queue.picking) return draw_picking(canvas, queue);
  const Rect body = draw_desk_frame(canvas, "print_queue");
  const float margin = desk_margin(ui);
  Rect area = body.inset(margin, ui.px(4));
  draw_head(canvas, area);
  const app::PrintJob* chosen = chosen_job(queue);
  if (chosen != nullptr) draw_job_deeds(canvas, area, *chosen);
  ground(ui, area.inset(-margin, 0), ui.theme().surface);
  OnSurface on(ui, ui.theme().surface);
  draw_jobs(canvas, area, queue);
}

}  // namespace ui
