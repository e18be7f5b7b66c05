// Find a person by name, town or number; check in, print again.
#include <algorithm>
#include <cmath>

#include "ui/desk.h"
#include "ui/draw.h"

namespace ui {
namespace {

using app::screen::Find;

std::string about(Canvas& canvas, const core::Attendee& person) {
  const core::Details& d = person.details;
  return joined({person.number, place_text(canvas, d.town, d.country), kind_text(canvas, d.kind)});
}

/// What can be done with a person, and how wide its buttons are on this screen.
struct Deeds {
  std::string check_in;
  std::string reprint;
  float check_in_w = 0;
  float reprint_w = 0;  ///< a sign alone where there is little room
  bool reprint_words = false;
};

Deeds deeds_for(const Canvas& canvas, float width) {
  const Ui& ui = canvas.ui;
  const bool out = canvas.model.desk.direction == core::Direction::out;
  Deeds deeds;
  deeds.check_in = canvas.say(out ? "staff.check_out" : "staff.check_in");
  deeds.reprint = canvas.say("staff.reprint");
  const float wide = button_width(ui, deeds.check_in) - ui.px(6);
  deeds.check_in_w = std::min(wide, std::round(width * 0.26F));
  const float with_words = button_width(ui, deeds.reprint, Icon::printer) - ui.px(6);
  deeds.reprint_words = width - wide - with_words > ui.px(230);
  deeds.reprint_w = deeds.reprint_words ? with_words : ui.px(kTargetMm + 2);
  return deeds;
}

float button_h(const Ui& ui) { return std::max(ui.px(kTargetMm + 1), ui.text_px(19)); }

float row_height(const Ui& ui) {
  const float words = ui.fonts().line_px(Type::body) + ui.fonts().line_px(Type::label);
  return std::max(button_h(ui), words) + ui.px(4);
}

void draw_reprint(Canvas& canvas, const Rect& at, const std::string& number, const Deeds& deeds) {
  const std::string id = "reprint:" + number;
  const bool clicked = deeds.reprint_words
                           ? button(canvas.ui, ButtonKind::quiet, id, at, deeds.reprint,
                                    {Icon::printer, false, true})
                           : icon_button(canvas.ui, id, at, Icon::printer, deeds.reprint);
  if (clicked) canvas.out.emplace_back(app::ReprintPressed{number});
}

void draw_person(Canvas& canvas, Rect row, const core::Attendee& person, const Deeds& deeds) {
  Ui& ui = canvas.ui;
  const float height = button_h(ui);
  const Rect check_in = row.take_right(deeds.check_in_w, ui.px(2)).middle(deeds.check_in_w, height);
  const Rect reprint = row.take_right(deeds.reprint_w, ui.px(2)).middle(deeds.reprint_w, height);
  const bool cancelled = person.status == core::Status::cancelled;
  const std::string state = cancelled ? canvas.say("staff.status_cancelled") : "";
  list_row(ui, "person:" + person.number, row,
           {core::full_name(person.details),
            joined({state, about(canvas, person)}),
            {},
            cancelled ? Icon::cross : Icon::person,
            cancelled ? Tone::stop : Tone::plain,
            false,
            false,
            true});
  draw_reprint(canvas, reprint, person.number, deeds);
  if (secondary_button(ui, "check_in:" + person.number, check_in, deeds.check_in)) {
    canvas.out.emplace_back(app::PersonCheckedIn{person.number});
  }
}

void draw_found(Canvas& canvas, const Rect& area, const Find& find) {
  Ui& ui = canvas.ui;
  const float height = row_height(ui);
  const float content = height * static_cast<float>(find.found.size());
  const float offset = ui.scroll("found", area, content);
  const Deeds deeds = deeds_for(canvas, area.w);
  Clip clip(ui, area);
  float y = area.y - offset;
  for (const core::Attendee& person : find.found) {
    const Rect row{area.x, y, area.w, height};
    y += height;
    // One row more on either side, for the focus to go on to.
    if (row.bottom() < area.y - height || row.y > area.bottom() + height) continue;
    draw_person(canvas, row, person, deeds);
    hairline(ui, row.x, row.bottom() - 1, row.w);
  }
}

void draw_answer(Canvas& canvas, const Rect& area, const Find& find) {
  Ui& ui = canvas.ui;
  if (!find.found.empty()) return draw_found(canvas, area, find);
  const std::string typed = find.text.trimmed();
  if (typed.size() < 2 || find.asked != typed) return;
  text(ui, "nobody", area, canvas.say("staff.find_nothing"),
       {Type::body, ui.muted(), Align::centre, true, 0});
}

}  // namespace

void draw_find(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const auto& find = std::get<Find>(canvas.model.screen);
  const Rect body = draw_desk_frame(canvas, "find");
  const float margin = desk_margin(ui);
  Page whole;
  whole.body = {body.x + margin, body.y + ui.px(3), body.w - 2 * margin, body.h - ui.px(3)};
  Rect area = whole.body;
  area.h = above_keyboard(canvas, whole, "", area.h).body.bottom() - area.y + ui.px(3);
  const std::string label = canvas.say("chrome.search");
  const std::string hint = canvas.say("staff.find_hint");
  Field field = field_of(canvas, find.text, app::FieldId::search, label);
  field.hint = hint;
  draw_field(canvas, "search", area.take_top(field_height(ui, false), ui.px(3)),
             app::FieldId::search, field);
  ground(ui, area.inset(-margin, 0), ui.theme().surface);
  {
    OnSurface on(ui, ui.theme().surface);
    draw_answer(canvas, area, find);
  }
  draw_keyboard(canvas, "", true, canvas.say("chrome.search"));
}

}  // namespace ui
