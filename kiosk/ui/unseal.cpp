// A sealed file is chosen and opened. Draws without a meeting: no header.
#include <algorithm>

#include "ui/draw.h"
#include "ui/flow.h"
#include "ui/typing_button.h"

namespace ui {
namespace {

using app::screen::Unseal;
using Kind = Unseal::Kind;
using Phase = Unseal::Phase;

/// What each kind of file says of itself: messages.
struct Words {
  const char* title;
  const char* explain;
  const char* none;
  const char* open;
  const char* opening;
};

const Words& words_of(Kind kind) {
  static constexpr Words kEnrolment{"join.title", "join.explain", "join.none", "join.join",
                                    "join.joining"};
  static constexpr Words kBackup{"restore.title", "restore.explain", "restore.none", "restore.go",
                                 "way_back.going"};
  return kind == Kind::enrolment ? kEnrolment : kBackup;
}

void say_opened(Flow& flow, const Unseal& screen) {
  Canvas& canvas = flow.canvas;
  const Colour ink = canvas.ui.theme().ink;
  if (screen.kind == Kind::enrolment) {
    flow.note("joined", canvas.say("join.joined", {{"kiosk", screen.letter}}), Tone::admitted);
    return flow.words("after", canvas.say("join.after"), Type::body, ink, 2);
  }
  flow.note("restored", canvas.say("restore.done"), Tone::admitted);
  const std::string count = std::to_string(screen.taken_over);
  flow.words("taken_over", canvas.say("restore.taken_over", {{"count", count}}), Type::body, ink,
             2);
}

void say_files(Flow& flow, const Unseal& screen) {
  Canvas& canvas = flow.canvas;
  const Words& words = words_of(screen.kind);
  flow.words("explain", canvas.say(words.explain), Type::body, canvas.ui.theme().ink, 3);
  if (screen.files.empty()) flow.note("none", canvas.say(words.none), Tone::look);
  for (std::size_t i = 0; i < screen.files.size(); ++i) {
    flow.file("file:" + std::to_string(i), screen.files[i], i, Icon::lock);
  }
}

void say_everything(Flow& flow, const Unseal& screen) {
  Canvas& canvas = flow.canvas;
  const Colour ink = canvas.ui.theme().ink;
  const Words& words = words_of(screen.kind);
  flow.words("title", canvas.say(words.title), Type::title, ink, 3);
  switch (screen.phase) {
    case Phase::looking:
      return flow.words("looking", canvas.say("join.looking"), Type::body, ink, 2);
    case Phase::opening:
      if (screen.kind == Kind::backup) {
        flow.progress(canvas.say(words.opening), screen.percent);
        return flow.words("reassure", canvas.say("way_back.explain"), Type::body, ink, 2);
      }
      return flow.words("opening", canvas.say(words.opening), Type::body, ink, 2);
    case Phase::opened:
      return say_opened(flow, screen);
    default:
      return say_files(flow, screen);
  }
}

/// The one thing to do where nothing was found; beside files to choose from, another way.
void draw_look_again(Canvas& canvas, const Rect& footer, const Unseal& screen) {
  const std::string label = canvas.say("import.look_again");
  const bool can_look = screen.phase == Phase::choosing;
  Rect right = footer;
  const Rect at = right.take_right(std::min(footer.w, button_width(canvas.ui, label)));
  const bool clicked =
      screen.files.empty()
          ? draw_primary(canvas, footer, "look_again", label, {Icon::none, false, can_look})
          : secondary_button(canvas.ui, "look_again", at, label, {Icon::none, false, can_look});
  if (clicked) canvas.out.emplace_back(app::LookForSticksPressed{});
}

/// Joining is done at once.
void draw_stop(Canvas& canvas, const Rect& footer, const Unseal& screen) {
  if (screen.kind != Kind::backup) return;
  if (draw_secondary(canvas, footer, "stop", canvas.say("work.stop"),
                     {Icon::none, false, !screen.stopping})) {
    canvas.out.emplace_back(app::StopPressed{});
  }
}

void draw_buttons(Canvas& canvas, const Rect& footer, const Unseal& screen) {
  if (screen.phase == Phase::opened) {
    if (draw_primary(canvas, footer, "next", canvas.say("chrome.next"),
                     {Icon::arrow_right, true, true})) {
      canvas.out.emplace_back(app::NextPressed{});
    }
    return;
  }
  if (screen.phase == Phase::opening) return draw_stop(canvas, footer, screen);
  if (draw_secondary(canvas, footer, "back", canvas.say("chrome.back"), {Icon::arrow_left})) {
    canvas.out.emplace_back(app::BackPressed{});
  }
  draw_look_again(canvas, footer, screen);
}

float failure_height(const Ui& ui, const std::string& words, float width) {
  return words.empty() ? 0 : notice_height(ui, width, words) + ui.px(3);
}

/// The passphrase of the file, and what was wrong with the last one.
void draw_passphrase(Canvas& canvas, const Rect& body, const Unseal& screen) {
  Ui& ui = canvas.ui;
  ui::Page whole;
  whole.body = {body.x, body.y, body.w, ui.screen().bottom() - body.y};
  const std::string failed = screen.failure ? canvas.say(failure_key(*screen.failure)) : "";
  const float field_h = field_height(ui);
  const float failed_h = failure_height(ui, failed, body.w);
  const std::string& file = screen.files.at(screen.chosen).name;
  const float file_h = text_height(ui, Type::body, file, body.w) + ui.px(2);
  ui::Page p = above_keyboard(canvas, whole, kPassphraseLayout, field_h + failed_h + file_h);
  if (failed_h + field_h + file_h <= p.body.h) {
    p.body.take_top(text(ui, "file", p.body, file, {Type::body, ui.muted()}), ui.px(2));
  }
  if (!failed.empty()) {
    notice(ui, "failed", p.body.take_top(failed_h - ui.px(3), ui.px(3)), Tone::stop, failed);
  }
  const std::string label = canvas.say(words_of(screen.kind).open);
  Rect fields = p.body.take_top(field_h);
  const TypingButton button = place_typing_button(ui, p, fields, label);
  draw_secret(canvas, "passphrase", fields, app::FieldId::passphrase, screen.passphrase,
              canvas.say("care.passphrase"), "");
  draw_typing_button(canvas, button,
                     {"unseal", label, app::NextPressed{}, ButtonKind::primary, Icon::none,
                      !screen.passphrase.text.empty()});
  draw_keyboard(canvas, kPassphraseLayout, false, label);
}

}  // namespace

void draw_unseal(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const auto& screen = std::get<Unseal>(canvas.model.screen);
  const Page p = page(ui, true);
  const Rect body{p.body.x, ui.px(8), p.body.w, p.body.bottom() - ui.px(8)};
  if (screen.phase == Phase::typing) return draw_passphrase(canvas, body, screen);
  draw_buttons(canvas, p.footer, screen);
  draw_flow(canvas, "unseal", body, [&](Flow& flow) { say_everything(flow, screen); });
}

}  // namespace ui
