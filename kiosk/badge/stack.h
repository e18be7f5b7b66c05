// Fits the texts of a stack below each other into its box. Pure.
#pragma once

#include <vector>

#include "badge/fit.h"

namespace badge {

struct StackedText {
  const TextSpec* spec = nullptr;  ///< one of the stack's
  Fitted fitted;
  double gap = 0;  ///< mm above it; 0 for the first
};

/// No readable text becomes larger than `cap` (mm, infinity for none).
/// Texts with nothing to say are not among them. When they do not fit as they are, everything
/// becomes a little smaller, then names may stay on one line to leave more room, then the least
/// important texts are shortened, then everything becomes as small as it must be.
core::Result<std::vector<StackedText>> fit_stack(const Stack& stack, const Content& content,
                                                 double cap, const Measure& measure);

/// mm from the first text's top to the last one's end.
double height_of(const std::vector<StackedText>& texts);

}  // namespace badge
