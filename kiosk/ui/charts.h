// Charts of the organiser's counts. Only for ui/*.cpp. Each stands on a card of its own.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "ui/widgets.h"

namespace ui {

/// What the two parts of a bar mean.
struct Legend {
  std::string present;
  std::string registered;
};

struct ChartRow {
  std::string id;
  std::string label;
  int present = 0;
  int registered = 0;
};
float bar_chart_height(const Ui& ui, float width, const std::string& title,
                       const std::vector<ChartRow>& rows);
/// Present people as the full part of a bar, registered ones as its pale part.
void bar_chart(Ui& ui, const Rect& rect, const std::string& title, const Legend& legend,
               const std::vector<ChartRow>& rows);

/// A threshold: how far it is reached.
struct Goal {
  std::string id;
  std::string label;
  int reached = 0;
  int needed = 0;
  std::string state;  ///< reached, or what is missing
};
float goals_height(const Ui& ui, float width, const std::string& title,
                   const std::vector<Goal>& goals);
void draw_goals(Ui& ui, const Rect& rect, const std::string& title, const std::vector<Goal>& goals);

struct ArrivalDay {
  std::string key;  ///< `2019-03-12`
  std::string label;
  std::array<int, 24> by_hour{};
};
float arrivals_height(const Ui& ui, float width, const std::string& title);
/// A column for each hour from the first to the last arrival of each day.
void draw_arrivals(Ui& ui, const Rect& rect, const std::string& title,
                   const std::vector<ArrivalDay>& days);

}  // namespace ui
