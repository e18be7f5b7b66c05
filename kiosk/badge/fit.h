// Fits one text into a width and a height by the rules of TextSpec. Pure.
#pragma once

#include <optional>

#include "badge/layout.h"

namespace badge {

struct Room {
  double width = 0;
  double height = 0;
  double largest = 0;    ///< mm, size to start from
  double scale = 1;      ///< on the spec's minimal sizes
  bool compact = false;  ///< one line, short fields
};

struct Fitted {
  Setting setting;
  Extent extent;
};

/// `size`, but no larger than `cap` as long as the text stays readable.
double capped_size(const TextSpec& spec, double size, double cap);

/// Empty if there is nothing to say. Fails if a text that must not be cut fits at no size.
core::Result<std::optional<Fitted>> fit(const TextSpec& spec, const Content& content,
                                        const Room& room, const Measure& measure);

}  // namespace badge
