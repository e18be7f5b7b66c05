#include "ui/icons.h"

#include <cmath>
#include <initializer_list>

namespace ui {
namespace {

constexpr float kPi = 3.14159265F;

// A pen on the 24×24 grid. Lines end round.
class Pen {
 public:
  Pen(ImDrawList& draw, const Rect& rect, Colour colour)
      : draw_(draw), unit_(std::min(rect.w, rect.h) / 24), colour_(colour.packed()) {
    const Rect square = rect.middle(unit_ * 24, unit_ * 24);
    x_ = square.x;
    y_ = square.y;
  }

  void line(std::initializer_list<Vec2> points, bool closed = false) {
    const Vec2* last = closed ? points.end() - 1 : points.begin();
    for (const Vec2& p : points) {
      draw_.AddLine(at(*last), at(p), colour_, width());
      draw_.AddCircleFilled(at(p), width() / 2, colour_);
      last = &p;
    }
  }
  void arc(Vec2 centre, float radius, float from_turn, float to_turn) {
    draw_.PathClear();
    draw_.PathArcTo(at(centre), radius * unit_, from_turn * 2 * kPi, to_turn * 2 * kPi);
    const ImVec2 first = draw_._Path.front();
    const ImVec2 last = draw_._Path.back();
    draw_.PathStroke(colour_, 0, width());
    for (const ImVec2& end : {first, last}) draw_.AddCircleFilled(end, width() / 2, colour_);
  }
  void ring(Vec2 centre, float radius) {
    draw_.AddCircle(at(centre), radius * unit_, colour_, 0, width());
  }
  void dot(Vec2 centre, float radius) {
    draw_.AddCircleFilled(at(centre), radius * unit_, colour_);
  }
  void box(float x, float y, float w, float h, float corner = 1.5F) {
    draw_.AddRect(at({x, y}), at({x + w, y + h}), colour_, corner * unit_, 0, width());
  }
  void block(float x, float y, float w, float h) {
    draw_.AddRectFilled(at({x, y}), at({x + w, y + h}), colour_);
  }
  void half_disc(Vec2 centre, float radius) {
    draw_.PathClear();
    draw_.PathArcTo(at(centre), radius * unit_, -kPi / 2, kPi / 2);
    draw_.PathFillConvex(colour_);
  }
  void oval(Vec2 centre, float rx, float ry) {
    draw_.PathClear();
    for (int i = 0; i < 24; ++i) {
      const float turn = static_cast<float>(i) / 24 * 2 * kPi;
      draw_.PathLineTo(at({centre.x + rx * std::cos(turn), centre.y + ry * std::sin(turn)}));
    }
    draw_.PathStroke(colour_, ImDrawFlags_Closed, width());
  }

 private:
  [[nodiscard]] ImVec2 at(Vec2 p) const { return {x_ + p.x * unit_, y_ + p.y * unit_}; }
  [[nodiscard]] float width() const { return std::max(1.5F, unit_ * 2.2F); }

