// Find a person by name, town or number, or a delegation by its town.
#include <algorithm>
#include <cmath>

#include "ui/desk.h"
#include "ui/draw.h"
#include "ui/row_list.h"

namespace ui {
namespace {

using app::Person;
using app::screen::Find;

std::string about(Canvas& canvas, const Person& person) {
  const core::Details& d = person.attendee.details;
  return joined({presence_text(canvas, person), person.attendee.number,
                 place_text(canvas, d.town, d.country), kind_text(canvas, d.kind)});
}

float button_h(const Ui& ui) { return std::max(ui.px(kTargetMm + 1), ui.text_px(19)); }

Icon presence_icon(const Person& person) {
  const Tone tone = presence_tone(person);
  return tone == Tone::plain ? Icon::person : tone_icon(tone);
}

/// Who is in, or cancelled, is opened rather than checked in with one touch.
bool can_be_checked_in(const Canvas& canvas, const Person& person) {
  if (person.attendee.status == core::Status::cancelled) return false;
  return canvas.model.desk.direction == core::Direction::out || !person.inside;
}

/// A person found, as the list shows them; the row points into what is kept here.
struct FoundRow {
  std::string name;
  std::string below;
  Row row;
};

void fill_row(Canvas& canvas, const Person& person, FoundRow& found) {
  found.name = core::full_name(person.attendee.details);
  found.below = about(canvas, person);
  found.row = {found.name, found.below, {},  presence_icon(person), presence_tone(person),
               true,       false,       true};
}

float found_height(Canvas& canvas, const Person& person, float width) {
  FoundRow found;
  fill_row(canvas, person, found);
  const Ui& ui = canvas.ui;
  return std::max(button_h(ui), list_row_height(ui, width, found.row)) + ui.px(4);
}

void draw_person(Canvas& canvas, Rect row, const Person& person, float button_w) {
  Ui& ui = canvas.ui;
  const std::string& number = person.attendee.number;
  const Rect at = row.take_right(button_w, ui.px(2)).middle(button_w, button_h(ui));
  FoundRow found;
  fill_row(canvas, person, found);
  if (list_row(ui, "person:" + number, row.middle(row.w, row.h - ui.px(2)), found.row)) {
    canvas.out.emplace_back(app::PersonOpened{number});
  }
  if (!can_be_checked_in(canvas, person)) return;
  const bool out = canvas.model.desk.direction == core::Direction::out;
  if (secondary_button(ui, "check_in:" + number, at,
                       canvas.say(out ? "staff.check_out" : "staff.check_in"))) {
    canvas.out.emplace_back(app::PersonCheckedIn{number});
  }
}

void draw_found(Canvas& canvas, const Rect& area, const Find& find) {
  Ui& ui = canvas.ui;
  const bool out = canvas.model.desk.direction == core::Direction::out;
  const float wanted =
      button_width(ui, canvas.say(out ? "staff.check_out" : "staff.check_in")) - ui.px(6);
  const float button_w = std::min(wanted, std::round(area.w * 0.42F));
  const float words_w = area.w - button_w - ui.px(2);
  std::vector<float> heights;
  for (const Person& person : find.found) {
    heights.push_back(found_height(canvas, person, words_w));
  }
  draw_row_list(ui, "found", area, heights, [&](std::size_t i, const Rect& row) {
    draw_person(canvas, row, find.found[i], button_w);
  });
}

// ---- delegations, while nothing is searched for

void draw_delegations(Canvas& canvas, Rect area) {
  Ui& ui = canvas.ui;
  const std::string hint = canvas.say("staff.delegations_hint");
  const float least = ui.px(4) + text_height(ui, Type::label, hint, area.w) + footer_height(ui);
  if (area.h < least) return;  // what was just done takes their place
  area.take_top(ui.px(2));
  area.take_top(
      text(ui, "delegations", area, hint, {Type::label, ui.muted(), Align::left, false, 2}),
      ui.px(2));
  const auto& partners = canvas.model.meeting->partners;
  float widest = 0;
  for (const core::Partner& partner : partners) {
    widest = std::max(widest, text_width(ui, Type::strong, partner.town) + ui.px(32));
  }
  float gap = ui.px(4);
  const float height = footer_height(ui);
  const int fit = std::max(1, static_cast<int>((area.w + gap) / (widest + gap)));
  const auto count = static_cast<int>(partners.size());
  const int least_rows = (count + fit - 1) / fit;
  const int per_row = std::max(1, (count + least_rows - 1) / std::max(1, least_rows));
  const int rows = (count + per_row - 1) / per_row;
  if (static_cast<float>(rows) * (height + gap) - gap > area.h) gap = ui.px(2);
  const float offset =
      ui.scroll("delegations", area, static_cast<float>(rows) * (height + gap) - gap);
  Clip clip(ui, area.inset(-ui.px(2)));
  const auto cells = grid(area.moved(0, -offset), count, per_row, height, gap);
  for (std::size_t i = 0; i < partners.size(); ++i) {
    if (secondary_button(ui, "delegation:" + partners[i].id.text, cells[i], partners[i].town,
                         {Icon::people, false, true})) {
      canvas.out.emplace_back(app::DelegationChosen{partners[i].id});
    }
  }
}

void draw_answer(Canvas& canvas, const Rect& area, const Find& find) {
  Ui& ui = canvas.ui;
  if (!find.found.empty()) return draw_found(canvas, area, find);
  const std::string typed = find.text.trimmed();
  if (typed.empty()) return draw_delegations(canvas, area);
  if (typed.size() < 2 || find.asked != typed) return;
  if (find.unread) {
    const std::string unread = canvas.say("failure.reading_failed");
    notice(ui, "unread", {area.x, area.y, area.w, notice_height(ui, area.w, unread)}, Tone::stop,
           unread);
    return;
  }
  text(ui, "nobody", area, canvas.say("staff.find_nothing"),
       {Type::body, ui.muted(), Align::centre, true, 0});
}

/// What is typed, and a touch to be rid of it.
void draw_search(Canvas& canvas, Rect line, const Find& find) {
  Ui& ui = canvas.ui;
  const std::string label = canvas.say("chrome.search");
  const std::string hint = canvas.say("staff.find_hint");
  if (!find.text.text.empty()) {
    Rect at = line.take_right(ui.px(kTargetMm), ui.px(2));
    at.take_top(field_head_height(ui));
    if (icon_button(ui, "clear", at.middle(at.w, ui.px(kTargetMm)), Icon::cross,
                    canvas.say("staff.clear"))) {
      canvas.out.emplace_back(app::ClearPressed{});
    }
  }
  Field field = field_of(canvas, find.text, app::FieldId::search, label);
  field.hint = hint;
  draw_field(canvas, "search", line, app::FieldId::search, field);
}

/// One notice, for two would leave no room to look for the next person.
void say_erased(Canvas& canvas, Rect& area, const app::DataWork& data) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(data.took);
  const bool is_named = data.exports > 0;
  const std::string words =
      is_named ? canvas.say_n("person_data.exports_left", data.exports, {{"number", data.number}})
               : canvas.say("person_data.erased", {{"number", data.number},
                                                   {"seconds", std::to_string(seconds.count())}});
  notice(canvas.ui, "erased",
         area.take_top(notice_height(canvas.ui, area.w, words), canvas.ui.px(2)),
         is_named ? Tone::look : Tone::admitted, words);
}

void draw_list(Canvas& canvas, const Rect& body, const Find& find) {
  Ui& ui = canvas.ui;
  const float margin = desk_margin(ui);
  Page whole;
  whole.body = {body.x + margin, body.y + ui.px(3), body.w - 2 * margin, body.h - ui.px(3)};
  Rect area = whole.body;
  area.h = above_keyboard(canvas, whole, "", area.h).body.bottom() - area.y + ui.px(3);
  if (find.data.state == app::DataWork::State::erased && find.text.text.empty()) {
    say_erased(canvas, area, find.data);
  }
  draw_search(canvas, area.take_top(field_height(ui), ui.px(3)), find);
  ground(ui, area.inset(-margin, 0), ui.theme().surface);
  {
    OnSurface on(ui, ui.theme().surface);
    draw_answer(canvas, area, find);
  }
  draw_keyboard(canvas, "", true, canvas.say("chrome.search"));
}

}  // namespace

void draw_find(Canvas& canvas) {
  const auto& find = std::get<Find>(canvas.model.screen);
  const Rect body = draw_desk_frame(canvas, "find");
  if (find.chosen) {
    draw_person_card(canvas, body, find);
  } else {
    draw_list(canvas, body, find);
  }
}

}  // namespace ui
