// The form that staff type a person into: dense, for keys as well as for fingers.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/desk.h"
#include "ui/draw.h"

namespace ui {
namespace {

using app::FieldId;
using app::FormFault;
using app::PersonForm;

struct FormField {
  std::string id;
  FieldId field;
  const app::TextField* text;
  std::string label;
  std::string error;
};

bool is_other_place(const Canvas& canvas, const PersonForm& form) {
  return !form.town.is_blank() && app::partner_of(form, *canvas.model.meeting) == nullptr;
}

std::vector<FormField> fields_of(const Canvas& canvas, const PersonForm& form) {
  const FormFault fault = form.tried ? app::fault_of(form, *canvas.model.meeting) : FormFault::none;
  const auto error = [&](FormFault what, std::string_view label, std::string_view key) {
    return fault == what ? canvas.say(label) + ": " + canvas.say(key) : std::string();
  };
  std::vector<FormField> fields = {
      {"given", FieldId::given, &form.given, canvas.say("name.given"),
       error(FormFault::given_missing, "name.given", "form.missing")},
      {"family", FieldId::family, &form.family, canvas.say("name.family"),
       error(FormFault::family_missing, "name.family", "form.missing")},
      {"town", FieldId::town, &form.town, canvas.say("where.town"),
       error(FormFault::town_missing, "where.town", "form.missing")}};
  if (is_other_place(canvas, form)) {
    fields.push_back({"country_search", FieldId::country_search, &form.country_search,
                      canvas.say("where.country"), ""});
  }
  fields.push_back({"email", FieldId::email, &form.email, canvas.say("optional.email"),
                    error(FormFault::email_wrong, "optional.email", "form.email_wrong")});
  return fields;
}

/// Wide enough for a long name; rows as even as can be.
int fields_per_row(const Ui& ui, float width, int count) {
  const float least = ui.text_px(84);
  const int fit = std::clamp(static_cast<int>((width + ui.px(4)) / (least + ui.px(4))), 1, count);
  const int rows = (count + fit - 1) / fit;
  return (count + rows - 1) / rows;
}

Field as_drawn(Canvas& canvas, const PersonForm& form, const FormField& f) {
  Field field = field_of(canvas, *f.text, f.field, f.label, f.error);
  if (f.field == FieldId::country_search && !field.active && !form.country.empty()) {
    field.text = canvas.names.country(canvas.model.language, form.country);
    field.caret = field.text.size();
  }
  return field;
}

/// Rows of fields, each as high as its labels and errors need; measures alone where nothing is to
/// be drawn. Returns the height.
float place_fields(Canvas& canvas, const Rect& area, const PersonForm& form,
                   const std::vector<FormField>& fields, bool draws) {
  Ui& ui = canvas.ui;
  const float gap = ui.px(2);  // rows stand closer than columns
  const auto per_row =
      static_cast<std::size_t>(fields_per_row(ui, area.w, static_cast<int>(fields.size())));
  const auto cells = columns(area, static_cast<int>(per_row), ui.px(4));
  float y = area.y;
  for (std::size_t first = 0; first < fields.size(); first += per_row) {
    const std::size_t end = std::min(first + per_row, fields.size());
    int lines = 1;
    for (std::size_t i = first; i < end; ++i) {
      lines = std::max(lines, head_lines(ui, cells[0].w, as_drawn(canvas, form, fields[i])));
    }
    const float height = field_height(ui, lines);
    for (std::size_t i = first; draws && i < end; ++i) {
      const Rect& cell = cells[i - first];
      draw_field(canvas, fields[i].id, {cell.x, y, cell.w, height}, fields[i].field,
                 as_drawn(canvas, form, fields[i]));
    }
    y += height + gap;
  }
  return y - gap - area.y;
}

// ---- what is chosen rather than typed

std::vector<FormSwitch> choices_of(const Canvas& canvas, const PersonForm& form,
                                   const std::vector<FormSwitch>& switches) {
  std::vector<FormSwitch> all;
  const core::Meeting& meeting = *canvas.model.meeting;
  const core::Kind kind = app::kind_of(form, meeting);
  for (const core::Kind each : {core::Kind::invited, core::Kind::local, core::Kind::team}) {
    all.push_back({"kind:" + std::string(core::to_text(each)), kind_text(canvas, each),
                   each == kind, app::KindChosen{each}});
  }
  all.push_back({"photo_opt_out", canvas.say("staff.no_photos"), form.photo_opt_out,
                 app::PhotoOptOutToggled{}});
  for (const FormSwitch& each : switches) all.push_back(each);
  for (const core::Session& session : meeting.sessions) {
    const bool on =
        std::find(form.sessions.begin(), form.sessions.end(), session.id) != form.sessions.end();
    all.push_back({"session:" + session.id.text, canvas.meeting_text(session.name), on,
                   app::SessionToggled{session.id}});
  }
  return all;
}

/// Chips as wide as their words with the tick, row after row.
std::vector<Rect> flow(const Ui& ui, const Rect& area, const std::vector<FormSwitch>& all) {
  std::vector<Rect> cells;
  const float gap = ui.px(2.5F);
  float x = area.x;
  float y = area.y;
  for (const FormSwitch& each : all) {
    const float words = std::ceil(text_width(ui, Type::label, each.label)) + ui.px(17);
    const float width = std::min(area.w, std::max(ui.px(32), words));
    if (x > area.x && x + width > area.right()) {
      x = area.x;
      y += chip_height(ui) + gap;
    }
    cells.push_back({x, y, width, chip_height(ui)});
    x += width + gap;
  }
  return cells;
}

void draw_choices(Canvas& canvas, const std::vector<FormSwitch>& all,
                  const std::vector<Rect>& cells) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (toggle_chip(canvas.ui, all[i].id, cells[i], all[i].label, all[i].on)) {
      canvas.out.push_back(all[i].action);
    }
  }
}

