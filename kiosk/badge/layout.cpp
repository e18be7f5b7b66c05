#include "badge/layout.h"

#include <algorithm>
#include <limits>

#include "badge/fit.h"
#include "badge/stack.h"

namespace badge {
namespace {

// In heights of the stripe or the mark.
constexpr double kLabelPadding = 0.3;  // beside a stripe's word
constexpr double kLabelAir = 0.16;     // above and below it
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
          spec.colour,
          extent.unknown};
}

/// What other texts may be as large as.
double given_name_size(const Layout& layout) {
  const PlacedText* given = layout.text(to_text(Field::given_name));
  return given ? given->setting.style.size : std::numeric_limits<double>::infinity();
}

core::Result<void> place_stack(const Stack& stack, const Content& content, const Measure& measure,
                               Layout& layout) {
  const auto texts = fit_stack(stack, content, given_name_size(layout), measure);
  if (!texts) return tl::unexpected(texts.error());
  double y = top_edge(stack.box, height_of(*texts), stack.vertical);
  for (const StackedText& text : *texts) {
    y += text.gap;
    layout.texts.push_back(placed(*text.spec, text.fitted, stack.box, y, stack.align));
    y += text.fitted.extent.height();
  }
  return {};
}

bool has_given_name(const Stack& stack) {
  return std::any_of(stack.texts.begin(), stack.texts.end(),
                     [](const TextSpec& text) { return text.id == to_text(Field::given_name); });
}

/// The one with the given name first: it sets how large the others may be.
core::Result<void> place_stacks(const Face& face, const Content& content, const Measure& measure,
                                Layout& layout) {
  for (const bool named : {true, false})
    for (const Stack& stack : face.stacks) {
      if (has_given_name(stack) != named) continue;
      if (auto done = place_stack(stack, content, measure, layout); !done) return done;
    }
  return {};
}

PlacedPicture placed(const PictureSpec& spec) {
  const Box& box = spec.box;
  const double scale = std::min(box.width / spec.picture->width, box.height / spec.picture->height);
  const double width = spec.picture->width * scale;
  const double height = spec.picture->height * scale;
  return {{left_edge(box, width, spec.align), top_edge(box, height, spec.vertical), width, height},
          spec.picture};
}

/// A word in the middle of `box`, its capitals (not its descenders) centred.
core::Result<std::optional<PlacedText>> place_label(const TextSpec& spec, const Box& box,
                                                    Align align, const Content& content, double cap,
                                                    const Measure& measure) {
  const Room room{box.width, box.height, capped_size(spec, spec.style.size, cap), 1, false};
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
  const double air = kLabelAir * spec.box.height;
  const Box room{spec.box.x + beside, spec.box.y + air, spec.box.width - 2 * beside,
                 spec.box.height - 2 * air};
  auto label =
      place_label(spec.label, room, Align::centre, content, given_name_size(layout), measure);
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
  const auto label =
      place_label(spec.label, words, Align::left, content, given_name_size(layout), measure);
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

int Layout::unknown_letters() const {
  int all = 0;
  for (const PlacedText& placed : texts) all += placed.unknown;
  return all;
}

core::Result<Layout> lay_out(const Template& form, const Face& face, const Content& content,
                             const Measure& measure) {
  Layout layout;
  layout.width = form.width;
  layout.height = form.height;
  layout.rules = face.rules;
  if (face.qr) layout.qr = face.qr->box;
  for (const PictureSpec& picture : face.pictures) layout.pictures.push_back(placed(picture));
  if (face.emblem && content.eu_emblem) {
    const EmblemSpec& emblem = *face.emblem;
    layout.emblem = {{emblem.x, emblem.y, emblem.height * 1.5, emblem.height}, emblem.ink};
  }
  core::Result<void> done = place_stacks(face, content, measure, layout);
  for (const StripeSpec& stripe : face.stripes)
    if (done) done = place_stripe(stripe, content, measure, layout);
  if (done && face.photo_mark && content.photo_opt_out)
    done = place_photo_mark(*face.photo_mark, content, measure, layout);
  if (!done) return tl::unexpected(done.error());
  return layout;
}

core::Result<Layout> lay_out(const Template& form, const Content& content, const Measure& measure) {
  return lay_out(form, form.front, content, measure);
}

}  // namespace badge
