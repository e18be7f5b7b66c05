// What every page of a document has: whose meeting it is, who pays, which page, which journal.
#pragma once

#include "report/document.h"
#include "report/evidence.h"

namespace report {

inline constexpr double kLeft = 18;  ///< room for a punch
inline constexpr double kRight = kPageWidth - 15;
inline constexpr double kTop = 14;
inline constexpr double kBottom = kPageHeight - 20;  ///< above the foot
inline constexpr double kContentWidth = kRight - kLeft;

/// Puts meeting, place, dates, project, emblem and funding line on the top of the page; returns
/// where the content begins.
double put_letterhead(Pen& pen, const Words& words, const core::Meeting& meeting);

/// Puts page numbers and the journal's heads at the foot of every page.
void put_feet(Pen& pen, const Words& words, const Evidence& evidence);

/// Emblem and funding line as the funder wants them beside each other: the line at `x`, right of
/// the emblem. Nothing where the meeting has none. Returns the height.
double put_funding(Pen& pen, const core::Project& project, double x, double y, double width,
                   double emblem_height);

/// `Project: WIR – name · Project number: 000`; empty where the meeting file says nothing.
std::string project_line(const Words& words, const core::Project& project);

std::string place_and_dates(const Words& words, const core::Meeting& meeting);

}  // namespace report
