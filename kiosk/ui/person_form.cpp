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
  const int most = ui.tall() ? std::min(count, 2) : count;  // height is there for more rows
  const int fit = std::clamp(static_cast<int>((width + ui.px(4)) / (least + ui.px(4))), 1, most);
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

/// What lies between two heights of the form's contents, pixels from their top.
struct Span {
  float top = 0;
  float bottom = 0;
};

/// Fields that stand beside each other.
struct FieldRow {
  std::size_t first = 0;
  std::size_t end = 0;
  Span span;
  int box_lines = 1;
};

/// Each row as high as its labels, errors and long texts need.
std::vector<FieldRow> field_rows(Canvas& canvas, const Rect& area, const PersonForm& form,
                                 const std::vector<FormField>& fields) {
  const Ui& ui = canvas.ui;
  const auto per_row =
      static_cast<std::size_t>(fields_per_row(ui, area.w, static_cast<int>(fields.size())));
  const float width = columns(area, static_cast<int>(per_row), ui.px(4))[0].w;
  std::vector<FieldRow> rows;
  float y = 0;
  for (std::size_t first = 0; first < fields.size(); first += per_row) {
    const std::size_t end = std::min(first + per_row, fields.size());
    int lines = 1;
    int in_box = 1;
    for (std::size_t i = first; i < end; ++i) {
      const Field field = as_drawn(canvas, form, fields[i]);
      lines = std::max(lines, head_lines(ui, width, field));
      in_box = std::max(in_box, box_lines(ui, width, field));
    }
    const float height = field_height(ui, lines, in_box);
    rows.push_back({first, end, {y, y + height}, in_box});
    y += height + ui.px(2);  // rows stand closer than columns
  }
  return rows;
}

void draw_fields(Canvas& canvas, const Rect& area, const PersonForm& form,
                 const std::vector<FormField>& fields, const std::vector<FieldRow>& rows) {
  const auto cells =
      columns(area, static_cast<int>(rows.front().end - rows.front().first), canvas.ui.px(4));
  for (const FieldRow& row : rows) {
    for (std::size_t i = row.first; i < row.end; ++i) {
      const Rect& cell = cells[i - row.first];
      Field field = as_drawn(canvas, form, fields[i]);
      field.box_lines = row.box_lines;
      draw_field(canvas, fields[i].id,
                 {cell.x, area.y + row.span.top, cell.w, row.span.bottom - row.span.top},
                 fields[i].field, field);
    }
  }
}

/// What is seen of the form's rows at once: never a slice of one.
struct Window {
  float height = 0;
  float content_h = 0;  ///< to scroll through, with whole rows at its end as well
};

Window window_of(const std::vector<Span>& rows, std::size_t active, float room) {
  const float all = rows.back().bottom;
  if (all <= room) return {room, all};
  std::size_t fit = 0;
  while (rows[fit].bottom <= room) ++fit;
  std::size_t first = active;
  while (first > 0 && rows[active].bottom - rows[first - 1].top <= room) --first;
  Window window;
  window.height = active < fit ? rows[fit - 1].bottom : rows[active].bottom - rows[first].top;
  window.height = std::min(window.height, room);
  std::size_t last = rows.size() - 1;
  while (last > 0 && all - rows[last - 1].top <= window.height) --last;
  window.content_h = std::max(all, rows[last].top + window.height);
  return window;
}

std::size_t active_row(const PersonForm& form, const std::vector<FormField>& fields,
                       const std::vector<FieldRow>& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t at = rows[i].first; at < rows[i].end; ++at) {
      if (fields[at].field == form.field) return i;
    }
  }
  return 0;
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

