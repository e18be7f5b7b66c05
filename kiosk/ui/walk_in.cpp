// Walk-in: the registration by staff, who may be registered already, and corrections.
#include <algorithm>

#include "ui/desk.h"
#include "ui/draw.h"
#include "ui/row_list.h"

namespace ui {
namespace {

using app::Person;
using app::screen::EditPerson;
using app::screen::WalkIn;

std::string about(Canvas& canvas, const Person& person) {
  const core::Details& d = person.attendee.details;
  return joined({presence_text(canvas, person), person.attendee.number,
                 place_text(canvas, d.town, d.country), kind_text(canvas, d.kind)});
}

float alike_button_height(const Ui& ui) { return std::max(ui.px(kTargetMm + 1), ui.text_px(19)); }

/// Somebody registered already, and "this is the one": in with them, or their badge once more.
struct AlikeRow {
  std::string name;
  std::string below;
  std::string check_in;
  std::string reprint;
  Row row;
  float in_w = 0;
  float print_w = 0;
  bool with_word = false;  ///< on the button that prints again
};

void fill_row(Canvas& canvas, const Person& person, float width, AlikeRow& out) {
  const Ui& ui = canvas.ui;
  out.name = core::full_name(person.attendee.details);
  out.below = about(canvas, person);
  out.check_in = canvas.say("staff.check_in");
  out.reprint = canvas.say("staff.reprint");
  out.row = {out.name, out.below, {}, Icon::person, presence_tone(person), false, false, true};
  const float print_w = button_width(ui, out.reprint, Icon::printer);
  out.in_w = std::min(button_width(ui, out.check_in), std::round(width * 0.42F));
  out.with_word = width - out.in_w - print_w > ui.px(180);
  out.print_w = out.with_word ? print_w : ui.px(kTargetMm + 2);
}

float alike_height(Canvas& canvas, const Person& person, float width) {
  AlikeRow alike;
  fill_row(canvas, person, width, alike);
  const Ui& ui = canvas.ui;
  const float words_w = width - alike.in_w - alike.print_w - 2 * ui.px(2);
  return std::max(alike_button_height(ui), list_row_height(ui, words_w, alike.row)) + ui.px(4);
}

void draw_alike_person(Canvas& canvas, Rect row, const Person& person) {
  Ui& ui = canvas.ui;
  AlikeRow alike;
  fill_row(canvas, person, row.w, alike);
  const std::string& number = person.attendee.number;
  const float height = alike_button_height(ui);
  const Rect in = row.take_right(alike.in_w, ui.px(2)).middle(alike.in_w, height);
  const Rect print = row.take_right(alike.print_w, ui.px(2)).middle(alike.print_w, height);
  list_row(ui, "alike:" + number, row, alike.row);
  const bool again =
      alike.with_word ? button(ui, ButtonKind::quiet, "reprint:" + number, print, alike.reprint,
                               {Icon::printer, false, true})
                      : icon_button(ui, "reprint:" + number, print, Icon::printer, alike.reprint);
  if (again) canvas.out.emplace_back(app::ReprintPressed{number});
  if (primary_button(ui, "check_in:" + number, in, alike.check_in)) {
    canvas.out.emplace_back(app::PersonCheckedIn{number});
  }
}

void draw_alike_people(Canvas& canvas, const Rect& area, const WalkIn& screen) {
  Ui& ui = canvas.ui;
  std::vector<float> heights;
  for (const Person& person : screen.alike) {
    heights.push_back(alike_height(canvas, person, area.w));
  }
  draw_row_list(ui, "alike", area, heights, [&](std::size_t i, const Rect& row) {
    draw_alike_person(canvas, row, screen.alike[i]);
  });
}

void draw_alike(Canvas& canvas, const Rect& body, const WalkIn& screen) {
  Ui& ui = canvas.ui;
  ground(ui, body, ui.theme().surface);
  OnSurface on(ui, ui.theme().surface);
  Rect area = body.inset(desk_margin(ui), ui.px(4));
  const Rect footer = area.take_bottom(footer_height(ui), ui.px(3));
  const std::string title = canvas.say("staff.alike_title");
  const std::string hint = canvas.say("staff.alike_hint");
  area.take_top(text(ui, "title", area, title, {Type::strong, ui.theme().ink}), ui.px(1));
  area.take_top(text(ui, "hint", area, hint, {Type::label, ui.muted()}), ui.px(3));
  draw_alike_people(canvas, area, screen);
  const auto halves = columns(footer, 2, ui.px(6));
  if (secondary_button(ui, "back", halves[0], canvas.say("chrome.back"),
                       {Icon::arrow_left, false, true})) {
    canvas.out.emplace_back(app::BackPressed{});
  }
  if (secondary_button(ui, "anyway", halves[1], canvas.say("staff.register_anyway"),
                       {Icon::person_add, false, true})) {
    canvas.out.emplace_back(app::ConfirmPressed{});
  }
}

FormButtons buttons_of(const Canvas& canvas, const WalkIn& screen) {
  const bool saving = screen.phase == WalkIn::Phase::saving;
  FormButtons buttons;
  buttons.primary = {"register",
                     canvas.say(saving ? "check.saving" : "staff.register_print"),
                     app::ConfirmPressed{},
                     ButtonKind::primary,
                     Icon::printer,
                     !saving};
  buttons.secondary = {
      "clear", canvas.say("staff.clear"), app::ClearPressed{}, ButtonKind::secondary, Icon::none,
      !saving};
  if (screen.phase == WalkIn::Phase::failed) {
    buttons.note = canvas.say("staff.saving_failed");
    buttons.tone = Tone::stop;
  } else if (screen.form.given.text.empty() && screen.form.family.text.empty()) {
    buttons.note = print_text(canvas, screen.last);
    buttons.tone = print_tone(screen.last);
  }
  return buttons;
}

}  // namespace

void draw_walk_in(Canvas& canvas) {
  const auto& screen = std::get<WalkIn>(canvas.model.screen);
  const Rect body = draw_desk_frame(canvas, "walk_in");
  if (screen.phase == WalkIn::Phase::alike) return draw_alike(canvas, body, screen);
  draw_person_form(
      canvas, body, screen.form,
      {{"check_in_now", canvas.say("staff.check_in_now"), screen.check_in, app::CheckInToggled{}}},
      buttons_of(canvas, screen));
}

void draw_edit_person(Canvas& canvas) {
  const auto& screen = std::get<EditPerson>(canvas.model.screen);
  const bool saving = screen.phase == EditPerson::Phase::saving;
  const Rect body = draw_desk_frame(canvas, "find");
  FormButtons buttons;
  buttons.primary = {"save",
                     canvas.say(saving ? "check.saving" : "staff.save"),
                     app::ConfirmPressed{},
                     ButtonKind::primary,
                     Icon::check,
                     !saving};
  buttons.secondary = {"back",
                       canvas.say("chrome.back"),
                       app::BackPressed{},
                       ButtonKind::secondary,
                       Icon::arrow_left,
                       !saving};
  if (screen.phase == EditPerson::Phase::failed) {
    buttons.note = canvas.say("staff.saving_failed");
    buttons.tone = Tone::stop;
  }
  draw_person_form(canvas, body, screen.form, {}, buttons);
}

}  // namespace ui
