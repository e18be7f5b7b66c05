#include "badge/fit.h"

#include <algorithm>
#include <cmath>

namespace badge {
namespace {

constexpr double kSizeStep = 0.02;     // mm between two sizes worth telling apart
constexpr double kSmallest = 0.5;      // mm: below it nobody can read even with a glass
constexpr double kUnbrokenPart = 0.6;  // of min_size, before a word is broken
constexpr double kTolerance = 1e-3;    // mm that measuring may be off

bool holds(const Room& room, const Extent& extent) {
  return extent.width <= room.width + kTolerance && extent.height() <= room.height + kTolerance;
}

/// The largest size from `from` down to `to` at which `setting` fits on `max_lines` lines.
std::optional<Fitted> largest(Setting setting, const Room& room, double from, double to,
                              int max_lines, const Measure& measure) {
  const auto attempt = [&](double size) -> std::optional<Fitted> {
    setting.style.size = size;
    const Extent extent = measure(setting);
    if (extent.lines > max_lines || !holds(room, extent)) return std::nullopt;
    return Fitted{setting, extent};
  };
  if (from < to) return std::nullopt;
  if (auto at_once = attempt(from)) return at_once;
  std::optional<Fitted> best = attempt(to);
  if (!best) return std::nullopt;
  for (double low = to, high = from; high - low > kSizeStep;) {
    const double middle = (low + high) / 2;
    if (auto found = attempt(middle)) {
      best = std::move(found);
      low = middle;
    } else {
      high = middle;
    }
  }
  return best;
}

/// Narrows the lines as far as their number allows, so that they are about equally long.
Fitted balanced(Fitted fitted, const Measure& measure) {
  if (fitted.setting.wrap != Wrap::words || fitted.extent.lines < 2) return fitted;
  double low = 0;
  double high = fitted.setting.width;
  while (high - low > 0.25) {
    Setting narrower = fitted.setting;
    narrower.width = (low + high) / 2;
    const Extent extent = measure(narrower);
    if (extent.lines == fitted.extent.lines && extent.width <= narrower.width + kTolerance) {
      high = narrower.width;
      fitted = {narrower, extent};
    } else {
      low = narrower.width;
    }
  }
  return fitted;
}

/// On one line if that leaves it large, else on several if that makes it larger.
std::optional<Fitted> whole(const TextSpec& spec, const std::string& text, const Room& room,
                            const Measure& measure) {
  const double smallest = std::min(spec.min_size * room.scale, room.largest);
  const double wish = spec.wrap_below > 0 ? spec.wrap_below * room.scale : room.largest;
  const Setting line{text, spec.style, Wrap::none, room.width, 0};
  auto one = largest(line, room, room.largest, smallest, 1, measure);
  const int max_lines = room.compact ? 1 : spec.max_lines;
  if (max_lines == 1 || (one && one->setting.style.size >= std::min(wish, room.largest)))
    return one;
  const Setting lines{text, spec.style, Wrap::words, room.width, 0};
  auto several = largest(lines, room, room.largest, smallest, max_lines, measure);
  if (!several) return one;
  if (one && one->setting.style.size >= several->setting.style.size) return one;
  return balanced(std::move(*several), measure);
}

std::optional<Fitted> cut(const TextSpec& spec, const std::string& text, const Room& room,
                          const Measure& measure) {
  for (int lines = room.compact ? 1 : spec.max_lines; lines > 0; --lines) {
    Setting setting{text, spec.style, Wrap::words, room.width, lines};
    setting.style.size = std::min(spec.min_size * room.scale, room.largest);
    const Extent extent = measure(setting);
    if (holds(room, extent)) return Fitted{setting, extent};
  }
  return std::nullopt;
}

/// For what must not be cut: smaller than it should be, then broken within words, then as small
/// as it has to be.
std::optional<Fitted> at_any_price(const TextSpec& spec, const std::string& text, const Room& room,
                                   const Measure& measure) {
  const double start = std::min(spec.min_size * room.scale, room.largest);
  const Setting words{text, spec.style, Wrap::words, room.width, 0};
  const int most = room.compact ? 1 : spec.max_lines;
  if (auto found = largest(words, room, start, start * kUnbrokenPart, most, measure)) return found;
  const Setting anywhere{text, spec.style, Wrap::anywhere, room.width, 0};
  for (int lines = std::max(2, spec.max_lines); lines < 200; lines += lines)
    if (auto found = largest(anywhere, room, start, start * 0.7, lines, measure)) return found;
  return largest(anywhere, room, start, std::min(start, kSmallest), 1000, measure);
}

}  // namespace

double capped_size(const TextSpec& spec, double size, double cap) {
  return std::min(size, std::max(cap, std::min(size, spec.min_size)));
}

core::Result<std::optional<Fitted>> fit(const TextSpec& spec, const Content& content,
                                        const Room& room, const Measure& measure) {
  const std::string text = joined(content, spec.fields, spec.join);
  if (text.empty()) return std::optional<Fitted>{};
  if (auto found = whole(spec, text, room, measure)) return found;
  const std::string shorter = joined(content, spec.short_fields, spec.join);
  if (!shorter.empty())
    if (auto found = whole(spec, shorter, room, measure)) return found;
  auto last = spec.never_cut() ? at_any_price(spec, text, room, measure)
                               : cut(spec, shorter.empty() ? text : shorter, room, measure);
  if (!last && !spec.never_cut()) return std::optional<Fitted>{};
  if (!last)
    return core::fail(core::Failure::bad_input,
                      "A name is too long for the badge (" + spec.id + ").",
                      "Shorten it in the registration, or choose a larger badge.");
  return last;
}

}  // namespace badge
