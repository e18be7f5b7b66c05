// A list that scrolls, whose rows are as high as their words, with a line below each.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "ui/ui.h"

namespace ui {

/// `draw` is called with the number and place of each row that is in view, and of one more on
/// either side, for the focus to go on to. Heights are in pixels.
void draw_row_list(Ui& ui, std::string_view id, const Rect& area, const std::vector<float>& heights,
                   const std::function<void(std::size_t, const Rect&)>& draw);

}  // namespace ui
