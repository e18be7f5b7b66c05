#include <algorithm>
#include <cmath>

#include "ui/desk.h"

namespace ui {
namespace {

using app::FieldId;
using app::screen::WhereFrom;

// ---- the project's towns

struct Choice {
  std::string id;
  std::string title;
  std::string below;
  const core::Partner* partner;  ///< null: another place
};

/// The host's town first, then as the meeting file has them.
std::vector<Choice> choices(Canvas& canvas) {
  std::vector<Choice> all;
  for (const bool host : {true, false}) {
    for (const core::Partner& partner : canvas.model.meeting->partners) {
      if (partner.host != host) continue;
      all.push_back({"town:" + partner.id.text, partner.town,
                     canvas.names.country(canvas.model.language, partner.country), &partner});
    }
  }
  all.push_back({"another_place", canvas.say("where.another_place"), "", nullptr});
  return all;
}

float cell_width(const Ui& ui, const std::vector<Choice>& all) {
  float widest = 0;
  for (const Choice& choice : all) {
    widest = std::max({widest, text_width(ui, Type::strong, choice.title),
                       text_width(ui, Type::label, choice.below)});
  }
  return widest + ui.px(27);
}

/// Few columns while there is height for their rows, else as many as are wide enough.
int per_row(const Ui& ui, const Rect& area, const std::vector<Choice>& all) {
  const int count = static_cast<int>(all.size());
  const float gap = ui.px(6);
  const int fit = std::max(1, static_cast<int>((area.w + gap) / (cell_width(ui, all) + gap)));
  const int wanted = ui.tall() ? 2 : 3;
  for (int n = std::min(wanted, fit); n < fit; ++n) {
    const float rows = std::ceil(static_cast<float>(count) / static_cast<float>(n));
    if (rows * (ui.text_px(28) + gap) <= area.h) return n;
  }
  return fit;
}

void draw_choice(Canvas& canvas, const Rect& cell, const Choice& choice) {
  const bool chosen = choice.partner != nullptr && canvas.model.draft.partner == choice.partner->id;
  const Icon icon = choice.partner == nullptr ? Icon::search : Icon::none;
  if (!choice_card(canvas.ui, choice.id, cell, choice.title, choice.below, chosen, icon)) return;
  if (choice.partner != nullptr) {
    canvas.out.emplace_back(app::TownChosen{choice.partner->id});
  } else {
    canvas.out.emplace_back(app::AnotherPlaceChosen{});
  }
}

void draw_towns(Canvas& canvas, Rect area) {
  Ui& ui = canvas.ui;
  const std::vector<Choice> all = choices(canvas);
  const int count = static_cast<int>(all.size());
  const int columns_n = per_row(ui, area, all);
  const float gap = ui.px(6);
  const int rows_n = (count + columns_n - 1) / columns_n;
  const auto rows = static_cast<float>(rows_n);
  float row_h = std::clamp(std::floor((area.h - gap * (rows - 1) - 2) / rows), ui.text_px(26),
                           ui.text_px(40));
  if (rows * (row_h + gap) - gap > area.h) {  // whole rows, as many as can be
    const float seen = std::max(1.F, std::floor((area.h + gap) / (row_h + gap)));
    row_h = std::max(row_h, std::floor((area.h + gap) / seen - gap));
    area.h = std::min(area.h, seen * (row_h + gap) - gap);
  }
  const float content_h = rows * (row_h + gap) - gap;
  const float offset = ui.scroll("towns", area, content_h);
  {
    Clip clip(ui, area.inset(-ui.px(3), -2));
    const auto cells = grid(area.moved(0, -offset), count, columns_n, row_h, gap);
    for (std::size_t i = 0; i < all.size(); ++i) draw_choice(canvas, cells[i], all[i]);
  }
  draw_more(ui, area, offset, content_h);
}

void draw_partners(Canvas& canvas) {
  const bool chosen = !canvas.model.draft.partner.empty();
  Page p = draw_frame(canvas, {}, true, true);
  draw_title(canvas, p.body, canvas.say("where.title"), 2);
  draw_towns(canvas, p.body);
  if (chosen && draw_primary(canvas, p.footer, "next", canvas.say("chrome.next"),
                             {Icon::arrow_right, true, true})) {
    canvas.out.emplace_back(app::NextPressed{});
  }
}

// ---- another place

/// Both fields, and the words that they point at.
struct PlaceFields {
  std::string town_label;
  std::string country_label;
  std::string country_hint;
  std::string no_town;
  std::string no_country;
  Field town;
  Field country;
};

/// While it is not searched in, the field says which country is chosen.
void fill_country(Canvas& canvas, PlaceFields& fields) {
  const app::Draft& draft = canvas.model.draft;
  fields.country_label = canvas.say("where.country");
  fields.country_hint = canvas.say("where.choose_country");
  fields.country = field_of(canvas, draft.country_search, FieldId::country_search,
                            fields.country_label, fields.no_country);
  if (fields.country.active) return;
  fields.country.hint = fields.country_hint;
  fields.country.text = draft.country.empty()
                            ? std::string_view{}
                            : canvas.names.country(canvas.model.language, draft.country);
  fields.country.caret = fields.country.text.size();
}

void fill_fields(Canvas& canvas, PlaceFields& fields) {
  const app::Draft& draft = canvas.model.draft;
  const bool tried = std::get<WhereFrom>(canvas.model.screen).tried;
  fields.town_label = canvas.say("where.town");
  if (tried && draft.town.is_blank()) fields.no_town = canvas.say("where.town_missing");
  if (tried && draft.country.empty()) fields.no_country = canvas.say("where.country_missing");
  fields.town = field_of(canvas, draft.town, FieldId::town, fields.town_label, fields.no_town);
  fill_country(canvas, fields);
}

/// At the right end of `fields`, as high as their boxes, where nothing fits below.
Rect take_next(Canvas& canvas, Rect& fields, const std::string& next) {
  Ui& ui = canvas.ui;
  Rect at = fields.take_right(button_width(ui, next, Icon::arrow_right), ui.px(6));
  at.take_top(fields.h - field_height(ui) + field_head_height(ui));
  return at;
}

void draw_another_place(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const std::string next = canvas.say("chrome.next");
  const std::string title = canvas.say("where.title");
  const Page whole = draw_frame(canvas, {}, false, true);
  PlaceFields fields;
  fill_fields(canvas, fields);
  const float beside_w = button_width(ui, next, Icon::arrow_right) + ui.px(6);
  const bool stacked = ui.tall();
  const float least_w = whole.body.w - beside_w;
  const float cell_w = stacked ? least_w : (least_w - ui.px(8)) / 2;
  const float field_h = field_height(
      ui, std::max(head_lines(ui, cell_w, fields.town), head_lines(ui, cell_w, fields.country)));
  const float fields_h = stacked ? 2 * field_h + ui.px(3) : field_h;
  const float title_h = text_height(ui, Type::title, title, whole.body.w);
  const float content = title_h + fields_h + 2 * chip_height(ui) + ui.px(14);
  Page p = above_keyboard(canvas, whole, {}, content);
  const bool with_title = title_h + fields_h + chip_height(ui) + ui.px(8) <= p.body.h;
  if (with_title) draw_title(canvas, p.body, title, 2, ui.px(3));
  Rect line = p.body.take_top(fields_h, ui.px(4));
  const bool beside = p.footer.h <= 0;
  const ButtonOptions arrow{Icon::arrow_right, true, true};
  const Rect at = beside ? take_next(canvas, line, next) : p.footer;
  const auto cells = stacked ? grid(line, 2, 1, field_h, ui.px(3)) : columns(line, 2, ui.px(8));
  draw_field(canvas, "town", cells[0], FieldId::town, fields.town);
  draw_field(canvas, "country_search", cells[1], FieldId::country_search, fields.country);
  draw_countries(canvas, p.body, canvas.model.draft.country_search.trimmed(),
                 canvas.model.draft.country);
  if (beside ? primary_button(ui, "next", at, next, arrow)
             : draw_primary(canvas, at, "next", next, arrow)) {
    canvas.out.emplace_back(app::NextPressed{});
  }
  draw_keyboard(canvas, {}, true, next);
}

}  // namespace

void draw_where_from(Canvas& canvas) {
  if (std::get<WhereFrom>(canvas.model.screen).another_place) {
    draw_another_place(canvas);
  } else {
    draw_partners(canvas);
  }
}

}  // namespace ui
