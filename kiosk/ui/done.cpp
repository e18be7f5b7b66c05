#include <algorithm>
#include <cmath>

#include "ui/draw.h"
#include "ui/screens.h"

namespace ui {
namespace {

using app::screen::Done;

/// Where the badge comes out: a large arrow in a disc, and what to do.
void draw_arrow(Ui& ui, const Rect& at, bool trouble) {
  const Theme& t = ui.theme();
  const float radius = std::min(at.w, at.h) / 2;
  disc(ui, at.centre(), radius, t.high_contrast ? t.accent : t.primary);
  const Colour ink = t.high_contrast ? t.background : t.on_primary;
  draw_icon(ui, trouble ? Icon::person : Icon::arrow_down,
            Rect{at.centre().x - radius, at.centre().y - radius, 2 * radius, 2 * radius}.inset(
                radius * 0.45F),
            ink);
}

void draw_state(Canvas& canvas, Rect& area, Done::Print print) {
  Ui& ui = canvas.ui;
  if (print == Done::Print::printed) return;
  const bool trouble = print == Done::Print::trouble;
  const std::string words = canvas.say(trouble ? "done.thanks" : "done.printing");
  const float side = ui.text_px(9);
  Rect line = area.take_top(
      std::max(side, text_height(ui, Type::body, words, area.w - side - ui.px(4))), ui.px(4));
  draw_icon(ui, trouble ? Icon::check : Icon::printer,
            line.take_left(side, ui.px(4)).middle(side, side),
            ui.theme().high_contrast ? ui.theme().ink : ui.theme().primary);
  text(ui, "print_state", line, words, {Type::body, ui.theme().ink, Align::left, true});
}

void draw_number(Canvas& canvas, Rect& area, const std::string& number) {
  Ui& ui = canvas.ui;
  const std::string words = canvas.say("done.number", {{"number", number}});
  const Type type = largest_fitting(ui, words, area.w, 1);
  area.take_top(text(ui, "number", area, words, {type, ui.theme().ink}), ui.px(3));
}

/// While the printer is in trouble nobody is told to wait at it: the badge is at the desk.
Done::Print print_shown(const Canvas& canvas, const Done& done) {
  const bool waits_in_vain =
      done.print == Done::Print::waiting && canvas.model.signs.printer_trouble;
  return waits_in_vain ? Done::Print::trouble : done.print;
}

void draw_words(Canvas& canvas, Rect area, const Done& done) {
  Ui& ui = canvas.ui;
  const Done::Print print = print_shown(canvas, done);
  const bool trouble = print == Done::Print::trouble;
  const std::string title = canvas.say(trouble ? "done.collect_at_desk" : "done.title");
  const float side = std::min(ui.px(ui.tall() ? 44 : 34), area.h * 0.3F);
  Rect head = area.take_top(
      std::max(side, text_height(ui, Type::display, title, area.w - side - ui.px(9))), ui.px(8));
  draw_arrow(ui, head.take_left(side, ui.px(9)).middle(side, side), trouble);
  const Type type =
      text_height(ui, Type::display, title, head.w) <= head.h + 1 ? Type::display : Type::title;
  text(ui, "title", head, title, {type, ui.theme().ink, Align::left, true});
  draw_state(canvas, area, print);
  draw_number(canvas, area, done.number);
  if (!trouble) text(ui, "where_now", area, canvas.say("done.where_now"), {Type::body, ui.muted()});
}

void draw_code(Canvas& canvas, const Rect& area) {
  Ui& ui = canvas.ui;
  if (canvas.pictures.qr_side == 0) return;
  const std::string words = canvas.say("done.phone_photo");
  const float most = std::min({area.w, area.h, ui.px(130)});
  const float words_h = text_height(ui, Type::label, words, most - ui.px(16));
  const float side = std::min(most - ui.px(16), area.h - words_h - ui.px(20));
  Rect inside = card(ui, area.middle(side + ui.px(16), side + words_h + ui.px(19)));
  OnSurface on(ui, ui.theme().surface);
  qr(ui, "qr", inside.take_top(side, ui.px(3)), canvas.pictures.qr, canvas.pictures.qr_side, words);
  text(ui, "phone_photo", inside, words, {Type::label, ui.muted(), Align::centre});
}

}  // namespace

void draw_done(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const Done& done = std::get<Done>(canvas.model.screen);
  const Page p = draw_frame(canvas, {}, true, false);
  Rect body = p.body;
  if (ui.tall()) {
    body.take_top(ui.px(24));
    draw_words(canvas, body.take_top(std::round(body.h * 0.48F), ui.px(8)), done);
    draw_code(canvas, body);
  } else {
    draw_code(canvas, body.take_right(std::round(std::min(body.w * 0.4F, body.h)), ui.px(14)));
    body.take_top(ui.px(6));
    draw_words(canvas, body, done);
  }
  if (draw_primary(canvas, p.footer, "done", canvas.say("chrome.done"),
                   {Icon::check, false, true})) {
    canvas.out.emplace_back(app::DonePressed{});
  }
}

}  // namespace ui