/// Where the country is searched, the countries stand above the keyboard instead of the choices.
void draw_with_countries(Canvas& canvas, Rect area, const PersonForm& form,
                         const std::vector<FormField>& fields, float fields_h) {
  Ui& ui = canvas.ui;
  const float gap = ui.px(4);
  const Rect below = area.take_bottom(std::max(chip_height(ui), area.h - fields_h - gap), ui.px(2));
  const float offset = ui.scroll("form", area, fields_h);
  {
    Clip clip(ui, {area.x - ui.px(3), area.y, area.w + ui.px(6), area.h});
    place_fields(canvas, {area.x, area.y - offset, area.w, fields_h}, form, fields, true);
  }
  draw_countries(canvas, below, form.country_search.trimmed(), form.country);
}

void draw_contents(Canvas& canvas, const Rect& area, const PersonForm& form,
                   const std::vector<FormSwitch>& switches) {
  Ui& ui = canvas.ui;
  const auto fields = fields_of(canvas, form);
  const float fields_h = place_fields(canvas, area, form, fields, false);
  if (form.field == FieldId::country_search) {
    return draw_with_countries(canvas, area, form, fields, fields_h);
  }
  const float gap = ui.px(4);
  const auto all = choices_of(canvas, form, switches);
  const auto probe = flow(ui, {area.x, 0, area.w, 0}, all);
  const float offset = ui.scroll("form", area, fields_h + gap + probe.back().bottom());
  Clip clip(ui, {area.x - ui.px(3), area.y, area.w + ui.px(6), area.h});
  const Rect top{area.x, area.y - offset, area.w, fields_h};
  place_fields(canvas, top, form, fields, true);
  draw_choices(canvas, all, flow(ui, {area.x, top.bottom() + gap, area.w, 0}, all));
}

// ---- what the active field is typed with