/// Chips as wide as their words with the tick, row after row; `apart`: the kinds, of which there is
/// one, in a row of their own.
std::vector<Rect> flow(const Ui& ui, const Rect& area, const std::vector<FormSwitch>& all,
                       bool apart) {
  std::vector<Rect> cells;
  const float gap = ui.px(2.5F);
  float x = area.x;
  float y = area.y;
  for (const FormSwitch& each : all) {
    const float words = std::ceil(text_width(ui, Type::label, each.label)) + ui.px(17);
    const float width = std::min(area.w, std::max(ui.px(32), words));
    const bool breaks = apart && each.id == "photo_opt_out";
    if (x > area.x && (breaks || x + width > area.right())) {
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

std::vector<Span> spans_of(const std::vector<FieldRow>& rows) {
  std::vector<Span> spans;
  for (const FieldRow& row : rows) spans.push_back(row.span);
  return spans;
}

/// Where the country is searched, the countries stand above the keyboard instead of the choices.
bool draw_with_countries(Canvas& canvas, Rect area, const PersonForm& form,
                         const std::vector<FormField>& fields, const std::vector<FieldRow>& rows) {
  Ui& ui = canvas.ui;
  const std::size_t active = active_row(form, fields, rows);
  const Window window = window_of(spans_of(rows), active, area.h - chip_height(ui) - ui.px(2));
  const float shown = std::min(window.height, rows.back().span.bottom);
  const Rect top = area.take_top(shown, ui.px(shown + ui.px(4) + chip_height(ui) > area.h ? 2 : 4));
  const float offset = ui.scroll("form", top, std::min(window.content_h, rows.back().span.bottom));
  {
    Clip clip(ui, {top.x - ui.px(3), top.y, top.w + ui.px(6), top.h});
    draw_fields(canvas, top.moved(0, -offset), form, fields, rows);
  }
  draw_countries(canvas, area, form.country_search.trimmed(), form.country);
  return false;
}

/// The chips below the fields: with the kinds apart where there is room for it.
std::vector<Rect> choice_cells(const Ui& ui, const Rect& area, float top,
                               const std::vector<FormSwitch>& all) {
  const Rect below{area.x, top, area.w, 0};
  const auto apart = flow(ui, below, all, true);
  return apart.back().bottom() <= area.h ? apart : flow(ui, below, all, false);
}

/// Answers whether more of it lies below than is seen.
bool draw_contents(Canvas& canvas, const Rect& area, const PersonForm& form,
                   const std::vector<FormSwitch>& switches) {
  Ui& ui = canvas.ui;
  const auto fields = fields_of(canvas, form);
  const auto rows = field_rows(canvas, area, form, fields);
  if (form.field == FieldId::country_search) {
    return draw_with_countries(canvas, area, form, fields, rows);
  }
  const auto all = choices_of(canvas, form, switches);
  const auto cells = choice_cells(ui, area, rows.back().span.bottom + ui.px(4), all);
  std::vector<Span> spans = spans_of(rows);
  for (const Rect& cell : cells) {
    if (cell.y > spans.back().top) spans.push_back({cell.y, cell.bottom()});
  }
  const std::size_t active = active_row(form, fields, rows);
  const Window window = window_of(spans, active, area.h);
  const float gap = std::min(ui.px(2), area.h - window.height);  // below the last row
  const Rect seen{area.x, area.y, area.w, window.height + gap};
  const float offset = ui.scroll("form", seen, window.content_h + gap);
  Clip clip(ui, {seen.x - ui.px(3), seen.y, seen.w + ui.px(6), seen.h});
  const Rect top = seen.moved(0, -offset);
  draw_fields(canvas, top, form, fields, rows);
  std::vector<Rect> placed;
  for (const Rect& cell : cells) placed.push_back(cell.moved(0, top.y));
  draw_choices(canvas, all, placed);
  return offset + window.height + 1 < window.content_h;
}

// ---- what the active field is typed with

void draw_towns(Canvas& canvas, const Rect& panel, const PersonForm& form) {
  Ui& ui = canvas.ui;
  ground(ui, panel, ui.theme().raised);
  OnSurface on(ui, ui.theme().raised);
  const auto& partners = canvas.model.meeting->partners;
  const Rect area = panel.inset(desk_margin(ui), ui.px(4));
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

/// Between the buttons, while more of the form lies below.
void draw_more_between(Ui& ui, const Rect& between) {
  const float radius = ui.px(kMoreMm);
  if (between.w >= 4 * radius) draw_more_sign(ui, between.centre(), radius);
}

/// What is left to say above the form, and has no room there, stands for the second button.
void draw_buttons(Canvas& canvas, Rect footer, const FormButtons& buttons, bool more) {
  Ui& ui = canvas.ui;
  const Deed& first = buttons.primary;
  const Deed& second = buttons.secondary;
  if (draw_primary(canvas, footer, first.id, first.label, {first.icon, false, first.enabled})) {
    canvas.out.push_back(first.action);
  }
  const float first_w = std::min(std::max(button_width(ui, first.label, first.icon), ui.px(70)),
                                 std::round(footer.w * 0.58F));
  footer.take_right(first_w, ui.px(4));
  if (!buttons.note.empty()) {  // there is nothing to clear
    const float side = ui.text_px(7);
    const Colour ink = tone_text(ui.theme(), buttons.tone);
    draw_icon(ui, tone_icon(buttons.tone), footer.take_left(side, ui.px(3)).middle(side, side),
              ink);
    text(ui, "note", footer, buttons.note, {Type::label, ink, Align::left, true});
    return;
  }
  const float second_w = std::min(footer.w, button_width(ui, second.label, second.icon));
  if (secondary_button(ui, second.id, footer.take_left(second_w, ui.px(4)), second.label,
                       {second.icon, false, second.enabled})) {
    canvas.out.push_back(second.action);
  }
  if (more) draw_more_between(ui, footer);
}

bool is_blank(const PersonForm& form) {
  return form.given.is_blank() && form.family.is_blank() && form.town.is_blank() &&
         form.email.is_blank();
}

/// The row that is being typed into, and the countries below it while one is searched for.
float least_height(Canvas& canvas, const Rect& area, const PersonForm& form) {
  const Ui& ui = canvas.ui;
  const auto fields = fields_of(canvas, form);
  const auto rows = field_rows(canvas, area, form, fields);
  const Span& row = rows[active_row(form, fields, rows)].span;
  const bool countries = form.field == FieldId::country_search;
  return row.bottom - row.top + (countries ? ui.px(2) + chip_height(ui) : 0);
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
  const float least = least_height(canvas, p.body, form);
  const bool with_buttons = form.field != FieldId::country_search || least <= p.body.h;
  if (!with_buttons) p.body.h = p.footer.bottom() - p.body.y;  // the keyboard's Next leads to them
  FormButtons shown = buttons;
  if (!buttons.note.empty()) {
    const float note_h = notice_height(ui, p.body.w, buttons.note, buttons.tone);
    if (note_h + ui.px(2) + least <= p.body.h || !is_blank(form)) {
      notice(ui, "note", p.body.take_top(note_h, ui.px(2)), buttons.tone, buttons.note);
      shown.note.clear();
    }
  }
  const bool more = draw_contents(canvas, p.body, form, switches);
  if (with_buttons) draw_buttons(canvas, p.footer, shown, more);
  draw_input(canvas, {0, panel_y, ui.screen().w, ui.screen().h - panel_y}, form);
}

}  // namespace ui
