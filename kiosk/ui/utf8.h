// Walking UTF-8 by code points. Broken bytes read as U+FFFD, one byte each.
#pragma once

#include <cstddef>
#include <string_view>

namespace ui::utf8 {

/// The code point at byte `at`, which moves behind it. `at` must be inside `text`.
char32_t next(std::string_view text, std::size_t& at);

/// The byte where the code point before byte `at` begins; 0 at the start.
std::size_t before(std::string_view text, std::size_t at);

/// A capital letter of the Latin or the Cyrillic script, as far as European languages use them.
bool is_upper(std::string_view letter);

std::size_t count(std::string_view text);

}  // namespace ui::utf8