void draw_towns(Canvas& canvas, const Rect& panel, const PersonForm& form) {
  Ui& ui = canvas.ui;
  ground(ui, panel, ui.theme().raised);
  OnSurface on(ui, ui.theme().raised);
  const auto& partners = canvas.model.meeting->partners;
  const Rect area = panel.inset(ui.px(6), ui.px(4));
  const int count = static_cast<int>(partners.size()) + 1;
  float widest = ui.px(44);
  for (const core::Partner& partner : partners) {
    widest = std::max(widest, text_width(ui, Type::strong, partner.town) + ui.px(27));
  }
  const std::string other = canvas.say("where.another_place");
  widest = std::max(widest, text_width(ui, Type::strong, other) + ui.px(27));
  const float gap = ui.px(3);
  const int per_row = std::clamp(static_cast<int>((area.w + gap) / (widest + gap)), 1, count);
  const float height = std::max(ui.px(kTargetMm), ui.text_px(17));
  const int row_count = (count + per_row - 1) / per_row;
  const auto rows = static_cast<float>(row_count);
  const float offset = ui.scroll("form_towns", area, rows * (height + gap) - gap);
  Clip clip(ui, area.inset(-ui.px(2)));
  const auto cells = grid(area.moved(0, -offset), count, per_row, height, gap);
  const std::string typed = form.town.trimmed();
  for (std::size_t i = 0; i < partners.size(); ++i) {
    const core::Partner& partner = partners[i];
    if (choice_card(ui, "town:" + partner.id.text, cells[i], partner.town, {},
                    partner.town == typed)) {
      canvas.out.emplace_back(app::TownChosen{partner.id});
    }
  }
  if (choice_card(ui, "other_town", cells.back(), other, {}, is_other_place(canvas, form))) {
    canvas.out.emplace_back(app::OtherTownPressed{});
  }
}

void draw_input(Canvas& canvas, const Rect& panel, const PersonForm& form) {
  if (form.field == FieldId::town && form.towns_open) return draw_towns(canvas, panel, form);
  const bool email = form.field == FieldId::email;
  draw_keyboard(canvas, email ? "email" : "", !email, canvas.say("chrome.next"));
}

void draw_buttons(Canvas& canvas, Rect footer, const FormButtons& buttons) {
  Ui& ui = canvas.ui;
  const Deed& first = buttons.primary;
  const Deed& second = buttons.secondary;
  if (draw_primary(canvas, footer, first.id, first.label, {first.icon, false, first.enabled})) {
    canvas.out.push_back(first.action);
  }
  const float first_w = std::min(std::max(button_width(ui, first.label, first.icon), ui.px(70)),
                                 std::round(footer.w * 0.58F));
  footer.take_right(first_w, ui.px(4));
  const float second_w = std::min(footer.w, button_width(ui, second.label, second.icon));
  if (secondary_button(ui, second.id, footer.take_left(second_w, ui.px(4)), second.label,
                       {second.icon, false, second.enabled})) {
    canvas.out.push_back(second.action);
  }
}

}  // namespace

void draw_person_form(Canvas& canvas, const Rect& body, const PersonForm& form,
                      const std::vector<FormSwitch>& switches, const FormButtons& buttons) {
  Ui& ui = canvas.ui;
  const float margin = desk_margin(ui);
  Page whole;
  whole.body = {body.x + margin, body.y + ui.px(2), body.w - 2 * margin, body.h - ui.px(2)};
  const std::string layout = form.field == FieldId::email ? "email" : "";
  Page p = above_keyboard(canvas, whole, layout, 0);
  const float panel_y = p.footer.bottom() + ui.px(5);
  if (!buttons.note.empty()) {
    const float note_h = notice_height(ui, p.body.w, buttons.note);
    notice(ui, "note", p.body.take_top(note_h, ui.px(2)), buttons.tone, buttons.note);
  }
  draw_contents(canvas, p.body, form, switches);
  draw_buttons(canvas, p.footer, buttons);
  draw_input(canvas, {0, panel_y, ui.screen().w, ui.screen().h - panel_y}, form);
}

}  // namespace ui
