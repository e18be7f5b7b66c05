// Walk-in: the registration by staff, who may be registered already, and corrections.
#include <algorithm>

#include "ui/desk.h"
#include "ui/draw.h"

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

/// "This is the one": in with them, or their badge once more.
void draw_alike_person(Canvas& canvas, Rect row, const Person& person) {
  Ui& ui = canvas.ui;
  const std::string& number = person.attendee.number;
  const std::string check_in = canvas.say("staff.check_in");
  const std::string reprint = canvas.say("staff.reprint");
  const float height = std::max(ui.px(kTargetMm + 1), ui.text_px(19));
  const float in_w = std::min(button_width(ui, check_in), std::round(row.w * 0.3F));
  const bool roomy = row.w - in_w - button_width(ui, reprint, Icon::printer) > ui.px(180);
  const float print_w = roomy ? button_width(ui, reprint, Icon::printer) : ui.px(kTargetMm + 2);
  const Rect in = row.take_right(in_w, ui.px(2)).middle(in_w, height);
  const Rect print = row.take_right(print_w, ui.px(2)).middle(print_w, height);
  list_row(ui, "alike:" + number, row,
           {core::full_name(person.attendee.details),
            about(canvas, person),
            {},
            Icon::person,
            presence_tone(person),
            false,
            false,
            true});
  const bool again = roomy ? button(ui, ButtonKind::quiet, "reprint:" + number, print, reprint,
                                    {Icon::printer, false, true})
                           : icon_button(ui, "reprint:" + number, print, Icon::printer, reprint);
  if (again) canvas.out.emplace_back(app::ReprintPressed{number});
  if (primary_button(ui, "check_in:" + number, in, check_in)) {
    canvas.out.emplace_back(app::PersonCheckedIn{number});
  }
}

void draw_alike(Canvas& canvas, const Rect& body, const WalkIn& screen) {
  Ui& ui = canvas.ui;
  ground(ui, body, ui.theme().surface);
  OnSurface on(ui, ui.theme().surface);
  Rect area = body.inset(desk_margin(ui), ui.px(4));
  const Rect footer = area.take_bottom(std::max(ui.px(24), ui.text_px(20)), ui.px(3));
  const std::string title = canvas.say("staff.alike_title");
  const std::string hint = canvas.say("staff.alike_hint");
  area.take_top(text(ui, "title", area, title, {Type::strong, ui.theme().ink}), ui.px(1));
  area.take_top(text(ui, "hint", area, hint, {Type::label, ui.muted()}), ui.px(3));
  const float words = ui.fonts().line_px(Type::body) + ui.fonts().line_px(Type::label);
  const float height = std::max(std::max(ui.px(kTargetMm + 1), ui.text_px(19)), words) + ui.px(4);
  const float offset = ui.scroll("alike", area, height * static_cast<float>(screen.alike.size()));
  {
    Clip clip(ui, area);
    for (std::size_t i = 0; i < screen.alike.size(); ++i) {
      const Rect row{area.x, area.y + static_cast<float>(i) * height - offset, area.w, height};
      // One row more on either side, for the focus to go on to.
      if (row.bottom() < area.y - height || row.y > area.bottom() + height) continue;
      draw_alike_person(canvas, row, screen.alike[i]);
      hairline(ui, row.x, row.bottom() - 1, row.w);
    }
  }
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
    buttons.note = canvas.say("failure.saving_failed");
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
    buttons.note = canvas.say("failure.saving_failed");
    buttons.tone = Tone::stop;
  }
  draw_person_form(canvas, body, screen.form, {}, buttons);
}

}  // namespace ui
