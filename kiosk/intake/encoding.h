// What bytes mean: found out from the bytes and from what languages to expect.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace intake {

enum class Encoding { utf8, utf16le, utf16be, windows1250, windows1251, windows1252, windows1257 };

/// `utf-8`, `utf-16`, `windows-1257`, `cp1257`, … in any case.
std::optional<Encoding> parse_encoding(std::string_view name);
std::string_view to_text(Encoding encoding);

/// A byte-order mark, else zeros in every other place, else valid UTF-8; else the code page whose
/// letters suit the languages best, of two that do equally the one of the earlier language.
Encoding detect_encoding(std::string_view bytes, const std::vector<std::string>& languages);

/// As UTF-8 without byte-order mark. Fails with the line where the bytes are not in `encoding`.
core::Result<std::string> decode(std::string_view bytes, Encoding encoding);

}  // namespace intake
