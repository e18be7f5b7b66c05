#include "report/document.h"

#include <algorithm>
#include <utility>

namespace report {
namespace {

constexpr double kCapitals = 0.714;  // Noto Sans, in ems
constexpr double kDescent = 0.26;
constexpr double kLeading = 1.28;
constexpr double kStep = 0.95;  // from one size to the next smaller
constexpr double kSlack = 0.01;

badge::Setting setting_of(const std::string& text, const Ink& ink, double size, badge::Wrap wrap,
                          double width) {
  badge::Setting setting;
  setting.text = text;
  setting.style.weight = ink.weight;
  setting.style.size = size;
  setting.style.leading = kLeading;
  setting.wrap = wrap;
  setting.width = width;
  return setting;
}

}  // namespace

double Fitted::above() const { return kCapitals * setting.style.size; }

double Fitted::height() const { return above() + (lines - 1) * kLeading * setting.style.size; }

core::Result<Pen> Pen::open(Document& document) {
  auto typesetter = badge::Typesetter::open(document.language);
  if (!typesetter) return tl::unexpected(typesetter.error());
  return Pen(document, std::move(*typesetter));
}

Fitted Pen::fit(std::string text, double width, const Ink& ink) const {
  const auto attempt = [&](double size, badge::Wrap wrap) {
    badge::Setting setting = setting_of(text, ink, size, wrap, width);
    const badge::Extent extent = typesetter_.measure(setting);
    return std::pair(Fitted{std::move(setting), ink, width, extent.lines},
                     extent.width <= width + kSlack);
  };
  double size = ink.size;
  while (size >= ink.smallest - kSlack) {
    if (auto [one_line, fits] = attempt(size, badge::Wrap::none); fits) return one_line;
    if (ink.lines > 1) {
      auto [wrapped, fits] = attempt(size, badge::Wrap::words);
      if (fits && wrapped.lines <= ink.lines) return wrapped;
    }
    size *= kStep;
  }
  return attempt(ink.smallest, badge::Wrap::anywhere).first;
}

double Pen::put(const Fitted& text, double x, double y) {
  badge::PlacedText placed;
  placed.setting = text.setting;
  placed.align = text.ink.align;
  placed.box = {x, y, text.width, text.height()};
  placed.baseline = y + text.above();
  placed.colour = text.ink.colour;
  if (!placed.setting.text.empty()) here().emplace_back(std::move(placed));
  return y + text.height() + kDescent * text.setting.style.size;
}

double Pen::put(std::string text, double x, double y, double width, const Ink& ink) {
  return put(fit(std::move(text), width, ink), x, y);
}

void Pen::put_middle(const Fitted& text, double x, double top, double height) {
  put(text, x, top + (height - text.height()) / 2);
}

void Pen::rule(double x, double y, double width, double thickness, badge::Colour colour) {
  line({x, y, x + width, y, thickness, colour});
}

void Pen::fill(const badge::Box& box, badge::Colour colour) {
  here().emplace_back(Filled{box, colour});
}

void Pen::tick(double x, double baseline, double size, badge::Colour colour) {
  const double width = size * 0.16;
  line({x, baseline - size * 0.34, x + size * 0.3, baseline - size * 0.04, width, colour});
  line({x + size * 0.3, baseline - size * 0.04, x + size * 0.85, baseline - size * 0.72, width,
        colour});
}

Page& Pen::here() { return page_ == kLast ? document_->pages.back() : document_->pages.at(page_); }

}  // namespace report
