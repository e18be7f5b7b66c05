#include "badge/stack.h"

#include <algorithm>
#include <cmath>

namespace badge {
namespace {

constexpr double kGentleScale = 0.85;  // as small as texts become before one is shortened
constexpr double kLeastScale = 0.02;
constexpr double kScaleStep = 0.96;

enum class Squeeze { none, compact, left_out };

struct Child {
  const TextSpec* spec = nullptr;
  Squeeze squeeze = Squeeze::none;
  double natural = 0;  // mm, its size where nothing else needs room; 0: not known yet
  double cap = 0;      // mm
  std::optional<Fitted> fitted;
};

using Children = std::vector<Child>;

struct Trial {
  Children children;
  double scale = 1;
};

double largest_size(const Child& child, double scale, const Children& all) {
  const double natural = child.natural > 0 ? child.natural : child.spec->style.size;
  double size = capped_size(*child.spec, natural * scale, child.cap);
  for (const Child& other : all)
    if (other.spec->id == child.spec->smaller_than && other.fitted)
      size = std::min(size, other.fitted->setting.style.size * child.spec->ratio);
  return size;
}

core::Result<void> fit_children(Trial& trial, const Box& box, const Content& content,
                                const Measure& measure) {
  for (Child& child : trial.children) child.fitted.reset();
  for (Child& child : trial.children) {
    if (child.squeeze == Squeeze::left_out) continue;
    const Room room{box.width, box.height, largest_size(child, trial.scale, trial.children),
                    trial.scale, child.squeeze == Squeeze::compact};
    auto fitted = fit(*child.spec, content, room, measure);
    if (!fitted) return tl::unexpected(fitted.error());
    child.fitted = std::move(*fitted);
    if (child.fitted && child.natural == 0) child.natural = child.fitted->setting.style.size;
  }
  return {};
}

/// Where texts are missing, the widest of their gaps and the next one's stays.
std::vector<StackedText> stacked(const Trial& trial) {
  std::vector<StackedText> texts;
  double gap = 0;
  for (const Child& child : trial.children) {
    gap = std::max(gap, child.spec->gap * trial.scale);
    if (!child.fitted) continue;
    texts.push_back({child.spec, *child.fitted, texts.empty() ? 0 : gap});
    gap = 0;
  }
  return texts;
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
  least->squeeze = least->squeeze == Squeeze::none ? Squeeze::compact : Squeeze::left_out;
  least->natural = 0;
  return true;
}

core::Result<Trial> shrink_until_it_fits(Trial trial, const Box& box, const Content& content,
                                         const Measure& measure) {
  bool can_squeeze = true;
  while (trial.scale > kLeastScale) {
    const auto done = fit_children(trial, box, content, measure);
    if (!done) return tl::unexpected(done.error());
    if (height_of(stacked(trial)) <= box.height + 1e-6) return trial;
    trial.scale *= kScaleStep;
    if (trial.scale >= kGentleScale || !can_squeeze) continue;
    can_squeeze = squeeze_one(trial.children);
    if (can_squeeze) trial.scale = 1;
  }
  return core::fail(core::Failure::bad_input, "The texts are too long for the badge.",
                    "Shorten them, or choose a larger badge.");
}

/// How good a trial looks: large names first, none at another's cost, then that nothing is cut or
/// missing.
double merit(const Trial& trial) {
  double sum = 0;
  for (const Child& child : trial.children) {
    if (!child.fitted) continue;
    const Setting& setting = child.fitted->setting;
    const double size = setting.style.size / child.spec->style.size;
    if (child.spec->rank == 0)
      sum += setting.wrap == Wrap::anywhere ? -1 : std::sqrt(size);
    else
      sum += setting.cut_after > 0 ? 0.1 : 0.3 * std::min(1.0, size);
  }
  return sum;
}

bool is_untouched(const Trial& trial) {
  return trial.scale == 1 &&
         std::all_of(trial.children.begin(), trial.children.end(),
                     [](const Child& child) { return child.squeeze == Squeeze::none; });
}

/// Every choice of important texts that must stay on one line; the first leaves all free.
std::vector<Trial> trials(const Stack& stack, double cap) {
  Trial free;
  for (const TextSpec& spec : stack.texts)
    free.children.push_back({&spec, Squeeze::none, 0, cap, {}});
  std::vector<Trial> all{free};
  for (std::size_t i = 0; i < stack.texts.size(); ++i) {
    if (stack.texts[i].rank > 0 || stack.texts[i].max_lines == 1) continue;
    const std::size_t before = all.size();
    for (std::size_t other = 0; other < before; ++other) {
      all.push_back(all[other]);
      all.back().children[i].squeeze = Squeeze::compact;
    }
  }
  return all;
}

}  // namespace

core::Result<std::vector<StackedText>> fit_stack(const Stack& stack, const Content& content,
                                                 double cap, const Measure& measure) {
  const std::vector<Trial> all = trials(stack, cap);
  auto best = shrink_until_it_fits(all.front(), stack.box, content, measure);
  if (best && is_untouched(*best)) return stacked(*best);
  for (std::size_t i = 1; i < all.size(); ++i) {
    auto other = shrink_until_it_fits(all[i], stack.box, content, measure);
    if (other && (!best || merit(*other) > merit(*best))) best = std::move(other);
  }
  if (!best) return tl::unexpected(best.error());
  return stacked(*best);
}

double height_of(const std::vector<StackedText>& texts) {
  double height = 0;
  for (const StackedText& text : texts) height += text.gap + text.fitted.extent.height();
  return height;
}

}  // namespace badge
