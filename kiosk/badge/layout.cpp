#include "badge/layout.h"

#include <algorithm>
#include <array>

#include "badge/fit.h"

namespace badge {
namespace {

constexpr double kLabelPadding = 1.5;  // mm between a stripe's edge and its word
constexpr double kMarkGap = 1.2;       // mm between the crossed camera and its words
constexpr double kGentleScale = 0.85;  // as small as texts become before one is shortened
constexpr double kLeastScale = 0.02;

enum class Squeeze { none, compact, left_out };

struct Child {
  const TextSpec* spec = nullptr;
  Squeeze squeeze = Squeeze::none;
  double natural = 0;  // mm, its size if it were alone; 0: not known yet
  std::optional<Fitted> fitted;
};

using Children = std::vector<Child>;

double largest_size(const Child& child, double scale, const Children& all) {
  const double natural = child.natural > 0 ? child.natural : child.spec->style.size;
  double size = natural * scale;
  for (const Child& other : all)
    if (other.spec->id == child.spec->smaller_than && other.fitted)
      size = std::min(size, other.fitted->setting.style.size * child.spec->ratio);
  return size;
}

core::Result<void> fit_all(Children& children, const Box& box, double scale, const Content& content,
                           const Measure& measure) {
  for (Child& child : children) child.fitted.reset();
  for (Child& child : children) {
    if (child.squeeze == Squeeze::left_out) continue;
    const Room room{box.width, box.height, largest_size(child, scale, children), scale,
                    child.squeeze == Squeeze::compact};
    auto fitted = fit(*child.spec, content, room, measure);
    if (!fitted) return tl::unexpected(fitted.error());
    child.fitted = std::move(*fitted);
    if (child.fitted && child.natural == 0) child.natural = child.fitted->setting.style.size;
  }
  return {};
}

double total_height(const Children& children) {
  double height = 0;
  bool first = true;
  for (const Child& child : children) {
    if (!child.fitted) continue;
    height += child.fitted->extent.height() + (first ? 0 : child.spec->gap);
    first = false;
  }
  return height;
}

/// Takes room from the least important text that still can give some.
bool squeeze_one(Children& children) {
  Child* least = nullptr;
  for (Child& child : children) {
    if (!child.fitted || child.spec->rank == 0) continue;
    if (child.squeeze == Squeeze::compact && !child.spec->optional) continue;
    if (!least || child.spec->rank > least->spec->rank) least = &child;
  }
  if (!least) return false;
  least->natural = 0;
  least->squeeze = least->squeeze == Squeeze::none ? Squeeze::compact : Squeeze::left_out;
  return true;
}

/// Everything a little smaller at first, then the least important text shorter, and so on; when
/// nothing can be shortened any more, everything as small as it must be.
core::Result<Children> fit_stack(const Stack& stack, const Content& content,
                                 const Measure& measure) {
  Children children;
  for (const TextSpec& spec : stack.texts) children.push_back({&spec, Squeeze::none, 0, {}});
  bool can_squeeze = true;
  for (double scale = 1; scale > kLeastScale;) {
    const auto done = fit_all(children, stack.box, scale, content, measure);
    if (!done) return tl::unexpected(done.error());
    if (total_height(children) <= stack.box.height + 1e-6) return children;
    scale *= 0.96;
    if (scale < kGentleScale && can_squeeze) {
      can_squeeze = squeeze_one(children);
      if (can_squeeze) scale = 1;
    }
  }
  return core::fail(core::Failure::bad_input, "The texts are too long for the badge.",
                    "Shorten them, or choose a larger badge.");
}

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
  const auto children = fit_stack(stack, content, measure);
  if (!children) return tl::unexpected(children.error());
  double y = top_edge(stack.box, total_height(*children), stack.vertical);
  bool first = true;
  for (const Child& child : *children) {
    if (!child.fitted) continue;
    if (!first) y += child.spec->gap;
    layout.texts.push_back(placed(*child.spec, *child.fitted, stack.box, y, stack.align));
    y += child.fitted->extent.height();
    first = false;
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
  auto label =
      place_label(spec.label, spec.box.inset(kLabelPadding / 2), Align::centre, content, measure);
  if (!label) return tl::unexpected(label.error());
  if (*label) {
    PlacedText& word = **label;
    word.colour = stripe.pattern == Pattern::solid ? kWhite : stripe.colour;
    stripe.clear_from = word.box.x - kLabelPadding;
    stripe.clear_to = word.box.right() + kLabelPadding;
    layout.texts.push_back(word);
  }
  layout.stripes.push_back(stripe);
  return {};
}

core::Result<void> place_photo_mark(const PhotoMarkSpec& spec, const Content& content,
                                    const Measure& measure, Layout& layout) {
  const Box& box = spec.box;
  layout.photo_mark = Box{box.x, box.y, box.height, box.height};
  const double taken = box.height + kMarkGap;
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
