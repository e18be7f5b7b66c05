// What stands around every screen of the staff's desk.
#include <array>

#include "ui/screens.h"

namespace ui {
namespace {

struct Tab {
  std::string_view name;
  std::string_view label;
  Icon icon;
};
constexpr std::array<Tab, 4> kTabs = {{{"door", "staff.door", Icon::door},
                                       {"find", "staff.find", Icon::search},
                                       {"counts", "organiser.counts", Icon::chart},
                                       {"export", "organiser.export", Icon::export_file}}};

/// Signs in a row from the left, as far as they fit.
struct Signs {
  Canvas& canvas;
  Rect room;
  void add(std::string_view id, Tone tone, const std::string& words) {
    if (room.w < canvas.ui.px(30)) return;
    const float used = pill(canvas.ui, id, {room.x, room.y}, tone, words);
    room.take_left(used, canvas.ui.px(3));
  }
};

void draw_signs(Canvas& canvas, Rect& body) {
  const app::Model& model = canvas.model;
  const bool any = model.rehearsal || model.signs.printer_trouble || model.signs.print_waiting > 0;
  if (!any) return;
  Signs signs{canvas, body.take_top(pill_height(canvas.ui), canvas.ui.px(4))};
  if (model.rehearsal) signs.add("rehearsal", Tone::look, canvas.say("staff.rehearsal"));
  if (model.signs.printer_trouble) {
    signs.add("printer_trouble", Tone::stop, canvas.say("staff.print_failed"));
  }
  if (model.signs.print_waiting > 0) {
    signs.add("print_waiting", Tone::plain,
              canvas.say("staff.print_queue") + ": " + std::to_string(model.signs.print_waiting));
  }
}

}  // namespace

Rect draw_desk_frame(Canvas& canvas, std::string_view current) {
  Ui& ui = canvas.ui;
  const Page p = page(ui, false);
  Rect bar = p.header;
  const float side = ui.px(kTargetMm);
  if (icon_button(ui, "sign_out", bar.take_right(side, ui.px(4)).middle(side, side), Icon::lock,
                  canvas.say("staff.sign_out"))) {
    canvas.out.emplace_back(app::SignOutPressed{});
  }
  const auto cells = columns(bar, static_cast<int>(kTabs.size()), ui.px(3));
  for (std::size_t i = 0; i < kTabs.size(); ++i) {
    const std::string id = "nav:" + std::string(kTabs[i].name);
    const Rect at = cells[i].middle(cells[i].w, side);
    if (toggle_chip(ui, id, at, canvas.say(kTabs[i].label), kTabs[i].name == current)) {
      canvas.out.emplace_back(app::DeskScreenChosen{std::string(kTabs[i].name)});
    }
  }
  Rect body = p.body;
  draw_signs(canvas, body);
  return body;
}

}  // namespace ui
