// What an attendee who showed a code is told: welcome back, or please ask at the desk.
#include <algorithm>

#include "core/scan.h"
#include "ui/draw.h"
#include "ui/screens.h"

namespace ui {
namespace {

struct Sign {
  Icon icon;
  Tone tone;
};

/// A large sign in its tone's disc.
void draw_sign(Ui& ui, const Rect& at, Sign sign) {
  const Theme& t = ui.theme();
  disc(ui, at.centre(), at.w / 2, tone_fill(t, sign.tone));
  if (t.high_contrast) {
    ui.draw().AddCircle({at.centre().x, at.centre().y}, at.w / 2, t.ink.packed(), 0, ui.px(1));
  }
  draw_icon(ui, sign.icon, at.inset(at.w * 0.24F), t.high_contrast ? t.ink : t.on_tone);
}

/// Sign and words, in the middle of the page; `words` are drawn below each other.
struct Message {
  Sign sign;
  std::string title;
  bool personal = false;
  std::string first;
  std::string second;
};

float words_height(const Ui& ui, const Message& message, Type type, float width) {
  float height = text_height(ui, type, message.title, width) + ui.px(5);
  height += text_height(ui, Type::body, message.first, width);
  if (!message.second.empty()) {
    height += ui.px(3) + text_height(ui, Type::body, message.second, width);
  }
  return height;
}

void draw_words(Ui& ui, Rect words, const Message& message, Type type, Align align) {
  const TextStyle title{type, ui.theme().ink, align};
  const float title_h = message.personal ? personal_text(ui, "title", words, message.title, title)
                                         : text(ui, "title", words, message.title, title);
  words.take_top(title_h, ui.px(5));
  words.take_top(text(ui, "text", words, message.first, {Type::body, ui.theme().ink, align}),
                 ui.px(3));
  if (!message.second.empty()) {
    text(ui, "more", words, message.second, {Type::body, ui.muted(), align});
  }
}

void draw_message(Canvas& canvas, const Rect& body, const Message& message) {
  Ui& ui = canvas.ui;
  const float side = std::min(ui.px(ui.tall() ? 80 : 70), body.h * 0.5F);
  Rect room = body;
  if (ui.tall()) {
    const float width = room.w;
    const Type type = largest_fitting(ui, message.title, width, 2);
    const float height = side + ui.px(14) + words_height(ui, message, type, width);
    Rect block = room.middle(width, std::min(room.h, height));
    draw_sign(ui, block.take_top(side, ui.px(14)).middle(side, side), message.sign);
    draw_words(ui, block, message, type, Align::centre);
    return;
  }
  const Rect sign = room.take_left(side, ui.px(16));
  const Type type = largest_fitting(ui, message.title, room.w, 2);
  const float height = words_height(ui, message, type, room.w);
  draw_sign(ui, sign.middle(side, side), message.sign);
  draw_words(ui, room.middle(room.w, std::min(room.h, height)), message, type, Align::left);
}

/// Only the given name: others may be looking on.
std::string given_name(const std::string& name) { return name.substr(0, name.find(' ')); }

Message welcome_back(const Canvas& canvas, const app::screen::Greeting& screen) {
  Message message;
  message.sign = {Icon::check, Tone::admitted};
  const std::string name = given_name(screen.entry.name);
  message.personal = !name.empty();
  message.title = name.empty() ? canvas.say("back.welcome_back")
                               : canvas.say("code.greeting", {{"name", name}});
  message.first = canvas.say("back.recorded");
  if (screen.printing) message.second = canvas.say("done.printing");
  return message;
}

Message ask_at_desk(const Canvas& canvas, core::Verdict verdict) {
  Message message;
  message.sign = {Icon::people, Tone::look};
  message.title = canvas.say("desk.title");
  const std::string key = "verdict." + std::string(core::to_text(verdict));
  message.first = canvas.say(key + ".text");
  // Details that are not known here, or not to be told, leave the short form.
  if (message.first.find('{') != std::string::npos) {
    const bool early = verdict == core::Verdict::too_early;  // its title sounds as if the desk were
    message.first = canvas.say(early ? "verdict.too_early.short" : key + ".title");
  }
  message.second = canvas.say("desk.text");
  return message;
}

}  // namespace

void draw_greeting(Canvas& canvas) {
  const auto& screen = std::get<app::screen::Greeting>(canvas.model.screen);
  const Page p = draw_frame(canvas, {}, true, false);
  draw_message(canvas, p.body, welcome_back(canvas, screen));
  if (draw_primary(canvas, p.footer, "done", canvas.say("chrome.done"),
                   {Icon::check, false, true})) {
    canvas.out.emplace_back(app::DonePressed{});
  }
  const bool can_print = !screen.printing && !screen.entry.number.empty();
  const float done_w =
      std::max(button_width(canvas.ui, canvas.say("chrome.done"), Icon::check), canvas.ui.px(70));
  const float share = 1 - (std::min(done_w, p.footer.w * 0.58F) + canvas.ui.px(6)) / p.footer.w;
  if (draw_secondary(canvas, p.footer, "print", canvas.say("check.print"),
                     {Icon::printer, false, can_print}, share)) {
    canvas.out.emplace_back(app::PrintPressed{});
  }
}

void draw_ask_at_desk(Canvas& canvas) {
  const auto& screen = std::get<app::screen::AskAtDesk>(canvas.model.screen);
  const Page p = draw_frame(canvas, {}, true, false);
  draw_message(canvas, p.body, ask_at_desk(canvas, screen.verdict));
  if (draw_primary(canvas, p.footer, "done", canvas.say("chrome.done"),
                   {Icon::check, false, true})) {
    canvas.out.emplace_back(app::DonePressed{});
  }
}

}  // namespace ui
