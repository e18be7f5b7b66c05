#include "badge/layout.h"

#include <algorithm>

#include "badge/fit.h"
#include "badge/stack.h"

namespace badge {
namespace {

// In heights of the stripe or the mark.
constexpr double kLabelPadding = 0.3;  // beside a stripe's word
constexpr double kHatchRoom = 0.5;     // at least, at either end of a hatched stripe
constexpr double kMarkGap = 0.26;      // between the crossed camera and its words

double left_edge(const Box& box, double width, Align align) {
  if (align == Align::left) return box.x;
  return align == Align::right ? box.right() - width : box.x + (box.width - width) / 2;
}

double top_edge(const Box& box, double height, VerticalAlign align) {
  if (align == VerticalAlign::top) return box.y;
  return align == VerticalAlign::bottom ? box.bottom() - height : box.y + (box.height - height) / 2;
}

PlacedText placed(const TextSpec& spec, const Fitted& fitted, const Box& box, double top,
                  Align align) {
  const Extent& extent = fitted.extent;
  return {spec.id,
          fitted.setting,
          align,
          {left_edge(box, extent.width, align), top, extent.width, extent.height()},
          top + extent.above,
          spec.colour};
}

core::Result<void> place_stack(const Stack& stack, const Content& content, const Measure& measure,
                               Layout& layout) {
  const auto texts = fit_stack(stack, content, measure);
  if (!texts) return tl::unexpected(texts.error());
  double y = top_edge(stack.box, height_of(*texts), stack.vertical);
  for (const StackedText& text : *texts) {
    y += text.gap;
    layout.texts.push_back(placed(*text.spec, text.fitted, stack.box, y, stack.align));
    y += text.fitted.extent.height();
  }
  return {};
}

/// A word in the middle of `box`, its capitals (not its descenders) centred.
core::Result<std::optional<PlacedText>> place_label(const TextSpec& spec, const Box& box,
                                                    Align align, const Content& content,
                                                    const Measure& measure) {
  const Room room{box.width, box.height, spec.style.size, 1, false};
  const auto fitted = fit(spec, content, room, measure);
  if (!fitted) return tl::unexpected(fitted.error());
  if (!*fitted) return std::optional<PlacedText>{};
  const Extent& extent = (*fitted)->extent;
  double top = top_edge(box, extent.height(), VerticalAlign::middle);
  if (extent.lines == 1) {
    const double capitals = 0.714 * (*fitted)->setting.style.size;
    top = std::clamp(box.y + (box.height + capitals) / 2 - extent.above, box.y,
                     std::max(box.y, box.bottom() - extent.height()));
  }
  return placed(spec, **fitted, box, top, align);
}

core::Result<void> place_stripe(const StripeSpec& spec, const Content& content,
                                const Measure& measure, Layout& layout) {
  const auto kind = static_cast<std::size_t>(content.kind);
  PlacedStripe stripe{spec.box, spec.patterns.at(kind), spec.colours.at(kind), 0, 0};
  const double padding = kLabelPadding * spec.box.height;
  const double beside =
      padding + (stripe.pattern == Pattern::hatched ? kHatchRoom * spec.box.height : 0);
  const Box room{spec.box.x + beside, spec.box.y, spec.box.width - 2 * beside, spec.box.height};
  auto label = place_label(spec.label, room, Align::centre, content, measure);
  if (!label) return tl::unexpected(label.error());
  if (*label) {
    PlacedText& word = **label;
    word.colour = stripe.pattern == Pattern::solid ? kWhite : stripe.colour;
    stripe.clear_from = word.box.x - padding;
    stripe.clear_to = word.box.right() + padding;
    layout.texts.push_back(word);
  }
  layout.stripes.push_back(stripe);
  return {};
}

core::Result<void> place_photo_mark(const PhotoMarkSpec& spec, const Content& content,
                                    const Measure& measure, Layout& layout) {
  const Box& box = spec.box;
  layout.photo_mark = Box{box.x, box.y, box.height, box.height};
  const double taken = box.height * (1 + kMarkGap);
  if (box.width <= taken) return {};
  const Box words{box.x + taken, box.y, box.width - taken, box.height};
  const auto label = place_label(spec.label, words, Align::left, content, measure);
  if (!label) return tl::unexpected(label.error());
  if (*label) layout.texts.push_back(**label);
  return {};
}

}  // namespace

const PlacedText* Layout::text(std::string_view id) const {
  const auto found = std::find_if(texts.begin(), texts.end(),
                                  [id](const PlacedText& placed) { return placed.id == id; });
  return found == texts.end() ? nullptr : &*found;
}

core::Result<Layout> lay_out(const Template& form, const Content& content, const Measure& measure) {
  Layout layout;
  layout.width = form.width;
  layout.height = form.height;
  layout.rules = form.rules;
  layout.qr = form.qr.box;
  if (form.emblem && content.eu_emblem) {
    const EmblemSpec& emblem = *form.emblem;
    layout.emblem = {{emblem.x, emblem.y, emblem.height * 1.5, emblem.height}, emblem.ink};
  }
  core::Result<void> done;
  for (const StripeSpec& stripe : form.stripes)
    if (done) done = place_stripe(stripe, content, measure, layout);
  if (done && form.photo_mark && content.photo_opt_out)
    done = place_photo_mark(*form.photo_mark, content, measure, layout);
  for (const Stack& stack : form.stacks)
    if (done) done = place_stack(stack, content, measure, layout);
  if (!done) return tl::unexpected(done.error());
  return layout;
}

}  // namespace badge
