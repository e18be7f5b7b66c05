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

/// While the printer is in trouble nobody is told to wait at it: the badge is at the desk.
Done::Print print_shown(const Canvas& canvas, const Done& done) {
  const bool waits_in_vain =
      done.print == Done::Print::waiting && canvas.model.signs.printer_trouble;
  return waits_in_vain ? Done::Print::trouble : done.print;
}

/// What is said, below the arrow and its title; the title and the number get smaller until all of
/// it fits. Measures alone where nothing is to be drawn.
struct Words {
  Canvas& canvas;
  const Done& done;
  Rect area;
  Type largest;
  bool draws;
  float y = area.y;

  [[nodiscard]] Done::Print print() const { return print_shown(canvas, done); }
  [[nodiscard]] Type fitting(const std::string& said, float width, int lines) const {
    return std::max(largest, largest_fitting(canvas.ui, said, width, lines));
  }
  void head() {
    Ui& ui = canvas.ui;
    const bool trouble = print() == Done::Print::trouble;
    const std::string title = canvas.say(trouble ? "done.collect_at_desk" : "done.title");
    const float most = ui.px(ui.tall() ? 44 : (largest == Type::display ? 34 : 24));
    const float side = std::min(most, area.h * 0.3F);
    const float room = area.w - side - ui.px(9);
    const Type type = fitting(title, room, 3);
    const float height = std::max(side, text_height(ui, type, title, room));
    if (draws) {
      Rect line{area.x, y, area.w, height};
      draw_arrow(ui, line.take_left(side, ui.px(9)).middle(side, side), trouble);
      text(ui, "title", line, title, {type, ui.theme().ink, Align::left, true});
    }
    y += height + ui.px(largest == Type::display ? 8 : 4);
  }
  void state() {
    Ui& ui = canvas.ui;
    if (print() == Done::Print::printed) return;
    const bool trouble = print() == Done::Print::trouble;
    const std::string said = canvas.say(trouble ? "done.thanks" : "done.printing");
    const float side = ui.text_px(9);
    const float room = area.w - side - ui.px(4);
    const float height = std::max(side, text_height(ui, Type::body, said, room));
    if (draws) {
      Rect line{area.x, y, area.w, height};
      draw_icon(ui, trouble ? Icon::check : Icon::printer,
                line.take_left(side, ui.px(4)).middle(side, side),
                ui.theme().high_contrast ? ui.theme().ink : ui.theme().primary);
      text(ui, "print_state", line, said, {Type::body, ui.theme().ink, Align::left, true});
    }
    y += height + ui.px(largest == Type::display ? 4 : 2);
  }
  void line(std::string_view id, const std::string& said, Type type, Colour ink) {
    Ui& ui = canvas.ui;
    const float height = text_height(ui, type, said, area.w);
    if (draws) text(ui, id, {area.x, y, area.w, height}, said, {type, ink});
    y += height + ui.px(largest == Type::display ? 3 : 1);
  }
  /// The badge is theirs, and what they need has to be told to somebody.
  void needs_lost() {
    Ui& ui = canvas.ui;
    y += ui.px(2);
    const std::string said = canvas.say("done.needs_lost");
    const float height = notice_height(ui, area.w, said);
    if (draws) notice(ui, "needs_lost", {area.x, y, area.w, height}, Tone::look, said);
    y += height + ui.px(3);
  }
  void all() {
    const Ui& ui = canvas.ui;
    head();
    state();
    const std::string number = canvas.say("done.number", {{"number", done.number}});
    line("number", number, fitting(number, area.w, 1), ui.theme().ink);
    if (done.needs_lost) needs_lost();
    if (print() != Done::Print::trouble) {
      line("where_now", canvas.say("done.where_now"), Type::body, ui.muted());
    }
  }
};

void draw_words(Canvas& canvas, const Rect& area, const Done& done) {
  Ui& ui = canvas.ui;
  Type largest = Type::display;
  float height = 0;
  for (const Type type : {Type::display, Type::title, Type::strong}) {
    Words probe{canvas, done, {area.x, 0, area.w, area.h}, type, false};
    probe.all();
    largest = type;
    height = probe.y;
    if (height <= area.h) break;
  }
  const float offset = ui.scroll("done_words", area, height);
  {
    Clip clip(ui, area.inset(-ui.px(2)));
    Words words{canvas, done, area.moved(0, -offset), largest, true};
    words.all();
  }
  draw_more(ui, area, offset, height);
}

