#include "ui/charts.h"

#include <algorithm>
#include <cmath>

#include "ui/draw.h"

namespace ui {
namespace {

constexpr float kBarMm = 6;

/// The pale part of a bar: 3:1 and more on its ground and beside the full part.
Colour pale(const Theme& theme) { return theme.high_contrast ? rgb(0x777777) : rgb(0x7A90CC); }

void draw_heading(Ui& ui, Rect& area, const std::string& title) {
  const float height = text_height(ui, Type::strong, title, area.w);
  text(ui, {}, area.take_top(height, ui.px(2)), title, {Type::strong, ui.theme().ink});
}

constexpr float kCardMm = 8;  ///< on each side of what stands in a card

float heading_height(const Ui& ui, float width, const std::string& title) {
  return text_height(ui, Type::strong, title, width) + ui.px(2);
}

float bar_line(const Ui& ui, const ChartRow& row, float label_w) {
  return text_height(ui, Type::label, row.label, label_w) + ui.px(2.5F);
}

std::string share(const ChartRow& row) {
  return std::to_string(row.present) + " / " + std::to_string(row.registered);
}

void record(Ui& ui, const std::string& id, const Rect& rect, std::string label) {
  Widget w;
  w.id = id;
  w.role = Role::status;
  w.label = std::move(label);
  w.rect = rect;
  ui.add(std::move(w));
}

void draw_share_bar(Ui& ui, const Rect& room, const ChartRow& row, int most) {
  const Rect track = room.middle(room.w, ui.px(kBarMm));
  const float radius = ui.px(1.2F);
  const auto width = [&](int people) {
    const float share_of = static_cast<float>(people) / static_cast<float>(std::max(1, most));
    return people > 0 ? std::max(ui.px(1.5F), std::round(track.w * share_of)) : 0;
  };
  const Rect all{track.x, track.y, width(std::max(row.registered, row.present)), track.h};
  fill(ui, all, pale(ui.theme()), radius);
  if (row.present > 0) {
    fill(ui, {track.x, track.y, width(row.present), track.h}, ui.theme().primary, radius);
  }
}

/// Widths of the columns of a bar chart.
struct BarColumns {
  float label = 0;
  float value = 0;
};

BarColumns bar_columns(const Ui& ui, const std::vector<ChartRow>& rows, float width) {
  BarColumns out;
  for (const ChartRow& row : rows) {
    out.label = std::max(out.label, std::ceil(text_width(ui, Type::label, row.label)) + 1);
    out.value = std::max(out.value, std::ceil(text_width(ui, Type::label, share(row))) + 1);
  }
  out.label = std::min(out.label, width * 0.46F);
  return out;
}

void legend_sign(Ui& ui, Rect& line, Colour colour, const std::string& words) {
  const float width = std::ceil(text_width(ui, Type::label, words)) + 1;
  text(ui, {}, line.take_right(width, ui.px(2)), words,
       {Type::label, ui.muted(), Align::right, true, 1});
  const float side = ui.text_px(4.5F);
  fill(ui, line.take_right(side, ui.px(5)).middle(side, side), colour, ui.px(1));
}

/// At the right end of the heading where both fit.
void draw_legend(Ui& ui, Rect line, const std::string& title, const Legend& legend) {
  const float needed = text_width(ui, Type::strong, title) +
                       text_width(ui, Type::label, legend.present) +
                       text_width(ui, Type::label, legend.registered) + ui.text_px(30);
  if (needed > line.w) return;
  line.h = ui.line_px(Type::strong);
  legend_sign(ui, line, pale(ui.theme()), legend.registered);
  legend_sign(ui, line, ui.theme().primary, legend.present);
}

}  // namespace

float bar_chart_height(const Ui& ui, float width, const std::string& title,
                       const std::vector<ChartRow>& rows) {
  const float room = width - 2 * ui.px(kCardMm);
  const float label_w = bar_columns(ui, rows, room).label;
  float height = heading_height(ui, room, title) + 2 * ui.px(kCardMm);
  for (const ChartRow& row : rows) height += bar_line(ui, row, label_w);
  return height;
}

void bar_chart(Ui& ui, const Rect& rect, const std::string& title, const Legend& legend,
               const std::vector<ChartRow>& rows) {
  Rect area = card(ui, rect);
  OnSurface on(ui, ui.theme().surface);
  draw_legend(ui, area, title, legend);
  draw_heading(ui, area, title);
  const BarColumns widths = bar_columns(ui, rows, area.w);
  int most = 0;
  for (const ChartRow& row : rows) most = std::max({most, row.present, row.registered});
  for (const ChartRow& row : rows) {
    Rect line = area.take_top(bar_line(ui, row, widths.label));
    record(ui, row.id, line, row.label + " " + share(row));
    const TextStyle style{Type::label, ui.theme().ink, Align::left, true};
    text(ui, row.id + ":label", line.take_left(widths.label, ui.px(4)), row.label, style);
    text(ui, row.id + ":value", line.take_right(widths.value, ui.px(4)), share(row),
         {Type::label, ui.theme().ink, Align::right, true, 1});
    draw_share_bar(ui, line, row, most);
  }
}

namespace {

std::string goal_words(const Goal& goal) {
  return goal.label + "  " + std::to_string(goal.reached) + " / " + std::to_string(goal.needed);
}

/// A goal's two texts: beside each other, or the state below where both are too long.
struct GoalRoom {
  float state_w = 0;  ///< with its sign
  bool stacked = false;
  float words_h = 0;  ///< of both
};

GoalRoom goal_room(const Ui& ui, float width, const Goal& goal) {
  GoalRoom room;
  const bool done = goal.reached >= goal.needed;
  room.state_w = std::ceil(text_width(ui, Type::label, goal.state)) + 2 +
                 (done ? ui.text_px(6) + ui.px(1.5F) : 0);
  const float words_w = text_width(ui, Type::label, goal_words(goal));
  const float line = ui.line_px(Type::label);
  room.stacked = words_w + room.state_w + ui.px(3) > width;
  room.words_h = room.stacked ? text_height(ui, Type::label, goal_words(goal), width) + line : line;
  return room;
}

float goal_height(const Ui& ui, float width, const Goal& goal) {
  return goal_room(ui, width, goal).words_h + ui.px(11);
}

void draw_goal_state(Ui& ui, Rect line, const Goal& goal) {
  const bool done = goal.reached >= goal.needed;
  const Colour ink = done ? tone_text(ui.theme(), Tone::admitted) : ui.theme().ink;
  const float side = ui.text_px(6);
  if (done) draw_icon(ui, Icon::check, line.take_left(side, ui.px(1.5F)).middle(side, side), ink);
  text(ui, goal.id + ":state", line, goal.state, {Type::label, ink, Align::left, true});
}

void draw_goal(Ui& ui, Rect area, const Goal& goal) {
  const GoalRoom room = goal_room(ui, area.w, goal);
  const float line_h = ui.line_px(Type::label);
  Rect words = area.take_top(room.words_h, ui.px(1));
  const Rect state = room.stacked ? words.take_bottom(line_h)
                                  : words.take_right(std::min(room.state_w, words.w), ui.px(2));
  draw_goal_state(ui, state, goal);
  text(ui, {}, words, goal_words(goal), {Type::label, ui.theme().ink});
  const float part =
      goal.needed > 0 ? static_cast<float>(goal.reached) / static_cast<float>(goal.needed) : 1.F;
  const std::string figures = std::to_string(goal.reached) + " / " + std::to_string(goal.needed);
  progress_bar(ui, goal.id, area.take_top(ui.px(kBarMm)), part,
               goal.label + " " + figures + ", " + goal.state,
               goal.reached >= goal.needed ? Tone::admitted : Tone::plain);
}

}  // namespace

float goals_height(const Ui& ui, float width, const std::string& title,
                   const std::vector<Goal>& goals) {
  const float room = width - 2 * ui.px(kCardMm);
  float height = heading_height(ui, room, title) + ui.px(14);
  for (const Goal& goal : goals) height += goal_height(ui, room, goal);
  return height;
}

void draw_goals(Ui& ui, const Rect& rect, const std::string& title,
                const std::vector<Goal>& goals) {
  Rect area = card(ui, rect);
  OnSurface on(ui, ui.theme().surface);
  draw_heading(ui, area, title);
  for (const Goal& goal : goals) {
    draw_goal(ui, area.take_top(goal_height(ui, area.w, goal)), goal);
  }
}

namespace {

struct Hours {
  int first = 0;
  int last = 0;  ///< included
};

Hours hours_of(const ArrivalDay& day) {
  Hours hours{23, 0};
  for (int h = 0; h < 24; ++h) {
    if (day.by_hour[static_cast<std::size_t>(h)] == 0) continue;
    hours.first = std::min(hours.first, h);
    hours.last = std::max(hours.last, h);
  }
  return hours;
}

/// The same hours for every day, so that days can be compared.
Hours common_hours(const std::vector<ArrivalDay>& days) {
  Hours all{23, 0};
  for (const ArrivalDay& day : days) {
    const Hours hours = hours_of(day);
    all = {std::min(all.first, hours.first), std::max(all.last, hours.last)};
  }
  return all;
}

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// Every how many columns an hour, or a number, can be written without touching its neighbour.
int label_step(const Ui& ui, float column, std::string_view widest) {
  const float needed = text_width(ui, Type::label, widest) + ui.px(1.5F);
  return std::max(1, static_cast<int>(std::ceil(needed / column)));
}

constexpr float kWidestColumnMm = 24;  // one hour alone is a column still, not a wall

void draw_day(Ui& ui, Rect area, const ArrivalDay& day, Hours hours, int most) {
  const float line = ui.line_px(Type::label);
  const float label_h = text_height(ui, Type::label, day.label, area.w);
  text(ui, {}, area.take_bottom(label_h), day.label, {Type::label, ui.theme().ink, Align::centre});
  const Rect axis = area.take_bottom(line, ui.px(0.5F));
  Rect plot = area;
  plot.take_top(line);
  const auto count = static_cast<float>(hours.last - hours.first + 1);
  const float column = std::min(plot.w / count, ui.px(kWidestColumnMm));
  const float first_x = plot.x + (plot.w - column * count) / 2;
  const int step = label_step(ui, column, "00");
  const bool numbers = label_step(ui, column, std::to_string(most)) == 1;
  fill(ui, {plot.x, plot.bottom() - 1, plot.w, std::max(1.F, ui.px(0.4F))}, ui.theme().outline);
  for (int h = hours.first; h <= hours.last; ++h) {
    const int people = day.by_hour[static_cast<std::size_t>(h)];
    const float x = first_x + static_cast<float>(h - hours.first) * column;
    const float height = std::round(plot.h * static_cast<float>(people) / static_cast<float>(most));
    const Rect bar{std::round(x + column * 0.12F), plot.bottom() - height,
                   std::round(column * 0.76F), height};
    if (people > 0) fill(ui, bar, ui.theme().primary, std::min(ui.px(1), height / 2));
    record(ui, "column:" + day.key + "T" + two_digits(h), {x, plot.y, column, plot.h},
           day.label + ", " + two_digits(h) + ": " + std::to_string(people));
    if (people > 0 && (numbers || people == most)) {
      draw_text(ui, {x - column, bar.y - line, column * 3, line}, std::to_string(people),
                {Type::label, ui.theme().ink, Align::centre, false, 1});
    }
    if ((h - hours.first) % step == 0) {
      draw_text(ui, {x - column, axis.y, column * 3, line}, two_digits(h),
                {Type::label, ui.muted(), Align::centre, false, 1});
    }
  }
}

}  // namespace

float arrivals_height(const Ui& ui, float width, const std::string& title) {
  return heading_height(ui, width - 2 * ui.px(kCardMm), title) + 3 * ui.line_px(Type::label) +
         ui.px(16) + ui.text_px(36);
}

void draw_arrivals(Ui& ui, const Rect& rect, const std::string& title,
                   const std::vector<ArrivalDay>& days) {
  Rect area = card(ui, rect);
  OnSurface on(ui, ui.theme().surface);
  draw_heading(ui, area, title);
  int most = 1;
  for (const ArrivalDay& day : days) {
    most = std::max(most, *std::max_element(day.by_hour.begin(), day.by_hour.end()));
  }
  const Hours hours = common_hours(days);
  const auto cells = columns(area, static_cast<int>(days.size()), ui.px(8));
  for (std::size_t i = 0; i < days.size(); ++i) draw_day(ui, cells[i], days[i], hours, most);
}

}  // namespace ui
