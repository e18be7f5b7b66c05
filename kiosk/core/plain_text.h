// What makes a text fit to be stored and shown. All take UTF-8; what follows a byte that is none is
// not looked at.
#pragma once

#include <string_view>

namespace core {

/// Nothing overlong, no surrogates, nothing past U+10FFFF.
bool is_utf8(std::string_view text);

/// The control characters of ASCII and Latin-1 (U+0000–1F, U+007F–9F) and what ends a line or a
/// paragraph (U+2028, U+2029).
bool has_control(std::string_view text);

/// Embeddings, overrides and isolates (U+202A–202E, U+2066–2069), which make what stands beside
/// them read backwards. The marks U+200E and U+200F do no such thing.
bool turns_direction(std::string_view text);

/// More marks above and below one letter than any script writes.
bool piles_up_marks(std::string_view text);

/// Whether there is anything to see: not blanks, joiners, fillers and the like alone.
bool is_visible(std::string_view text);

}  // namespace core
