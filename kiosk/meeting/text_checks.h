// What can be said about a text before its meaning is known.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace meeting {

/// Offset of the first byte that is not UTF-8 (overlong forms and surrogates are not).
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// 1-based line of a byte offset.
int line_at(std::string_view text, std::size_t offset);

/// Offset where TOML `text` nests deeper, in brackets or in dotted keys, than any meeting file
/// does. The parser goes down one call per level and has no limit of its own for dotted keys.
std::optional<std::size_t> find_deep_nesting(std::string_view text);

/// The word in `known` that `word` was probably meant to be; empty if none is near.
std::string nearest(std::string_view word, const std::vector<std::string_view>& known);

/// `text` with control characters as `?`.
std::string printable(std::string_view text);

/// `text` fit for a message: printable, at most 60 bytes, cut between characters.
std::string shown(std::string_view text);

/// `a, b or c`.
std::string any_of(const std::vector<std::string_view>& words);

bool is_id(std::string_view text);                   ///< 1 to 64 of `a-z`, `0-9` and `-`
bool is_language_code(std::string_view text);        ///< 2 of `a-z`
bool is_two_capitals(std::string_view text);         ///< 2 of `A-Z`
bool is_blank(std::string_view text);                ///< empty or ASCII white space only
bool has_control_characters(std::string_view text);  ///< other than line feed and tab

}  // namespace meeting
