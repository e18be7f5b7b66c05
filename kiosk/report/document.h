// Paper: A4 pages that are first laid out as lists of marks, then numbered, then written as PDF.
// Millimetres from the page's upper left corner, y downwards.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "badge/layout.h"
#include "badge/typeset.h"
#include "core/progress.h"
#include "core/result.h"

namespace report {

inline constexpr double kPageWidth = 210;
inline constexpr double kPageHeight = 297;

inline constexpr badge::Colour kInk{0.09, 0.11, 0.15};
inline constexpr badge::Colour kMuted{0.35, 0.39, 0.46};
inline constexpr badge::Colour kAccent{0.05, 0.20, 0.45};
inline constexpr badge::Colour kHair{0.76, 0.80, 0.85};
inline constexpr badge::Colour kTint{0.945, 0.955, 0.97};

struct Line {
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
  double width = 0.2;
  badge::Colour colour = kHair;
};

struct Filled {
  badge::Box box;
  badge::Colour colour = kTint;
};

struct Emblem {
  double x = 0, y = 0, height = 10;
};

using Mark = std::variant<badge::PlacedText, Line, Filled, Emblem>;
using Page = std::vector<Mark>;

struct Document {
  std::string title;
  std::string language;
  std::vector<Page> pages;
};

/// How a text is set and how far it gives way: it shrinks to `smallest`, breaks between words into
/// up to `lines`, and at last anywhere into as many as it takes. Nothing is ever cut.
struct Ink {
  double size = 3.3;  ///< mm, the em
  badge::Weight weight = badge::Weight::regular;
  badge::Colour colour = kInk;
  badge::Align align = badge::Align::left;
  int lines = 1;
  double smallest = 2.2;
};

/// A text that was made to fit a width. Heights are those of capitals and line steps, not of the
/// ink, so that accents move no line.
struct Fitted {
  badge::Setting setting;
  Ink ink;
  double width = 0;
  int lines = 1;
  [[nodiscard]] double above() const;   ///< of the first line's capitals over its baseline
  [[nodiscard]] double height() const;  ///< from there to the last baseline
};

/// Puts marks on the last page of a document. Belongs to one thread.
class Pen {
 public:
  /// `storage` where "Noto Sans" is not installed.
  static core::Result<Pen> open(Document& document);

  void new_page() { document_->pages.emplace_back(); }
  [[nodiscard]] std::size_t pages() const { return document_->pages.size(); }
  /// From now on marks go to this page, which exists.
  void turn_to(std::size_t page) { page_ = page; }
  void turn_to_last() { page_ = kLast; }

  [[nodiscard]] Fitted fit(std::string text, double width, const Ink& ink) const;
  /// With its capitals' top at `y`; returns where the next text may begin, without a gap.
  double put(const Fitted& text, double x, double y);
  double put(std::string text, double x, double y, double width, const Ink& ink);
  /// Between two heights, its capitals in the middle.
  void put_middle(const Fitted& text, double x, double top, double height);

  void line(const Line& line) { here().emplace_back(line); }
  void rule(double x, double y, double width, double thickness = 0.2, badge::Colour colour = kHair);
  void fill(const badge::Box& box, badge::Colour colour = kTint);
  void emblem(double x, double y, double height) { here().emplace_back(Emblem{x, y, height}); }
  /// A tick, drawn.
  void tick(double x, double baseline, double size, badge::Colour colour = kAccent);

 private:
  static constexpr std::size_t kLast = static_cast<std::size_t>(-1);
  Pen(Document& document, badge::Typesetter typesetter)
      : document_(&document), typesetter_(std::move(typesetter)) {}
  Page& here();

  Document* document_;
  badge::Typesetter typesetter_;
  std::size_t page_ = kLast;
};

/// `progress` is told after each page. Errors: `storage` where drawing or `out` fails.
core::Result<void> write_pdf(const Document& document, std::ostream& out,
                             const core::Progress& progress = {});

}  // namespace report
