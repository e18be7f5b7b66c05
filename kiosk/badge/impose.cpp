#include "badge/impose.h"

#include <algorithm>

namespace badge {
namespace {

// mm
constexpr double kMarkLength = 5;
constexpr double kMarkDistance = 1;  // from the badges, so that no mark is left on one
constexpr double kShortestMark = 1.5;
constexpr double kWhiteEdge = 1;  // of the page, where printers print nothing

struct Cell {
  double x = 0;
  double y = 0;
};

/// Where the piece of place `index` begins, row by row.
Cell cell(const Template& form, std::size_t index) {
  if (!form.sheet) return {};
  const Sheet& sheet = *form.sheet;
  const auto columns = static_cast<std::size_t>(sheet.columns);
  const std::size_t row = index / columns;
  return {sheet.left + static_cast<double>(index % columns) * (form.width + sheet.gap_x),
          sheet.top + static_cast<double>(row) * (form.piece_height() + sheet.gap_y)};
}

/// Whether the page turns about an upright axis, as a book does.
bool turns_like_a_book(const Sheet& sheet) {
  return (sheet.flip == Flip::long_edge) == (sheet.height >= sheet.width);
}

/// The place behind `at`, seen from the back.
Spot behind(const Template& form, std::size_t badge, Cell at) {
  if (!form.sheet) return {badge, true, at.x, at.y, false};
  const Sheet& sheet = *form.sheet;
  if (turns_like_a_book(sheet)) return {badge, true, sheet.width - at.x - form.width, at.y, false};
  return {badge, true, at.x, sheet.height - at.y - form.height, true};
}

void add_spots(const Template& form, std::size_t badge, Cell at, bool back_page, PagePlan& plan) {
  if (back_page) {
    plan.spots.push_back(behind(form, badge, at));
    return;
  }
  const double front_y = form.sides == Sides::fold ? at.y + form.height : at.y;
  plan.spots.push_back({badge, false, at.x, front_y, false});
  if (form.sides != Sides::fold) return;
  plan.spots.push_back({badge, true, at.x, at.y, true});
  plan.marks.push_back({at.x, front_y, at.x + form.width, front_y, true});
}

/// Between the page's edge and the badges, as long as there is room for.
void add_mark(double x, double y, double edge, bool upright, std::vector<MarkLine>& marks) {
  const double outwards = edge < (upright ? y : x) ? -1 : 1;
  const double room = std::abs(edge - (upright ? y : x)) - kMarkDistance - kWhiteEdge;
  if (room < kShortestMark) return;
  const double from = outwards * kMarkDistance;
  const double to = outwards * (kMarkDistance + std::min(room, kMarkLength));
  marks.push_back(upright ? MarkLine{x, y + from, x, y + to, false}
                          : MarkLine{x + from, y, x + to, y, false});
}

/// At the ends of every cut, outside of all badges.
void add_cut_marks(const Template& form, std::vector<MarkLine>& marks) {
  const Sheet& sheet = *form.sheet;
  const Cell first = cell(form, 0);
  const Cell last = cell(form, form.badges_a_page() - 1);
  const double right = last.x + form.width;
  const double bottom = last.y + form.piece_height();
  for (int column = 0; column < sheet.columns; ++column) {
    const double left = cell(form, static_cast<std::size_t>(column)).x;
    for (const double x : {left, left + form.width}) {
      add_mark(x, first.y, 0, true, marks);
      add_mark(x, bottom, sheet.height, true, marks);
    }
  }
  for (int row = 0; row < sheet.rows; ++row) {
    const double top =
        cell(form, static_cast<std::size_t>(row) * static_cast<std::size_t>(sheet.columns)).y;
    for (const double y : {top, top + form.piece_height()}) {
      add_mark(first.x, y, 0, false, marks);
      add_mark(right, y, sheet.width, false, marks);
    }
  }
}

}  // namespace

std::size_t page_count(const Template& form, std::size_t badges) {
  const std::size_t sheets = (badges + form.badges_a_page() - 1) / form.badges_a_page();
  return form.sides == Sides::two ? 2 * sheets : sheets;
}

PagePlan plan_page(const Template& form, std::size_t page, std::size_t badges) {
  PagePlan plan;
  const bool back_page = form.sides == Sides::two && page % 2 == 1;
  const std::size_t sheet = form.sides == Sides::two ? page / 2 : page;
  const std::size_t first = sheet * form.badges_a_page();
  const std::size_t end = std::min(badges, first + form.badges_a_page());
  for (std::size_t badge = first; badge < end; ++badge)
    add_spots(form, badge, cell(form, badge - first), back_page, plan);
  if (form.sheet && form.sheet->marks && !back_page) add_cut_marks(form, plan.marks);
  return plan;
}

}  // namespace badge
