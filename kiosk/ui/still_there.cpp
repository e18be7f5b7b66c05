#include <algorithm>

#include "app/update.h"
#include "ui/screens.h"

namespace ui {
namespace {

int seconds_left(const app::Model& model) {
  const auto left = *model.ask_still_there_until - model.now.up;
  return std::max(0, static_cast<int>(std::chrono::ceil<std::chrono::seconds>(left).count()));
}

}  // namespace

void draw_still_there(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const int left = seconds_left(canvas.model);
  const std::string words = canvas.say_n("idle.explain", left, {{"seconds", std::to_string(left)}});
  const float width = std::min(ui.screen().w - ui.px(36), ui.px(260));
  const float button_h = footer_height(ui);
  const float words_h = text_height(ui, Type::body, words, width);
  Rect inside = draw_dialog(canvas, "still_there", canvas.say("idle.title"), width,
                            words_h + ui.px(22) + button_h);
  OnSurface on(ui, ui.theme().surface);
  const auto buttons = columns(inside.take_bottom(button_h, ui.px(8)), 2, ui.px(8));
  const Rect bar = inside.take_bottom(ui.px(6), ui.px(6));
  text(ui, "explain", inside, words, {Type::body, ui.theme().ink});
  const auto whole = static_cast<float>(app::kAnswerWithin.count());
  progress_bar(ui, "seconds", bar, static_cast<float>(left) / whole, words);
  if (secondary_button(ui, "start_over", buttons[0], canvas.say("chrome.start_over"))) {
    canvas.out.emplace_back(app::StartOverPressed{});
  }
  // Any touch says that somebody is there, but the one that may become "Start over".
  if (primary_button(ui, "still_here", buttons[1], canvas.say("idle.yes")) ||
      ui.touched_outside(buttons[0])) {
    canvas.out.emplace_back(app::StillHerePressed{});
  }
}

}  // namespace ui
