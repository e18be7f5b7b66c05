// Counts for the organiser: three figures, what the grant asks for, and charts.
#include <algorithm>
#include <cstdlib>
#include <functional>

#include "core/grant.h"
#include "ui/charts.h"
#include "ui/desk.h"
#include "ui/draw.h"
#include "ui/words.h"

namespace ui {
namespace {

using Rows = std::vector<app::CountRow>;

// ---- figures

/// Of a figure's card; less where a caption needs it.
float figure_edge(const Canvas& canvas, float width) {
  const Ui& ui = canvas.ui;
  for (const char* key : {"organiser.registered", "organiser.present", "staff.inside"}) {
    const std::string caption = canvas.say(key);
    const auto lines = wrap(ui, Type::label, caption, width - 2 * ui.px(8));
    if (!whole_words(caption, lines)) return ui.px(2);
  }
  return ui.px(8);
}

void draw_figures(Canvas& canvas, const Rect& area) {
  Ui& ui = canvas.ui;
  const core::Count& total = canvas.model.counts.total;
  const auto cells = columns(area, 3, ui.px(5));
  const std::string widest =
      std::to_string(std::max({total.registered, total.present, total.inside}));
  const auto figure = [&](const Rect& cell, std::string_view id, int number, std::string_view key) {
    const Rect inside = card(ui, cell);
    OnSurface on(ui, ui.theme().surface);
    big_number(ui, id, inside.inset(figure_edge(canvas, cell.w) - ui.px(8), -ui.px(5)),
               std::to_string(number), canvas.say(key), widest);
  };
  figure(cells[0], "count:registered", total.registered, "organiser.registered");
  figure(cells[1], "count:present", total.present, "organiser.present");
  figure(cells[2], "count:inside", total.inside, "staff.inside");
}

float figures_height(const Canvas& canvas, float width) {
  const Ui& ui = canvas.ui;
  const float cell = (width - 2 * ui.px(5)) / 3;
  const float room = cell - 2 * figure_edge(canvas, cell);
  float caption = 0;
  for (const char* key : {"organiser.registered", "organiser.present", "staff.inside"}) {
    caption = std::max(caption, text_height(ui, Type::label, canvas.say(key), room));
  }
  return ui.line_px(Type::number) * 0.86F + caption + ui.px(7);
}

// ---- the grant

int present_invited(const app::Counts& counts) {
  const auto at = std::find_if(counts.kind.begin(), counts.kind.end(), [](const auto& row) {
    return row.key == core::to_text(core::Kind::invited);
  });
  return at != counts.kind.end() ? at->count.present : 0;
}

int countries_present(const app::Counts& counts) {
  return static_cast<int>(
      std::count_if(counts.country.begin(), counts.country.end(),
                    [](const auto& row) { return row.count.present > 0 && !row.key.empty(); }));
}

std::vector<core::Threshold> thresholds_of(const Canvas& canvas) {
  const app::Counts& counts = canvas.model.counts;
  return core::thresholds(
      canvas.model.meeting->grant,
      {counts.total.present, present_invited(counts), countries_present(counts)});
}

std::string threshold_name(const Canvas& canvas, const core::Threshold& threshold) {
  const std::string key = "organiser." + ("threshold_" + std::string(threshold.name));
  return canvas.say(key);
}

std::vector<Goal> goals_of(const Canvas& canvas) {
  std::vector<Goal> goals;
  for (const core::Threshold& threshold : thresholds_of(canvas)) {
    const int missing = threshold.missing();
    const bool in_percent = threshold.name == "invited_percent";
    goals.push_back({"threshold:" + std::string(threshold.name), threshold_name(canvas, threshold),
                     threshold.reached, threshold.needed,
                     missing == 0 ? canvas.say("organiser.reached")
                     : in_percent
                         ? canvas.say("organiser.missing_percent", {{"n", std::to_string(missing)}})
                         : canvas.say_n("organiser.missing", missing)});
  }
  return goals;
}

// ---- breakdowns

using Name = std::function<std::string(const std::string&)>;

/// Rows with anybody in them, those with most people first unless they have an order of their own.
std::vector<ChartRow> chart_rows(const Rows& rows, std::string_view prefix, const Name& name,
                                 bool by_size) {
  std::vector<ChartRow> out;
  for (const app::CountRow& row : rows) {
    if (row.count.registered == 0 && row.count.present == 0) continue;
    std::string label = name(row.key);
    if (label.empty()) label = "–";
    out.push_back(
        {std::string(prefix) + row.key, std::move(label), row.count.present, row.count.registered});
  }
  if (by_size) {
    std::stable_sort(out.begin(), out.end(), [](const ChartRow& a, const ChartRow& b) {
      return std::pair(a.present, a.registered) > std::pair(b.present, b.registered);
    });
  }
  return out;
}

Name country_names(Canvas& canvas) {
  return [&canvas](const std::string& code) {
    return canvas.names.country(canvas.model.language, code);
  };
}

Name kind_names(const Canvas& canvas) {
  return [&canvas](const std::string& kind) { return canvas.say("kind." + kind); };
}

Name gender_names(const Canvas& canvas) {
  return [&canvas](const std::string& gender) {
    if (gender == core::to_text(core::Gender::unasked))
      return canvas.say("organiser.gender_unasked");
    return canvas.say("optional.gender." + gender);
  };
}

Name partner_names(const Canvas& canvas) {
  return [&canvas](const std::string& id) {
    if (id.empty()) return canvas.say("organiser.no_partner");
    const core::Partner* partner = canvas.model.meeting->partner({id});
    return partner != nullptr ? partner->name : id;
  };
}

Name checkpoint_names(const Canvas& canvas) {
  return [&canvas](const std::string& id) {
    const core::Checkpoint* checkpoint = canvas.model.meeting->checkpoint({id});
    if (checkpoint == nullptr) return id;
    const core::Session* session = canvas.model.meeting->session(checkpoint->session);
    const core::MultiText& name =
        checkpoint->name.empty() && session != nullptr ? session->name : checkpoint->name;
    return name.empty() ? id : canvas.meeting_text(name);
  };
}

Name session_names(const Canvas& canvas) {
  return [&canvas](const std::string& id) {
    const core::Session* session = canvas.model.meeting->session({id});
    return session != nullptr ? canvas.meeting_text(session->name) : id;
  };
}

Name day_names(Canvas& canvas) {
  return [&canvas](const std::string& text) {
    const auto day = core::parse_day(text);
    return day ? canvas.names.day(canvas.model.language, *day) : text;
  };
}

std::vector<ArrivalDay> arrivals_of(Canvas& canvas) {
  std::vector<ArrivalDay> days;
  for (const app::CountRow& row : canvas.model.counts.arrival) {
    const std::size_t t = row.key.find('T');
    if (t == std::string::npos || row.count.present <= 0) continue;
    const std::string day = row.key.substr(0, t);
    if (days.empty() || days.back().key != day) days.push_back({day, day_names(canvas)(day), {}});
    const int hour = std::clamp(std::atoi(row.key.c_str() + t + 1), 0, 23);
    days.back().by_hour[static_cast<std::size_t>(hour)] += row.count.present;
  }
  return days;
}

/// A card of the page: how high it is at a width, and how it is drawn there.
struct Panel {
  std::function<float(float)> height;
  std::function<void(const Rect&)> draw;
};

std::vector<Panel> panels_of(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const app::Counts& counts = canvas.model.counts;
  const Legend legend{canvas.say("organiser.present"), canvas.say("organiser.registered")};
  std::vector<Panel> panels;
  const auto chart = [&](std::string_view key, const std::vector<ChartRow>& rows) {
    if (rows.empty()) return;
    const std::string title = canvas.say(key);
    panels.push_back(
        {[&ui, title, rows](float width) { return bar_chart_height(ui, width, title, rows); },
         [&ui, title, rows, legend](const Rect& rect) {
           bar_chart(ui, rect, title, legend, rows);
         }});
  };
  if (auto goals = goals_of(canvas); !goals.empty()) {
    const std::string title = canvas.say("organiser.goals");
    panels.push_back(
        {[&ui, title, goals](float width) { return goals_height(ui, width, title, goals); },
         [&ui, title, goals](const Rect& rect) { draw_goals(ui, rect, title, goals); }});
  }
  chart("organiser.by_country",
        chart_rows(counts.country, "bar:country:", country_names(canvas), true));
  if (auto days = arrivals_of(canvas); !days.empty()) {
    const std::string title = canvas.say("organiser.arrivals");
    panels.push_back(
        {[&ui, title](float width) { return arrivals_height(ui, width, title); },
         [&ui, title, days](const Rect& rect) { draw_arrivals(ui, rect, title, days); }});
  }
  chart("organiser.by_kind", chart_rows(counts.kind, "bar:kind:", kind_names(canvas), true));
  chart("organiser.by_day", chart_rows(counts.day, "bar:day:", day_names(canvas), false));
  chart("organiser.by_session",
        chart_rows(counts.session, "bar:session:", session_names(canvas), false));
  chart("organiser.by_partner",
        chart_rows(counts.partner, "bar:partner:", partner_names(canvas), true));
  chart("organiser.by_gender",
        chart_rows(counts.gender, "bar:gender:", gender_names(canvas), true));
  chart("organiser.by_checkpoint",
        chart_rows(counts.checkpoint, "bar:checkpoint:", checkpoint_names(canvas), false));
  chart("organiser.by_town",
        chart_rows(
            counts.town, "bar:town:", [](const std::string& town) { return town; }, true));
  return panels;
}

struct Placed {
  Rect rect;
  const Panel* panel;
};

/// Each card goes below the shortest column. Returns where, and the height of all.
std::pair<std::vector<Placed>, float> place(const Ui& ui, const std::vector<Panel>& panels,
                                            const Rect& area) {
  const int count = ui.density().mm(area.w) > 420 ? 2 : 1;
  const float gap = ui.px(5);
  const auto lanes = columns(area, count, gap);
  std::vector<float> used(lanes.size(), 0);
  std::vector<Placed> placed;
  for (const Panel& panel : panels) {
    const auto lane =
        static_cast<std::size_t>(std::min_element(used.begin(), used.end()) - used.begin());
    const float height = panel.height(lanes[lane].w);
    placed.push_back({{lanes[lane].x, area.y + used[lane], lanes[lane].w, height}, &panel});
    used[lane] += height + gap;
  }
  return {placed, *std::max_element(used.begin(), used.end())};
}

}  // namespace

std::string last_day_warning(const Canvas& canvas) {
  if (!core::is_last_day(*canvas.model.meeting, canvas.model.now.wall)) return {};
  std::string list;
  for (const core::Threshold& threshold : thresholds_of(canvas)) {
    if (threshold.missing() == 0) continue;
    list += std::string(list.empty() ? "" : kDot) + threshold_name(canvas, threshold) + " " +
            std::to_string(threshold.reached) + " / " + std::to_string(threshold.needed);
  }
  return list.empty() ? list : canvas.say("organiser.last_day", {{"list", list}});
}

void draw_counts(Canvas& canvas) {
  Ui& ui = canvas.ui;
  const Rect body = draw_desk_frame(canvas, "counts");
  const float margin = desk_margin(ui);
  const bool anybody =
      canvas.model.counts.total.registered > 0 || canvas.model.counts.total.present > 0;
  const auto panels = panels_of(canvas);
  const float figures_h = figures_height(canvas, body.w - 2 * margin);
  const float top = figures_h + ui.px(5);
  const Rect lanes{body.x + margin, 0, body.w - 2 * margin, 0};
  const auto [placed, height] = place(ui, panels, lanes);
  const std::string note = anybody ? last_day_warning(canvas) : canvas.say("organiser.no_data");
  const Tone tone = anybody ? Tone::look : Tone::plain;
  const float note_h = note.empty() ? 0 : notice_height(ui, lanes.w, note, tone) + ui.px(5);
  const float offset = ui.scroll("counts", body, ui.px(5) + top + note_h + height);
  Clip clip(ui, body);
  float y = body.y + ui.px(5) - offset;
  draw_figures(canvas, {lanes.x, y, lanes.w, figures_h});
  y += top;
  if (!note.empty()) {
    notice(ui, anybody ? "last_day" : "no_data", {lanes.x, y, lanes.w, note_h - ui.px(5)}, tone,
           note);
    y += note_h;
  }
  for (const Placed& at : placed) {
    const Rect rect = at.rect.moved(0, y);
    if (overlap(rect, body)) at.panel->draw(rect);
  }
}

}  // namespace ui