  ImDrawList& draw_;
  float unit_;
  float x_ = 0;
  float y_ = 0;
  std::uint32_t colour_;
};

void person(Pen& p, float x) {
  p.ring({x, 8}, 4);
  p.arc({x, 21}, 7, 0.5F, 1);
}

void qr_code(Pen& p) {
  for (const Vec2 corner : {Vec2{3, 3}, Vec2{14, 3}, Vec2{3, 14}}) {
    p.box(corner.x, corner.y, 7, 7, 0.5F);
    p.block(corner.x + 2.6F, corner.y + 2.6F, 1.8F, 1.8F);
  }
  for (const Vec2 m : {Vec2{13, 13}, Vec2{19, 13}, Vec2{16, 16}, Vec2{13, 19}, Vec2{19, 19}}) {
    p.block(m.x, m.y, 2.6F, 2.6F);
  }
}

void printer(Pen& p) {
  p.line({{7, 8}, {7, 3}, {17, 3}, {17, 8}});
  p.line(
      {{7, 17}, {4, 17}, {3, 16}, {3, 9}, {4, 8}, {20, 8}, {21, 9}, {21, 16}, {20, 17}, {17, 17}});
  p.box(7, 14, 10, 7, 0.5F);
}

void globe(Pen& p) {
  p.ring({12, 12}, 9);
  p.oval({12, 12}, 4, 9);
  p.line({{3.5F, 12}, {20.5F, 12}});
}

void sliders(Pen& p) {
  constexpr float kKnob = 2.6F;
  for (const Vec2 knob : {Vec2{15, 5.5F}, Vec2{8, 12}, Vec2{14, 18.5F}}) {
    p.line({{3, knob.y}, {knob.x - kKnob, knob.y}});
    p.ring(knob, kKnob);
    p.line({{knob.x + kKnob, knob.y}, {21, knob.y}});
  }
}

void text_size(Pen& p) {
  p.line({{2.5F, 19}, {8.5F, 5}, {14.5F, 19}});
  p.line({{4.8F, 14.5F}, {12.2F, 14.5F}});
  p.line({{19, 8}, {19, 16}});
  p.line({{15.5F, 12}, {22.5F, 12}});
}

void speaker(Pen& p) {
  p.line({{3, 9.5F}, {7, 9.5F}, {12, 5}, {12, 19}, {7, 14.5F}, {3, 14.5F}}, true);
  p.arc({12, 12}, 4.2F, -0.13F, 0.13F);
  p.arc({12, 12}, 8.5F, -0.13F, 0.13F);
}

void trash(Pen& p) {
  p.line({{4, 6}, {20, 6}});
  p.line({{9, 6}, {9, 3}, {15, 3}, {15, 6}});
  p.line({{6, 6}, {7, 21}, {17, 21}, {18, 6}});
  p.line({{10, 10.5F}, {10.3F, 17}});
  p.line({{14, 10.5F}, {13.7F, 17}});
}

void undo(Pen& p) {
  p.line({{8, 4}, {3.5F, 8.5F}, {8, 13}});
  p.line({{4, 8.5F}, {15, 8.5F}});
  p.arc({15, 14}, 5.5F, -0.25F, 0.25F);
  p.line({{15, 19.5F}, {8, 19.5F}});
}

void pencil(Pen& p) {
  p.line({{4, 20}, {5, 15}, {16.5F, 3.5F}, {20.5F, 7.5F}, {9, 19}}, true);
  p.line({{13.5F, 6.5F}, {17.5F, 10.5F}});
}

void person_add(Pen& p) {
  p.ring({9.5F, 8}, 4);
  p.arc({9.5F, 20.5F}, 7, 0.5F, 1);
  p.line({{19, 8}, {19, 15}});
  p.line({{15.5F, 11.5F}, {22.5F, 11.5F}});
}

void lock(Pen& p) {
  p.box(4, 11, 16, 10, 2);
  p.line({{8, 11}, {8, 7}});
  p.line({{16, 11}, {16, 7}});
  p.arc({12, 7}, 4, 0.5F, 1);
  p.dot({12, 16}, 1.6F);
}

void export_file(Pen& p) {
  p.line({{12, 3}, {12, 14}});
  p.line({{7.5F, 7.5F}, {12, 3}, {16.5F, 7.5F}});
  p.line({{4, 13}, {4, 20}, {20, 20}, {20, 13}});
}

void camera_off(Pen& p) {
  p.line({{7, 7}, {3, 7}, {3, 19}, {19, 19}});
  p.line({{11, 5}, {15, 5}, {17, 7}, {21, 7}, {21, 17}});
  p.arc({12, 13}, 3.6F, 0.2F, 0.62F);
  p.line({{3, 3}, {21, 21}});
}

void backspace(Pen& p) {
  p.line({{2, 12}, {8, 5}, {22, 5}, {22, 19}, {8, 19}}, true);
  p.line({{11.5F, 9}, {17, 15}});
  p.line({{17, 9}, {11.5F, 15}});
}

void place(Pen& p) {
  p.arc({12, 9.5F}, 6.5F, 0.44F, 1.06F);
  p.line({{6, 12}, {12, 21.5F}, {18, 12}});
  p.dot({12, 9.5F}, 2.2F);
}

void warning(Pen& p) {
  p.line({{12, 3}, {22, 20.5F}, {2, 20.5F}}, true);
  p.line({{12, 9.5F}, {12, 14}});
  p.dot({12, 17.4F}, 1.4F);
}

void door(Pen& p) {
  p.line({{5, 21}, {5, 3}, {17, 3}, {17, 21}});
  p.line({{2.5F, 21}, {21.5F, 21}});
  p.dot({13.5F, 12.5F}, 1.4F);
}

void strokes(Pen& p, Icon icon) {
  switch (icon) {
    case Icon::none:
      return;
    case Icon::check:
      return p.line({{4, 12.5F}, {9.5F, 18}, {20, 6}});
    case Icon::cross:
      p.line({{5, 5}, {19, 19}});
      return p.line({{19, 5}, {5, 19}});
    case Icon::warning:
      return warning(p);
    case Icon::arrow_left:
      p.line({{20, 12}, {4, 12}});
      return p.line({{11, 5}, {4, 12}, {11, 19}});
    case Icon::arrow_right:
      p.line({{4, 12}, {20, 12}});
      return p.line({{13, 5}, {20, 12}, {13, 19}});
    case Icon::arrow_up:
      p.line({{12, 20}, {12, 4}});
      return p.line({{5, 11}, {12, 4}, {19, 11}});
    case Icon::arrow_down:
      p.line({{12, 4}, {12, 20}});
      return p.line({{5, 13}, {12, 20}, {19, 13}});
    case Icon::person:
      return person(p, 12);
    case Icon::people:
      person(p, 9);
      p.arc({16, 8}, 4, -0.25F, 0.25F);
      return p.arc({16, 21}, 7, 0.78F, 1);
    case Icon::camera_off:
      return camera_off(p);
    case Icon::qr_code:
      return qr_code(p);
    case Icon::printer:
      return printer(p);
    case Icon::contrast:
      p.ring({12, 12}, 9);
      return p.half_disc({12, 12}, 9);
    case Icon::text_size:
      return text_size(p);
    case Icon::sliders:
      return sliders(p);
    case Icon::speaker:
      return speaker(p);
    case Icon::globe:
      return globe(p);
    case Icon::search:
      p.ring({10.5F, 10.5F}, 7);
      return p.line({{15.8F, 15.8F}, {21, 21}});
    case Icon::trash:
      return trash(p);
    case Icon::undo:
      return undo(p);
    case Icon::clock:
      p.ring({12, 12}, 9);
      return p.line({{12, 6.5F}, {12, 12}, {16, 14.5F}});
    case Icon::lock:
      return lock(p);
    case Icon::export_file:
      return export_file(p);
    case Icon::chart:
      p.line({{3, 21}, {21, 21}});
      p.line({{6, 17}, {6, 13}});
      p.line({{12, 17}, {12, 4}});
      return p.line({{18, 17}, {18, 9}});
    case Icon::calendar:
      p.box(3.5F, 5, 17, 16, 2);
      p.line({{3.5F, 10}, {20.5F, 10}});
      p.line({{8, 2.5F}, {8, 6.5F}});
      return p.line({{16, 2.5F}, {16, 6.5F}});
    case Icon::place:
      return place(p);
    case Icon::backspace:
      return backspace(p);
    case Icon::shift:
      return p.line({{12, 3}, {21, 12}, {16, 12}, {16, 20}, {8, 20}, {8, 12}, {3, 12}}, true);
    case Icon::home:
      p.line({{3, 12}, {12, 4}, {21, 12}});
      return p.line({{6, 10.5F}, {6, 20}, {18, 20}, {18, 10.5F}});
    case Icon::pencil:
      return pencil(p);
    case Icon::person_add:
      return person_add(p);
    case Icon::door:
      return door(p);
    case Icon::lower:
      p.box(4, 2, 16, 20, 2);
      p.line({{12, 6}, {12, 17}});
      return p.line({{7.5F, 12.5F}, {12, 17}, {16.5F, 12.5F}});
    case Icon::in_step:
      p.line({{3, 9}, {20, 9}});
      p.line({{15, 4}, {20, 9}});
      p.line({{21, 15}, {4, 15}});
      return p.line({{9, 20}, {4, 15}});
    case Icon::louder:
      for (int bar = 0; bar < 4; ++bar) {
        const auto step = static_cast<float>(bar);
        p.line({{4.5F + step * 5, 20}, {4.5F + step * 5, 16 - step * 4}});
      }
      return;
  }
}

}  // namespace

void draw_icon(Ui& ui, Icon icon, const Rect& rect, Colour colour) {
  Pen pen(ui.draw(), rect, colour);
  strokes(pen, icon);
}

}  // namespace ui
