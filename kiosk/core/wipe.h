// Takes a person's words out of memory: what a string merely frees stays readable.
#pragma once

#include <string>

namespace core {

/// Overwrites the whole capacity, then empties it. Not left out by the optimiser.
void wipe(std::string& text);

}  // namespace core