constexpr float kCodeMm = 114;
constexpr float kLeastCodeMm = 30;  ///< smaller than that a phone has to come too near

/// The code and what it is for.
struct CodeCard {
  float code = 0;    ///< side, pixels
  float words = 0;   ///< width
  float height = 0;  ///< of the words
  bool beside = false;
};

CodeCard words_below(const Ui& ui, const std::string& words, const Rect& room) {
  CodeCard card;
  card.words = std::min(room.w, ui.px(kCodeMm));
  card.height = text_height(ui, Type::label, words, card.words);
  card.code = std::min(card.words, room.h - ui.px(3) - card.height);
  return card;
}

CodeCard words_beside(const Ui& ui, const std::string& words, const Rect& room) {
  CodeCard card;
  card.beside = true;
  card.code = std::min({room.h, room.w * 0.4F, ui.px(kCodeMm)});
  card.words = std::min(room.w - card.code - ui.px(6), ui.px(kCodeMm));
  card.height = text_height(ui, Type::label, words, card.words);
  return card;
}

/// The words are beside the code where it is larger for it.
CodeCard code_card(const Ui& ui, const std::string& words, const Rect& room) {
  const CodeCard below = words_below(ui, words, room);
  const CodeCard beside = words_beside(ui, words, room);
  return ui.tall() && beside.code > below.code && beside.height <= room.h ? beside : below;
}

/// Left out where it would be too small to be photographed.
void draw_code(Canvas& canvas, const Rect& area, bool at_edge) {
  Ui& ui = canvas.ui;
  if (canvas.pictures.qr_side == 0) return;
  const std::string words = canvas.say("done.phone_photo");
  const float edge = ui.px(8);
  const CodeCard c = code_card(ui, words, area.inset(edge));
  if (c.code < ui.px(kLeastCodeMm)) return;
  const float width = c.beside ? c.code + ui.px(6) + c.words : c.words;
  const float height = c.beside ? c.code : c.code + ui.px(3) + c.height;
  Rect at = area.middle(width + 2 * edge, height + 2 * edge);
  if (at_edge) at = at.moved(area.right() - at.right(), area.y - at.y);
  Rect inside = card(ui, at);
  OnSurface on(ui, ui.theme().surface);
  const Rect code = c.beside ? inside.take_left(c.code, ui.px(6))
                             : inside.take_top(c.code, ui.px(3)).middle(c.code, c.code);
  qr(ui, "qr", code, canvas.pictures.qr, canvas.pictures.qr_side, words);
  text(ui, "phone_photo", inside, words,
       {Type::label, ui.muted(), c.beside ? Align::left : Align::centre, c.beside});
}

}  // namespace

void draw_done(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const Done& done = std::get<Done>(canvas.model.screen);
  const Page p = draw_frame(canvas, {}, true, false);
  Rect body = p.body;
  if (ui.tall()) {
    body.take_top(ui.px(ui.density().mm(body.h) > 320 ? 24 : 4));
    Words probe{canvas, done, {body.x, 0, body.w, body.h * 0.52F}, Type::display, false};
    probe.all();
    const float words_h = std::min(probe.y, body.h * 0.52F);
    draw_words(canvas, body.take_top(std::round(words_h), ui.px(8)), done);
    draw_code(canvas, body, false);
  } else {
    const bool tight = ui.density().mm(body.w) / ui.density().text_scale() < 260;
    const float share = tight ? 0.36F : 0.4F;
    if (!tight) body.take_top(ui.px(6));
    draw_code(canvas,
              body.take_right(std::round(std::min(body.w * share, body.h)), ui.px(tight ? 8 : 14)),
              true);
    draw_words(canvas, body, done);
  }
  if (draw_primary(canvas, p.footer, "done", canvas.say("chrome.done"),
                   {Icon::check, false, true})) {
    canvas.out.emplace_back(app::DonePressed{});
  }
}

}  // namespace ui
