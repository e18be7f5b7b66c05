#include "ui/row_list.h"

#include <numeric>

#include "ui/draw.h"

namespace ui {

void draw_row_list(Ui& ui, std::string_view id, const Rect& area, const std::vector<float>& heights,
                   const std::function<void(std::size_t, const Rect&)>& draw) {
  const float all = std::accumulate(heights.begin(), heights.end(), 0.F);
  float y = area.y - ui.scroll(id, area, all);
  Clip clip(ui, area);
  for (std::size_t i = 0; i < heights.size(); ++i) {
    const Rect row{area.x, y, area.w, heights[i]};
    y += row.h;
    if (row.bottom() < area.y - row.h || row.y > area.bottom() + row.h) continue;
    draw(i, row);
    hairline(ui, row.x, row.bottom() - 1, row.w);
  }
}

}  // namespace ui
