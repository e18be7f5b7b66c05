// The organiser's Import: lists on USB sticks, what would happen, progress, what happened.
#include <algorithm>

#include "ui/draw.h"
#include "ui/flow.h"

namespace ui {
namespace {

using app::screen::Import;
using Phase = Import::Phase;

constexpr std::size_t kMistakesShown = 100;

void say_update_choice(Flow& flow, const Import& screen) {
  Canvas& canvas = flow.canvas;
  const std::string label = canvas.say("import.update_known");
  const Rect at = flow.take(check_row_height(canvas.ui, flow.area.w, label, {}));
  if (flow.draws && check_row(canvas.ui, "update_known", at, label, {}, screen.update)) {
    canvas.out.emplace_back(app::UpdateKnownToggled{});
  }
  flow.gap(3);
}

void say_outcome(Flow& flow, const Import& screen) {
  Canvas& canvas = flow.canvas;
  const core::IntakeOutcome& outcome = screen.outcome;
  const bool done = screen.phase == Phase::done;
  flow.note(
      "outcome", canvas.say_n(done ? "import.added" : "import.would_add", outcome.added),
      outcome.added + outcome.updated == 0 ? Tone::look : (done ? Tone::admitted : Tone::plain));
  if (outcome.skipped > 0) {
    flow.words("known", canvas.say_n("import.known", outcome.skipped), Type::body,
               canvas.ui.theme().ink, 2);
  }
  if (outcome.updated > 0) {
    const std::string n = std::to_string(outcome.updated);
    flow.words("updated", canvas.say(done ? "import.updated" : "import.would_update", {{"n", n}}),
               Type::body, canvas.ui.theme().ink, 2);
  }
  const bool is_choice = outcome.skipped > 0 || outcome.updated > 0 || screen.update;
  if (screen.phase == Phase::checked && is_choice) say_update_choice(flow, screen);
  if (outcome.mistakes.empty()) return;
  flow.words("mistakes", canvas.say_n("import.wrong", static_cast<int>(outcome.mistakes.size())),
             Type::strong, canvas.ui.theme().ink, 2);
  const std::size_t shown = std::min(outcome.mistakes.size(), kMistakesShown);
  for (std::size_t i = 0; i < shown; ++i) {
    flow.words({}, mistake_words(canvas, outcome.mistakes[i]), Type::label, canvas.ui.theme().ink,
               1);
  }
  const std::size_t more = outcome.mistakes.size() - shown;
  if (more == 0) return;
  flow.words("more_mistakes", canvas.say("import.more_wrong", {{"n", std::to_string(more)}}),
             Type::label, canvas.ui.theme().ink, 1);
}

void say_everything(Flow& flow, const Import& screen) {
  Canvas& canvas = flow.canvas;
  const Colour ink = canvas.ui.theme().ink;
  switch (screen.phase) {
    case Phase::looking:
      return flow.words("looking", canvas.say("import.looking"), Type::body, ink, 2);
    case Phase::choosing:
      flow.words("title", canvas.say("import.choose"), Type::title, ink, 2);
      if (screen.files.empty()) {
        flow.words("none", canvas.say("import.none"), Type::body, canvas.ui.muted(), 2);
      }
      for (std::size_t i = 0; i < screen.files.size(); ++i) {
        flow.file("list:" + std::to_string(i), screen.files[i], i, Icon::people);
      }
      return;
    case Phase::failed:
      flow.note("failed", canvas.say("import.failed"), Tone::stop);
      return flow.failure(screen.failure);
    case Phase::stopped:
      return flow.note("stopped", canvas.say("import.stopped"), Tone::look);
    default:
      break;
  }
  flow.words("title", screen.files.at(screen.chosen).name, Type::title, ink, 3);
  if (screen.phase == Phase::checking) {
    flow.words("checking", canvas.say("failure.checking"), Type::body, ink, 2);
    if (screen.rows == 0) return;
    flow.words("rows", canvas.say("import.rows", {{"n", std::to_string(screen.rows)}}), Type::body,
               ink, 2);
  } else if (screen.phase != Phase::storing) {  // then the bar says how far it is
    say_outcome(flow, screen);
  }
}

bool is_busy(const Import& screen) {
  return screen.phase == Phase::storing || screen.phase == Phase::checking;
}

/// Of a check the whole is not known before its rows are read.
std::string progress_words(const Canvas& canvas, const Import& screen) {
  if (screen.phase == Phase::checking) {
    return canvas.say("work.percent", {{"n", std::to_string(screen.percent)}});
  }
  return canvas.say("import.progress", {{"done", std::to_string(screen.done)},
                                        {"total", std::to_string(screen.total)}});
}

float fraction_of(const Import& screen) {
  if (screen.phase == Phase::checking) return static_cast<float>(screen.percent) / 100.F;
  return screen.total > 0 ? static_cast<float>(screen.done) / static_cast<float>(screen.total) : 0;
}

void draw_progress(Canvas& canvas, Rect& area, const Import& screen) {
  Ui& ui = canvas.ui;
  Rect at = area.take_top(ui.line_px(Type::label) + ui.px(10), ui.px(4));
  const std::string words = progress_words(canvas, screen);
  at.take_top(text(ui, "progress_words", at, words, {Type::label, ui.theme().ink}), ui.px(2));
  progress_bar(ui, "progress", at.take_top(ui.px(6)), std::clamp(fraction_of(screen), 0.0F, 1.0F),
               words);
}

void draw_buttons(Canvas& canvas, const Rect& footer, const Import& screen) {
  const bool checked = screen.phase == Phase::checked;
  const int added = screen.outcome.added;
  const int updated = screen.outcome.updated;
  if (checked && added + updated > 0) {
    const std::string label =
        added > 0 ? canvas.say_n("import.start", added)
                  : canvas.say("import.start_update", {{"n", std::to_string(updated)}});
    if (draw_primary(canvas, footer, "import", label, {Icon::people})) {
      canvas.out.emplace_back(app::ConfirmPressed{});
    }
  }
  if (is_busy(screen)) {
    if (draw_secondary(canvas, footer, "stop", canvas.say("import.stop"))) {
      canvas.out.emplace_back(app::BackPressed{});
    }
  } else if (screen.phase == Phase::choosing) {
    const std::string again = canvas.say("import.look_again");
    if (screen.files.empty() ? draw_primary(canvas, footer, "look_again", again)
                             : draw_secondary(canvas, footer, "look_again", again)) {
      canvas.out.emplace_back(app::RetryPressed{});
    }
  } else if (screen.phase != Phase::looking) {
    if (draw_secondary(canvas, footer, "back", canvas.say("chrome.back"), {Icon::arrow_left})) {
      canvas.out.emplace_back(app::BackPressed{});
    }
  }
}

}  // namespace

void draw_import(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const auto& screen = std::get<Import>(canvas.model.screen);
  const Rect body = draw_desk_frame(canvas, "import");
  ground(ui, body, ui.theme().surface);
  OnSurface on(ui, ui.theme().surface);
  Rect area = body.inset(desk_margin(ui), ui.px(4));
  const Rect footer = area.take_bottom(footer_height(ui), ui.px(4));
  draw_buttons(canvas, footer, screen);
  if (is_busy(screen)) draw_progress(canvas, area, screen);
  draw_flow(canvas, "import_report", area, [&](Flow& flow) { say_everything(flow, screen); });
}

}  // namespace ui
