// Which badges stand where on which page: one a page, or many on a sheet with marks to cut along,
// their backs behind them. Pure.
#pragma once

#include <vector>

#include "badge/template.h"

namespace badge {

struct Spot {
  std::size_t badge = 0;  ///< counted from 0
  bool back = false;
  double x = 0;  ///< mm from the page's left to this side of the badge
  double y = 0;
  bool turned = false;  ///< upside down
};

/// A line that is printed, mm on the page.
struct MarkLine {
  double x1 = 0;
  double y1 = 0;
  double x2 = 0;
  double y2 = 0;
  bool dashed = false;  ///< where to fold; else where to cut
};

struct PagePlan {
  std::vector<Spot> spots;
  std::vector<MarkLine> marks;
};

std::size_t page_count(const Template& form, std::size_t badges);

/// Fronts and backs are pages in turn where there are two sides. A back stands behind its front
/// when the printer turns the sheet about the edge of `Sheet::flip`, and upright for somebody who
/// turns the badge about its string.
PagePlan plan_page(const Template& form, std::size_t page, std::size_t badges);

}  // namespace badge
