// What somebody may need at a meeting: food and access. A closed list, so that nothing is asked or
// kept that nobody can act on.
#pragma once

#include <array>
#include <string_view>

namespace core {

inline constexpr std::array<std::string_view, 8> kNeeds = {
    "vegetarian", "vegan", "no_gluten", "no_lactose", "no_nuts", "step_free", "hearing", "sight"};

}  // namespace core
